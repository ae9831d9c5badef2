"""Boards over several rounds, terms, and members who do not want to be shown."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.quiz import round as rules
from bot.store.boards import TOP, Span
from bot.store.store import Store
from bot.store.terms import Term, TermNameTaken
from tests.store.rounds import ANA, BEN, GUILD, NOW, given, new_round

DAY = timedelta(days=1)


async def play(store: Store, credits: dict[int, float], ended: datetime = NOW, guild: int = GUILD) -> int:
    """A finished round in which those members answered its one question with that credit."""
    round_ = rules.ask(await store.rounds.create(new_round(guild=guild), "Ana", NOW))
    for member, credit in credits.items():
        round_ = rules.answer(round_, 0, member, given(credit))
        await store.rounds.record_answer(round_, 0, member, f"member {member}", given(credit))
    await store.rounds.finish(rules.stop(round_), ended)
    return round_.id


async def points(store: Store, span: Span) -> dict[int, int]:
    return {line.member: line.standing.points for line in await store.boards.best(GUILD, span)}


async def test_a_round_counts_for_the_span_in_which_it_ended(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 0.5}, NOW - DAY)
    await play(store, {ANA: 1, BEN: 1}, NOW)
    assert await points(store, Span()) == {ANA: 20, BEN: 15}
    assert await points(store, Span(since=NOW)) == {ANA: 10, BEN: 10}
    assert await points(store, Span(until=NOW)) == {ANA: 10, BEN: 5}
    assert await points(store, Span(since=NOW + DAY)) == {}


async def test_equal_points_share_a_rank_and_nobody_is_listed_for_having_none(store: Store) -> None:
    await play(store, {7: 0.5, BEN: 1, ANA: 1, 5: 0, 6: 0.5})
    board = await store.boards.best(GUILD, Span(), also=5)
    assert [(line.rank, line.member) for line in board] == [(1, ANA), (1, BEN), (3, 6), (3, 7)]


async def test_below_the_top_stands_one_more_member_with_the_rank_among_all(store: Store) -> None:
    await play(store, {member: 1 if member <= TOP else 0.5 for member in range(1, TOP + 4)})
    last = TOP + 3
    assert [line.member for line in await store.boards.best(GUILD, Span())] == list(range(1, TOP + 1))
    *top, own = await store.boards.best(GUILD, Span(), also=last)
    assert len(top) == TOP
    assert (own.member, own.name, own.rank, own.standing.points) == (last, f"member {last}", TOP + 1, 5)
    assert len(await store.boards.best(GUILD, Span(), also=1)) == TOP


async def test_a_round_played_alone_is_not_on_the_board(store: Store) -> None:
    await play(store, {ANA: 1})
    assert await points(store, Span()) == {}
    assert await store.boards.line_of(GUILD, ANA, Span()) is None


async def test_a_board_can_be_of_one_book_or_chapter(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 0.5})
    assert await points(store, Span(book="book")) == {ANA: 10, BEN: 5}
    assert await points(store, Span(book="book", chapter="chapter")) == {ANA: 10, BEN: 5}
    assert await points(store, Span(book="book", chapter="another")) == {}
    assert await points(store, Span(book="another")) == {}


async def test_who_has_opted_out_is_seen_by_nobody_but_themselves(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 1})
    assert await store.opt_outs.add(GUILD, BEN)
    assert not await store.opt_outs.add(GUILD, BEN)
    assert await points(store, Span()) == {ANA: 10}
    own = await store.boards.line_of(GUILD, BEN, Span())
    assert own is not None
    assert own.standing.points == 10


async def test_an_opt_out_holds_for_one_server_until_it_is_taken_back(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 1})
    await store.opt_outs.add(GUILD + 1, BEN)
    assert await points(store, Span()) == {ANA: 10, BEN: 10}
    await store.opt_outs.add(GUILD, BEN)
    assert await store.opt_outs.contains(GUILD, BEN)
    assert await store.opt_outs.remove(GUILD, BEN)
    assert not await store.opt_outs.remove(GUILD, BEN)
    assert await points(store, Span()) == {ANA: 10, BEN: 10}


async def test_a_new_term_ends_the_one_before_and_keeps_it(store: Store) -> None:
    first = await store.terms.begin(GUILD, "Autumn", NOW)
    second = await store.terms.begin(GUILD, "Spring", NOW + DAY)
    assert first == Term("Autumn", NOW, None)
    assert await store.terms.of_guild(GUILD) == [second, Term("Autumn", NOW, NOW + DAY)]
    assert await store.terms.of_guild(GUILD + 1) == []


async def test_terms_without_a_name_are_numbered_past_names_that_are_taken(store: Store) -> None:
    await store.terms.begin(GUILD, "term 2", NOW)
    names = [(await store.terms.begin(GUILD, None, NOW + day * DAY)).name for day in (1, 2)]
    assert names == ["Term 3", "Term 4"]


async def test_a_name_is_taken_once_in_a_server_whatever_its_case(store: Store) -> None:
    await store.terms.begin(GUILD, "Spring", NOW)
    with pytest.raises(TermNameTaken):
        await store.terms.begin(GUILD, "SPRING", NOW + DAY)
    await store.terms.begin(GUILD + 1, "Spring", NOW)


async def test_terms_begun_at_the_same_moment_follow_each_other(store: Store) -> None:
    await asyncio.gather(*(store.terms.begin(GUILD, name, NOW) for name in ("A", "B", "C")))
    terms = await store.terms.of_guild(GUILD)
    assert sorted(term.name for term in terms) == ["A", "B", "C"]
    assert len({term.began_at for term in terms}) == 3


async def test_a_finished_round_is_found_with_its_names_and_only_in_its_server(store: Store) -> None:
    round_id = await play(store, {ANA: 1, BEN: 0}, NOW + DAY)
    found = await store.finished_rounds.find(GUILD, round_id)
    assert found is not None
    assert (found.started_at, found.ended_at) == (NOW, NOW + DAY)
    assert found.names == {ANA: f"member {ANA}", BEN: f"member {BEN}"}
    assert found.round.answers[0][ANA] == given(1)
    assert await store.finished_rounds.find(GUILD + 1, round_id) is None
    assert await store.finished_rounds.find(GUILD, 999) is None


async def test_a_round_that_goes_on_is_not_finished(store: Store) -> None:
    running = await store.rounds.create(new_round(), "Ana", NOW)
    assert await store.finished_rounds.find(GUILD, running.id) is None
