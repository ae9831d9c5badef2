"""Chapters and facts as they are read."""

from collections.abc import Iterable

from discord import ButtonStyle, ui

from bot.content.citations import cited_work, full
from bot.content.library import Chapter
from bot.content.model import Citation, Fact, Name
from bot.service.contents import token
from bot.ui.render.cards import button, card, cut, line, row
from bot.ui.router import custom_id

FACTS_ON_A_PAGE = 5
FACT_LENGTH = 500
_CERTAINTY = {"certain": "", "probable": " *(probable)*", "disputed": " *(disputed)*"}


def chapter_card(chapter: Chapter) -> ui.LayoutView:
    """What a publisher's page shows of a chapter, and the ways on."""
    head, book = chapter.head, chapter.book
    in_book = f"in *{book.title}*" + (f", {edition_text(book.edition)} edition" if book.edition else "")
    details = [
        ("First published", str(book.issued) if book.issued else None),
        ("Imprint", book.publisher),
        ("Pages", head.page or (str(head.pages) if head.pages else None)),
        ("ISBN", book.isbn),
        ("DOI", head.doi or "not known"),
        ("Keywords", ", ".join(head.keywords)),
    ]
    by = names_text(head.author or book.author)
    return card(
        f"## {head.title}\n" + (f"By {by}, {in_book}" if by else in_book.capitalize()),
        "\n".join(f"**{label}:** {value}" for label, value in details if value),
        line(),
        f"### Abstract\n{head.abstract}",
        row(
            button("Facts", custom_id("facts", token(chapter), 0), disabled=not chapter.facts),
            button("Start a round", custom_id("play", token(chapter)), style=ButtonStyle.primary),
        ),
    )


def facts_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of a chapter's facts; pages count from 0."""
    facts = list(chapter.facts.values())
    pages = max(1, -(-len(facts) // FACTS_ON_A_PAGE))
    page = min(page, pages - 1)
    shown = facts[page * FACTS_ON_A_PAGE : (page + 1) * FACTS_ON_A_PAGE]
    return card(
        f"## Facts · {chapter.head.title}",
        *(f"{cut(fact_text(fact), FACT_LENGTH)}\n{citations_text(chapter, fact.cite)}" for fact in shown),
        f"-# Page {page + 1} of {pages}",
        row(
            button("Back", custom_id("facts", token(chapter), max(page - 1, 0), "back"), disabled=page == 0),
            button("More", custom_id("facts", token(chapter), page + 1, "more"), disabled=page + 1 == pages),
        ),
    )


def fact_card(chapter: Chapter, fact_id: str) -> ui.LayoutView:
    """One fact with its source."""
    fact = chapter.facts[fact_id]
    return card(
        f"### {chapter.head.title}",
        fact_text(fact),
        citations_text(chapter, fact.cite),
        row(
            button("Another fact", custom_id("fact", token(chapter))),
            button("All facts", custom_id("facts", token(chapter), 0)),
        ),
    )


def fact_text(fact: Fact) -> str:
    """A fact with what limits it: its certainty, and whose view it is."""
    view = f"\n-# View: {fact.view}" if fact.view else ""
    return f"{fact.text}{_CERTAINTY[fact.certainty]}{view}"


def citations_text(chapter: Chapter, citations: Iterable[Citation]) -> str:
    return "\n".join(f"-# Source: {full(cited_work(chapter, each.source), each.locator)}" for each in citations)


def names_text(names: Iterable[Name]) -> str:
    return ", ".join(name.literal or " ".join(filter(None, (name.given, name.family))) for name in names)


def edition_text(edition: str) -> str:
    """`2` as `2nd`; words stay as they are."""
    if not edition.isdigit():
        return edition
    ending = "th" if edition[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
    return edition + ending
