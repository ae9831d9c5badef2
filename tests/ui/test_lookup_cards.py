"""The cards of what is looked up, at their extremes: within Discord's limits, and honest about what is left out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from discord.ui import LayoutView

from bot.content.anniversaries import Anniversaries
from bot.content.entries import Kind
from bot.content.library import Chapter, Library
from bot.content.model import Book, ChapterHead, Event, Fact, Person, Source, Term
from bot.content.search import Index
from bot.content.validation import validated
from bot.sandbox.component_limits import check_components, walk
from bot.sandbox.errors import Problems
from bot.service.lookups import About, Day
from bot.ui.render.chapters import book_card, chapter_card, discussion_card
from bot.ui.render.facts import fact_about_card, fact_card, facts_about_card, facts_card
from bot.ui.render.finding import HITS_ON_A_PAGE, found_card, today_card
from bot.ui.render.lists import opening, page_of
from bot.ui.render.subjects import (
    events_about_card,
    people_card,
    person_card,
    source_card,
    sources_card,
    term_card,
    terms_card,
)

LINE, TEXT, ID, MANY = 300, 4000, 60, 60
"""The longest line, text and id that content may hold, and more of everything than a page takes."""

HOSTILE = "**__~~||`` ```<@1> @everyone [here](https://example.org) {0.__class__} %s \u202e\u200b"


def long(text: str, length: int) -> str:
    return (text * length)[:length].strip() or "x"


def id_of(kind: str, number: int) -> str:
    return f"{kind}{number}".ljust(ID, "x")


def crowded(text: str, many: int = MANY) -> Chapter:
    """A chapter with as much of everything as may stand in one."""
    names = [{"family": long(text, LINE), "given": long(text, LINE)}] * 20
    work: dict[str, Any] = {"title": long(text, LINE), "author": names, "publisher": long(text, LINE), "issued": "1921"}
    cite = [{"source": id_of("s", 0), "locator": long(text, LINE)}] * 5
    keywords = [long(text, LINE)] * 50
    book = validated(Book, work | {"id": "b" * ID, "edition": "2", "abstract": long(text, TEXT), "keywords": keywords})
    head = validated(
        ChapterHead,
        {
            "id": "c" * ID,
            "title": long(text, LINE),
            "abstract": long(text, TEXT),
            "keywords": keywords,
            "questions-to-discuss": [long(text, TEXT)] * many,
        },
    )
    lines = [long(text, LINE)] * 30
    people = {
        id_of("p", number): validated(
            Person, {"name": long(text, LINE), "aliases": lines, "role": long(text, TEXT), "born": "1870", "cite": cite}
        )
        for number in range(many)
    }
    terms = {
        id_of("t", number): validated(
            Term, {"term": long(text, LINE), "aliases": lines, "meaning": long(text, TEXT), "cite": cite}
        )
        for number in range(many)
    }
    events = {
        id_of("e", number): validated(
            Event, {"label": long(text, LINE), "date": "1917-11-07", "date-os": "1917-10-25", "cite": cite}
        )
        for number in range(many)
    }
    sources = {
        id_of("s", number): validated(
            Source, work | {"type": "treaty", "text": long(text, TEXT), "note": long(text, TEXT)}
        )
        for number in range(many)
    }
    facts = {
        id_of("f", number): validated(
            Fact, {"text": long(text, TEXT), "about": list(people)[:5], "view": long(text, LINE), "cite": cite}
        )
        for number in range(many)
    }
    return Chapter(book, head, people, terms, events, sources, facts, {})


def all_about(chapter: Chapter) -> About:
    return About(
        [(chapter, id_) for id_ in chapter.facts],
        [(chapter, id_) for id_ in chapter.events],
        [(chapter, id_) for id_ in chapter.terms],
    )


def cards(chapter: Chapter) -> Iterator[LayoutView]:
    about = all_about(chapter)
    library = Library("1", {chapter.book.id: chapter.book}, {chapter.key: chapter})
    found = Index.of(library).find("a", 5, HITS_ON_A_PAGE)
    events = Anniversaries([chapter]).on(date(2025, 11, 7))
    yield chapter_card(chapter)
    yield book_card(chapter.book, [chapter] * MANY, 2)
    yield discussion_card(chapter, 9999)
    yield fact_card(chapter, id_of("f", 0))
    yield fact_about_card(chapter, id_of("f", 0), id_of("p", 0), long("x", LINE))
    yield facts_card(chapter, 3)
    yield facts_about_card(chapter, id_of("p", 0), long("x", LINE), about.facts, 3)
    yield events_about_card(chapter, id_of("p", 0), long("x", LINE), about.events, 3)
    yield person_card(chapter, id_of("p", 0), about)
    yield term_card(chapter, id_of("t", 0), about)
    yield source_card(chapter, id_of("s", 0), about)
    for listed in (people_card, terms_card, sources_card):
        yield listed(chapter, 2)
    yield found_card(long("a@*:", 75), found, library)
    yield today_card(Day(date(2025, 11, 7), events, is_nearest=True), [(each, chapter) for each in events], 1)


@pytest.mark.parametrize("text", ["a", "word ", "a\u0416", HOSTILE, "*", "\U00013000"])
def test_no_card_breaks_a_limit_of_discord_however_much_there_is(text: str) -> None:
    for card in cards(crowded(text)):
        problems = Problems()
        check_components(problems, (), card.to_components(), v2=True)
        assert problems.tree == {}


def test_every_button_and_select_of_a_crowded_card_differs() -> None:
    for card in cards(crowded("word ")):
        ids = [each["custom_id"] for each in walk(card.to_components()) if "custom_id" in each]
        assert len(ids) == len(set(ids))


def test_what_does_not_fit_is_cut_at_a_word_and_says_so() -> None:
    text = text_of(fact_card(crowded("word "), id_of("f", 0)))
    assert "word … *(shortened)*" in text
    assert "wor …" not in text


def test_a_crowded_person_tells_how_much_is_left_out() -> None:
    chapter = crowded("w ")
    text = text_of(person_card(chapter, id_of("p", 0), all_about(chapter)))
    for more in (f"and {MANY - 3} more", f"and {MANY - 8} more", f"and {MANY - 5} more"):
        assert more in text


@pytest.mark.parametrize("drawn", [people_card, terms_card, sources_card, facts_card, discussion_card])
def test_the_pages_of_a_list_hold_everything_once(drawn: Callable[[Chapter, int], LayoutView]) -> None:
    first = text_of(drawn(crowded("w"), 0))
    pages = int(first.rsplit("Page 1 of ", 1)[1].split("\n")[0])
    last = text_of(drawn(crowded("w"), pages + 7))
    assert f"Page {pages} of {pages}" in last


@pytest.mark.parametrize(("count", "number", "shown"), [(0, 0, []), (5, 9, [4]), (4, 1, [2, 3]), (3, 0, [0, 1])])
def test_a_page_beyond_the_last_is_the_last(count: int, number: int, shown: list[int]) -> None:
    assert list(page_of(range(count), number, 2).items) == shown


@pytest.mark.parametrize("kind", ["book", "chapter", "person", "term", "event", "source", "fact"])
def test_what_opens_something_fits_a_control(kind: Kind) -> None:
    assert len(f"clio:open:{opening(kind, crowded('x', 1), 'i' * ID)}") <= 100


def text_of(card: LayoutView) -> str:
    return "\n".join(str(each["content"]) for each in walk(card.to_components()) if "content" in each)
