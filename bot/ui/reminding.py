"""The task that reminds members of what is due."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import discord

from bot.errors import UserError
from bot.service.reminding import Reminders, Reminding
from bot.ui.render.study import reminder_card
from bot.ui.sending import NOT_TAKEN

log = logging.getLogger(__name__)

MINUTE_SECONDS = 60


class ReminderTask:
    """Looks every minute whom to remind, and writes to them."""

    def __init__(self, client: discord.Client, reminders: Reminders, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._reminders = reminders
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self.sent = 0

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="clio-reminders")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def remind(self) -> None:
        """Remind everybody whose time has come."""
        for each in await self._reminders.claim(self._clock()):
            await self._write_to(each)

    async def _run(self) -> None:
        while True:
            try:
                await self.remind()
            except UserError as error:  # the database is busy; the next minute is soon enough
                log.warning("reminders wait: %s", error)
            except Exception:  # the task's owner: nobody else would hear of it
                log.exception("reminders failed")
            await asyncio.sleep(MINUTE_SECONDS)

    async def _write_to(self, reminding: Reminding) -> None:
        try:
            channel = await self._client.create_dm(discord.Object(reminding.member))
            await channel.send(view=reminder_card(reminding.due))
            self.sent += 1
        except discord.Forbidden:  # they take no messages from Clio, or share no server with it any more
            await self._reminders.stop(reminding.member)
        except NOT_TAKEN as error:
            log.warning("a reminder could not be sent: %r", error)
