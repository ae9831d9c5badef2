"""`/timeline`: events in the order of time, as a picture and as text."""

import io
import re
from collections.abc import Sequence
from typing import Any, Literal, cast

import discord
from discord import app_commands

from bot.service.timelines import WHOLE_LIBRARY, Timeline, event_of, led_to, led_to_by
from bot.ui import doors
from bot.ui.commands.offers import CHAPTER, chapter_choices, shelf_of
from bot.ui.pictures.themes import ThemeName
from bot.ui.render.cards import cut
from bot.ui.render.events import event_card
from bot.ui.render.timeline import PICTURE, alt_text, timeline_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

_CHOICES, _BOOK_CHOICES = 25, 5
_TURNING = 5
"""The parts of a control that turns a page; the one that opens a timeline has four."""


def add_timeline_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/timeline`."""

    @tree.command(name="timeline", description="What happened when, as a picture", extras=doors.PUBLIC)
    @app_commands.describe(
        chapter="Which chapter, or a whole book; the whole library when left out",
        start="The earliest date, as 1917 or April 1927",
        end="The latest date, as 1921 or 12 April 1927",
        picture="Dark or light; dark when left out",
    )
    @app_commands.rename(start="from", end="to")
    async def timeline(
        interaction: discord.Interaction,
        chapter: str | None = None,
        start: str | None = None,
        end: str | None = None,
        picture: Literal["dark", "light"] = "dark",
    ) -> None:
        settings = await services.server_settings.of(interaction.guild_id)
        found = await services.timelines.asked(
            await shelf_of(services, interaction), chapter, start, end, month_first=settings.is_month_first
        )
        shown, file = await _drawn(services, found, 0, picture)
        await doors.reply(interaction, shown, ephemeral=False, files=[file])

    @timeline.autocomplete("chapter")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        shelf = await shelf_of(services, interaction)
        books = [
            app_commands.Choice(name=cut(f"{book.title} · the whole book", 100, "…"), value=book.id)
            for book in shelf.suggest_books(typed, _BOOK_CHOICES)
        ]
        return [*chapter_choices(shelf, typed)[: _CHOICES - len(books)], *books]


def timeline_routes(services: Services) -> Sequence[Route]:
    """The controls on timelines and on the cards of events."""

    async def timeline(pressed: Pressed) -> None:
        scope, period, theme, page, *_ = pressed.parts
        found = await services.timelines.again(await shelf_of(services, pressed.interaction), scope, period)
        drawn = await _drawn(services, found, found.nearest_page(int(page)), cast(ThemeName, theme))
        if len(pressed.parts) == _TURNING and _is_theirs(pressed.interaction):
            await _turn(pressed.interaction, *drawn)
        else:
            await doors.reply(pressed.interaction, drawn[0], files=[drawn[1]])

    async def event(pressed: Pressed) -> None:
        key = ":".join(pressed.parts) or "".join(pressed.values)
        shelf = await shelf_of(services, pressed.interaction)
        entry = event_of(shelf, key)
        shown = event_card(entry, led_to(shelf, entry), led_to_by(shelf, entry))
        if pressed.parts and _is_ephemeral(pressed.interaction):
            await doors.replace(pressed.interaction, shown)
        else:
            await doors.reply(pressed.interaction, shown)

    return (
        Route(
            "timeline", re.compile(rf"({CHAPTER}|{WHOLE_LIBRARY}):[\d./-]*:(dark|light):\d{{1,4}}(:turn)?"), timeline
        ),
        Route("event", re.compile(rf"({CHAPTER}:[a-z0-9-]{{1,60}})?"), event),
    )


async def _drawn(
    services: Services, timeline: Timeline, page: int, theme: ThemeName
) -> tuple[discord.ui.LayoutView, discord.File]:
    """A page's card and the picture in it."""
    png = await services.gallery.timeline(timeline, page, theme)
    file = discord.File(io.BytesIO(png), PICTURE, description=alt_text(timeline, page))
    return timeline_card(timeline, page, theme), file


async def _turn(interaction: discord.Interaction, card: discord.ui.LayoutView, file: discord.File) -> None:
    """Put the page in the place of the one that was clicked."""
    await doors.settle(interaction)
    if interaction.response.is_done():
        await doors.reply(interaction, card, files=[file])
    else:
        await interaction.response.edit_message(view=card, attachments=[file])


def _is_theirs(interaction: discord.Interaction) -> bool:
    """Whoever asked for a timeline turns its pages for all; everybody else gets a copy of their own."""
    asked = interaction.message.interaction_metadata if interaction.message else None
    return _is_ephemeral(interaction) or (asked is not None and asked.user.id == interaction.user.id)


def _is_ephemeral(interaction: discord.Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
