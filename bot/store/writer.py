"""One writer for the database: writes happen in the order of their calls, and those that wait share a commit.

A call returns when its write is committed. When a shared transaction fails, each of its writes is tried again alone,
so that one faulty write costs only its own caller. A write may therefore run twice, and must only touch the database.
A transaction that failed because another process was in its way is tried again as it is. What is of one kind and comes
in crowds is written together: those that wait side by side become one statement for all of them.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.postgresql import is_passing
from bot.store.transactions import Transactions, Work

T = TypeVar("T")
Item = TypeVar("Item")
Together = Callable[[AsyncConnection, Sequence[Item]], Coroutine[Any, Any, None]]
"""Writes several items of a kind, the later ones over the earlier ones."""

OnCommit = Callable[[int, float, bool], None]
"""Hears of each commit: how many writes shared it, the seconds that it took, and whether it is kept."""

SHARED_AT_MOST = 128
TRIES = 5


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A write that waits: a work, or an item that is written `together` with others of its kind."""

    work: Work | None
    together: Together[Any] | None
    item: Any
    done: asyncio.Future[Any]


class Writer:
    """The queue of writes, and the task that works on it while there are any."""

    def __init__(self, transactions: Transactions, on_commit: OnCommit | None = None) -> None:
        self._transactions = transactions
        self._on_commit = on_commit
        self._queue = deque[_Waiting]()
        self._task: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[AsyncConnection], Coroutine[Any, Any, T]]) -> T:
        """Run `work` in a transaction and return its result once that is committed."""
        return await self._queued(work, None, None)

    async def write_together(self, together: Together[Item], item: Item) -> None:
        """Have an item written, with others that wait, and return once that is committed."""
        await self._queued(None, together, item)

    async def _queued(self, work: Work | None, together: Together[Any] | None, item: object) -> Any:
        waiting = _Waiting(work, together, item, asyncio.get_running_loop().create_future())
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
        works, callers = zip(*_works(batch), strict=True)
        began = time.perf_counter()
        try:
            values = await self._transactions.run(works)
        except Exception as error:  # whatever it is belongs to the caller of the write, who gets it
            self._tell(len(batch), began, is_kept=False)
            return error
        self._tell(len(batch), began, is_kept=True)
        for waiting, value in zip(callers, values, strict=True):
            for each in waiting:
                if not each.done.done():
                    each.done.set_result(value)
        return None

    def _tell(self, writes: int, began: float, *, is_kept: bool) -> None:
        if self._on_commit is not None:
            self._on_commit(writes, time.perf_counter() - began, is_kept)


def _works(batch: list[_Waiting]) -> Iterator[tuple[Work, Sequence[_Waiting]]]:
    """What is to be run, and whose writes each of it is."""
    for together, group in groupby(batch, key=lambda waiting: waiting.together):
        waiting = list(group)
        if together is None:
            yield from ((each.work, (each,)) for each in waiting if each.work is not None)
        else:
            yield _work(together, [each.item for each in waiting]), waiting


def _work(together: Together[Any], items: Sequence[Any]) -> Work:
    async def work(connection: AsyncConnection) -> None:
        await together(connection, items)

    return work
