import asyncio
import sqlite3
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.quiz import round as rules
from bot.quiz.round import Phase
from bot.store.boards import Span
from bot.store.engine import BadDatabase, DatabaseAway, StoreUnavailable
from bot.store.rounds import ChannelTaken
from bot.store.store import Store
from tests.databases import ON_SQLITE, rows_of
from tests.store.rounds import ANA, BEN, CHANNEL, GUILD, NOW, given, new_round, typed


def file_of(url: str) -> Path:
    return Path(make_url(url).database or "")


async def test_a_running_round_comes_back_as_it_was(store: Store, database_url: str) -> None:
    kept = await store.rounds.create(new_round(), "Ana", NOW)
    asked = rules.open_question(rules.ask(kept), 77, NOW)
    await store.rounds.save_progress(asked)
    answered = rules.answer(rules.answer(asked, 0, ANA, given()), 0, BEN, given(0))
    for member, name in ((ANA, "Ana"), (BEN, "Ben")):
        await store.rounds.record_answer(answered, 0, member, name, answered.current_answers[member])
    await store.close()

    again = await Store.open(database_url)
    assert await again.rounds.running() == [answered]
    assert await again.rounds.names(GUILD, [ANA, BEN]) == {ANA: "Ana", BEN: "Ben"}
    await again.close()


async def test_a_round_that_cannot_be_read_is_ended_and_stops_no_other(store: Store, database_url: str) -> None:
    unreadable = await store.rounds.create(new_round(), "Ana", NOW)
    other = await store.rounds.create(new_round(channel=23), "Ana", NOW)
    damage = "UPDATE round_questions SET question = '{}' WHERE round_id = :round"
    await rows_of(database_url, damage, round=unreadable.id)
    assert await store.rounds.running() == [other]
    assert (await store.rounds.create(new_round(), "Ana", NOW)).channel == CHANNEL


async def test_answers_of_every_question_come_back(store: Store) -> None:
    first = rules.open_question(rules.ask(await store.rounds.create(new_round(), "Ana", NOW)), 77, NOW)
    first = rules.answer(first, 0, ANA, given())
    second = rules.answer(rules.ask(rules.reveal(first, NOW)), 1, ANA, typed("trotzky"))
    for position in (0, 1):
        await store.rounds.record_answer(second, position, ANA, "Ana", second.answers[position][ANA])
    await store.rounds.save_progress(second)
    assert (await store.rounds.load(second.id)).answers == second.answers


