"""`/help`."""

from typing import Any

import discord
from discord import app_commands

from bot.ui import doors
from bot.ui.places import is_moderator
from bot.ui.render.guide import help_card
from bot.ui.services import Services


def add_server_commands(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """Commands that stand alone."""

    @tree.command(name="help", description="What Clio can do, and how to begin")
    async def help_(interaction: discord.Interaction) -> None:
        for_moderator = await is_moderator(services, interaction)
        library = await services.contents.library_of(interaction.guild_id)
        await doors.reply(interaction, help_card(library, for_moderator=for_moderator))
