"""Discord's own events for rounds to come: made where Clio may make them, and never in the way of a round."""

import logging
from datetime import datetime, timedelta

import discord

from bot.quiz.programme import Programme
from bot.quiz.round import LONGEST_LOBBY
from bot.service.schedules import Schedules
from bot.store.schedules import Schedule
from bot.ui.sending import NOT_TAKEN

log = logging.getLogger(__name__)

_NAME_LIMIT = _LOCATION_LIMIT = 100
_HOSTED = timedelta(hours=1)
_AT_LEAST = timedelta(minutes=15)


async def add_event(guild: discord.Guild | None, schedule: Schedule, schedules: Schedules) -> None:
    """Make the event for the next date of a schedule, if Clio may."""
    if guild is None or schedule.next_at is None or not _may_make_events(guild):
        return
    try:
        event = await _made(guild, schedule, schedule.next_at)
    except NOT_TAKEN as error:
        log.warning("no event could be made for schedule %s: %r", schedule.id, error)
        return
    if not await schedules.keep_event(schedule, event.id):  # cancelled in the meantime
        await _delete(guild, event.id)


async def remove_event(guild: discord.Guild | None, schedule: Schedule) -> None:
    """Take away the event for a date that does not take place."""
    if guild is not None and schedule.event is not None:
        await _delete(guild, schedule.event)


def _may_make_events(guild: discord.Guild) -> bool:
    mine = guild.me.guild_permissions
    return mine.create_events or mine.manage_events


async def _made(guild: discord.Guild, schedule: Schedule, starts: datetime) -> discord.ScheduledEvent:
    channel = guild.get_channel_or_thread(schedule.channel)
    return await guild.create_scheduled_event(
        name=schedule.programme.title[:_NAME_LIMIT],
        description="A round with Clio. It begins by itself, and everybody in the channel can play.",
        start_time=starts,
        end_time=starts + _length(schedule.programme),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location=f"#{channel.name if channel else schedule.channel}"[:_LOCATION_LIMIT],
    )


async def _delete(guild: discord.Guild, event: int) -> None:
    try:
        await (await guild.fetch_scheduled_event(event, with_counts=False)).delete()
    except NOT_TAKEN as error:
        log.info("event %s could not be taken away: %r", event, error)


def _length(programme: Programme) -> timedelta:
    """About how long a round takes."""
    rules = programme.rules
    if not rules.is_timed:
        return _HOSTED
    return max(_AT_LEAST, LONGEST_LOBBY + programme.wanted.count * (rules.time_to_answer + rules.time_to_read))
