"""Where transactions that write are run: for SQLite at once or in a thread, for PostgreSQL on the event loop.

A driver of SQLite for the event loop hands each statement to a thread and waits for it to come back, which takes far
longer than the statement. Here an answer is written without any change of thread, and of all else the thread gets the
whole transaction, on a connection that is kept.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.lines import Lines, Values

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, Any]]
Done = Callable[[Sequence[Any], Exception | None], None]
"""Hears, on the event loop, what the works gave, or why nothing of them was done."""

SYNCED_AFTER_SECONDS = 0.1
"""About as long as an acknowledgement takes to Discord and from there to a member."""

_LIGHT = ("synchronous=NORMAL", "busy_timeout=0", "wal_autocheckpoint=0")
log = logging.getLogger(__name__)


class Transactions(Protocol):
    """What runs several works in one transaction."""

    def run(self, works: Sequence[Work], done: Done, *, is_light: bool) -> None:
        """Run the works; `done` is told once all of them are committed, or nothing is.

        What is light writes few lines and reads none, and may be run at once.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class LoopTransactions:
    """Transactions of a driver that belongs to the event loop."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._running = set[asyncio.Task[None]]()

    def run(self, works: Sequence[Work], done: Done, *, is_light: bool) -> None:
        task = asyncio.create_task(self._run(works, done), name="clio-store-writer")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        await self._engine.dispose()

    async def _run(self, works: Sequence[Work], done: Done) -> None:
        try:
            async with self._engine.begin() as connection:
                values = [await work(connection) for work in works]
        except Exception as error:  # whatever it is belongs to the caller of the write, who gets it
            done((), error)
        else:
            done(values, None)


class FileTransactions:
    """Transactions of a driver that blocks: on the event loop what is light, and all else in a thread.

    What is light waits for no disk and for no lock: once it is committed, nothing that happens to the process can lose
    it, and `SYNCED_AFTER_SECONDS` later the thread puts it on the disk, where a power cut cannot. All else is on the
    disk when it is committed, and with it whatever was committed before. The engine's driver begins and commits nothing
    by itself.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_hand = _Kept(engine, _LIGHT)
        self._in_thread = _Kept(engine)
        self._is_synced = True
        self._asked = SimpleQueue[Callable[[], None] | None]()
        self._thread = Thread(target=self._work_off, name="clio-store-writer", daemon=True)
        self._thread.start()

    def run(self, works: Sequence[Work], done: Done, *, is_light: bool) -> None:
        if is_light:
            try:
                values = self._at_hand.committed(works)
            except (
                Exception
            ) as error:  # another process has the lock, or the disk is full: the thread waits, or says so
                log.debug("a light transaction is left to the thread: %r", error)
            else:
                self._sync_soon()
                done(values, None)
                return
        self._asked.put(partial(self._run, works, done, asyncio.get_running_loop()))

    async def close(self) -> None:
        self._at_hand.drop()
        self._asked.put(None)
        await asyncio.to_thread(self._thread.join)

    def _sync_soon(self) -> None:
        if self._is_synced:
            self._is_synced = False
            asyncio.get_running_loop().call_later(SYNCED_AFTER_SECONDS, self._asked.put, self._sync)

    # -- in the thread ----------------------------------------------------------------------------

    def _work_off(self) -> None:
        while (asked := self._asked.get()) is not None:
            asked()
        self._in_thread.drop()
        self._engine.dispose()

    def _run(self, works: Sequence[Work], done: Done, loop: asyncio.AbstractEventLoop) -> None:
        values, failure = list[Any](), None
        try:
            values = self._in_thread.committed(works)
        except Exception as error:  # whatever it is belongs to the caller of the write, who gets it
            failure = error
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(done, values, failure)

    def _sync(self) -> None:
        self._is_synced = True  # what is committed from here on asks for the next one
        try:
            with open(f"{self._engine.url.database}-wal", "rb+") as written_ahead:
                os.fsync(written_ahead.fileno())
        except OSError as error:
            log.error("what was written last could not be put on the disk: %s", error)


class _Kept:
    """A connection that is opened when it is needed, and kept until something goes wrong on it."""

    def __init__(self, engine: Engine, pragmas: Sequence[str] = ()) -> None:
        self._engine = engine
        self._pragmas = pragmas
        self._open: tuple[Connection, sqlite3.Connection] | None = None

    def committed(self, works: Sequence[Work]) -> list[Any]:
        """What the works give, once all of them are committed; where one fails, nothing is."""
        connection, driver = self._opened()
        given = cast(AsyncConnection, _Immediate(connection, driver))
        try:
            driver.execute("BEGIN IMMEDIATE")  # a transaction that locks later can fail half-way
            values = [_completed(work(given)) for work in works]
            driver.execute("COMMIT")
        except sqlite3.Error as error:
            self.drop()
            raise DBAPIError.instance("", None, error, sqlite3.Error, hide_parameters=True) from error
        except Exception:
            self.drop()
            raise
        return values

    def drop(self) -> None:
        """Take back what is not committed, and close the connection: the next transaction opens another."""
        kept, self._open = self._open, None
        if kept is not None:
            connection, driver = kept
            with suppress(sqlite3.Error):
                driver.rollback()
            connection.close()

    def _opened(self) -> tuple[Connection, sqlite3.Connection]:
        if self._open is None:
            connection = self._engine.connect()
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            connection.detach()  # what it is set to is for no other
            for pragma in self._pragmas:
                driver.execute(f"PRAGMA {pragma}")
            self._open = connection, driver
        return self._open


class _Immediate:
    """A blocking connection in the shape of the event loop's, as far as works use it. Nothing in it ever waits."""

    def __init__(self, connection: Connection, driver: sqlite3.Connection) -> None:
        self._connection = connection
        self._driver = driver

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        return self._connection.scalar(statement, parameters)

    def write_lines(self, lines: Lines, values: Sequence[Values]) -> None:
        text, rows = lines.for_driver(self.dialect, values)
        self._driver.executemany(text, rows)


def _completed(work: Coroutine[Any, Any, T]) -> T:
    """The result of a work that waits for nothing but its connection."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise RuntimeError("A work of the store waited for something besides the database.")
