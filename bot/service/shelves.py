"""What one server sees of the material: the shared library, without what the server hides, with what it has added."""

import hashlib
import random
from collections.abc import Iterable
from functools import cached_property
from typing import Self

from bot.content.library import Chapter, Library
from bot.content.model import Book
from bot.content.search import Index
from bot.errors import UserError
from bot.study.syllabus import Syllabus


class NoSuchChapter(UserError):
    """No chapter goes by what the member wrote."""

    def __init__(self, wanted: str, nearest: str | None) -> None:
        self.wanted, self.nearest = wanted, nearest
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(
            f"There is no chapter “{plain(wanted)}”.{hint} Choose one from the list that opens as you type."
        )


class NoSuchBook(UserError):
    """No book goes by what the member wrote."""

    def __init__(self, wanted: str, nearest: str | None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(f"There is no book “{plain(wanted)}”.{hint} Choose one from the list that opens as you type.")


class NoFacts(UserError):
    """The chosen material has no facts."""

    def __init__(self) -> None:
        super().__init__("There are no facts to show here yet. Choose another chapter.")


class ChapterGone(UserError):
    """A control points to a chapter that the library no longer holds."""

    def __init__(self) -> None:
        super().__init__("This chapter is no longer in the library. /read chapter shows what is there.")


def plain(typed: str) -> str:
    """What a member typed, short and without the characters that format text."""
    return "".join(char for char in typed[:80] if char.isprintable() and char not in "*_`~|\\<>@#[]")


def token(chapter: Chapter) -> str:
    """Twelve characters that stand for a chapter where its key would be too long, as in a custom_id."""
    return hashlib.blake2s(chapter.key.encode(), digest_size=6).hexdigest()


class Shelf:
    """One snapshot of what a server sees, and all that is looked up in it. It never changes."""

    def __init__(self, library: Library, index: Index | None = None) -> None:
        """Without an index it makes its own when that is first asked for."""
        self.library = library
        self._index = index
        self._by_token = {token(chapter): chapter for chapter in library.chapters.values()}

    @classmethod
    def of(cls, library: Library, previous: "Shelf | None" = None) -> Self:
        """The shelf of a library; books that the previous one has are not read again. Call it in a thread."""
        return cls(library, Index.of(library, previous.index if previous else None))

    @property
    def is_indexed(self) -> bool:
        return self._index is not None

    @property
    def index(self) -> Index:
        """Everything by its names and words. Where it may have to be made, ask for it in a thread."""
        if self._index is None:
            self._index = Index.of(self.library)
        return self._index

    @cached_property
    def size(self) -> int:
        """How many things stand on it that can be looked up."""
        return sum(
            len(of_one_kind)
            for chapter in self.library.chapters.values()
            for of_one_kind in (chapter.people, chapter.terms, chapter.events, chapter.sources, chapter.facts)
        )

    @cached_property
    def syllabus(self) -> Syllabus:
        """What can be reviewed from this shelf."""
        return Syllabus.of(self.library)

    def chapter(self, wanted: str) -> Chapter:
        """A chapter by its key `book/chapter`, its id or its title. Raises `NoSuchChapter`."""
        found = self.known_chapter(wanted)
        if found:
            return found
        raise NoSuchChapter(wanted, _nearest(wanted, (each.head.title for each in self.library.chapters.values())))

    def known_chapter(self, wanted: str) -> Chapter | None:
        """A chapter by its key, its id or its title, if there is such a one."""
        chapters = self.library.chapters
        if wanted in chapters:
            return chapters[wanted]
        named = self.index.called("chapter", wanted)
        return chapters[named[0].chapter] if named else None

    def chapter_by_token(self, wanted: str) -> Chapter:
        """The chapter that a control stands for. Raises `ChapterGone`."""
        try:
            return self._by_token[wanted]
        except KeyError:
            raise ChapterGone from None

    def book(self, wanted: str) -> Book:
        """A book by its id or its title. Raises `NoSuchBook`."""
        books = self.library.books
        if wanted in books:
            return books[wanted]
        named = self.index.called("book", wanted)
        if named:
            return books[named[0].book]
        raise NoSuchBook(wanted, _nearest(wanted, (book.title for book in books.values())))

    def random_fact(self, wanted: str | None, rng: random.Random) -> tuple[Chapter, str]:
        """A chapter and the id of one of its facts. Raises `NoSuchChapter` or `NoFacts`."""
        chapters = [self.chapter(wanted)] if wanted else list(self.library.chapters.values())
        facts = [(chapter, fact_id) for chapter in chapters for fact_id in chapter.facts]
        if not facts:
            raise NoFacts
        return rng.choice(facts)

    def suggest_chapters(self, typed: str, limit: int = 25) -> list[Chapter]:
        """The chapters that fit what was typed so far, the best first; in reading order when nothing was typed."""
        return [self.library.chapters[entry.chapter] for entry in self.index.suggest("chapter", typed, limit)]

    def suggest_books(self, typed: str, limit: int = 25) -> list[Book]:
        """The books that fit what was typed so far, the best first; all of them when nothing was typed."""
        return [self.library.books[entry.book] for entry in self.index.suggest("book", typed, limit)]


def _nearest(wanted: str, titles: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted, titles, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=60)
    return found[0] if found else None
