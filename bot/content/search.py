"""Looking things up in one snapshot of the library: by name while one types, by words, by day.

An index belongs to its library and never changes. Making it takes a while (about ten seconds for 100,000 entries, a
tenth of a second for the library that comes with Clio): make it in a thread. A book that has not changed since the
index before is not read again.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

from bot.content.anniversaries import Anniversaries
from bot.content.entries import Entry, Kind, book_entries, words_of
from bot.content.excerpts import Piece, excerpt
from bot.content.full_text import MOST_FOUND, FullText
from bot.content.library import Chapter, Library
from bot.content.mentions import Mentions, mentions_in
from bot.content.model import Book
from bot.content.naming import Allowed, Names

NamedKind = Literal["book", "chapter", "person", "term", "subject", "anything"]
"""What can be found by its name; a subject is whatever facts are about."""

_SUBJECTS = frozenset[Kind]({"person", "term", "event", "source"})

_WHOLE = 1_000
"""Longer than any name."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """One book: what it was made from, its entries, and the numbers that they have in the index."""

    book: Book
    chapters: tuple[Chapter, ...]
    mentions: Mentions
    entries: Sequence[Entry]
    numbers: range

    def is_of(self, book: Book, chapters: tuple[Chapter, ...]) -> bool:
        return self.book == book and self.chapters == chapters


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: what it goes by, and the words around what was searched for.

    A fact goes by nothing; its context is what it says.
    """

    entry: Entry
    label: Sequence[Piece]
    context: Sequence[Piece]


@dataclass(frozen=True, slots=True)
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

    def __init__(self, books: Mapping[str, Indexed], full_text: FullText, next_number: int) -> None:
        self._books = books
        self._full_text = full_text
        self._next_number = next_number
        self._by_number = sorted(books.values(), key=lambda indexed: indexed.numbers.start)
        self._entries = [entry for indexed in books.values() for entry in indexed.entries if entry.names]
        self._names = Names(self._entries, full_text.spelling)
        self._allowed = {kind: self._allowed_as(kind) for kind in get_args(NamedKind)}
        self._by_key = {kind: self._keys_of(kind) for kind in get_args(NamedKind)}
        self._of_chapter: dict[str, Allowed] = {}
        self.anniversaries = Anniversaries(chapter for indexed in books.values() for chapter in indexed.chapters)

    @classmethod
    def of(cls, library: Library, previous: "Index | None" = None) -> "Index":
        """The index of a library; whole books are taken over from the previous index where they are the same."""
        known: Mapping[str, Indexed] = previous._books if previous else {}
        next_number = previous._next_number if previous else 1
        books, fresh = dict[str, Indexed](), list[Indexed]()
        for book in library.books.values():
            chapters = tuple(library.of_book(book.id))
            before = known.get(book.id)
            if before is None or not before.is_of(book, chapters):
                before = _indexed(book, chapters, next_number)
                next_number = before.numbers.stop
                fresh.append(before)
            books[book.id] = before
        gone = [indexed.numbers for id_, indexed in known.items() if books.get(id_) is not indexed]
        if previous and not fresh and not gone:
            return previous
        rows = chain.from_iterable(zip(indexed.numbers, indexed.entries, strict=True) for indexed in fresh)
        if previous is None:
            return cls(books, FullText.of(rows), next_number)
        return cls(books, previous._full_text.changed(gone, rows), next_number)

    def suggest(self, kind: NamedKind, typed: str, limit: int = 25) -> list[Entry]:
        """What autocomplete offers; quick enough for the event loop."""
        return self._names.suggest(typed, self._allowed[kind], limit)

    def suggest_subjects(self, chapter: Chapter, typed: str, limit: int = 25) -> list[Entry]:
        """What the facts of one chapter are about."""
        return self._names.suggest(typed, self._subjects_of(chapter), limit)

    def by_key(self, kind: NamedKind, key: str) -> Entry | None:
        """What has this key, `book/id`, among the things of a kind."""
        return self._by_key[kind].get(key)

    def called(self, kind: NamedKind, name: str) -> list[Entry]:
        """What has exactly this name."""
        return self._names.called(name, self._allowed[kind])

    def find(self, query: str, start: int, count: int) -> Found:
        """Some of the hits for a query. It may take a tenth of a second: call it in a thread."""
        words = _searched_words(query)
        numbers = self._full_text.find(words)
        meant = self._full_text.meant(words)
        start = min(start, max(0, len(numbers) - 1) // count * count)
        hits = [_hit(self._entry(number), meant) for number in numbers[start : start + count]]
        return Found(hits, start, len(numbers))

    def mentions(self, book_id: str) -> Mentions:
        return self._books[book_id].mentions

    def _allowed_as(self, kind: NamedKind) -> Allowed:
        return Allowed(self._entries, (place for place, entry in enumerate(self._entries) if self._is(entry, kind)))

    def _is(self, entry: Entry, kind: NamedKind) -> bool:
        if kind == "subject":
            return entry.kind in _SUBJECTS and entry.id in self._books[entry.book].mentions.facts
        return kind in ("anything", entry.kind)

    def _keys_of(self, kind: NamedKind) -> Mapping[str, Entry]:
        return {entry.key: entry for entry in self._entries if self._is(entry, kind)}

    def _entry(self, number: int) -> Entry:
        after = bisect_right(self._by_number, number, key=lambda indexed: indexed.numbers.start)
        indexed = self._by_number[after - 1]
        return indexed.entries[number - indexed.numbers.start]

    def _subjects_of(self, chapter: Chapter) -> Allowed:
        if chapter.key not in self._of_chapter:
            spoken_of = {id_ for fact in chapter.facts.values() for id_ in fact.about}
            places = (
                place
                for place, entry in enumerate(self._entries)
                if entry.book == chapter.book.id and entry.kind in _SUBJECTS and entry.id in spoken_of
            )
            self._of_chapter[chapter.key] = Allowed(self._entries, places)
        return self._of_chapter[chapter.key]


def _indexed(book: Book, chapters: tuple[Chapter, ...], first_number: int) -> Indexed:
    mentions = mentions_in(chapters)
    entries = book_entries(book, chapters, mentions)
    return Indexed(book, chapters, mentions, entries, range(first_number, first_number + len(entries)))


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
