"""The material as it stands now, and its reload: the whole library at once, or nothing."""

import asyncio
import hashlib
import random
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from rapidfuzz import fuzz, process

from bot.content.library import Chapter, Library
from bot.content.loading import Loaded, load_library
from bot.content.model import Book
from bot.content.problems import Problem
from bot.content.search import Index
from bot.errors import UserError


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


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload did. Questions and facts are named by `book/chapter/id`; `seconds` is how long it took."""

    library: Library
    seconds: float
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Current:
    """What is swapped as a whole: the material, its index, and its chapters by their tokens."""

    loaded: Loaded
    index: Index
    by_token: Mapping[str, Chapter]


class Contents:
    """The one holder of the current library."""

    def __init__(self, folder: Path, current: _Current) -> None:
        self._folder = folder
        self._current = current
        self._reloading = asyncio.Lock()

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """The library of a folder, read and indexed. Raises `ContentError` with every problem."""
        return cls(folder, await asyncio.to_thread(_read, folder, None))

    @property
    def library(self) -> Library:
        return self._current.loaded.library

    @property
    def index(self) -> Index:
        """What is looked up in this very library."""
        return self._current.index

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
            return self._current.by_token[wanted]
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

    async def reload(self) -> Reloaded:
        """Read what changed and swap the library. Raises `ContentError` with every problem; then nothing changed."""
        async with self._reloading:
            started = time.perf_counter()
            before = self._current
            self._current = await asyncio.to_thread(_read, self._folder, before)
            seconds = time.perf_counter() - started
        return _compared(before.loaded.library, self._current.loaded, seconds)


def _nearest(wanted: str, titles: Iterable[str]) -> str | None:
    found = process.extractOne(wanted, titles, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=60)
    return found[0] if found else None


def _read(folder: Path, before: _Current | None) -> _Current:
    loaded = load_library(folder, before.loaded if before else None)
    by_token = {token(chapter): chapter for chapter in loaded.library.chapters.values()}
    return _Current(loaded, Index.of(loaded.library, before.index if before else None), by_token)


def _compared(before: Library, after: Loaded, seconds: float) -> Reloaded:
    old, new = _parts(before), _parts(after.library)
    return Reloaded(
        library=after.library,
        seconds=seconds,
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in new.keys() & old.keys() if new[key] != old[key])),
        removed=tuple(sorted(old.keys() - new.keys())),
        warnings=after.warnings,
    )


def _parts(library: Library) -> dict[str, object]:
    """Everything that has an id of its own, by `book/chapter/id`; a chapter's head by `book/chapter`."""
    parts: dict[str, object] = {}
    for chapter in library.chapters.values():
        parts[chapter.key] = (chapter.book, chapter.head)
        for of_one_kind in (
            chapter.people,
            chapter.terms,
            chapter.events,
            chapter.sources,
            chapter.facts,
            chapter.questions,
        ):
            parts |= {f"{chapter.key}/{id_}": part for id_, part in of_one_kind.items()}
    return parts
