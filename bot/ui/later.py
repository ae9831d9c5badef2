"""What is wanted soon, but not for the first command: it is made ready while Clio serves, and nobody waits for it."""

import asyncio
import logging
from importlib import import_module

from bot.content.giving_way import giving_way
from bot.memory import leave_aside
from bot.service.contents import Contents

AFTER_SECONDS = 1.5
"""By then the servers are there, and whoever has waited for Clio has been answered."""

_WANTED_SOON = ("bot.quiz.typed_grading", "bot.content.typed_moments", "rapidfuzz.process")
log = logging.getLogger(__name__)


class LaterTask:
    """Makes the index of the library, and takes in what grades typed answers."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, unless that was done before."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="clio-later")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        await asyncio.sleep(AFTER_SECONDS)
        await asyncio.to_thread(leave_aside)  # thousands of channels, say: the index collects garbage first
        for make_ready in (self._contents.indexed, _taken_in):
            try:
                await make_ready()
            except Exception:  # the task's owner: nobody else would hear of it
                log.exception("what is wanted soon is not ready")


async def _taken_in() -> None:
    await asyncio.to_thread(_take_in)


@giving_way()
def _take_in() -> None:
    for module in _WANTED_SOON:
        import_module(module)
