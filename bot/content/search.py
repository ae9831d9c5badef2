"""Looking things up in one snapshot of the library: by name while one types, by words, by day.

An index belongs to its library and never changes. Making it takes a while (four seconds for 100,000 entries, a
twentieth of a second for the library that comes with Clio): make it in a thread. The next one is made from it by
exchanging what changed.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import get_args

from bot.content.anniversaries import Anniversaries
from bot.content.entries import Entry, words_of
from bot.content.excerpts import Piece, excerpt
from bot.content.full_text import MOST_FOUND, FullText
from bot.content.library import Chapter, Library
from bot.content.listings import Listing, Members, NamedKind, Row, changes, listing_of
from bot.content.mentions import Mentions
from bot.content.model import Book
from bot.content.naming import Allowed, Names
from bot.content.numbering import Seat, first_slots, slots_for
from bot.frozen import frozen

__all__ = ["Found", "Hit", "Index", "NamedKind"]

_WHOLE = 1_000
"""Longer than any name."""


@frozen
class Hit:
    """An entry that was found: what it goes by, and the words around what was searched for.

    A fact goes by nothing; its context is what it says.
    """

    entry: Entry
    label: Sequence[Piece]
    context: Sequence[Piece]


@frozen
class Found:
    """Some hits for a query, the best first. `start` is the first one's place among all, `total` how many there are."""

    hits: Sequence[Hit]
    start: int
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than are counted."""
        return self.total >= MOST_FOUND


class Index:
    """Everything that can be looked up in one library."""

    def __init__(self, listings: Mapping[str, Listing], names: Names, full_text: FullText) -> None:
        self._books = listings
        self._names = names
        self._full_text = full_text
        self._allowed = {
            kind: self._allowed_of({listing.slot: listing.members[kind] for listing in listings.values()})
            for kind in get_args(NamedKind)
        }
        self._of_chapter: dict[str, Allowed] = {}
        self.anniversaries = Anniversaries.together(listing.anniversaries for listing in listings.values())

    @classmethod
    def of(cls, library: Library, previous: "Index | None" = None) -> "Index":
        """The index of a library, the same whether there is a previous one, from which the unchanged is taken over."""
        books = _by_book(library)
        known: Mapping[str, Listing] = previous._books if previous else {}
        slots = _slots(books, known)
        if previous is None or slots is None:
            return cls._made(_listings(books, first_slots(len(books)), {}))
        listings = _listings(books, slots, known)
        if known.keys() == listings.keys() and all(known[id_] is listing for id_, listing in listings.items()):
            return previous
        gone, new = _changes(known, listings)
        if len(new) > sum(len(listing.entries) for listing in listings.values()) // 2:
            return cls._made(listings)
        full_text = previous._full_text.changed(gone, new) if gone or new else previous._full_text
        return cls(listings, previous._names.changed(_by_slot(listings), full_text.spelling, gone, new), full_text)

    @classmethod
    def _made(cls, listings: Mapping[str, Listing]) -> "Index":
        full_text = FullText.of(chain.from_iterable(listing.rows() for listing in listings.values()))
        return cls(listings, Names.of(_by_slot(listings), full_text.spelling), full_text)

    def suggest(self, kind: NamedKind, typed: str, limit: int = 25) -> list[Entry]:
        """What autocomplete offers; quick enough for the event loop."""
        return self._names.suggest(typed, self._allowed[kind], limit)

    def suggest_subjects(self, chapter: Chapter, typed: str, limit: int = 25) -> list[Entry]:
        """What the facts of one chapter are about."""
        return self._names.suggest(typed, self._subjects_of(chapter), limit)

    def by_key(self, kind: NamedKind, key: str) -> Entry | None:
        """What has this key, `book/id`, among the things of a kind."""
        listing = self._books.get(key.partition("/")[0])
        id_ = key.partition("/")[2] or key
        return listing.by_key(kind, id_) if listing else None

    def called(self, kind: NamedKind, name: str) -> list[Entry]:
        """What has exactly this name."""
        return self._names.called(name, self._allowed[kind])

    def find(self, query: str, start: int, count: int) -> Found:
        """Some of the hits for a query. It may take a tenth of a second: call it in a thread."""
        words = _searched_words(query)
        numbers = self._full_text.find(words)
        meant = self._full_text.meant(words)
        start = min(start, max(0, len(numbers) - 1) // count * count)
        hits = [_hit(self._names.entry(number), meant) for number in numbers[start : start + count]]
        return Found(hits, start, len(numbers))

    def mentions(self, book_id: str) -> Mentions:
        return self._books[book_id].mentions

    def _allowed_of(self, members: Mapping[int, Members]) -> Allowed:
        return Allowed(members, lambda number: self._names.entry(number).weight)

    def _subjects_of(self, chapter: Chapter) -> Allowed:
        if chapter.key not in self._of_chapter:
            listing = self._books[chapter.book.id]
            self._of_chapter[chapter.key] = self._allowed_of({listing.slot: listing.subjects_of(chapter)})
        return self._of_chapter[chapter.key]


Chapters = Mapping[str, tuple[Book, tuple[Chapter, ...]]]
"""The books of a library by their ids, each with its chapters in reading order."""


def _by_book(library: Library) -> Chapters:
    chapters: dict[str, list[Chapter]] = {id_: [] for id_ in library.books}
    for chapter in library.chapters.values():
        chapters[chapter.book.id].append(chapter)
    return {id_: (book, tuple(chapters[id_])) for id_, book in library.books.items()}


def _slots(books: Chapters, known: Mapping[str, Listing]) -> list[int] | None:
    seats = (
        Seat(known[id_].slot, known[id_].is_of(*content)) if id_ in known else Seat(None, False)
        for id_, content in books.items()
    )
    return slots_for(list(seats))


def _listings(books: Chapters, slots: Sequence[int], known: Mapping[str, Listing]) -> dict[str, Listing]:
    listings: dict[str, Listing] = {}
    for (id_, (book, chapters)), slot in zip(books.items(), slots, strict=True):
        before = known.get(id_)
        same = before and before.is_of(book, chapters)
        listings[id_] = before if before and same else listing_of(book, chapters, slot, before)
    return listings


def _changes(known: Mapping[str, Listing], listings: Mapping[str, Listing]) -> tuple[list[Row], list[Row]]:
    gone, new = list[Row](), list[Row]()
    for id_ in {**known, **listings}:
        of_book = changes(known.get(id_), listings.get(id_))
        gone += of_book[0]
        new += of_book[1]
    return gone, new


def _by_slot(listings: Mapping[str, Listing]) -> dict[int, Listing]:
    return {listing.slot: listing for listing in listings.values()}


def _searched_words(query: str) -> list[str]:
    """The words of a query; an ISBN is one word, however it is divided, and a DOI's address is left out."""
    if re.fullmatch(r"(?:ISBN[\s:]*)?[\d\s-]{9,}[\dX]", query.strip(), re.IGNORECASE):
        return [re.sub(r"[^0-9x]", "", query.lower().replace("isbn", ""))]
    return words_of(re.sub(r"https?://(?:dx\.)?doi\.org/|\b(?:doi|isbn):", " ", query, flags=re.IGNORECASE))


def _hit(entry: Entry, meant: frozenset[str]) -> Hit:
    """The context is from the text; where the hit is neither there nor in the label, from another name or a key."""
    label = excerpt(entry.names[0], meant, length=_WHOLE) if entry.names else ()
    context = excerpt(entry.text, meant)
    if not _is_hit(label) and not _is_hit(context):
        elsewhere = (excerpt(key, meant) for key in (*entry.names[1:], *entry.keys))
        context = next(filter(_is_hit, elsewhere), context)
    return Hit(entry, label, context)


def _is_hit(pieces: Sequence[Piece]) -> bool:
    return any(piece.is_hit for piece in pieces)
