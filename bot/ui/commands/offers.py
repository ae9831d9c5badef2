"""What autocomplete offers, and to whom an answer is shown."""

from collections import Counter
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ui import LayoutView

from bot.content.entries import Entry
from bot.content.library import Library
from bot.service.lookups import Lookups
from bot.service.shelves import Shelf
from bot.ui import doors
from bot.ui.render.cards import cut
from bot.ui.render.lists import one_line
from bot.ui.router import Pressed
from bot.ui.services import Services

CHAPTER = "[0-9a-f]{12}"
"""The pattern of a chapter's token."""

PAGE = r"\d{1,4}(:back|:more)?"
"""The pattern of a page's number, with the button that turned to it."""

CHOICE_LIMIT = 100
_TURNS = frozenset({"back", "more"})


def chapter_choices(shelf: Shelf, typed: str) -> list[app_commands.Choice[str]]:
    """What is offered for a chapter; the value is its key, or its title where the key is too long."""
    return [
        _choice(f"{chapter.head.title} · {chapter.book.title}", chapter.key, chapter.head.title)
        for chapter in shelf.suggest_chapters(typed)
    ]


def book_choices(shelf: Shelf, typed: str) -> list[app_commands.Choice[str]]:
    """What is offered for a book."""
    return [_choice(book.title, book.id, book.title) for book in shelf.suggest_books(typed)]


def entry_choices(entries: Sequence[Entry], library: Library) -> list[app_commands.Choice[str]]:
    """What is offered for people, terms and the like: their names, and what tells namesakes apart."""
    times = Counter(entry.label for entry in entries)
    return [_choice(_named(entry, library, times[entry.label]), entry.key, entry.label) for entry in entries]


async def shelf_of(services: Services, interaction: discord.Interaction) -> Shelf:
    """What is seen where the interaction comes from: the server's own shelf, or the shared one."""
    return await services.contents.of(interaction.guild_id)


async def lookups_of(services: Services, interaction: discord.Interaction) -> Lookups:
    """What can be looked up where the interaction comes from."""
    return Lookups(await shelf_of(services, interaction))


async def show(interaction: discord.Interaction, services: Services, card: LayoutView) -> None:
    """Answer so that the whole channel sees it; while a round is on, only the member does, for it might give away
    an answer.
    """
    is_quiet = interaction.channel_id is not None and bool(services.rounds.in_channel(interaction.channel_id))
    await doors.reply(interaction, card, ephemeral=is_quiet)


async def turn(pressed: Pressed, card: LayoutView) -> None:
    """Show a page: in the place of the one before it, where that is the member's own."""
    message = pressed.interaction.message
    is_own = message is not None and message.flags.ephemeral
    if is_own and pressed.parts and pressed.parts[-1] in _TURNS:
        await doors.replace(pressed.interaction, card)
    else:
        await doors.reply(pressed.interaction, card)


def _named(entry: Entry, library: Library, times: int) -> str:
    told = entry.keys[0] if entry.kind == "event" and entry.keys else entry.text
    if times > 1:
        return f"{cut(entry.label, CHOICE_LIMIT // 2, '…')} · {library.books[entry.book].title}"
    return f"{entry.label} · {told}" if told else entry.label


def _choice(name: str, value: str, otherwise: str) -> app_commands.Choice[str]:
    fitting = value if len(value) <= CHOICE_LIMIT else cut(otherwise, CHOICE_LIMIT, "")
    return app_commands.Choice(name=cut(one_line(name), CHOICE_LIMIT, "…"), value=fitting)
