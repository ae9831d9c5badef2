"""How long the event loop was held while something else went on."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_NAP = 0.001


@dataclass(slots=True)
class Watch:
    """The longest time in seconds that a task had to wait for its turn."""

    longest: float = 0.0


@asynccontextmanager
async def watching() -> AsyncGenerator[Watch]:
    """Take a nap of a millisecond again and again, and note by how much each lasted longer."""
    watch = Watch()

    async def nap() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_NAP)
            watch.longest = max(watch.longest, time.perf_counter() - before - _NAP)

    task = asyncio.create_task(nap())
    await asyncio.sleep(0.05)
    watch.longest = 0.0
    try:
        yield watch
    finally:
        task.cancel()
