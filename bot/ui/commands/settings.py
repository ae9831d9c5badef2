"""`/settings`: one card with everything that a server's moderators have set, changed on the card itself.

Who uses a control must moderate the server at that moment, whoever the card was shown to.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.errors import UserError
from bot.service.server_settings import (
    NotChosenFromList,
    ServerSettings,
    StudyPlan,
    Timing,
    with_channels,
    with_date_order,
    with_mode,
    with_moderator_role,
)
from bot.ui import doors
from bot.ui.places import check_moderator, place_of
from bot.ui.render.settings import (
    CHANGES_ON_A_PAGE,
    PLAYABLE,
    TERM_NAME_LIMIT,
    Shown,
    fields_of,
    filled_in,
    form,
    history_card,
    mistaken_card,
    settings_card,
)
from bot.ui.render.terms import terms_card
from bot.ui.render.written_dates import write_month_first
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

_FORM = "timing|study|term"


class NoSuchRole(UserError):
    """The role is deleted, or is the one that everybody has."""

    def __init__(self) -> None:
        super().__init__("Choose a role of this server that not everybody has. Nothing was changed.")


class NoSuchChannel(UserError):
    """A channel is deleted, or nothing can be played in it."""

    def __init__(self) -> None:
        super().__init__("Choose channels of this server in which people can write. Nothing was changed.")


class ManagersOnly(UserError):
    """The member moderates by the role that the server has named, and may not name another."""

    def __init__(self) -> None:
        super().__init__("Only members who may manage this server can say who else moderates. Nothing was changed.")


def add_settings_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/settings`."""

    @tree.command(name="settings", description="What is set for this server, for moderators; only you see the card")
    @app_commands.guild_only()
    async def settings(interaction: discord.Interaction) -> None:
        await _moderated(services, interaction)
        await doors.reply(interaction, await _card(services, interaction))


