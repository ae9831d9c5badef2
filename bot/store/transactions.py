"""Where transactions that write are run: in a thread for SQLite, on the event loop for PostgreSQL.

A driver of SQLite for the event loop hands each statement to a thread and waits for it to come back. Here the thread
gets the whole transaction, so that an answer costs two changes of thread and not twelve.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, Any]]


class Transactions(Protocol):
    """What runs several works in one transaction."""

    async def run(self, works: Sequence[Work]) -> list[Any]:
        """The results of the works, in their order, once all of them are committed; or nothing is."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class LoopTransactions:
    """Transactions of a driver that belongs to the event loop."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def run(self, works: Sequence[Work]) -> list[Any]:
        async with self._engine.begin() as connection:
            return [await work(connection) for work in works]

    async def close(self) -> None:
        await self._engine.dispose()


class ThreadTransactions:
    """Transactions of a driver that blocks, each as a whole in a thread of their own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "clio-store-writer")

    async def run(self, works: Sequence[Work]) -> list[Any]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, works)

    async def close(self) -> None:
        await asyncio.to_thread(self._thread.shutdown)
        await asyncio.to_thread(self._engine.dispose)

    def _run(self, works: Sequence[Work]) -> list[Any]:
        with self._engine.begin() as connection:
            immediate = cast(AsyncConnection, _Immediate(connection))
            return [_completed(work(immediate)) for work in works]


class _Immediate:
    """A blocking connection in the shape of the event loop's, as far as works use it. Nothing in it ever waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        return self._connection.scalar(statement, parameters)


def _completed(work: Coroutine[Any, Any, T]) -> T:
    """The result of a work that waits for nothing but its connection."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise RuntimeError("A work of the store waited for something besides the database.")
