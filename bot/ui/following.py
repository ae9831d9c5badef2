"""The task that keeps several processes of one Clio at the same version of the shared library."""

import asyncio
import logging

from bot.errors import UserError
from bot.service.contents import Contents

log = logging.getLogger(__name__)

SECONDS_BETWEEN = 15


class FollowTask:
    """Looks whether another process has reloaded the content or gone back to an earlier version."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="clio-following")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN)
            try:
                if await self._contents.follow():
                    log.info("the content is version %s, as another process has it", self._contents.library.version)
            except UserError as error:  # the database is busy; the next time is soon enough
                log.warning("the content is not compared: %s", error)
            except Exception:  # the task's owner: nobody else would hear of it
                log.exception("following the content failed")
