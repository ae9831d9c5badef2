"""A database of the first released schema, written by the Clio of that time, opened by this one.

`schema_0002.sql` has rows in every table: a finished round with teams, hints, results and reports; a round that is
being played; a term, an opt-out; cards with their log, a plan, a sitting and a reminder. It is never made anew.
"""

import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fsrs import Rating
from sqlalchemy import Connection, MetaData, Table, func, insert, select

from bot.quiz import round as rules
from bot.quiz.question import Named, Typed
from bot.quiz.round import Given, Phase
from bot.store.boards import Span
from bot.store.reports import ReportStatus
from bot.store.store import Store
from bot.study.attempts import Attempt
from bot.study.memory import FactKey, Review, Wish
from bot.study.plan import Plan
from tests.databases import BOTH, Server, connected, every_row
from tests.store.rounds import given

RELEASED = Path(__file__).parent / "schema_0002.sql"
FIRST_ON_POSTGRESQL = "0005"

NOW = datetime(2026, 1, 1, 12, 0, 0, 250_000, tzinfo=UTC)
GUILD, CHANNEL, ANA, BEN, MARA = 11, 22, 33, 44, 55
SIGNED, NAMED, WANTED = (FactKey("book", f"f-{number}") for number in range(3))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "released.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED.read_text(encoding="utf-8"))
    return path


@pytest.fixture(params=BOTH)
async def url(request: pytest.FixtureRequest, file: Path) -> AsyncGenerator[str]:
    """The released database: as it is, or with its rows in the first schema that PostgreSQL has had."""
    of_file = f"sqlite+aiosqlite:///{file}"
    if request.param == "sqlite":
        yield of_file
        return
    server: Server = request.getfixturevalue("postgresql")
    empty = await server.create_empty()
    async with connected(of_file) as source, connected(empty) as target:
        for connection in (source, target):
            await connection.run_sync(upgrade_to, FIRST_ON_POSTGRESQL)
        for table in await target.run_sync(tables_in):
            rows = [dict(row) for row in (await source.execute(select(table))).mappings()]
            if rows:
                await target.execute(insert(table), rows)
            if rows and table.primary_key.columns.keys() == ["id"]:
                last = max(row["id"] for row in rows)
                await target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))
    yield empty
    await server.drop(empty)


def upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def tables_in(connection: Connection) -> Sequence[Table]:
    """Those that are there, but for the migrations' own."""
    there = MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != "alembic_version"]


@pytest.fixture
async def store(url: str) -> AsyncGenerator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def test_every_row_is_there_after_the_upgrade_as_it_was(url: str) -> None:
    before = Counter(await every_row(url))
    assert len({table for table, _ in before}) == 17
    await (await Store.open(url)).close()
    assert {table for table, _ in before - Counter(await every_row(url))} == {"alembic_version"}


async def test_boards_terms_and_opt_outs_hold(store: Store) -> None:
    lines = await store.boards.best(GUILD, Span())
    assert [(line.name, line.standing.points, line.standing.right) for line in lines] == [
        ("Ana", 20, 2),
        ("Ben", 15, 1),
    ]
    assert [term.name for term in await store.terms.of_guild(GUILD)] == ["Autumn"]
    assert await store.opt_outs.contains(GUILD, MARA)


async def test_the_running_round_goes_on_to_its_end(store: Store) -> None:
    (round_,) = await store.rounds.running()
    assert (round_.phase, round_.host, round_.message, round_.channel) == (Phase.ASKING, BEN, 703, CHANNEL)
    assert set(round_.current_answers) == {ANA}
    resumed = rules.answer(rules.resume(round_, NOW), 0, BEN, given())
    await store.rounds.record_answer(resumed, 0, BEN, "Ben", given())
    await store.rounds.finish(rules.stop(resumed), NOW + timedelta(minutes=9))
    assert await store.rounds.running() == []
    lines = await store.boards.best(GUILD, Span())
    assert [(line.name, line.standing.points, line.rounds) for line in lines] == [("Ana", 30, 2), ("Ben", 25, 2)]


async def test_the_finished_round_can_be_read_and_reported(store: Store) -> None:
    finished = await store.finished_rounds.find(GUILD, 1)
    assert finished is not None
    assert finished.names == {ANA: "Ana", BEN: "Ben"}
    assert finished.round.teams == {ANA: 0, BEN: 1}
    named = finished.round.posed[1].question
    assert isinstance(named, Named)
    assert named.accepted_here == ("Joffe",)
    answered: Given = finished.round.answers[1][ANA]
    assert answered.answer == Typed(text="Joffe")
    assert await store.rounds.accepted_answers(GUILD, {named.key}) == {named.key: ("Joffe",)}


async def test_reports_are_there_and_can_be_decided(store: Store) -> None:
    assert await store.reports.count_open(GUILD) == 1
    case = await store.reports.open_case(GUILD, 0)
    assert case is not None
    assert (case.name, case.report.text) == ("Ben", "The source is missing.")
    decided = await store.reports.close(GUILD, case.report.id, ReportStatus.REFUSED, MARA, NOW)
    assert decided.report.decided_by == MARA


async def test_cards_are_due_and_go_on_from_where_they_were(store: Store) -> None:
    assert await store.reviews.due(ANA, NOW + timedelta(minutes=1)) == [WANTED]
    assert set(await store.reviews.cards(ANA)) == {SIGNED, NAMED, WANTED}
    assert await store.reviews.plan(ANA) == Plan(0.95, date(2027, 6, 12), 5)
    log = dict(await store.reviews.log(ANA))
    assert isinstance(log[WANTED], Wish)
    wrong = log[NAMED]
    assert isinstance(wrong, Review)
    assert wrong.rating is Rating.Again
    await store.reviews.record([Attempt(ANA, "book/chapter/q-x", (WANTED,), 1, NOW + timedelta(days=1))])
    assert WANTED not in await store.reviews.due(ANA, NOW + timedelta(days=1))


async def test_a_sitting_and_a_reminder_are_kept(store: Store) -> None:
    sitting = await store.sittings.load(ANA)
    assert sitting is not None
    assert (sitting.facts, sitting.position, sitting.answered) == ((SIGNED, WANTED), 1, 1)
    reminder = await store.reminders.find(ANA)
    assert reminder is not None
    assert (reminder.hour, reminder.zone) == (18, "Europe/Berlin")


async def test_what_is_new_can_be_used(store: Store) -> None:
    await store.departures.record([GUILD], NOW)
    assert await store.departures.known() == {GUILD}
    kept = (await store.member_data.export(ANA)).kept
    assert len(kept["answers"]) == 3
    await store.member_data.delete(ANA)
    assert all(not entries for entries in (await store.member_data.export(ANA)).kept.values())
    assert (await store.boards.best(GUILD, Span()))[0].name == "Ben"
