"""Servers that remove Clio, and let it in again, through the real discord.py."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from tests.ui.playing import ROOM, Table


def rows(table: Table, statement: str, *values: object) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(table.settings.database_url.removeprefix("sqlite+aiosqlite:///"))) as connection:
        found = connection.execute(statement, values).fetchall()
        connection.commit()
    return found


async def departed(table: Table) -> None:
    await table.sandbox.until(lambda: rows(table, "SELECT guild_id FROM departures"))


def let_pass(table: Table, days: int) -> None:
    moment = datetime.now(UTC) - timedelta(days=days)
    rows(table, "UPDATE departures SET left_at = ?", int(moment.timestamp() * 1000))


async def begin_term(table: Table) -> None:
    await table.person("Mara").command("term start", {"name": "Autumn"}, channel=ROOM)


async def tend(table: Table) -> None:
    assert table.clio is not None
    await table.clio.departing.tend()


async def test_a_server_that_removes_clio_is_forgotten_after_thirty_days(table: Table) -> None:
    await begin_term(table)
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await departed(table)
    let_pass(table, 29)
    await tend(table)
    assert rows(table, "SELECT * FROM terms")
    let_pass(table, 31)
    await tend(table)
    assert rows(table, "SELECT * FROM terms") == []
    assert rows(table, "SELECT * FROM departures") == []


async def test_a_server_that_lets_clio_in_again_keeps_everything(table: Table) -> None:
    await begin_term(table)
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await departed(table)
    let_pass(table, 31)
    table.sandbox.world.invite_bot(table.sandbox.world.guild)
    await table.sandbox.until(lambda: table.clio is not None and table.clio.guilds)
    await tend(table)
    assert rows(table, "SELECT * FROM departures") == []
    assert rows(table, "SELECT * FROM terms")


async def test_a_server_that_removed_clio_while_it_was_off_is_found(table: Table) -> None:
    await begin_term(table)
    await table.stop()
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await table.start()
    await departed(table)
    assert rows(table, "SELECT * FROM terms")


async def test_a_server_that_is_there_is_no_departure(table: Table) -> None:
    await begin_term(table)
    await table.stop()
    await table.start()
    await tend(table)
    assert rows(table, "SELECT * FROM departures") == []
