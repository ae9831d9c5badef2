"""The material as it stands now, and its reload: the whole library at once, or nothing."""

import asyncio
import hashlib
import random
import time
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.content.library import Chapter, Library
from bot.content.loading import Loaded, load_library
from bot.content.problems import Problem
from bot.errors import UserError


class NoSuchChapter(UserError):
    """No chapter goes by what the member wrote."""

    def __init__(self, wanted: str, nearest: str | None) -> None:
        self.wanted, self.nearest = wanted, nearest
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(f"There is no chapter “{wanted}”.{hint} Choose one from the list that opens as you type.")


class NoFacts(UserError):
    """The chosen material has no facts."""

    def __init__(self) -> None:
        super().__init__("There are no facts to show here yet. Choose another chapter.")


class ChapterGone(UserError):
    """A control points to a chapter that the library no longer holds."""

    def __init__(self) -> None:
        super().__init__("This chapter is no longer in the library. /read chapter shows what is there.")


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


class Contents:
    """The one holder of the current library."""

    def __init__(self, folder: Path, loaded: Loaded) -> None:
        self._folder = folder
        self._loaded = loaded
        self._reloading = asyncio.Lock()

    @property
    def library(self) -> Library:
        return self._loaded.library

    def chapter(self, wanted: str) -> Chapter:
        """A chapter by its key `book/chapter`, its id or its title. Raises `NoSuchChapter`."""
        chapters = self.library.chapters
        if wanted in chapters:
            return chapters[wanted]
        folded = wanted.casefold().strip()
        by_name = {chapter.head.title.casefold(): chapter for chapter in chapters.values()}
        by_name |= {chapter.head.id: chapter for chapter in chapters.values()}
        if folded in by_name:
            return by_name[folded]
        nearest = process.extractOne(folded, by_name.keys(), scorer=fuzz.WRatio, score_cutoff=60)
        raise NoSuchChapter(wanted, by_name[nearest[0]].head.title if nearest else None)

    def chapter_by_token(self, wanted: str) -> Chapter:
        """The chapter that a control stands for. Raises `ChapterGone`."""
        for chapter in self.library.chapters.values():
            if token(chapter) == wanted:
                return chapter
        raise ChapterGone

    def random_fact(self, wanted: str | None, rng: random.Random) -> tuple[Chapter, str]:
        """A chapter and the id of one of its facts. Raises `NoSuchChapter` or `NoFacts`."""
        chapters = [self.chapter(wanted)] if wanted else list(self.library.chapters.values())
        facts = [(chapter, fact_id) for chapter in chapters for fact_id in chapter.facts]
        if not facts:
            raise NoFacts
        return rng.choice(facts)

    def suggest_chapters(self, typed: str, limit: int = 25) -> list[Chapter]:
        """The chapters that fit what was typed so far, the best first; all of them when nothing was typed."""
        chapters = list(self.library.chapters.values())
        words = typed.casefold().split()
        if not words:
            return chapters[:limit]
        searched = {chapter.key: _searched_text(chapter) for chapter in chapters}
        fitting = [chapter for chapter in chapters if all(word in searched[chapter.key] for word in words)]
        if fitting:
            return fitting[:limit]
        near = process.extract(typed.casefold(), searched, scorer=fuzz.partial_ratio, score_cutoff=70, limit=limit)
        return [self.library.chapters[key] for _, _, key in near]

    async def reload(self) -> Reloaded:
        """Read what changed and swap the library. Raises `ContentError` with every problem; then nothing changed."""
        async with self._reloading:
            started = time.perf_counter()
            before = self._loaded
            self._loaded = await asyncio.to_thread(load_library, self._folder, before)
            seconds = time.perf_counter() - started
        return _compared(before.library, self._loaded, seconds)


def _searched_text(chapter: Chapter) -> str:
    return " ".join((chapter.head.title, chapter.book.title, chapter.head.id, *chapter.head.keywords)).casefold()


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
