"""Servers that Clio is no longer in: what is kept of them goes after thirty days, unless Clio is let in again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.service.server_settings import ServerSettingsBook
from bot.service.server_shelves import ServerShelves
from bot.store.departures import DepartureRecords

log = logging.getLogger(__name__)

GRACE = timedelta(days=30)


class Departures:
    """Who has shown Clio out, and since when."""

    def __init__(self, records: DepartureRecords, settings: ServerSettingsBook, shelves: ServerShelves) -> None:
        self._records = records
        self._settings = settings
        self._shelves = shelves

    async def leave(self, guild: int, now: datetime) -> None:
        """Clio was removed from a server."""
        await self._records.record([guild], now)

    async def come_back(self, guild: int) -> None:
        """Clio is in a server again, or for the first time: nothing of it is to be deleted."""
        await self._records.strike_out([guild])

    async def tend(self, present: Callable[[], set[int]], is_ours: Callable[[int], bool], now: datetime) -> None:
        """Compare with the servers that Clio is in, of those that are this process's own, and delete what is over.

        Who removed Clio while it was off is found thereby; the thirty days begin when it is.
        """
        departed = await self._records.departed()
        await self._records.strike_out(departed & present())  # as of now: one may just have shown Clio out
        missing = {guild for guild in await self._records.known() if is_ours(guild)} - present()
        await self._records.record(missing - departed, now)
        over = await self._records.departed(before=now - GRACE)
        for guild in sorted(over & missing):
            await self._records.erase(guild)
            self._settings.forget(guild)
            self._shelves.changed(guild)
            log.info("what was kept of server %s is deleted, %s days after Clio was removed", guild, GRACE.days)
