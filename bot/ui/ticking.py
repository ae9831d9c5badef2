"""The task that does what is due at set times: rounds to come, and daily posts."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import discord

from bot.errors import UserError
from bot.store.due import Due
from bot.ui.daily_posting import DailyPosting
from bot.ui.render.written_dates import write_month_first
from bot.ui.scheduled_rounds import ScheduledRounds
from bot.ui.services import Services

log = logging.getLogger(__name__)

TICK_SECONDS = 15

Find = Callable[[datetime], Awaitable[Sequence[Due]]]
Act = Callable[[discord.Guild, int, datetime], Awaitable[None]]


class Ticking:
    """Looks every few seconds what is due in the servers that are connected here."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        rounds, daily = ScheduledRounds(client, services), DailyPosting(client, services)
        self._client = client
        self._clock = services.clock
        self._settings = services.server_settings
        self._task: asyncio.Task[None] | None = None
        self._duties: tuple[tuple[Find, Act], ...] = (
            (services.schedules.due, rounds.begin),
            (services.schedules.due_reminders, rounds.remind),
            (services.daily_questions.due, daily.close),
            (services.daily_posts.due, daily.post),
        )

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="clio-clock")

    async def close(self) -> None:
        """Finish nothing: what is not done yet is due again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def tick(self) -> None:
        """Do everything that is due. Nothing that goes wrong with one thing keeps another from being done."""
        for find, act in self._duties:
            for due in await self._found(find):
                guild = self._client.get_guild(due.guild)
                if guild is not None and not guild.unavailable:
                    await self._do(act, guild, due.id)

    async def _found(self, find: Find) -> Sequence[Due]:
        try:
            return await find(self._clock())
        except UserError as error:  # the database is busy; the next time is soon enough
            log.warning("what is due cannot be read: %s", error)
            return ()

    async def _do(self, act: Act, guild: discord.Guild, id_: int) -> None:
        try:
            write_month_first((await self._settings.of(guild.id)).is_month_first)
            await act(guild, id_, self._clock())
        except UserError as error:
            log.warning("something due in server %s waits: %s", guild.id, error)
        except Exception:  # the task's owner: nobody else would hear of it
            log.exception("something due in server %s failed", guild.id)

    async def _run(self) -> None:
        while True:
            try:
                await self.tick()
            except Exception:  # the task's owner: nobody else would hear of it
                log.exception("the clock failed")
            await asyncio.sleep(TICK_SECONDS)
