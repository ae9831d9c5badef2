"""One database: opened at the schema of this code, read in parallel, written by one writer."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Self, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import (
    FAULTS,
    StoreUnavailable,
    create_engine,
    for_reading,
    for_writing,
    read_url,
    reason_of,
    refusal,
)
from bot.store.schema import migrate
from bot.store.writer import Writer

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[None]]
"""Something to be kept inside a transaction of somebody else."""

log = logging.getLogger(__name__)


class Database:
    """What the records of the store read from and write to."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reader = for_reading(engine)
        self._writer = Writer(for_writing(engine))

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database and bring it to this code's schema. Raises `BadDatabase` or `DatabaseTooNew`."""
        parsed = read_url(url)
        engine = create_engine(parsed)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(migrate)
        except FAULTS as error:
            await engine.dispose()
            raise refusal(parsed, error) from error
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    async def close(self) -> None:
        """Finish what was asked for and close every connection."""
        await self._writer.drain()
        await self._engine.dispose()

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run `work` in a transaction. Raises `StoreUnavailable`, or `IntegrityError` where it breaks a constraint."""
        try:
            return await self._writer.write(work)
        except IntegrityError:
            raise
        except FAULTS as error:
            log.error("the database refused a write: %s", reason_of(error))
            raise StoreUnavailable from error

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection that sees one consistent state. Raises `StoreUnavailable`."""
        try:
            async with self._reader.connect() as connection:
                yield connection
        except FAULTS as error:
            log.error("the database refused a read: %s", reason_of(error))
            raise StoreUnavailable from error
