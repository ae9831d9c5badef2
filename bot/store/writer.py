"""One writer for the database: writes happen in the order of their calls, and those that wait share a commit.

A call returns when its write is committed. When a shared transaction fails, each of its writes is tried again alone,
so that one faulty write costs only its own caller. A write may therefore run twice, and must only touch the database.
A transaction that failed because another process was in its way is tried again as it is.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.postgresql import is_passing

T = TypeVar("T")
SHARED_AT_MOST = 500
TRIES = 5


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Callable[[AsyncConnection], Awaitable[Any]]
    done: asyncio.Future[Any]


class Writer:
    """The queue of writes, and the task that works on it while there are any."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._queue = deque[_Waiting]()
        self._task: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run `work` in a transaction and return its result once that is committed."""
        waiting = _Waiting(work, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work_off(), name="clio-store-writer")
        return await waiting.done

    async def drain(self) -> None:
        """Wait until everything that was asked for is written."""
        if self._task is not None:
            await self._task

    async def _work_off(self) -> None:
        while self._queue:
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), SHARED_AT_MOST))]
            error = await self._insist(batch)
            if error is None:
                continue
            for waiting in batch:
                alone = error if len(batch) == 1 else await self._insist([waiting])
                if alone is not None and not waiting.done.done():
                    waiting.done.set_exception(alone)

    async def _insist(self, batch: list[_Waiting]) -> Exception | None:
        """Write the batch, also past other processes that write the same."""
        error = None
        for _ in range(TRIES):
            error = await self._commit(batch)
            if error is None or not is_passing(error):
                break
        return error

    async def _commit(self, batch: list[_Waiting]) -> Exception | None:
        """Write the batch in one transaction and tell its callers; or return why nothing of it was written."""
        try:
            async with self._engine.begin() as connection:
                values = [await waiting.work(connection) for waiting in batch]
        except Exception as error:  # whatever it is belongs to the caller of the write, who gets it
            return error
        for waiting, value in zip(batch, values, strict=True):
            if not waiting.done.done():
                waiting.done.set_result(value)
        return None
