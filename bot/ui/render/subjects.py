"""People, terms and sources: their cards, and the lists of a chapter's."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.content.citations import full
from bot.content.entries import Kind
from bot.content.library import Chapter
from bot.content.model import Citation, Person
from bot.service.lookups import About, Placed
from bot.service.shelves import token
from bot.ui.render.cards import TEXT_LIMIT, button, card, cut, fit_together, line, plain, row
from bot.ui.render.chapters import details_text
from bot.ui.render.facts import citations_text, fact_text
from bot.ui.render.lists import Page, open_select, opening, option, page_note, page_of, turning
from bot.ui.render.timeline import timeline_button
from bot.ui.render.written_dates import date_words
from bot.ui.router import custom_id

LISTED_ON_A_PAGE = 10
FACTS_ON_A_CARD, EVENTS_ON_A_CARD, CONFUSED_ON_A_CARD = 3, 8, 5
FACT_LENGTH, LINE_LENGTH, LABEL_LENGTH = 250, 160, 120
ALSO_LENGTH, CITED_LENGTH, EVENT_LENGTH, CONFUSED_LENGTH, CONFUSED_LABEL_LENGTH = 300, 300, 100, 100, 80


def person_card(chapter: Chapter, person_id: str, about: About) -> ui.LayoutView:
    """A person: names, role and life, and what the book says of them."""
    person = chapter.people[person_id]
    details = [("Also", _also(person.aliases)), ("Life", life_text(person))]
    parts = [f"## {plain(person.name)}\n{plain(person.role)}", details_text(details), _cited(chapter, person.cite)]
    return _subject_card(chapter, person_id, parts, about)


def term_card(chapter: Chapter, term_id: str, about: About) -> ui.LayoutView:
    """A term: its names and meaning, and what the book says of it."""
    term = chapter.terms[term_id]
    parts = [f"## {plain(term.term)}\n{plain(term.meaning)}", details_text([("Also", _also(term.aliases))])]
    return _subject_card(chapter, term_id, [*parts, _cited(chapter, term.cite)], about)


def source_card(chapter: Chapter, source_id: str, about: About) -> ui.LayoutView:
    """A source: how it is cited, its text, and what the book says of it."""
    source = chapter.sources[source_id]
    text = "\n".join(f"> {each}" for each in plain(source.text).splitlines()) if source.text else ""
    parts = [
        f"## {plain(source.title)}",
        full(source),
        text,
        plain(source.note or ""),
        details_text([("Licence", source.licence)]),
    ]
    return _subject_card(chapter, source_id, parts, about)


def people_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of a chapter's people; pages count from 0."""
    shown = page_of(sorted(chapter.people.items(), key=lambda item: item[1].name), page, LISTED_ON_A_PAGE)
    lines = [(id_, person.name, person.role) for id_, person in shown.items]
    return _list_card(chapter, "people", "person", shown, lines)


def terms_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of a chapter's terms; pages count from 0."""
    shown = page_of(sorted(chapter.terms.items(), key=lambda item: item[1].term), page, LISTED_ON_A_PAGE)
    return _list_card(chapter, "terms", "term", shown, [(id_, term.term, term.meaning) for id_, term in shown.items])


def sources_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of a chapter's sources, those with a text to read first; pages count from 0."""
    ordered = sorted(chapter.sources.items(), key=lambda item: (item[1].text is None, item[1].title))
    shown = page_of(ordered, page, LISTED_ON_A_PAGE)
    lines = [(id_, source.title, full(source, plain=True)) for id_, source in shown.items]
    return _list_card(chapter, "sources", "source", shown, lines)


def events_about_card(chapter: Chapter, id_: str, label: str, events: Sequence[Placed], page: int) -> ui.LayoutView:
    """One page of the events of somebody, in the order of time; pages count from 0."""
    shown = page_of(events, page, LISTED_ON_A_PAGE)
    return card(
        f"## Events · {plain(label)}",
        "\n".join(_event_line(where, event_id) for where, event_id in shown.items) or "There are none.",
        page_note(shown.number, shown.pages),
        *open_select(_event_options(shown.items), "Open an event"),
        *turning(shown.number, shown.pages, "events", token(chapter), id_),
    )


def life_text(person: Person) -> str | None:
    """`1878–1953`, at the precision stored."""
    if person.born and person.died:
        return f"{date_words(person.born)} – {date_words(person.died)}"
    if person.born:
        return f"born {date_words(person.born)}"
    return f"died {date_words(person.died)}" if person.died else None


