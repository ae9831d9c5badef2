"""Wakes whoever waits for the world to become as they want it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Pulse:
    """`look_again`: after so many seconds a condition is looked at without a beat too, for conditions on
    something outside the world, whose changes nobody tells."""

    def __init__(self, look_again: float | None = None) -> None:
        self._look_again = look_again
        self._next: asyncio.Future[None] | None = None

    def beat(self) -> None:
        if self._next is not None and not self._next.done():
            self._next.set_result(None)
            self._next = None

    async def until(self, condition: Callable[[], T | None], timeout: float) -> T:  # noqa: ASYNC109 - tests say `until(..., timeout=3)`
        """The first truthy value of `condition`, looked at again at every beat.

        Raises TimeoutError after `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            while not (value := condition()):
                if self._next is None:
                    self._next = asyncio.get_running_loop().create_future()
                await asyncio.wait([self._next], timeout=self._look_again)
        return value
