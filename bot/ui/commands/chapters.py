"""`/read` and `/fact`: looking into the material."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ui import LayoutView

from bot.content.library import Chapter
from bot.service.lookups import Lookups
from bot.ui import doors
from bot.ui.commands.offers import CHAPTER, PAGE, book_choices, chapter_choices, entry_choices, shelf_of, show, turn
from bot.ui.render.chapters import book_card, chapter_card, discussion_card
from bot.ui.render.facts import fact_about_card, fact_card, facts_card
from bot.ui.render.subjects import people_card, sources_card, terms_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services


def read_commands(services: Services) -> app_commands.Group:
    """The group `/read`."""
    group = app_commands.Group(name="read", description="Read what the library holds")

    @group.command(name="chapter", description="A chapter as its publisher's page shows it", extras=doors.PUBLIC)
    @app_commands.describe(chapter="Which chapter")
    async def read_chapter(interaction: discord.Interaction, chapter: str) -> None:
        await doors.reply(
            interaction, chapter_card((await shelf_of(services, interaction)).chapter(chapter)), ephemeral=False
        )

    @group.command(name="book", description="A book with its chapters", extras=doors.PUBLIC)
    @app_commands.describe(book="Which book")
    async def read_book(interaction: discord.Interaction, book: str) -> None:
        shelf = await shelf_of(services, interaction)
        found = shelf.book(book)
        chapters = list(shelf.library.of_book(found.id))
        await doors.reply(interaction, book_card(found, chapters, 0), ephemeral=False)

    @read_chapter.autocomplete("chapter")
    async def suggest_chapters(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return chapter_choices(await shelf_of(services, interaction), typed)

    @read_book.autocomplete("book")
    async def suggest_books(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return book_choices(await shelf_of(services, interaction), typed)

    return group


def add_fact_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/fact`."""

    @tree.command(name="fact", description="A fact with its source", extras=doors.PUBLIC)
    @app_commands.describe(
        chapter="From which chapter; from any when left out",
        about="About which person, term or event; about anything when left out",
    )
    async def fact(interaction: discord.Interaction, chapter: str | None = None, about: str | None = None) -> None:
        shelf = await shelf_of(services, interaction)
        if about:
            entry, where, fact_id = Lookups(shelf).random_fact_about(about, chapter, services.rng)
            await show(interaction, services, fact_about_card(where, fact_id, entry.id, entry.label))
        else:
            where, fact_id = shelf.random_fact(chapter, services.rng)
            await show(interaction, services, fact_card(where, fact_id))

    @fact.autocomplete("chapter")
    async def suggest_chapters(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return chapter_choices(await shelf_of(services, interaction), typed)

    @fact.autocomplete("about")
    async def suggest_subjects(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        within = getattr(interaction.namespace, "chapter", None)
        shelf = await shelf_of(services, interaction)
        return entry_choices(Lookups(shelf).suggest_subjects(within, typed), shelf.library)


def chapter_routes(services: Services) -> Sequence[Route]:
    """The controls on the cards of books, chapters and facts."""

    async def fact(pressed: Pressed) -> None:
        shelf = await shelf_of(services, pressed.interaction)
        found, fact_id = shelf.random_fact(shelf.chapter_by_token(pressed.parts[0]).key, services.rng)
        await doors.replace(pressed.interaction, fact_card(found, fact_id))

    async def book(pressed: Pressed) -> None:
        shelf = await shelf_of(services, pressed.interaction)
        shown = shelf.chapter_by_token(pressed.parts[0]).book
        await turn(pressed, book_card(shown, list(shelf.library.of_book(shown.id)), int(pressed.parts[1])))

    pages: dict[str, Callable[[Chapter, int], LayoutView]] = {
        "facts": facts_card,
        "people": people_card,
        "terms": terms_card,
        "sources": sources_card,
        "discussion": discussion_card,
    }
    return (
        Route("fact", re.compile(CHAPTER), fact),
        Route("book", re.compile(f"{CHAPTER}:{PAGE}"), book),
        *(Route(name, re.compile(f"{CHAPTER}:{PAGE}"), _opens_page(services, drawn)) for name, drawn in pages.items()),
    )


def _opens_page(
    services: Services, drawn: Callable[[Chapter, int], LayoutView]
) -> Callable[[Pressed], Awaitable[None]]:
    async def open_page(pressed: Pressed) -> None:
        chapter = (await shelf_of(services, pressed.interaction)).chapter_by_token(pressed.parts[0])
        await turn(pressed, drawn(chapter, int(pressed.parts[1])))

    return open_page
