"""`/progress`: how far one has come, and for moderators how the server has."""

import io
from typing import Any, Literal

import discord
from discord import app_commands

from bot.errors import UserError
from bot.ui import doors
from bot.ui.places import is_moderator, place_of
from bot.ui.render.progress import PICTURE, group_card, progress_alt_text, progress_card
from bot.ui.services import Services


class ForModerators(UserError):
    """The sums of a server are for those who manage it."""

    def __init__(self) -> None:
        super().__init__("The sums of a server are for its moderators. /progress alone shows your own progress.")


def add_progress_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/progress`."""

    @tree.command(name="progress", description="What you know, what is due, and how well you judge it; only you see it")
    @app_commands.describe(
        server="For moderators: sums over this server's rounds, without names",
        picture="Dark or light; dark if left out",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def progress(
        interaction: discord.Interaction, server: bool = False, picture: Literal["dark", "light"] = "dark"
    ) -> None:
        if server:
            await _show_group(interaction, services)
            return
        guild = interaction.guild_id
        usual = await services.server_settings.plan(guild)
        own = await services.progress.own(interaction.user.id, services.clock(), guild, usual)
        png = await services.gallery.progress(own, picture)
        file = discord.File(io.BytesIO(png), PICTURE, description=progress_alt_text(own))
        await doors.reply(interaction, progress_card(own), files=[file])


async def _show_group(interaction: discord.Interaction, services: Services) -> None:
    guild, _ = place_of(interaction)
    if not await is_moderator(services, interaction):
        raise ForModerators
    group = await services.progress.group(guild, services.clock())
    await doors.reply(interaction, group_card(group, interaction.guild.name if interaction.guild else "this server"))
