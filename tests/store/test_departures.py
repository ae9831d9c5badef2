"""Servers that removed Clio: everything of them goes, and nothing else."""

import random
from datetime import timedelta
from typing import Any

import pytest

from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.departures import DepartureRecords
from bot.store.personal import OF_SERVERS
from bot.store.tables import metadata
from tests.store.filling import Rows, fill, read_all
from tests.store.rounds import NOW

PEOPLE = [910_000_000_000_000_001, 910_000_000_000_000_002]
GONE, STAYS = 810_000_000_000_000_001, 810_000_000_000_000_002


@pytest.fixture
async def database(database_url: str) -> Any:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def filled(database: Database) -> Rows:
    async def work(connection: AsyncConnection) -> None:
        await fill(connection, random.Random(2), PEOPLE, [GONE, STAYS])

    await database.write(work)
    return await everything(database)


async def everything(database: Database) -> Rows:
    async with database.reading() as connection:
        return await read_all(connection)


async def test_everything_of_the_server_goes_and_of_no_other(database: Database) -> None:
    before = await filled(database)
    await DepartureRecords(database).erase(GONE)
    after = await everything(database)
    for table in OF_SERVERS:
        assert any(row["guild_id"] == GONE for row in before[table.name]), table.name
        assert after[table.name] == [row for row in before[table.name] if row["guild_id"] == STAYS], table.name
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            left = {row[key.column.name] for row in after[key.column.table.name]}
            of_left = [row for row in before[table.name] if row[key.parent.name] in left]
            assert [row for row in of_left if row.get("guild_id") != GONE] == after[table.name], table.name


async def test_what_members_have_learned_stays(database: Database) -> None:
    before = await filled(database)
    await DepartureRecords(database).erase(GONE)
    after = await everything(database)
    for own in ("cards", "review_log", "study_plans", "sittings", "reminders", "content_versions"):
        assert after[own] == before[own]


async def test_a_departure_holds_from_the_first_time_until_it_is_struck_out(database: Database) -> None:
    departures = DepartureRecords(database)
    await departures.record([GONE, STAYS], NOW)
    await departures.record([GONE], NOW + timedelta(days=9))
    await departures.strike_out([STAYS])
    assert await departures.departed() == {GONE}
    assert await departures.departed(before=NOW) == set()
    assert await departures.departed(before=NOW + timedelta(days=1)) == {GONE}


async def test_every_server_of_which_something_is_kept_is_known(database: Database) -> None:
    assert await DepartureRecords(database).known() == set()
    await filled(database)
    assert await DepartureRecords(database).known() == {GONE, STAYS}