async def test_one_answer_a_member_and_question_whatever_is_sent_twice(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    await store.rounds.save_progress(round_)
    await asyncio.gather(*(store.rounds.record_answer(round_, 0, ANA, "Ana", given(credit)) for credit in (0, 0.5, 1)))
    kept = (await store.rounds.load(round_.id)).current_answers
    assert {member: each.grade.credit for member, each in kept.items()} == {ANA: 1}


async def test_a_channel_has_one_running_round(store: Store) -> None:
    first = await store.rounds.create(new_round(), "Ana", NOW)
    with pytest.raises(ChannelTaken):
        await store.rounds.create(new_round(), "Ben", NOW)
    await store.rounds.create(new_round(channel=CHANNEL + 1), "Ben", NOW)
    await store.rounds.finish(rules.stop(first), NOW)
    await store.rounds.create(new_round(), "Ben", NOW)


async def test_of_two_starts_at_once_one_gets_the_channel(store: Store) -> None:
    starts = await asyncio.gather(
        *(store.rounds.create(new_round(), "Ana", NOW) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in starts) == ["ChannelTaken", "Round"]


async def test_a_round_that_is_finished_twice_counts_once(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    for member, name in ((ANA, "Ana"), (BEN, "Ben")):
        round_ = rules.answer(round_, 0, member, given(member == ANA))
        await store.rounds.record_answer(round_, 0, member, name, round_.current_answers[member])
    over = rules.stop(round_)
    await asyncio.gather(store.rounds.finish(over, NOW), store.rounds.finish(over, NOW))
    (first,) = await store.boards.best(GUILD, Span())
    assert (first.name, first.standing.points, first.rounds) == ("Ana", 10, 1)
    second = await store.boards.line_of(GUILD, BEN, Span())
    assert second is not None
    assert (second.name, second.standing.points, second.rounds) == ("Ben", 0, 1)
    assert await store.rounds.running() == []


async def test_the_board_adds_up_the_rounds_of_one_server(store: Store) -> None:
    for channel, guild in ((1, GUILD), (2, GUILD), (3, GUILD + 1)):
        kept = await store.rounds.create(new_round(channel, guild), "Ana", NOW)
        played = rules.answer(rules.answer(rules.ask(kept), 0, ANA, given()), 0, BEN, given(0.5))
        await store.rounds.record_answer(played, 0, ANA, "Ana", given())
        await store.rounds.record_answer(played, 0, BEN, f"Ben {channel}", given(0.5))
        await store.rounds.finish(rules.stop(played), NOW)
    board = await store.boards.best(GUILD, Span())
    assert [(line.name, line.standing.points, line.standing.right, line.rounds) for line in board] == [
        ("Ana", 20, 2, 2),
        ("Ben 2", 10, 0, 2),
    ]


async def test_a_question_can_be_recalled_long_after_with_ones_own_answer(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    await store.rounds.finish(rules.stop(round_), NOW)
    assert await store.rounds.find_answer(GUILD, round_.id, 0, ANA) == (round_.posed[0], given())
    assert await store.rounds.find_answer(GUILD, round_.id, 0, BEN) == (round_.posed[0], None)
    assert await store.rounds.find_answer(GUILD, round_.id, 9, ANA) is None


async def test_one_write_that_fails_leaves_its_neighbours(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    unknown = replace(round_, id=999)
    outcomes = await asyncio.gather(
        store.rounds.record_answer(round_, 0, ANA, "Ana", given()),
        store.rounds.record_answer(unknown, 0, ANA, "Ana", given()),
        store.rounds.record_answer(round_, 0, BEN, "Ben", given()),
        return_exceptions=True,
    )
    assert [outcome is None for outcome in outcomes] == [True, False, True]
    await store.rounds.save_progress(round_)
    assert set((await store.rounds.load(round_.id)).current_answers) == {ANA, BEN}


async def test_a_thousand_answers_at_once_are_all_kept(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    await store.rounds.save_progress(round_)
    await asyncio.gather(*(store.rounds.record_answer(round_, 0, who, f"m{who}", given()) for who in range(1000)))
    assert len((await store.rounds.load(round_.id)).current_answers) == 1000


async def test_an_answer_is_in_the_database_when_it_is_acknowledged(store: Store, database_url: str) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    assert await rows_of(database_url, "SELECT count(*) FROM answers") == [(1,)]


@ON_SQLITE
async def test_a_locked_database_refuses_kindly_and_works_again(store: Store, database_url: str) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    other = sqlite3.connect(file_of(database_url), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
        other.execute("ROLLBACK")
    finally:
        other.close()
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())


@ON_SQLITE
async def test_only_its_owner_can_read_the_file(store: Store, database_url: str) -> None:
    assert await store.rounds.running() == []
    for path in file_of(database_url).parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


async def test_a_stopped_phase_is_kept(store: Store, database_url: str) -> None:
    kept = await store.rounds.create(new_round(), "Ana", NOW)
    await store.rounds.finish(rules.stop(kept), NOW)
    assert (await store.rounds.load(kept.id)).phase is Phase.STOPPED


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/nothing/clio.sqlite3", "mysql://localhost/clio"])
async def test_a_database_that_cannot_be_used_is_named(url: str) -> None:
    with pytest.raises(BadDatabase, match="CLIO_DATABASE_URL"):
        await Store.open(url)


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes for Tuesday, not a database at all. " * 40)
    before = path.read_bytes()
    with pytest.raises(BadDatabase, match="not a database"):
        await Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


async def test_a_file_that_another_program_writes_to_may_be_free_later(tmp_path: Path) -> None:
    path = tmp_path / "clio.sqlite3"
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseAway, match="another program has been writing"):
        await Store.open(f"sqlite:///{path}")
    other.close()


async def test_a_round_played_alone_is_not_on_the_board(store: Store) -> None:
    round_ = rules.answer(rules.ask(await store.rounds.create(new_round(), "Ana", NOW)), 0, ANA, given())
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    await store.rounds.finish(rules.stop(round_), NOW)
    assert await store.boards.best(GUILD, Span()) == []


async def test_teams_hints_and_a_pause_come_back(store: Store) -> None:
    kept = await store.rounds.create(new_round(), "Ana", NOW)
    joined = replace(rules.ask(kept), teams={ANA: 1, BEN: 0}, hinted=frozenset({BEN}))
    for member, name in ((ANA, "Ana"), (BEN, "Ben")):
        await store.rounds.record_team(joined, member, name)
    await store.rounds.record_hint(joined, BEN)
    await store.rounds.record_hint(joined, BEN)
    paused = rules.pause(joined, NOW)
    await store.rounds.save_progress(paused)
    assert await store.rounds.load(kept.id) == paused


async def test_the_most_missed_questions_come_first(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    round_ = rules.ask(rules.reveal(rules.answer(round_, 0, ANA, given(1)), NOW))
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given(1))
    await store.rounds.record_answer(round_, 1, ANA, "Ana", given(0))
    await store.rounds.finish(rules.stop(round_), NOW)
    assert await store.rounds.missed_questions(GUILD, NOW, 10) == [round_.posed[1].question.key]
    assert await store.rounds.missed_questions(GUILD, NOW + timedelta(seconds=1), 10) == []
