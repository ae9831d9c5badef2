"""All of one person: in no table forgotten, handed out whole, deleted whole, and nobody else touched."""

import json
import pkgutil
import random
import re
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import BigInteger, UniqueConstraint

import bot.store
from bot.quiz import round as rules
from bot.quiz.forgetting import NOBODY, forget
from bot.store.boards import Span
from bot.store.columns import Number
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.member_data import Deleted
from bot.store.names import DELETED_NAME
from bot.store.personal import MARKS, OF_SERVERS
from bot.store.store import Store
from bot.store.tables import metadata
from tests.store.filling import Rows, fill, name_of, read_all
from tests.store.rounds import ANA, BEN, GUILD, NOW, given, new_round, typed

for module in pkgutil.iter_modules(bot.store.__path__, "bot.store."):
    if not module.ispkg:
        import_module(module.name)

OF_A_PERSON = re.compile(
    r"(^|_)(user|member|person|people|host|owner|author|player|moderator)(_id|_name)?s?$|_by(_id)?$"
)
PEOPLE = [910_000_000_000_000_000 + 7919 * number for number in range(8)]
GUILDS = [810_000_000_000_000_001, 810_000_000_000_000_002]


@pytest.fixture
async def database(database_url: str) -> Any:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def filled(database: Database, seed: int) -> None:
    async def work(connection: AsyncConnection) -> None:
        await fill(connection, random.Random(seed), PEOPLE, GUILDS)

    await database.write(work)


async def everything(database: Database) -> Rows:
    async with database.reading() as connection:
        return await read_all(connection)


def names(row: dict[str, Any], member: int) -> bool:
    return any(value == member or (isinstance(value, str) and str(member) in value) for value in row.values())


def without_players(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "players"} for row in rows]


def test_every_column_that_names_a_person_is_exported_and_deleted() -> None:
    told = {(mark.column.table.name, mark.column.name) for mark in MARKS}
    told |= {(mark.column.table.name, name) for mark in MARKS for name in mark.left or {}}
    found = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.c
        if OF_A_PERSON.search(column.name)
    }
    assert found - told == {("rounds", "players")}  # a number
    assert len({mark.key for mark in MARKS}) == len(MARKS)


def test_every_column_for_ids_of_discord_is_known_to_hold_a_person_or_not() -> None:
    people = {(mark.column.table.name, mark.column.name) for mark in MARKS}
    wide = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.c
        if type(column.type) is BigInteger and column.type is not Number and not column.foreign_keys
    }
    assert {name for _, name in wide - people} == {"guild_id", "channel_id", "message_id", "event_id"}


def test_a_person_is_found_by_an_index_in_every_table_that_grows_with_playing() -> None:
    begin_with = {
        (table.name, next(iter(columns)).name)
        for table in metadata.sorted_tables
        for columns in (
            table.primary_key.columns,
            *(index.columns for index in table.indexes),
            *(rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)),
        )
    }
    without = {mark.key for mark in MARKS if (mark.column.table.name, mark.column.name) not in begin_with}
    assert without == {"schedules", "packs_uploaded", "content_loaded", "content_chosen"}


def test_every_table_that_belongs_to_a_server_goes_with_it() -> None:
    of_servers = {table.name for table in metadata.sorted_tables if "guild_id" in table.c}
    assert of_servers == {table.name for table in OF_SERVERS}
    others = {table.name for table in metadata.sorted_tables} - of_servers
    hanging = {table.name for table in metadata.sorted_tables if table.foreign_keys}
    of_people = {"cards", "review_log", "study_plans", "sittings", "reminders"}
    shared = {"content_files", "content_versions"}
    assert others - hanging == of_people | shared


def test_rows_that_hang_on_others_go_with_them() -> None:
    keys = [key for table in metadata.sorted_tables for key in table.foreign_keys]
    assert keys
    assert {key.ondelete for key in keys} == {"CASCADE"}


@pytest.mark.parametrize("seed", range(3))
async def test_after_deletion_nothing_names_the_person_and_everybody_else_is_untouched(
    database: Database, seed: int
) -> None:
    await filled(database, seed)
    before = await everything(database)
    assert all(rows for rows in before.values())
    person = PEOPLE[seed]
    deleted = await Store(database).member_data.delete(person)
    after = await everything(database)
    assert deleted.gone
    assert deleted.unnamed
    for table, rows in after.items():
        assert not [row for row in rows if names(row, person)], table
        others = without_players([row for row in before[table] if not names(row, person)])
        assert [row for row in others if row not in without_players(rows)] == [], table
    assert len(after["rounds"]) == len(before["rounds"])
    assert sum(map(len, before.values())) - sum(map(len, after.values())) == deleted.gone
    assert await Store(database).member_data.delete(person) == Deleted(0, 0)


