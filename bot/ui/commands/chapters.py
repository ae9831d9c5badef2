"""`/read` and `/fact`: looking into the material."""

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.service.contents import Contents
from bot.ui import doors
from bot.ui.render.cards import cut
from bot.ui.render.chapters import chapter_card, fact_card, facts_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services


CHAPTER = "[0-9a-f]{12}"
"""The pattern of a chapter's token."""


def chapter_choices(contents: Contents, typed: str) -> list[app_commands.Choice[str]]:
    """What autocomplete offers for a chapter; the value is its key, or its title where the key is too long."""
    return [
        app_commands.Choice(
            name=cut(f"{chapter.head.title} · {chapter.book.title}", 100, "…"),
            value=chapter.key if len(chapter.key) <= 100 else cut(chapter.head.title, 100, ""),
        )
        for chapter in contents.suggest_chapters(typed)
    ]


def read_commands(services: Services) -> app_commands.Group:
    """The group `/read`."""
    group = app_commands.Group(name="read", description="Read what the library holds")

    @group.command(name="chapter", description="A chapter as its publisher's page shows it", extras=doors.PUBLIC)
    @app_commands.describe(chapter="Which chapter")
    async def read_chapter(interaction: discord.Interaction, chapter: str) -> None:
        await doors.reply(interaction, chapter_card(services.contents.chapter(chapter)), ephemeral=False)

    @read_chapter.autocomplete("chapter")
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return chapter_choices(services.contents, typed)

    return group


def add_fact_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/fact`."""

    @tree.command(name="fact", description="A fact with its source", extras=doors.PUBLIC)
    @app_commands.describe(chapter="From which chapter; from any when left out")
    async def fact(interaction: discord.Interaction, chapter: str | None = None) -> None:
        found, fact_id = services.contents.random_fact(chapter, services.rng)
        await doors.reply(interaction, fact_card(found, fact_id), ephemeral=False)

    @fact.autocomplete("chapter")
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return chapter_choices(services.contents, typed)


def chapter_routes(services: Services) -> Sequence[Route]:
    """The controls on the cards of chapters and facts."""

    async def facts(pressed: Pressed) -> None:
        chapter = services.contents.chapter_by_token(pressed.parts[0])
        page = facts_card(chapter, int(pressed.parts[1]))
        if len(pressed.parts) == _TURNING_A_PAGE:
            await doors.replace(pressed.interaction, page)
        else:
            await doors.reply(pressed.interaction, page)

    async def fact(pressed: Pressed) -> None:
        chapter = services.contents.chapter_by_token(pressed.parts[0])
        found, fact_id = services.contents.random_fact(chapter.key, services.rng)
        await doors.replace(pressed.interaction, fact_card(found, fact_id))

    return (
        Route("facts", re.compile(rf"{CHAPTER}:\d{{1,4}}(:back|:more)?"), facts),
        Route("fact", re.compile(CHAPTER), fact),
    )


_TURNING_A_PAGE = 3
"""The parts of a control that turns a page in place; the one that opens the first page has two."""
