"""Rounds that begin by themselves, as people see them: the reminder, the start, and what is told when there is none."""

import logging
from datetime import datetime

import discord
from discord.ui import LayoutView

from bot.errors import UserError
from bot.quiz.forgetting import NOBODY
from bot.service.ongoing import Ongoing
from bot.service.schedules import following, is_missed
from bot.store.engine import StoreUnavailable
from bot.store.schedules import AlreadyMoved, Schedule
from bot.ui.discord_events import add_event, remove_event
from bot.ui.render.rounds import lobby_card
from bot.ui.render.schedules import not_begun_card, reminder_card
from bot.ui.sending import NOT_TAKEN
from bot.ui.services import Services
from bot.ui.speaking import check_speaking

log = logging.getLogger(__name__)

MISSED = "Clio was not running at that time."


class ChannelGone(UserError):
    """The channel is deleted, or hidden from Clio."""

    def __init__(self) -> None:
        super().__init__("The channel is gone, or Clio cannot see it any more. Cancel the round and plan it anew.")


class ScheduledRounds:
    """What happens with a schedule when its time comes."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services
        self._schedules = services.schedules

    async def remind(self, guild: discord.Guild, schedule_id: int, now: datetime) -> None:
        """Tell the channel that a round is about to begin."""
        schedule = await self._schedules.find(schedule_id)
        if schedule is None or schedule.remind_at is None or schedule.remind_at > now:
            return
        if await self._schedules.claim_reminder(schedule, now):
            await self._say(schedule, reminder_card(schedule))

    async def begin(self, guild: discord.Guild, schedule_id: int, now: datetime) -> None:
        """Begin a round, or tell why it does not; either way its schedule goes on to the next date."""
        schedule = await self._schedules.find(schedule_id)
        if schedule is None or schedule.next_at is None or schedule.next_at > now:
            return
        try:
            await self._begin(guild, schedule, now)
        except StoreUnavailable:  # nothing has moved; it is tried again
            raise
        except UserError as error:
            await self._give_up(guild, schedule, str(error), now)
        except AlreadyMoved:
            log.info("schedule %s was begun elsewhere, or cancelled", schedule.id)

    async def _begin(self, guild: discord.Guild, schedule: Schedule, now: datetime) -> None:
        if is_missed(schedule, now):
            await self._give_up(guild, schedule, MISSED, now)
            return
        parent = await self._check_place(guild, schedule.channel)
        ongoing = await self._schedules.begin(schedule, parent, now)
        log.info("schedule %s begins round %s", schedule.id, ongoing.round.id)
        try:
            await self._open(ongoing)
        finally:
            self._services.stage.play(ongoing)
        await self._go_on(guild, schedule)

    async def _open(self, ongoing: Ongoing) -> None:
        """Show the lobby. The round goes on without it: its stage finds out whether the channel can be used."""
        try:
            channel = self._client.get_partial_messageable(ongoing.round.channel, guild_id=ongoing.round.guild)
            await channel.send(view=lobby_card(ongoing.round, ongoing.names), nonce=f"{ongoing.round.id}-lobby")
        except NOT_TAKEN as error:
            log.warning("the lobby of round %s could not be shown: %r", ongoing.round.id, error)

    async def _give_up(self, guild: discord.Guild, schedule: Schedule, why: str, now: datetime) -> None:
        if not await self._schedules.skip(schedule, now):
            return
        log.warning("schedule %s did not begin: %s", schedule.id, why)
        card = not_begun_card(schedule, why, following(schedule, now))
        if not await self._say(schedule, card):
            await self._tell_host(schedule, card)
        await remove_event(guild, schedule)
        await self._go_on(guild, schedule)

    async def _go_on(self, guild: discord.Guild, schedule: Schedule) -> None:
        """Make the event for the next date, if there is one."""
        after = await self._schedules.find(schedule.id)
        if after is not None and after.event is None:
            await add_event(guild, after, self._schedules)

    async def _check_place(self, guild: discord.Guild, channel_id: int) -> int | None:
        """The channel that it belongs to, where it is a thread. Raises `ChannelGone` or `CannotSpeakHere`."""
        channel = guild.get_channel_or_thread(channel_id)
        if channel is None:
            try:
                channel = await guild.fetch_channel(channel_id)
            except (discord.NotFound, discord.Forbidden, discord.InvalidData):
                raise ChannelGone from None
        thread = channel if isinstance(channel, discord.Thread) else None
        check_speaking(channel.permissions_for(guild.me), is_thread=thread is not None)
        return thread.parent_id if thread else None

    async def _say(self, schedule: Schedule, card: LayoutView) -> bool:
        """Whether it could be said in the schedule's channel."""
        try:
            await self._client.get_partial_messageable(schedule.channel, guild_id=schedule.guild).send(view=card)
        except NOT_TAKEN as error:
            log.info("schedule %s cannot be spoken of in its channel: %r", schedule.id, error)
            return False
        return True

    async def _tell_host(self, schedule: Schedule, card: LayoutView) -> None:
        if schedule.host == NOBODY:
            return
        try:
            channel = await self._client.create_dm(discord.Object(schedule.host))
            await channel.send(view=card)
        except NOT_TAKEN as error:
            log.warning("nobody could be told that schedule %s did not begin: %r", schedule.id, error)
