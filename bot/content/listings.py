"""What an index knows of one book: its entries by their numbers, and what can be looked up in the book alone.

A book that did not change keeps its listing, and in one that did, the entries that are as they were stay the same
objects with the same numbers as far as nothing was put in before them.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import zip_longest
from operator import is_
from typing import Literal

from bot.content.anniversaries import Anniversaries
from bot.content.entries import Entry, Kind, book_entries, words_of
from bot.content.library import Chapter
from bot.content.mentions import Mentions, mentions_in
from bot.content.model import Book
from bot.content.numbering import number
from bot.frozen import frozen

NamedKind = Literal["book", "chapter", "person", "term", "subject", "anything"]
"""What can be found by its name; a subject is whatever facts are about."""

LONGEST_NAME = 12
"""Words of a name that count."""

MOST_FOREMOST = 100
"""So many are at hand when nothing was typed yet; Discord shows 25."""

_SUBJECTS: Sequence[Kind] = ("source", "event", "term", "person")
_KINDS: Mapping[NamedKind, Sequence[Kind]] = {
    "book": ("book",),
    "chapter": ("chapter",),
    "person": ("person",),
    "term": ("term",),
    "subject": _SUBJECTS,
    "anything": (*_SUBJECTS, "chapter", "book"),
}

Row = tuple[int, Entry]
"""An entry and its number."""


@frozen
class Members:
    """Those entries of a book that are of one kind and have a name: a byte for each entry of the book, 1 for a member;
    and the numbers of the foremost ones, which are spoken of most.
    """

    are: bytes
    foremost: "array[int]"


@frozen
class Listing:
    """One book: what it was made from, and its entries. `usual` has the usual name of each, as names are compared."""

    book: Book
    chapters: tuple[Chapter, ...]
    mentions: Mentions
    slot: int
    entries: Sequence[Entry]
    usual: Sequence[str]
    members: Mapping[NamedKind, Members]
    by_id: Mapping[Kind, Mapping[str, Entry]]
    anniversaries: Anniversaries

    def is_of(self, book: Book, chapters: tuple[Chapter, ...]) -> bool:
        """Whether it was made from these very objects."""
        return self.book is book and len(self.chapters) == len(chapters) and all(map(is_, self.chapters, chapters))

    def rows(self) -> Iterator[Row]:
        return ((number(self.slot, place), entry) for place, entry in enumerate(self.entries))

    def by_key(self, kind: NamedKind, id_: str) -> Entry | None:
        """What has this id among the things of a kind."""
        for each in _KINDS[kind]:
            entry = self.by_id.get(each, {}).get(id_)
            if entry and (kind != "subject" or id_ in self.mentions.facts):
                return entry
        return None

    def subjects_of(self, chapter: Chapter) -> Members:
        """What the facts of one chapter are about."""
        spoken_of = {id_ for fact in chapter.facts.values() for id_ in fact.about}
        are = bytes(entry.kind in _SUBJECTS and entry.id in spoken_of for entry in self.entries)
        return _members(self.slot, self.entries, are)


def listing_of(book: Book, chapters: tuple[Chapter, ...], slot: int, before: Listing | None) -> Listing:
    """The listing of a book; what is as it was before is taken over."""
    mentions = mentions_in(chapters)
    entries, usual = list[Entry](), list[str]()
    for place, entry in enumerate(book_entries(book, chapters, mentions)):
        if before and place < len(before.entries) and before.entries[place] == entry:
            entries.append(before.entries[place])
            usual.append(before.usual[place])
        else:
            entries.append(entry)
            usual.append(as_compared(entry.names[0]) if entry.names else "")
    members: dict[NamedKind, Members] = {
        kind: _members(slot, entries, _are(kind, entries, mentions)) for kind in _KINDS
    }
    return Listing(book, chapters, mentions, slot, entries, usual, members, _by_id(entries), Anniversaries(chapters))


def changes(before: Listing | None, after: Listing | None) -> tuple[list[Row], list[Row]]:
    """What is gone from a book, and what is new in it; what changed is both."""
    if before is after:
        return [], []
    if before and after and before.slot == after.slot:
        pairs = list(zip_longest(before.rows(), after.rows()))
        differing = [(old, new) for old, new in pairs if old is None or new is None or old[1] is not new[1]]
        return [old for old, _ in differing if old], [new for _, new in differing if new]
    return list(before.rows() if before else ()), list(after.rows() if after else ())


def as_compared(name: str) -> str:
    """A name's first words, as they are compared."""
    return " ".join(words_of(name)[:LONGEST_NAME])


def _are(kind: NamedKind, entries: Sequence[Entry], mentions: Mentions) -> bytes:
    kinds = _KINDS[kind]
    if kind == "subject":
        return bytes(entry.kind in kinds and entry.id in mentions.facts for entry in entries)
    return bytes(entry.kind in kinds for entry in entries)


def _members(slot: int, entries: Sequence[Entry], are: bytes) -> Members:
    places = (place for place, is_one in enumerate(are) if is_one)
    foremost = nsmallest(MOST_FOREMOST, places, key=lambda place: (-entries[place].weight, place))
    return Members(are, array("Q", (number(slot, place) for place in foremost)))


def _by_id(entries: Sequence[Entry]) -> Mapping[Kind, Mapping[str, Entry]]:
    by_id: dict[Kind, dict[str, Entry]] = {}
    for entry in entries:
        if entry.names:
            by_id.setdefault(entry.kind, {})[entry.id] = entry
    return by_id
