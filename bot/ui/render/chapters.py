"""Books and chapters as their publisher's pages show them, and the ways on from there."""

from collections.abc import Iterable, Sequence

from discord import ButtonStyle, ui

from bot.content.citations import full_name
from bot.content.library import Chapter
from bot.content.model import Book, Name
from bot.service.shelves import token
from bot.ui.render.cards import button, card, cut, line, plain, row
from bot.ui.render.lists import open_select, opening, option, page_note, page_of, turning
from bot.ui.render.timeline import timeline_button
from bot.ui.router import custom_id

CHAPTERS_ON_A_PAGE = 10
QUESTIONS_ON_A_PAGE = 5
ABSTRACT_LENGTH = 120
TITLE_LENGTH = 150


def chapter_card(chapter: Chapter) -> ui.LayoutView:
    """What a publisher's page shows of a chapter, and the ways on."""
    head, book = chapter.head, chapter.book
    in_book = f"in *{plain(book.title)}*" + (f", {edition_text(book.edition)} edition" if book.edition else "")
    by = names_text(head.author or book.author)
    details = [
        *_imprint(book),
        ("Pages", head.page or (str(head.pages) if head.pages else None)),
        ("ISBN", book.isbn),
        ("DOI", head.doi or "not known"),
        ("Keywords", ", ".join(head.keywords)),
    ]
    return card(
        f"## {plain(head.title)}\n" + (f"By {by}, {in_book}" if by else in_book[:1].upper() + in_book[1:]),
        details_text(details),
        line(),
        f"### Abstract\n{plain(head.abstract)}",
        *_ways_on(chapter),
    )


def book_card(book: Book, chapters: Sequence[Chapter], page: int) -> ui.LayoutView:
    """A book with one page of its chapters; pages count from 0."""
    shown = page_of(chapters, page, CHAPTERS_ON_A_PAGE)
    by, edited = names_text(book.author), names_text(book.editor)
    who = f"By {by}" if by else f"Edited by {edited}" if edited else ""
    details = [
        ("Edition", edition_text(book.edition) if book.edition else None),
        *_imprint(book),
        ("ISBN", book.isbn),
        ("DOI", book.doi or "not known"),
        ("Keywords", ", ".join(book.keywords)),
    ]
    listed = [_listed(chapter, shown.first + place) for place, chapter in enumerate(shown.items, start=1)]
    return card(
        f"## {plain(book.title)}\n{who}".rstrip(),
        details_text(details),
        *([plain(book.abstract)] if book.abstract else []),
        line(),
        "### Chapters\n" + ("\n".join(listed) or "This book has no chapters yet."),
        *([page_note(shown.number, shown.pages)] if shown.pages > 1 else []),
        *open_select(
            [option(each.head.title, opening("chapter", each, each.head.id)) for each in shown.items], "Open a chapter"
        ),
        *(turning(shown.number, shown.pages, "book", token(chapters[0])) if chapters else []),
    )


def discussion_card(chapter: Chapter, page: int) -> ui.LayoutView:
    """One page of the questions that a group can talk about; they have no one right answer."""
    shown = page_of(chapter.head.questions_to_discuss, page, QUESTIONS_ON_A_PAGE)
    return card(
        f"## To discuss · {plain(chapter.head.title)}",
        *(f"**{shown.first + place}.** {plain(question)}" for place, question in enumerate(shown.items, start=1)),
        page_note(shown.number, shown.pages),
        *turning(shown.number, shown.pages, "discussion", token(chapter)),
    )


def names_text(names: Iterable[Name]) -> str:
    return plain(", ".join(map(full_name, names)))


def details_text(details: Iterable[tuple[str, str | None]]) -> str:
    """A line for each detail that is known."""
    return "\n".join(f"**{label}:** {plain(value)}" for label, value in details if value)


def edition_text(edition: str) -> str:
    """`2` as `2nd`; words stay as they are."""
    if not edition.isdigit():
        return edition
    ending = "th" if edition[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
    return edition + ending


def _imprint(book: Book) -> list[tuple[str, str | None]]:
    return [("First published", str(book.issued) if book.issued else None), ("Imprint", book.publisher)]


def _ways_on(chapter: Chapter) -> list[ui.ActionRow[ui.LayoutView]]:
    here = token(chapter)
    return [
        row(
            button("Book", custom_id("book", here, 0)),
            button("Facts", custom_id("facts", here, 0), disabled=not chapter.facts),
            timeline_button(chapter),
            button("People", custom_id("people", here, 0), disabled=not chapter.people),
            button("Terms", custom_id("terms", here, 0), disabled=not chapter.terms),
        ),
        row(
            button("Sources", custom_id("sources", here, 0), disabled=not chapter.sources),
            button("To discuss", custom_id("discussion", here, 0), disabled=not chapter.head.questions_to_discuss),
            button("Start a round", custom_id("play", here), style=ButtonStyle.primary, disabled=not chapter.questions),
        ),
    ]


def _listed(chapter: Chapter, place: int) -> str:
    number = chapter.head.number if chapter.head.number is not None else place
    abstract = cut(" ".join(chapter.head.abstract.split()), ABSTRACT_LENGTH, " …")
    return f"**{number}. {plain(cut(chapter.head.title, TITLE_LENGTH, ' …'))}**\n-# {plain(abstract)}"
