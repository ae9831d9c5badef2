"""`/quiz schedule` and `/quiz schedules`: rounds that begin by themselves."""

import re
from collections.abc import Sequence
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.errors import UserError
from bot.quiz.programme import Programme
from bot.quiz.rules import Mode, Rules
from bot.service.schedules import Planned
from bot.service.zones import suggest_zones
from bot.store.schedules import Schedule
from bot.ui import doors
from bot.ui.commands.offers import PAGE, shelf_of, turn
from bot.ui.commands.quiz import (
    CHOICES,
    DEFAULT_QUESTIONS,
    DESCRIPTIONS,
    MOST_TEAMS,
    material_choices,
    wanted_questions,
)
from bot.ui.discord_events import add_event, remove_event
from bot.ui.places import check_moderator, is_moderator, place_of
from bot.ui.render.schedules import announcement_card, cancelled_card, describe, schedules_card
from bot.ui.router import Pressed, Route
from bot.ui.sending import NOT_TAKEN
from bot.ui.services import Services
from bot.ui.speaking import check_speaking

Place = discord.TextChannel | discord.Thread


class NotYourChannel(UserError):
    """The moderator may not write in the channel."""

    def __init__(self) -> None:
        super().__init__("Choose a channel in which you may write yourself.")


def add_schedule_commands(group: app_commands.Group, services: Services) -> None:
    """Planning a round, and the list of those that are planned."""
    _add_schedule(group, services)

    @group.command(name="schedules", description="The rounds that are planned in this server")
    async def schedules(interaction: discord.Interaction) -> None:
        await doors.reply(interaction, await _list(services, interaction, 0))


def schedule_routes(services: Services) -> Sequence[Route]:
    """The controls of the list."""

    async def show(pressed: Pressed) -> None:
        await turn(pressed, await _list(services, pressed.interaction, int(pressed.parts[0])))

    async def cancel(pressed: Pressed) -> None:
        interaction = pressed.interaction
        await check_moderator(services, interaction)
        guild, _ = place_of(interaction)
        schedule_id, page = pressed.numbers()
        cancelled = await services.schedules.cancel(guild, schedule_id)
        by = interaction.user
        await services.changes.record(guild, by.id, "schedule", f"cancelled {describe(cancelled)}", services.clock())
        await doors.replace_own(interaction, await _list(services, interaction, page))
        await _tell_cancelled(interaction, cancelled)
        await remove_event(interaction.guild, cancelled)

    return (
        Route("schedules", re.compile(PAGE), show),
        Route("schedule-cancel", re.compile(r"\d{1,15}:\d{1,4}"), cancel),
    )


async def _list(services: Services, interaction: discord.Interaction, page: int) -> discord.ui.LayoutView:
    """What is planned, for moderators with buttons to cancel it; nothing of channels that a member does not see."""
    guild, _ = place_of(interaction)
    may_cancel = await is_moderator(services, interaction)
    planned = await services.schedules.of(guild)
    shown = [each for each in planned if may_cancel or _is_seen(interaction, each.channel)]
    return schedules_card(shown, page, may_cancel=may_cancel)


def _is_seen(interaction: discord.Interaction, channel_id: int) -> bool:
    member, guild = interaction.user, interaction.guild
    if channel_id == interaction.channel_id:
        return True
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if channel is None or not isinstance(member, discord.Member):
        return False
    is_private = isinstance(channel, discord.Thread) and channel.is_private()
    return not is_private and channel.permissions_for(member).view_channel


def _add_schedule(group: app_commands.Group, services: Services) -> None:
    @group.command(
        name="schedule", description="Plan a round that begins by itself, for moderators", extras=doors.PUBLIC
    )
    @app_commands.describe(
        when="The day and the time, as 2026-12-01 18:00, tomorrow 18:00 or Friday 18:00",
        zone="The time zone, as Europe/Berlin; the one used last when left out, or UTC",
        repeat="Once when left out",
        channel="Where it is played; this channel when left out",
        **DESCRIPTIONS,
    )
    @app_commands.choices(**CHOICES)
    async def schedule(
        interaction: discord.Interaction,
        when: app_commands.Range[str, 1, 60],
        zone: str | None = None,
        repeat: Literal["once", "weekly"] = "once",
        chapter: str | None = None,
        channel: discord.TextChannel | discord.Thread | None = None,
        questions: app_commands.Range[int, 1, 50] = DEFAULT_QUESTIONS,
        mode: str | None = None,
        seconds: app_commands.Range[int, 5, 300] | None = None,
        difficulty: str | None = None,
        kinds: str | None = None,
        teams: app_commands.Range[int, 2, MOST_TEAMS] | None = None,
        speed: bool = False,
        hints: bool = True,
        generated: bool = False,
    ) -> None:
        await check_moderator(services, interaction)
        guild, here = place_of(interaction)
        _check_place(interaction, channel)
        usual = await services.server_settings.of(guild)
        rules = Rules(
            seconds=seconds or usual.seconds,
            mode=Mode(mode) if mode else usual.mode,
            speed=speed,
            hints=hints,
            teams=teams or 0,
        )
        wanted = wanted_questions(questions, kinds, difficulty)
        host = interaction.user
        planned = Planned(
            guild=guild,
            channel=channel.id if channel else here,
            host=host.id,
            host_name=host.display_name,
            when=when,
            zone=zone,
            is_weekly=repeat == "weekly",
            programme=Programme("", chapter, wanted, rules, generated),
            parent=_parent_of(channel or interaction.channel),
            is_month_first=usual.is_month_first,
        )
        await _plan(services, interaction, planned)

    @schedule.autocomplete("chapter")
    async def suggest_chapters(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return material_choices(await shelf_of(services, interaction), typed)

    @schedule.autocomplete("zone")
    async def suggest_zone(_: discord.Interaction, typed: str) -> list[Choice[str]]:
        return [Choice(name=zone, value=zone) for zone in suggest_zones(typed)]


async def _plan(services: Services, interaction: discord.Interaction, planned: Planned) -> None:
    now = services.clock()
    added = await services.schedules.add(planned, now)
    await services.changes.record(planned.guild, planned.host, "schedule", f"planned {describe(added)}", now)
    await doors.reply(interaction, announcement_card(added), ephemeral=False)
    await add_event(interaction.guild, added, services.schedules)


def _parent_of(channel: object) -> int | None:
    """The channel that a thread belongs to."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def _check_place(interaction: discord.Interaction, channel: Place | None) -> None:
    """Raises `CannotSpeakHere` or `NotYourChannel`."""
    if channel is None:
        is_thread = isinstance(interaction.channel, discord.Thread)
        check_speaking(interaction.app_permissions, is_thread=is_thread)
        return
    is_thread = isinstance(channel, discord.Thread)
    check_speaking(channel.permissions_for(channel.guild.me), is_thread=is_thread)
    member = interaction.user
    theirs = channel.permissions_for(member) if isinstance(member, discord.Member) else discord.Permissions.none()
    if not theirs.view_channel or not (theirs.send_messages_in_threads if is_thread else theirs.send_messages):
        raise NotYourChannel


async def _tell_cancelled(interaction: discord.Interaction, cancelled: Schedule) -> None:
    """Tell the channel where people wait for the round, as far as Clio can."""
    channel = interaction.client.get_partial_messageable(cancelled.channel, guild_id=cancelled.guild)
    try:
        await channel.send(view=cancelled_card(cancelled, interaction.user.display_name))
    except NOT_TAKEN:
        return  # the list shows that it is cancelled; nobody waits in a channel that is gone
