"""Servers that remove Clio, and let it in again, through the real discord.py."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.ui.playing import ROOM, Table


async def departed(table: Table) -> None:
    async with asyncio.timeout(10):
        while not await table.rows("SELECT guild_id FROM departures"):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.05)


async def let_pass(table: Table, days: int) -> None:
    moment = datetime.now(UTC) - timedelta(days=days)
    await table.rows("UPDATE departures SET left_at = :at", at=int(moment.timestamp() * 1000))


async def begin_term(table: Table) -> None:
    await table.person("Mara").command("term start", {"name": "Autumn"}, channel=ROOM)


async def tend(table: Table) -> None:
    assert table.clio is not None
    await table.clio.departing.tend()


async def test_a_server_that_removes_clio_is_forgotten_after_thirty_days(table: Table) -> None:
    await begin_term(table)
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await departed(table)
    await let_pass(table, 29)
    await tend(table)
    assert await table.rows("SELECT * FROM terms")
    await let_pass(table, 31)
    await tend(table)
    assert await table.rows("SELECT * FROM terms") == []
    assert await table.rows("SELECT * FROM departures") == []


async def test_a_server_that_lets_clio_in_again_keeps_everything(table: Table) -> None:
    await begin_term(table)
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await departed(table)
    await let_pass(table, 31)
    table.sandbox.world.invite_bot(table.sandbox.world.guild)
    await table.sandbox.until(lambda: table.clio is not None and table.clio.guilds)
    await tend(table)
    assert await table.rows("SELECT * FROM departures") == []
    assert await table.rows("SELECT * FROM terms")


async def test_a_server_that_removed_clio_while_it_was_off_is_found(table: Table) -> None:
    await begin_term(table)
    await table.stop()
    table.sandbox.world.remove_bot(table.sandbox.world.guild)
    await table.start()
    await departed(table)
    assert await table.rows("SELECT * FROM terms")


async def test_a_server_that_is_there_is_no_departure(table: Table) -> None:
    await begin_term(table)
    await table.stop()
    await table.start()
    await tend(table)
    assert await table.rows("SELECT * FROM departures") == []
