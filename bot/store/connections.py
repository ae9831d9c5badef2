"""SQLAlchemy's engines and connections on an event loop: where a driver waits, only the task waits.

SQLAlchemy's own way to this, `sqlalchemy.ext.asyncio`, brings its object mapper with it, which Clio does without.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, CursorResult, Dialect, Engine, Executable
from sqlalchemy.util import greenlet_spawn

P = ParamSpec("P")
T = TypeVar("T")


class AsyncConnection:
    """A connection that is waited for. Over a driver that blocks it blocks as well, and its coroutines never wait."""

    def __init__(self, blocking: Connection) -> None:
        self.blocking = blocking
        """The same for code that knows nothing of an event loop: for use inside `run_sync` alone."""

    @property
    def dialect(self) -> Dialect:
        return self.blocking.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[*tuple[Any, ...]]:
        """What the statement finds, as a whole: reading it waits for nothing."""
        return await self.run_sync(Connection.execute, statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        return await self.run_sync(Connection.scalar, statement, parameters)

    async def close(self) -> None:
        """Take back what is not committed, and give the connection back."""
        await self.run_sync(Connection.close)

    async def run_sync(self, work: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Have work done that takes a connection which blocks."""
        if self.dialect.is_async:
            return await greenlet_spawn(work, self.blocking, *arguments, **named)
        return work(self.blocking, *arguments, **named)


class AsyncEngine:
    """An engine whose connections are waited for."""

    def __init__(self, blocking: Engine) -> None:
        self.blocking = blocking

    @property
    def dialect(self) -> Dialect:
        return self.blocking.dialect

    @property
    def url(self) -> URL:
        return self.blocking.url

    def execution_options(self, **options: Any) -> "AsyncEngine":
        """The same engine, with the same connections, which are used so."""
        return AsyncEngine(self.blocking.execution_options(**options))

    async def opened(self) -> AsyncConnection:
        """A connection that the caller closes."""
        return AsyncConnection(await greenlet_spawn(self.blocking.connect))

    @asynccontextmanager
    async def connect(self) -> AsyncGenerator[AsyncConnection]:
        """A connection for the block; what is not committed at its end is taken back."""
        connection = await self.opened()
        try:
            yield connection
        finally:
            await _to_the_end(connection.close())

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """A connection in a transaction, which is committed where the block ends well."""
        async with self.connect() as connection:
            await connection.run_sync(Connection.begin)
            yield connection
            await connection.run_sync(Connection.commit)

    async def dispose(self) -> None:
        """Close every connection that was given back."""
        await greenlet_spawn(self.blocking.dispose)


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for the work also when we are cancelled meanwhile: a connection is lost that is given back half-way."""
    task = asyncio.create_task(work)
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    try:
        task.result()
    finally:
        if cancelled is not None:
            raise cancelled
