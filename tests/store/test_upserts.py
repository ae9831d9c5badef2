"""Inserts of rows that may be there already."""

from collections.abc import AsyncGenerator

import pytest
from sqlalchemy import BigInteger, Column, Insert, MetaData, Table, Text, select

from bot.store.connections import AsyncConnection
from bot.store.upserts import excluded, insert_or_leave, insert_or_replace
from tests.databases import connected

WORDS = Table(
    "words",
    MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("order", Text, nullable=False),
    Column("other", Text, nullable=False),
)
OLD, NEW = ("old", "old"), ("new", "new")


@pytest.fixture
async def connection(database_url: str) -> AsyncGenerator[AsyncConnection]:
    async with connected(database_url) as made:
        await made.run_sync(WORDS.create)
        yield made


async def after(connection: AsyncConnection, *statements: Insert) -> tuple[str, str]:
    """What an old row is once the statements have met it with a new one."""
    await connection.execute(WORDS.delete())
    await connection.execute(WORDS.insert(), {"id": 1, "order": "old", "other": "old"})
    for statement in statements:
        await connection.execute(statement, {"id": 1, "order": "new", "other": "new"})
    row = (await connection.execute(select(WORDS))).one()
    return row.order, row.other


async def test_a_row_that_is_there_is_left(connection: AsyncConnection) -> None:
    assert await after(connection, insert_or_leave(WORDS)) == OLD


async def test_a_row_that_is_there_is_replaced(connection: AsyncConnection) -> None:
    assert await after(connection, insert_or_replace(WORDS)) == NEW


async def test_a_row_that_is_there_is_replaced_in_some_columns(connection: AsyncConnection) -> None:
    assert await after(connection, insert_or_replace(WORDS, ["order"])) == ("new", "old")
    assert await after(connection, insert_or_replace(WORDS, ["other"])) == ("old", "new")


async def test_a_row_that_is_there_is_replaced_where_it_is_as_said(connection: AsyncConnection) -> None:
    assert await after(connection, insert_or_replace(WORDS, where=WORDS.c.order == "old")) == NEW
    assert await after(connection, insert_or_replace(WORDS, where=WORDS.c.order == excluded(WORDS).c.order)) == OLD


async def test_a_row_that_is_there_gets_what_is_said_instead(connection: AsyncConnection) -> None:
    both = WORDS.c.order + excluded(WORDS).c.order
    assert await after(connection, insert_or_replace(WORDS, order=both)) == ("oldnew", "new")


async def test_many_rows_are_inserted_and_replaced_at_once(connection: AsyncConnection) -> None:
    for word in ("old", "new"):
        rows = [{"id": number, "order": word, "other": word} for number in range(3000)]
        await connection.execute(insert_or_replace(WORDS), rows)
    found = await connection.execute(select(WORDS.c.order, WORDS.c.other))
    assert [tuple(row) for row in found] == [NEW] * 3000


@pytest.mark.parametrize("make", [insert_or_leave, insert_or_replace])
async def test_a_statement_is_compiled_once_however_often_it_is_made(
    connection: AsyncConnection, make: type[Insert]
) -> None:
    await after(connection, insert_or_replace(WORDS, where=WORDS.c.order == "another"))
    found = [
        await connection.execute(make(WORDS), {"id": number, "order": "new", "other": "new"}) for number in range(3)
    ]
    assert [result.context.cache_hit.name for result in found] == ["CACHE_MISS", "CACHE_HIT", "CACHE_HIT"]
