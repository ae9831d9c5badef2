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

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.store.connections import AsyncConnection, AsyncEngine
from bot.store.lines import Written

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, Any]]
Steps = Sequence[Work | Written]
"""What is done in a transaction: works, and lines that are written."""

Done = Callable[[Sequence[Any], Exception | None], None]
"""Hears, on the event loop, what each step gave, or why nothing of them was done."""

SYNCED_AFTER_SECONDS = 0.1
"""About as long as an acknowledgement takes to Discord and from there to a member."""

_LIGHT = ("synchronous=NORMAL", "busy_timeout=0", "wal_autocheckpoint=0")
log = logging.getLogger(__name__)


class Transactions(Protocol):
    """What runs several steps in one transaction."""

    def run(self, steps: Steps, done: Done) -> None:
        """Take the steps; `done` is told once all of them are committed, or nothing is."""
        ...

    def write_now(self, lines: Written) -> bool:
        """Commit lines where that waits for nothing. Returns whether they are committed; if not, nothing is."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class LoopTransactions:
    """Transactions of a driver that belongs to the event loop."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._running = set[asyncio.Task[None]]()

    def run(self, steps: Steps, done: Done) -> None:
        task = asyncio.create_task(self._run(steps, done), name="clio-store-writer")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def write_now(self, lines: Written) -> bool:
        return False

    async def close(self) -> None:
        await self._engine.dispose()

    async def _run(self, steps: Steps, done: Done) -> None:
        try:
            async with self._engine.begin() as connection:
                values = [await _taken(step, connection) for step in steps]
        except Exception as error:  # whatever it is belongs to the caller of the write, who gets it
            done((), error)
        else:
            done(values, None)


async def _taken(step: Work | Written, connection: AsyncConnection) -> Any:
    if not isinstance(step, Written):
        return await step(connection)
    for lines, values in step.items():
        await connection.execute(lines.statement, values)
    return None


class FileTransactions:
    """Transactions of a driver that blocks: lines alone on the event loop, all else in a thread.

    Lines alone wait for no disk and for no lock: once they are committed, nothing that happens to the process can lose
    them, and `SYNCED_AFTER_SECONDS` later the thread puts them on the disk, where a power cut cannot. All else is on
    the disk when it is committed, and with it whatever was committed before. The engine's driver begins and commits
    nothing by itself.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_hand = _Kept(engine, _LIGHT)
        self._in_thread = _Kept(engine)
        self._is_synced = True
        self._asked = SimpleQueue[Callable[[], None] | None]()
        self._thread = Thread(target=self._work_off, name="clio-store-writer", daemon=True)
        self._thread.start()

    def run(self, steps: Steps, done: Done) -> None:
        if len(steps) == 1 and isinstance(steps[0], Written) and self.write_now(steps[0]):
            done([None], None)
        else:
            self._asked.put(partial(self._run, steps, done, asyncio.get_running_loop()))

    def write_now(self, lines: Written) -> bool:
        try:
            self._at_hand.committed([lines])
        except Exception as error:  # another process has the lock, or the disk is full: the thread waits, or says so
            log.debug("lines are left to the thread: %r", error)
            return False
        self._sync_soon()
        return True

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
            del asked  # and what it holds, while the thread waits for the next
        self._in_thread.drop()
        self._engine.dispose()

    def _run(self, steps: Steps, done: Done, loop: asyncio.AbstractEventLoop) -> None:
        values, failure = list[Any](), None
        try:
            values = self._in_thread.committed(steps)
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
        self._open: tuple[AsyncConnection, sqlite3.Connection] | None = None

    def committed(self, steps: Steps) -> list[Any]:
        """What the steps give, once all of them are committed; where one fails, nothing is."""
        connection, driver = self._opened()
        try:
            driver.execute("BEGIN IMMEDIATE")  # a transaction that locks later can fail half-way
            values = [
                self._write(driver, step) if isinstance(step, Written) else _completed(step(connection))
                for step in steps
            ]
            driver.execute("COMMIT")
        except sqlite3.Error as error:
            self.drop()
            raise DBAPIError.instance("", None, error, sqlite3.Error, hide_parameters=True) from error
        except Exception:
            self.drop()
            raise
        return values

    def _write(self, driver: sqlite3.Connection, written: Written) -> None:
        for lines, values in written.items():
            driver.executemany(*lines.for_driver(self._engine.dialect, values))

    def drop(self) -> None:
        """Take back what is not committed, and close the connection: the next transaction opens another."""
        kept, self._open = self._open, None
        if kept is not None:
            connection, driver = kept
            with suppress(sqlite3.Error):
                driver.rollback()
            connection.blocking.close()

    def _opened(self) -> tuple[AsyncConnection, sqlite3.Connection]:
        """A connection that belongs to nobody else, because of what it is set to."""
        if self._open is None:
            connection = self._engine.connect()
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            connection.detach()
            for pragma in self._pragmas:
                driver.execute(f"PRAGMA {pragma}")
            self._open = AsyncConnection(connection), driver
        return self._open


def _completed(work: Coroutine[Any, Any, T]) -> T:
    """The result of a work that waits for nothing but its connection."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise RuntimeError("A work of the store waited for something besides the database.")
