"""One writer for the database: writes happen in the order of their calls, and those that wait share a commit.

A call returns when its write is committed. When a shared transaction fails, each of its writes is tried again alone,
so that one faulty write costs only its own caller. A write may therefore run twice, and must only touch the database.
A transaction that failed because another process was in its way is tried again as it is. What is of one kind and comes
in crowds comes as lines: those that wait side by side become one statement for each table.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.lines import Lines, Values, Written
from bot.store.postgresql import is_passing
from bot.store.transactions import Transactions, Work

T = TypeVar("T")

OnCommit = Callable[[int, float, bool], None]
"""Hears of each commit: how many writes shared it, the seconds that it took, and whether it is kept."""

SHARED_AT_MOST = 128
TRIES = 5


@frozen
class _Waiting:
    """A write that waits: a work, or lines."""

    work: Work | None
    lines: Sequence[tuple[Lines, Values]]
    done: asyncio.Future[Any]


class _Batch:
    """Writes that share a transaction, and how often that was tried."""

    def __init__(self, writes: Sequence[_Waiting]) -> None:
        self.writes = writes
        self.tries = 0
        self._callers = list[Sequence[_Waiting]]()
        for is_work, group in groupby(writes, key=lambda each: each.work is not None):
            waiting = list(group)
            self._callers += [[each] for each in waiting] if is_work else [waiting]
        self.steps = [callers[0].work or _together(each.lines for each in callers) for callers in self._callers]

    def give(self, values: Sequence[Any]) -> None:
        """Tell every caller that it is written, with what the works gave."""
        for callers, value in zip(self._callers, values, strict=True):
            for each in callers:
                if not each.done.done():
                    each.done.set_result(value)

    def refuse(self, error: Exception) -> None:
        """Tell every caller why it is not written."""
        for each in self.writes:
            if not each.done.done():
                each.done.set_exception(error)


class Writer:
    """The queue of writes, worked on batch by batch: the next one begins when the one before it has ended."""

    def __init__(self, transactions: Transactions, on_commit: OnCommit | None = None) -> None:
        self._transactions = transactions
        self._on_commit = on_commit
        self._queue = deque[_Waiting]()
        self._again = deque[_Batch]()
        self._idle = asyncio.Event()
        self._idle.set()

    def write(self, work: Callable[[AsyncConnection], Coroutine[Any, Any, T]]) -> asyncio.Future[T]:
        """Run `work` in a transaction; its result is there once that is committed."""
        return self._queued(work, ())

    async def write_lines(self, lines: Sequence[tuple[Lines, Values]]) -> None:
        """Have lines written, at once where nothing waits, or with others that do; done once that is committed."""
        if not self._is_written_now(lines):
            await self._queued(None, lines)

    async def drain(self) -> None:
        """Wait until everything that was asked for is written."""
        await self._idle.wait()

    def _is_written_now(self, lines: Sequence[tuple[Lines, Values]]) -> bool:
        began = time.perf_counter()
        if not self._idle.is_set() or not self._transactions.write_now(_together([lines])):
            return False
        self._note_commit(1, began, is_kept=True)
        self._idle.clear()
        asyncio.get_running_loop().call_soon(self._begin_next)  # what is asked for until then shares a transaction
        return True

    def _queued(self, work: Work | None, lines: Sequence[tuple[Lines, Values]]) -> asyncio.Future[Any]:
        done = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(work, lines, done))
        if self._idle.is_set():
            self._idle.clear()
            self._begin_next()
        return done

    def _begin_next(self) -> None:
        batch = self._next()
        if batch is None:
            self._idle.set()
            return
        batch.tries += 1
        self._transactions.run(batch.steps, partial(self._ended, batch, time.perf_counter()))

    def _next(self) -> _Batch | None:
        if self._again:
            return self._again.popleft()
        waiting = [self._queue.popleft() for _ in range(min(len(self._queue), SHARED_AT_MOST))]
        return _Batch(waiting) if waiting else None

    def _ended(self, batch: _Batch, began: float, values: Sequence[Any], error: Exception | None) -> None:
        self._note_commit(len(batch.writes), began, is_kept=error is None)
        again = [] if error is None else _tried_again(batch, error)
        self._again.extendleft(reversed(again))
        asyncio.get_running_loop().call_soon(self._begin_next)
        if error is None:
            batch.give(values)
        elif not again:
            batch.refuse(error)

    def _note_commit(self, writes: int, began: float, *, is_kept: bool) -> None:
        if self._on_commit is not None:
            self._on_commit(writes, time.perf_counter() - began, is_kept)


def _tried_again(batch: _Batch, error: Exception) -> list[_Batch]:
    """What is left to try: the same past another process that was in its way, or each write alone."""
    if is_passing(error) and batch.tries < TRIES:
        return [batch]
    return [_Batch([each]) for each in batch.writes] if len(batch.writes) > 1 else []


def _together(writes: Iterable[Sequence[tuple[Lines, Values]]]) -> Written:
    """The lines of all writes."""
    together = Written()
    for lines in writes:
        for kind, values in lines:
            together.setdefault(kind, []).append(values)
    return together
