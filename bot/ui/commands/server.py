"""`/leaderboard` and `/help`."""

from typing import Any

import discord
from discord import app_commands

from bot.store.boards import Span
from bot.ui import doors
from bot.ui.places import is_moderator, place_of
from bot.ui.render.boards import board_card
from bot.ui.render.guide import help_card
from bot.ui.services import Services


def add_server_commands(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """Commands that stand alone."""

    @tree.command(name="leaderboard", description="Who has the most points in this server", extras=doors.PUBLIC)
    @app_commands.guild_only()
    async def leaderboard(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        board = await services.scores.board(guild, interaction.user.id, Span())
        await doors.reply(
            interaction, board_card(board, interaction.guild.name if interaction.guild else ""), ephemeral=False
        )

    @tree.command(name="help", description="What Clio can do, and how to begin")
    async def help_(interaction: discord.Interaction) -> None:
        await doors.reply(interaction, help_card(services.contents.library, for_moderator=is_moderator(interaction)))
