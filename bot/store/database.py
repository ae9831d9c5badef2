"""One database: opened at the schema of this code, read in parallel, written by one writer."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar

from sqlalchemy.exc import IntegrityError

from bot.store.connections import AsyncConnection, AsyncEngine
from bot.store.engine import (
    FAULTS,
    StoreUnavailable,
    check_encoding,
    create_engine,
    for_reading,
    read_url,
    reason_of,
    refusal,
    transactions,
)
from bot.store.lines import Lines, Values
from bot.store.schema import migrate
from bot.store.transactions import Transactions
from bot.store.writer import OnCommit, Writer

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, None]]
"""Something to be kept inside a transaction of somebody else."""

log = logging.getLogger(__name__)


class Database:
    """What the records of the store read from and write to."""

    def __init__(self, engine: AsyncEngine, transactions: Transactions, on_commit: OnCommit | None = None) -> None:
        self._engine = engine
        self._reader = for_reading(engine)
        self._transactions = transactions
        self._writer = Writer(transactions, on_commit)

    @classmethod
    async def open(cls, url: str, on_commit: OnCommit | None = None) -> Self:
        """Open the database and bring it to this code's schema. Raises `BadDatabase` or `DatabaseTooNew`."""
        parsed = read_url(url)
        engine = create_engine(parsed)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(check_encoding)
                await connection.run_sync(migrate)
        except FAULTS as error:
            await engine.dispose()
            raise refusal(parsed, error) from error
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine, transactions(engine), on_commit)

    async def close(self) -> None:
        """Finish what was asked for and close every connection."""
        await self._writer.drain()
        await self._transactions.close()
        await self._engine.dispose()

    async def write(self, work: Callable[[AsyncConnection], Coroutine[Any, Any, T]]) -> T:
        """Run `work` in a transaction. Raises `StoreUnavailable`, or `IntegrityError` where it breaks a constraint.

        It may run in another thread, and must wait for nothing but its connection.
        """
        return await self._explained(self._writer.write(work))

    async def write_lines(self, lines: Sequence[tuple[Lines, Values]]) -> None:
        """Write lines that come in crowds, in one statement with others that wait.

        Raises as `write` does; what is wrong with one's lines costs only their caller.
        """
        await self._explained(self._writer.write_lines(lines))

    async def _explained(self, writing: Awaitable[T]) -> T:
        try:
            return await writing
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
