"""`/find`, `/who`, `/define` and `/today`, and opening whatever they show."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import discord
from discord import app_commands
from discord.ui import LayoutView

from bot.content import entries
from bot.content.entries import Kind
from bot.content.library import Chapter
from bot.service.lookups import Gone, Lookups
from bot.service.shelves import Shelf
from bot.service.timelines import Entry, led_to, led_to_by
from bot.ui import doors
from bot.ui.commands.offers import CHAPTER, PAGE, entry_choices, lookups_of, shelf_of, show, turn
from bot.ui.render.cards import cut
from bot.ui.render.chapters import book_card, chapter_card
from bot.ui.render.events import event_card
from bot.ui.render.facts import fact_card, facts_about_card
from bot.ui.render.finding import HITS_ON_A_PAGE, found_card, today_card
from bot.ui.render.lists import one_line
from bot.ui.render.subjects import events_about_card, label_of, person_card, source_card, term_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

QUERY_LIMIT = 75
"""A query stands in the buttons that turn its pages."""

_LEAP_YEAR = 2000
_ID = "[a-z0-9-]{1,60}"
_OPENED = re.compile(rf"(book|chapter|person|term|event|source|fact):{CHAPTER}:{_ID}")


def add_finding_commands(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """The commands that look things up by name, by words and by day."""
    _add_who(tree, services)
    _add_define(tree, services)
    _add_find(tree, services)

    @tree.command(name="today", description="What happened on this day", extras=doors.PUBLIC)
    async def today(interaction: discord.Interaction) -> None:
        await show(interaction, services, _today(await lookups_of(services, interaction), services.clock().date(), 0))


def finding_routes(services: Services) -> Sequence[Route]:
    """The controls that turn the pages of what was found, and open one thing."""

    async def open_(pressed: Pressed) -> None:
        wanted = ":".join(pressed.parts) or "".join(pressed.values)
        if not _OPENED.fullmatch(wanted):
            raise Gone
        await doors.reply(pressed.interaction, _opened(await shelf_of(services, pressed.interaction), wanted))

    async def found(pressed: Pressed) -> None:
        *query, page, _ = pressed.parts
        shelf = await shelf_of(services, pressed.interaction)
        await turn(pressed, await _found(shelf, ":".join(query), int(page)))

    async def about(pressed: Pressed) -> None:
        shelf = await shelf_of(services, pressed.interaction)
        chapter = shelf.chapter_by_token(pressed.parts[0])
        await turn(pressed, _facts_about(Lookups(shelf), chapter, pressed.parts[1], int(pressed.parts[2])))

    async def events(pressed: Pressed) -> None:
        shelf = await shelf_of(services, pressed.interaction)
        chapter = shelf.chapter_by_token(pressed.parts[0])
        await turn(pressed, _events_of(Lookups(shelf), chapter, pressed.parts[1], int(pressed.parts[2])))

    async def today(pressed: Pressed) -> None:
        lookups = await lookups_of(services, pressed.interaction)
        await turn(pressed, _today(lookups, _day(pressed.parts[0]), int(pressed.parts[1])))

    return (
        Route("open", re.compile(f"({_OPENED.pattern})?"), open_),
        Route("found", re.compile(rf"(?s:.{{1,{QUERY_LIMIT}}}):\d{{1,4}}:(back|more)"), found),
        Route("about", re.compile(f"{CHAPTER}:{_ID}:{PAGE}"), about),
        Route("events", re.compile(f"{CHAPTER}:{_ID}:{PAGE}"), events),
        Route("today", re.compile(rf"\d{{4}}:{PAGE}"), today),
    )


def _add_who(tree: app_commands.CommandTree[Any], services: Services) -> None:
    @tree.command(name="who", description="Who somebody was", extras=doors.PUBLIC)
    @app_commands.describe(person="The name, as far as you know it")
    async def who(interaction: discord.Interaction, person: str) -> None:
        shelf = await shelf_of(services, interaction)
        entry = Lookups(shelf).named("person", person, "person")
        await show(interaction, services, _entry_card(shelf, entry))

    @who.autocomplete("person")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        shelf = await shelf_of(services, interaction)
        return entry_choices(Lookups(shelf).suggest("person", typed), shelf.library)


def _add_define(tree: app_commands.CommandTree[Any], services: Services) -> None:
    @tree.command(name="define", description="What a term means", extras=doors.PUBLIC)
    @app_commands.describe(term="The term, as far as you know it")
    async def define(interaction: discord.Interaction, term: str) -> None:
        shelf = await shelf_of(services, interaction)
        entry = Lookups(shelf).named("term", term, "term")
        await show(interaction, services, _entry_card(shelf, entry))

    @define.autocomplete("term")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        shelf = await shelf_of(services, interaction)
        return entry_choices(Lookups(shelf).suggest("term", typed), shelf.library)


def _add_find(tree: app_commands.CommandTree[Any], services: Services) -> None:
    @tree.command(name="find", description="Look for words in the whole library")
    @app_commands.describe(query="Names, words, an ISBN or DOI; their beginnings are enough")
    async def find(interaction: discord.Interaction, query: app_commands.Range[str, 1, QUERY_LIMIT]) -> None:
        await doors.reply(interaction, await _found(await shelf_of(services, interaction), query, 0))

    @find.autocomplete("query")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        lookups = await lookups_of(services, interaction)
        labels = dict.fromkeys(one_line(entry.label) for entry in lookups.suggest("anything", typed))
        return [app_commands.Choice(name=cut(label, 100, "…"), value=cut(label, QUERY_LIMIT, "")) for label in labels]


async def _found(shelf: Shelf, query: str, page: int) -> LayoutView:
    found = await Lookups(shelf).find(query, page * HITS_ON_A_PAGE, HITS_ON_A_PAGE)
    return found_card(query, found, shelf.library)


def _today(lookups: Lookups, today: date, page: int) -> LayoutView:
    day = lookups.day(today)
    return today_card(day, lookups.anniversaries(day), page)


def _day(month_and_day: str) -> date:
    """`1107` in a leap year. Raises `Gone` where there is no such day."""
    try:
        return date(_LEAP_YEAR, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        raise Gone from None


def _facts_about(lookups: Lookups, chapter: Chapter, id_: str, page: int) -> LayoutView:
    facts = lookups.facts_about(chapter, id_)
    return facts_about_card(chapter, id_, label_of(lookups.holding(chapter, id_), id_), facts, page)


def _events_of(lookups: Lookups, chapter: Chapter, id_: str, page: int) -> LayoutView:
    events = lookups.about(chapter, id_).events
    return events_about_card(chapter, id_, label_of(lookups.holding(chapter, id_), id_), events, page)


def _entry_card(shelf: Shelf, entry: entries.Entry) -> LayoutView:
    return _card(shelf, entry.kind, Lookups(shelf).chapter_of(entry), entry.id)


def _opened(shelf: Shelf, wanted: str) -> LayoutView:
    """The card of what a control stands for. Raises `Gone`."""
    kind, chapter_token, id_ = wanted.split(":")
    return _card(shelf, cast(Kind, kind), Lookups(shelf).present(chapter_token, cast(Kind, kind), id_), id_)


def _card(shelf: Shelf, kind: Kind, chapter: Chapter, id_: str) -> LayoutView:
    about = Lookups(shelf).about(chapter, id_)
    match kind:
        case "person":
            return person_card(chapter, id_, about)
        case "term":
            return term_card(chapter, id_, about)
        case "source":
            return source_card(chapter, id_, about)
        case "fact":
            return fact_card(chapter, id_)
        case "event":
            entry = Entry(chapter, id_)
            return event_card(entry, led_to(shelf, entry), led_to_by(shelf, entry))
        case "chapter":
            return chapter_card(chapter)
        case "book":
            return book_card(chapter.book, list(shelf.library.of_book(chapter.book.id)), 0)
