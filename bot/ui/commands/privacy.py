"""`/privacy`: what Clio keeps of a member, who sees it, taking it along and having it deleted."""

import io
import re
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType

from bot.errors import UserError
from bot.service.privacy import Export
from bot.ui import doors
from bot.ui.places import place_of
from bot.ui.render.privacy import (
    DELETE,
    KEEP,
    about_card,
    delete_card,
    deleted_card,
    export_card,
    kept_card,
    next_part_card,
    opted_in_card,
    opted_out_card,
)
from bot.ui.router import Pressed, Route
from bot.ui.services import Services


class NotYours(UserError):
    """The control was made for another member."""

    def __init__(self) -> None:
        super().__init__("This button belongs to another member. /privacy delete gives you one of your own.")


def privacy_commands(services: Services) -> app_commands.Group:
    """The group `/privacy`. Its answers are seen by the member alone."""
    group = app_commands.Group(
        name="privacy",
        description="What Clio keeps of you, and who sees it",
        allowed_contexts=AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=AppInstallationType(guild=True, user=True),
    )
    _add_opting(group, services)

    @group.command(name="about", description="What Clio keeps of you, and who sees it")
    async def about(interaction: discord.Interaction) -> None:
        await doors.reply(interaction, about_card())

    @group.command(name="export", description="Everything that Clio keeps of you, from all servers, as a file")
    async def export(interaction: discord.Interaction) -> None:
        await _hand_over(interaction, await services.privacy.export(interaction.user.id, services.clock()))

    @group.command(name="delete", description="Delete everything that Clio keeps of you, in all servers")
    async def delete(interaction: discord.Interaction) -> None:
        await doors.reply(interaction, delete_card(interaction.user.id))

    return group


def privacy_routes(services: Services) -> Sequence[Route]:
    """The buttons under the question whether everything is to be deleted. Each is good for one member alone."""

    async def delete(pressed: Pressed) -> None:
        _check_own(pressed)
        deleted = await services.privacy.delete(pressed.player.id)
        await doors.replace_own(pressed.interaction, deleted_card(deleted))

    async def keep(pressed: Pressed) -> None:
        _check_own(pressed)
        await doors.replace_own(pressed.interaction, kept_card())

    number = re.compile(r"\d{1,20}")
    return Route(DELETE, number, delete), Route(KEEP, number, keep)


def _add_opting(group: app_commands.Group, services: Services) -> None:
    @group.command(name="opt-out", description="Be left out of this server's leaderboard")
    async def opt_out(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        is_new = await services.privacy.opt_out(guild, interaction.user.id)
        await doors.reply(interaction, opted_out_card(is_new=is_new))

    @group.command(name="opt-in", description="Be shown on this server's leaderboard again")
    async def opt_in(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        is_new = await services.privacy.opt_in(guild, interaction.user.id)
        await doors.reply(interaction, opted_in_card(is_new=is_new))


async def _hand_over(interaction: discord.Interaction, export: Export) -> None:
    """One message for each file, because all files of one message together may be too large."""
    total = len(export.files)
    for part, (name, content) in enumerate(export.files, start=1):
        card = (
            export_card(name, total, is_compressed=export.is_compressed)
            if part == 1
            else next_part_card(name, part, total)
        )
        await doors.reply(interaction, card, files=[discord.File(io.BytesIO(content), name)])


def _check_own(pressed: Pressed) -> None:
    if pressed.numbers() != (pressed.player.id,):
        raise NotYours