@pytest.mark.parametrize("seed", range(3))
async def test_an_export_holds_every_row_of_the_person_and_nobody_elses_name(database: Database, seed: int) -> None:
    await filled(database, seed)
    person = PEOPLE[seed]
    before = await everything(database)
    found = await Store(database).member_data.export(person)
    for mark in MARKS:
        rows = [row for row in before[mark.column.table.name] if row[mark.column.name] == person]
        assert rows, mark.key
        assert len(found.kept[mark.key]) == len(rows), mark.key
    text = json.dumps(found.kept, ensure_ascii=False)
    assert name_of(person) in text
    for other in PEOPLE:
        assert other == person or str(other) not in text
    assert await everything(database) == before


async def test_the_answers_of_an_export_can_be_read_by_people(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    round_ = rules.ask(rules.reveal(rules.answer(round_, 0, ANA, given()), NOW))
    await store.rounds.record_answer(round_, 1, ANA, "Ana", typed("Trotzki"))
    kept = (await store.member_data.export(ANA)).kept
    first, second = kept["answers"]
    assert {key: second[key] for key in ("prompt", "answered", "answer", "points", "credit")} == {
        "prompt": "Who led the delegation?",
        "answered": "Trotzki",
        "answer": {"text": "Trotzki"},
        "points": 10,
        "credit": 1,
    }
    assert first["answered"] == "Treaty 0"
    assert first["answered_at"] == "2026-01-01T12:00:00.250Z"
    assert first["server"] == str(GUILD)
    assert kept["names"] == [{"server": str(GUILD), "name": "Ana"}]
    assert [(each["title"], each["phase"]) for each in kept["rounds_hosted"]] == [("A chapter", "lobby")]
    assert {key for key, entries in kept.items() if not entries} >= {"cards", "reports", "schedules"}


async def test_the_keys_of_an_export_are_those_that_were_promised() -> None:
    assert [mark.key for mark in MARKS] == [
        "names",
        "rounds_hosted",
        "answers",
        "hints",
        "teams",
        "results",
        "reports",
        "reports_decided",
        "opt_outs",
        "cards",
        "review_log",
        "study_plan",
        "sitting",
        "reminder",
        "daily_answers",
        "changes",
        "schedules",
        "packs_uploaded",
        "content_loaded",
        "content_chosen",
    ]


async def play(store: Store, credits: dict[int, float], *, deleting: int | None = None) -> int:
    """A finished round of one question; who is deleted goes before it ends."""
    round_ = rules.ask(await store.rounds.create(new_round(), name_of(ANA), NOW))
    for member, credit in credits.items():
        round_ = rules.answer(round_, 0, member, given(credit))
        await store.rounds.record_answer(round_, 0, member, name_of(member), given(credit))
    if deleting is not None:
        await store.member_data.delete(deleting)
        round_ = forget(round_, deleting)
    await store.rounds.finish(rules.stop(round_), NOW)
    return round_.id


async def test_boards_and_rounds_of_others_stay_as_they_are(store: Store) -> None:
    first = await play(store, {ANA: 1, BEN: 0.5, 55: 1})
    await play(store, {ANA: 1, BEN: 1})
    others = [await store.boards.line_of(GUILD, member, Span()) for member in (BEN, 55)]
    await store.member_data.delete(ANA)
    assert [await store.boards.line_of(GUILD, member, Span()) for member in (BEN, 55)] == others
    board = await store.boards.best(GUILD, Span(), also=ANA)
    assert [(line.rank, line.member, line.standing.points) for line in board] == [(1, BEN, 15), (2, 55, 10)]
    finished = await store.finished_rounds.find(GUILD, first)
    assert finished is not None
    assert {member: standing.points for member, standing in finished.round.standings().items()} == {BEN: 5, 55: 10}
    assert finished.round.host == NOBODY
    assert finished.names[NOBODY] == DELETED_NAME


async def test_who_is_deleted_during_a_round_still_counts_as_one_who_played(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 1}, deleting=ANA)
    assert [(line.member, line.standing.points) for line in await store.boards.best(GUILD, Span())] == [(BEN, 10)]


async def test_a_round_played_alone_is_not_on_the_board_because_somebody_was_deleted_elsewhere(store: Store) -> None:
    await store.rounds.create(new_round(channel=99), name_of(ANA), NOW)
    await play(store, {BEN: 1}, deleting=ANA)
    assert await store.boards.best(GUILD, Span()) == []


async def test_who_plays_again_begins_anew(store: Store) -> None:
    await play(store, {ANA: 1, BEN: 1})
    await store.opt_outs.add(GUILD, ANA)
    await store.member_data.delete(ANA)
    assert not await store.opt_outs.contains(GUILD, ANA)
    await play(store, {ANA: 0.5, BEN: 1})
    line = await store.boards.line_of(GUILD, ANA, Span())
    assert line is not None
    assert (line.standing.points, line.rounds) == (5, 1)
