"""What was found, and what happened on this day."""

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.content.anniversaries import Anniversary
from bot.content.excerpts import Piece
from bot.content.library import Chapter, Library
from bot.content.model import Event
from bot.content.search import Found, Hit
from bot.service.lookups import Day
from bot.ui.render.cards import card, cut, plain, quoted
from bot.ui.render.lists import open_select, opening, option, page_note, page_of, turning
from bot.ui.render.written_dates import date_words, day_of_year

HITS_ON_A_PAGE = 5
EVENTS_ON_A_PAGE = 8
LABEL_LENGTH, CONTEXT_LENGTH = 200, 400
_KINDS: Mapping[str, str] = {
    "book": "Book",
    "chapter": "Chapter",
    "person": "Person",
    "term": "Term",
    "event": "Event",
    "source": "Source",
    "fact": "Fact",
}


def found_card(query: str, found: Found, library: Library) -> ui.LayoutView:
    """One page of hits, each with the words around it, and a select that opens one."""
    if not found.hits:
        return card(
            f"Nothing in the library fits {quoted(query)}. Try fewer words, or only the beginning of a word; "
            "names may be spelt as you know them."
        )
    pages, number = -(-found.total // HITS_ON_A_PAGE), found.start // HITS_ON_A_PAGE
    count = f"the {found.total} best hits" if found.is_cut else _counted(found.total, "hit")
    return card(
        f"## {quoted(query)}: {count}",
        *(_hit_text(hit, found.start + place, library) for place, hit in enumerate(found.hits, start=1)),
        page_note(number, pages),
        *open_select([made for hit in found.hits if (made := _hit_option(hit, library))], "Open one of these"),
        *turning(number, pages, "found", query),
    )


def today_card(day: Day, events: Sequence[tuple[Anniversary, Chapter]], page: int) -> ui.LayoutView:
    """The events of a day in the year, or the nearest ones where there are none; pages count from 0."""
    shown = page_of(events, page, EVENTS_ON_A_PAGE)
    title = f"## On {day_of_year(day.today)}"
    none = "Nothing in the library has its day today. The nearest days:"
    options = [
        option(_event(each, where).label, opening("event", where, each.place[1]), date_words(_event(each, where).date))
        for each, where in shown.items
    ]
    return card(
        f"{title}\n{none}" if day.is_nearest and events else title,
        "\n".join(_event_text(each, where) for each, where in shown.items) or "The library has no events yet.",
        *([page_note(shown.number, shown.pages)] if shown.pages > 1 else []),
        *open_select(options, "Open an event"),
        *turning(shown.number, shown.pages, "today", f"{day.today:%m%d}"),
    )


def event_date(event: Event) -> str:
    """In both calendars where the event has an Old Style day."""
    return date_words(event.date, event.date_os)


def _event(anniversary: Anniversary, chapter: Chapter) -> Event:
    return chapter.events[anniversary.place[1]]


def _event_text(anniversary: Anniversary, chapter: Chapter) -> str:
    event = _event(anniversary, chapter)
    away = f" · {_away(anniversary.days_away)}" if anniversary.days_away else ""
    style = " · this day by the Old Style calendar" if anniversary.is_old_style else ""
    return (
        f"**{event_date(event)}** · {plain(cut(event.label, LABEL_LENGTH, ' …'))}\n"
        f"-# {plain(cut(chapter.head.title, LABEL_LENGTH, ' …'))}{away}{style}"
    )


def _away(days: int) -> str:
    return f"its day is in {_counted(days, 'day')}" if days > 0 else f"its day was {_counted(-days, 'day')} ago"


def _hit_text(hit: Hit, place: int, library: Library) -> str:
    entry = hit.entry
    where = library.chapters[entry.chapter].head.title if entry.chapter else ""
    kind = f"-# {_KINDS[entry.kind]}" + (f" · {plain(where)}" if where and entry.kind != "chapter" else "")
    label = f"**{place}. {plain(cut(entry.label, LABEL_LENGTH, ' …'))}**\n" if entry.names else f"**{place}.** "
    context = _marked(hit.context)
    return f"{label}{context}\n{kind}" if context else f"{label}{kind}"


def _marked(pieces: Sequence[Piece]) -> str:
    """The context with the hits in bold, and nothing else in it that Discord would format."""
    shown = [(plain(" ".join(piece.text.split("\n"))), piece.is_hit) for piece in pieces]
    return cut("".join(f"**{text}**" if is_hit else text for text, is_hit in shown), CONTEXT_LENGTH, " …")


def _hit_option(hit: Hit, library: Library) -> discord.SelectOption | None:
    entry = hit.entry
    chapter = library.chapters[entry.chapter] if entry.chapter else next(library.of_book(entry.book), None)
    if chapter is None:
        return None
    return option(entry.label, opening(entry.kind, chapter, entry.id), _KINDS[entry.kind])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
