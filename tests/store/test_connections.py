"""Connections that are waited for: whoever stops waiting leaves them as they were found."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import QueuePool

from bot.store.connections import AsyncConnection, AsyncEngine
from bot.store.engine import create_engine, for_reading, read_url

STEPS = range(60)
"""Quarters of a millisecond: a transaction is cancelled before it begins, at every step of it, and after its end."""

COUNT = text("SELECT count(*) FROM opted_out")
ADD = text("INSERT INTO opted_out (guild_id, user_id) VALUES (:guild, 1)")


@pytest.fixture
async def engine(database_url: str, store: object) -> AsyncGenerator[AsyncEngine]:
    """An engine beside the store, which has brought the database to the schema."""
    made = create_engine(read_url(database_url))
    yield made
    await made.dispose()


def used(engine: AsyncEngine) -> int:
    """How many connections are in use."""
    assert isinstance(engine.blocking.pool, QueuePool)
    return engine.blocking.pool.checkedout()


async def cancelled_after(steps: int, work: asyncio.Task[None]) -> None:
    await asyncio.sleep(steps / 4000)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


async def test_a_read_that_is_cancelled_anywhere_gives_its_connection_back(engine: AsyncEngine) -> None:
    reader = for_reading(engine)

    async def read() -> None:
        async with reader.connect() as connection:
            await connection.execute(COUNT)
        await asyncio.Event().wait()

    for steps in STEPS:
        await cancelled_after(steps, asyncio.create_task(read()))
        assert used(engine) == 0
    async with reader.connect() as connection:
        assert await connection.scalar(COUNT) == 0


async def test_a_connection_is_given_back_whole_while_its_reader_is_cancelled(engine: AsyncEngine) -> None:
    opened = list[object]()

    def note(connection: object, _record: object) -> None:
        opened.append(connection)

    def cancel(_connection: object) -> None:
        reading.cancel()

    async def read() -> None:
        async with engine.connect() as connection:
            await connection.execute(COUNT)

    event.listen(engine.blocking, "connect", note)
    await read()
    reading = asyncio.create_task(read())
    event.listen(engine.blocking, "rollback", cancel, once=True)
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert used(engine) == 0
    await read()
    assert len(opened) == 1


async def test_a_transaction_that_is_cancelled_anywhere_is_kept_as_a_whole_or_not_at_all(engine: AsyncEngine) -> None:
    async def write(step: int) -> None:
        async with engine.begin() as connection:
            await connection.execute(ADD, {"guild": step})
            await connection.execute(ADD, {"guild": 1000 + step})
        await asyncio.Event().wait()

    for step in STEPS:
        await cancelled_after(step, asyncio.create_task(write(step)))
        assert used(engine) == 0
    async with engine.connect() as connection:
        kept = set((await connection.execute(text("SELECT guild_id FROM opted_out"))).scalars())
    assert {step + 1000 for step in STEPS if step in kept} == {guild for guild in kept if guild >= 1000}


async def test_a_transaction_that_fails_is_taken_back(engine: AsyncEngine) -> None:
    async def write() -> None:
        async with engine.begin() as connection:
            await connection.execute(ADD, {"guild": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write()
    async with engine.connect() as connection:
        assert await connection.scalar(COUNT) == 0


async def test_what_is_found_outlives_the_connection(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT 1 AS one UNION SELECT 2 ORDER BY one"))
    assert [row.one for row in found] == [1, 2]


async def test_many_read_at_once_and_wait_for_one_another_where_there_are_too_many(engine: AsyncEngine) -> None:
    async def read(number: int) -> int:
        async with engine.connect() as connection:
            return await connection.scalar(text("SELECT :number + 0"), {"number": number})

    assert await asyncio.gather(*(read(number) for number in range(50))) == list(range(50))


async def test_an_engine_with_other_options_shares_the_connections(engine: AsyncEngine) -> None:
    reader = for_reading(engine)
    async with reader.connect(), engine.connect() as connection:
        assert isinstance(connection, AsyncConnection)
        assert used(engine) == used(reader) == 2
