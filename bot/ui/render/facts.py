"""Facts as they are read, with their certainty and their sources."""

from collections.abc import Iterable, Sequence

from discord import ui

from bot.content.citations import cited_work, full
from bot.content.library import Chapter
from bot.content.model import Citation, Fact
from bot.service.lookups import Placed
from bot.service.shelves import token
from bot.ui.render.cards import button, card, cut, plain, row
from bot.ui.render.lists import page_note, page_of, turning
from bot.ui.router import custom_id

FACTS_ON_A_PAGE = 5
FACT_LENGTH = 500
SOURCES_LENGTH = 250
_CERTAINTY = {"certain": "", "probable": " *(probable)*", "disputed": " *(disputed)*"}


def facts_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of a chapter's facts; pages count from 0."""
    shown = page_of(list(chapter.facts.values()), page, FACTS_ON_A_PAGE)
    return card(
        f"## Facts · {plain(chapter.head.title)}",
        *(_listed(chapter, fact) for fact in shown.items),
        page_note(shown.number, shown.pages),
        *turning(shown.number, shown.pages, "facts", token(chapter)),
    )


def facts_about_card(chapter: Chapter, id_: str, label: str, facts: Sequence[Placed], page: int) -> ui.LayoutView:
    """One page of the facts about something of the chapter's book."""
    shown = page_of(facts, page, FACTS_ON_A_PAGE)
    return card(
        f"## Facts · {plain(label)}",
        *(_listed(where, where.facts[fact_id]) for where, fact_id in shown.items),
        page_note(shown.number, shown.pages),
        *turning(shown.number, shown.pages, "about", token(chapter), id_),
    )


def fact_card(chapter: Chapter, fact_id: str) -> ui.LayoutView:
    """One fact with its source."""
    fact = chapter.facts[fact_id]
    return card(
        f"### {plain(chapter.head.title)}",
        fact_text(fact),
        citations_text(chapter, fact.cite),
        row(
            button("Another fact", custom_id("fact", token(chapter))),
            button("All facts", custom_id("facts", token(chapter), 0)),
        ),
    )


def fact_about_card(chapter: Chapter, fact_id: str, id_: str, label: str) -> ui.LayoutView:
    """One fact about something, with its source and the ways to the other ones."""
    fact = chapter.facts[fact_id]
    return card(
        f"### {plain(label)}\n-# {plain(chapter.head.title)}",
        fact_text(fact),
        citations_text(chapter, fact.cite),
        row(
            button("All facts about it", custom_id("about", token(chapter), id_, 0)),
            button("All facts of the chapter", custom_id("facts", token(chapter), 0)),
        ),
    )


def fact_text(fact: Fact) -> str:
    """A fact with what limits it: its certainty, and whose view it is."""
    view = f"\n-# View: {plain(fact.view)}" if fact.view else ""
    return f"{plain(fact.text)}{_CERTAINTY[fact.certainty]}{view}"


def citations_text(chapter: Chapter, citations: Iterable[Citation]) -> str:
    return "\n".join(f"-# Source: {full(cited_work(chapter, each.source), each.locator)}" for each in citations)


def _listed(chapter: Chapter, fact: Fact) -> str:
    return f"{cut(fact_text(fact), FACT_LENGTH)}\n{cut(citations_text(chapter, fact.cite), SOURCES_LENGTH)}"