def label_of(chapter: Chapter, id_: str) -> str:
    """What a person, term, event or source of the chapter goes by."""
    if id_ in chapter.people:
        return chapter.people[id_].name
    if id_ in chapter.terms:
        return chapter.terms[id_].term
    if id_ in chapter.events:
        return chapter.events[id_].label
    return chapter.sources[id_].title


def _subject_card(chapter: Chapter, id_: str, parts: Sequence[str], about: About) -> ui.LayoutView:
    sections = [_facts_text(about.facts), _events_text(about.events), _confused_text(about.confused_with)]
    told = [section for section in sections if section]
    room = TEXT_LIMIT - sum(map(len, told))
    return card(
        *fit_together([part for part in parts if part], room),
        *([line()] if told else []),
        *told,
        *open_select(_options(about), "Open an event, or what it is confused with"),
        row(
            button(_facts_label(about), custom_id("about", token(chapter), id_, 0), disabled=not about.facts),
            *([_events_button(chapter, id_, about)] if about.events else []),
            timeline_button(chapter, "Timeline of the chapter"),
            button("Chapter", custom_id("open", *opening("chapter", chapter, chapter.head.id).split(":"))),
        ),
    )


def _also(aliases: Sequence[str]) -> str:
    return cut(", ".join(aliases), ALSO_LENGTH)


def _cited(chapter: Chapter, citations: Sequence[Citation]) -> str:
    return cut(citations_text(chapter, citations), CITED_LENGTH)


def _events_button(chapter: Chapter, id_: str, about: About) -> ui.Button[ui.LayoutView]:
    count = len(about.events)
    return button(f"All {count} events" if count > 1 else "Event", custom_id("events", token(chapter), id_, 0))


def _facts_label(about: About) -> str:
    return f"All {len(about.facts)} facts" if len(about.facts) > 1 else "Facts"


def _facts_text(facts: Sequence[Placed]) -> str:
    shown = [f"- {cut(fact_text(where.facts[id_]), FACT_LENGTH)}" for where, id_ in facts[:FACTS_ON_A_CARD]]
    return _section("Facts", shown, len(facts))


def _events_text(events: Sequence[Placed]) -> str:
    return _section("Events", [_event_line(where, id_) for where, id_ in events[:EVENTS_ON_A_CARD]], len(events))


def _event_line(chapter: Chapter, event_id: str) -> str:
    event = chapter.events[event_id]
    return f"- {date_words(event.date)} · {plain(cut(event.label, EVENT_LENGTH, ' …'))}"


def _confused_text(confused: Sequence[Placed]) -> str:
    shown = [
        f"- **{plain(cut(label_of(where, id_), CONFUSED_LABEL_LENGTH, ' …'))}**: "
        f"{plain(cut(_told_of(where, id_), CONFUSED_LENGTH, ' …'))}"
        for where, id_ in confused[:CONFUSED_ON_A_CARD]
    ]
    return _section("Often confused with", shown, len(confused))


def _section(title: str, lines: Sequence[str], total: int) -> str:
    more = [f"-# and {total - len(lines)} more"] if total > len(lines) else []
    return "\n".join([f"**{title}**", *lines, *more]) if lines else ""


def _told_of(chapter: Chapter, id_: str) -> str:
    return chapter.people[id_].role if id_ in chapter.people else chapter.terms[id_].meaning


def _options(about: About) -> list[discord.SelectOption]:
    confused = [
        option(label_of(where, id_), opening(_kind(where, id_), where, id_), "Often confused with it")
        for where, id_ in about.confused_with
    ]
    return [*_event_options(about.events[:EVENTS_ON_A_CARD]), *confused]


def _event_options(events: Sequence[Placed]) -> list[discord.SelectOption]:
    return [
        option(where.events[id_].label, opening("event", where, id_), date_words(where.events[id_].date))
        for where, id_ in events
    ]


def _kind(chapter: Chapter, id_: str) -> Kind:
    return "person" if id_ in chapter.people else "term"


def _list_card(
    chapter: Chapter, route: str, kind: Kind, page: Page[tuple[str, object]], lines: Sequence[tuple[str, str, str]]
) -> ui.LayoutView:
    """Lines are id, label and what is told of it."""
    told = [
        f"**{plain(cut(label, LABEL_LENGTH, ' …'))}**: {plain(cut(text, LINE_LENGTH, ' …'))}"
        for _, label, text in lines
    ]
    options = [option(label, opening(kind, chapter, id_), text) for id_, label, text in lines]
    return card(
        f"## {route.capitalize()} · {plain(chapter.head.title)}",
        "\n".join(told),
        page_note(page.number, page.pages),
        *open_select(options, f"Open a {kind}"),
        *turning(page.number, page.pages, route, token(chapter)),
    )
