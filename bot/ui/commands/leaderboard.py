"""`/leaderboard`: who has learned most in a server."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.service.materials import EVERYTHING, book_choice
from bot.service.scores import BoardWanted
from bot.service.shelves import Shelf
from bot.ui import doors
from bot.ui.commands.offers import chapter_choices, shelf_of
from bot.ui.places import place_of
from bot.ui.render.boards import board_card, hidden_card
from bot.ui.render.cards import cut
from bot.ui.services import Services

MOST_CHOICES, CHOICE_LIMIT = 25, 100
"""What Discord takes for a list of choices, and for the text of one."""


def add_leaderboard_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/leaderboard`."""

    @tree.command(name="leaderboard", description="Who has the most points in this server", extras=doors.PUBLIC)
    @app_commands.describe(
        period="Over which time; this term when left out",
        chapter="In which chapter or book; in all of them when left out",
    )
    @app_commands.guild_only()
    async def leaderboard(
        interaction: discord.Interaction, period: str | None = None, chapter: str | None = None
    ) -> None:
        guild, _ = place_of(interaction)
        asking = interaction.user
        board = await services.scores.board(BoardWanted(guild, asking.id, period, chapter), services.clock())
        server = interaction.guild.name if interaction.guild else ""
        await doors.reply(interaction, board_card(board, server, asking.display_name), ephemeral=False)
        if board.is_hidden:
            await doors.reply(interaction, hidden_card(board))

    @leaderboard.autocomplete("period")
    async def suggest_periods(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        if interaction.guild_id is None:
            return []
        offered = await services.scores.period_labels(interaction.guild_id, services.clock())
        return _fitting([Choice(name=label, value=value) for value, label in offered.items()], typed)

    @leaderboard.autocomplete("chapter")
    async def suggest_chapters(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return _subjects(await shelf_of(services, interaction), typed)


def _subjects(shelf: Shelf, typed: str) -> list[Choice[str]]:
    """What a board can be narrowed to: books and chapters."""
    books = [
        Choice(name=cut(f"Book: {book.title}", CHOICE_LIMIT, "…"), value=book_choice(book.id))
        for book in shelf.library.books.values()
    ]
    wide = _fitting([Choice(name="All chapters", value=EVERYTHING), *books], typed)
    return [*wide, *chapter_choices(shelf, typed)][:MOST_CHOICES]


def _fitting(choices: list[Choice[str]], typed: str) -> list[Choice[str]]:
    return [each for each in choices if typed.casefold() in each.name.casefold()][:MOST_CHOICES]