def settings_routes(services: Services) -> Sequence[Route]:
    """The controls of the card, its forms, and the history."""

    async def show(pressed: Pressed) -> None:
        await _moderated(services, pressed.interaction)
        await doors.replace_own(pressed.interaction, await _card(services, pressed.interaction))

    async def choose(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        if pressed.parts[0] == "role":
            _check_manager(pressed.interaction)
        await _change(services, pressed, guild, _choice(pressed))

    async def open_form(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        which, *typed = pressed.parts
        settings = await services.server_settings.of(guild)
        filled = dict(zip(fields_of(which), typed, strict=False)) or filled_in(which, settings, services.clock().date())
        await doors.ask(pressed.interaction, form(which, filled))

    async def filled(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        which = pressed.parts[0]
        typed = [pressed.fields.get(field, "") for field in fields_of(which)]
        try:
            await _submit(services, pressed, guild, typed)
        except UserError as error:
            await doors.reply(pressed.interaction, mistaken_card(str(error), which, typed))

    async def history(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        (page,) = pressed.numbers()
        found = await services.changes.recent(guild, CHANGES_ON_A_PAGE + 1, page * CHANGES_ON_A_PAGE)
        has_more = len(found) > CHANGES_ON_A_PAGE
        await doors.replace_own(pressed.interaction, history_card(found[:CHANGES_ON_A_PAGE], page, has_more=has_more))

    async def terms(pressed: Pressed) -> None:
        guild, _ = place_of(pressed.interaction)
        await doors.reply(pressed.interaction, terms_card(await services.terms.of_guild(guild)))

    return (
        Route("settings", re.compile(""), show),
        Route("set", re.compile(r"dates|mode|channels|role"), choose),
        Route("settings-form", re.compile(rf"({_FORM})(:[^:]*){{0,2}}"), open_form),
        Route("settings-filled", re.compile(_FORM), filled),
        Route("changes", re.compile(r"\d{1,4}"), history),
        Route("terms", re.compile(""), terms),
    )


async def _moderated(services: Services, interaction: discord.Interaction) -> int:
    """The server, when the member moderates it. Raises `NotInServer` or `ModeratorsOnly`."""
    guild, _ = place_of(interaction)
    await check_moderator(services, interaction)
    return guild


def _check_manager(interaction: discord.Interaction) -> None:
    """Raises `ManagersOnly`: who has the moderators' role gives it to nobody else's role."""
    may = interaction.permissions
    if not (may.administrator or may.manage_guild):
        raise ManagersOnly


def _choice(pressed: Pressed) -> Callable[[ServerSettings], ServerSettings]:
    """The change that was chosen from a list. Raises `NoSuchRole`, `NoSuchChannel` or `NotChosenFromList`."""
    values = pressed.values
    match pressed.parts[0]:
        case "channels":
            channels = _channels(pressed.interaction, values)
            return lambda settings: with_channels(settings, channels)
        case "role":
            role = _role(pressed.interaction, values)
            return lambda settings: with_moderator_role(settings, role)
        case "dates" if len(values) == 1:
            return lambda settings: with_date_order(settings, values[0])
        case "mode" if len(values) == 1:
            return lambda settings: with_mode(settings, values[0])
        case _:
            raise NotChosenFromList


def _role(interaction: discord.Interaction, values: Sequence[str]) -> int | None:
    if not values:
        return None
    role = interaction.guild.get_role(_number(values[0])) if interaction.guild else None
    if role is None or role.is_default() or len(values) > 1:
        raise NoSuchRole
    return role.id


def _channels(interaction: discord.Interaction, values: Sequence[str]) -> tuple[int, ...]:
    found = [interaction.guild.get_channel(_number(value)) if interaction.guild else None for value in values]
    if any(channel is None or channel.type not in PLAYABLE for channel in found):
        raise NoSuchChannel
    return tuple(channel.id for channel in found if channel is not None)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) <= 20 else 0


async def _change(
    services: Services, pressed: Pressed, guild: int, change: Callable[[ServerSettings], ServerSettings]
) -> None:
    settings = await services.server_settings.change(guild, pressed.player.id, change, services.clock())
    write_month_first(settings.is_month_first)
    await doors.replace_own(pressed.interaction, await _card(services, pressed.interaction, "✅ Saved."))


async def _submit(services: Services, pressed: Pressed, guild: int, typed: Sequence[str]) -> None:
    match pressed.parts[0]:
        case "timing":
            timing = Timing(typed[0], typed[1])
            await _change(services, pressed, guild, timing.applied)
        case "study":
            plan, today = StudyPlan(typed[0], typed[1]), services.clock().date()
            await _change(services, pressed, guild, lambda settings: plan.applied(settings, today))
        case _:
            name, now = typed[0][:TERM_NAME_LIMIT], services.clock()
            new, _ = await services.terms.start(guild, name, now)
            await services.changes.record(guild, pressed.player.id, "term", f"{new.name} began", now)
            card = await _card(services, pressed.interaction, "✅ A new term has begun.")
            await doors.replace_own(pressed.interaction, card)


async def _card(services: Services, interaction: discord.Interaction, notice: str = "") -> discord.ui.LayoutView:
    guild, _ = place_of(interaction)
    settings = await services.server_settings.of(guild)
    terms = await services.terms.of_guild(guild)
    server = interaction.guild
    named = frozenset([settings.moderator_role] if settings.moderator_role else [])
    if server is None or server.unavailable:  # Discord has not told of the server yet: nothing counts as deleted
        roles, channels = named, frozenset(settings.channels)
    else:
        roles = frozenset(role.id for role in server.roles)
        channels = frozenset(channel.id for channel in server.channels)
    shown = Shown(
        server=server.name if server else "this server",
        settings=settings,
        roles=roles,
        channels=channels,
        term=terms[0] if terms else None,
        today=services.clock().date(),
        daily=await services.daily_posts.describe(guild),
    )
    return settings_card(shown, notice)
