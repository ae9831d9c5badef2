"""The task that deletes what is kept of servers which removed Clio long ago."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import discord

from bot.errors import UserError
from bot.service.departures import Departures

log = logging.getLogger(__name__)

EVERY_SECONDS = 6 * 60 * 60


class DepartureTask:
    """Looks every few hours which servers Clio is in, and what is to be deleted of others."""

    def __init__(self, client: discord.Client, departures: Departures, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._departures = departures
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="clio-departures")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def tend(self) -> None:
        """Compare the servers that are kept with those that Clio is in."""
        await self._departures.tend(self._present, self._is_ours, self._clock())

    async def _run(self) -> None:
        while True:
            await self._client.wait_until_ready()
            try:
                await self.tend()
            except UserError as error:  # the database is busy; a few hours later is soon enough
                log.warning("departures wait: %s", error)
            except Exception:  # the task's owner: nobody else would hear of it
                log.exception("departures failed")
            await asyncio.sleep(EVERY_SECONDS)

    def _present(self) -> set[int]:
        return {guild.id for guild in self._client.guilds}

    def _is_ours(self, guild: int) -> bool:
        """Whether Discord tells this process of that server: each process knows those of its own shards."""
        count, shards = self._client.shard_count, getattr(self._client, "shard_ids", None)
        return not count or shards is None or (guild >> 22) % count in shards
