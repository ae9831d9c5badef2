"""What `clio check` says about a library, to people and to machines."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.content.folders import BOOK_FILE
from bot.content.library import Chapter, Library
from bot.content.loading import examine_library
from bot.content.model import SingleQuestion
from bot.content.problems import Problem
from bot.frozen import frozen


@frozen
class Report:
    """Every problem of what was checked, and what was counted in it where it could be loaded."""

    problems: tuple[Problem, ...]
    library: Library | None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    def failed(self, *, strict: bool = False) -> bool:
        """Whether it must not be used as it stands; `strict` lets no warning pass either."""
        return bool(self.problems if strict else self.errors)

    def summary(self) -> str:
        """One line: what there is, and how much is wrong with it."""
        found = f"{counted(len(self.errors), 'error')}, {counted(len(self.warnings), 'warning')}."
        if self.library is None:
            return found
        counts = counts_of(self.library)
        kinds = ", ".join(f"{number} {kind}" for kind, number in counts["kinds"].items())
        things = ", ".join(counted(number, noun) for noun, number in counts["things"].items())
        return f"{things}{f' ({kinds})' if kinds else ''}; {found}"

    def as_text(self) -> str:
        return "\n".join((*map(str, self.problems), self.summary()))

    def as_json(self) -> dict[str, Any]:
        return {
            "problems": [problem.as_json() for problem in self.problems],
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "counts": counts_of(self.library) if self.library else None,
        }


def check(path: Path) -> Report:
    """Check a library's folder, one book's folder or one file. Relative paths give relative names of files."""
    book = path.absolute().parent if path.is_file() else path.absolute()
    root, only = (book.parent, book.name) if path.is_file() or (path / BOOK_FILE).is_file() else (path.absolute(), None)
    loaded, problems = examine_library(root, only=only)
    shown = [replace(problem, file=_shown_file(root / problem.file, path)) for problem in problems]
    if path.is_file():
        files = (path.absolute(), *(() if (book / BOOK_FILE).exists() else (book / BOOK_FILE,)))
        shown = [problem for problem in shown if problem.file in {_shown_file(file, path) for file in files}]
    return Report(tuple(shown), loaded.library if loaded else None)


def _shown_file(file: Path, given: Path) -> str:
    return str(file) if given.is_absolute() else os.path.relpath(file)


def counts_of(library: Library) -> dict[str, dict[str, int]]:
    """How many there are of each thing, and how many questions of each kind; what chapters share counts once."""
    kinds = Counter(question.kind for chapter in library.chapters.values() for question in _asked(chapter))
    return {"things": things_of(library), "kinds": dict(sorted(kinds.items()))}


def things_of(library: Library) -> dict[str, int]:
    """How many there are of each thing; what chapters share counts once. Quick enough for the event loop."""
    chapters = tuple(library.chapters.values())
    by_book: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        by_book.setdefault(chapter.book.id, []).append(chapter)
    books = by_book.values()
    return {
        "book": len(library.books),
        "chapter": len(chapters),
        "fact": sum(len(chapter.facts) for chapter in chapters),
        "event": sum(len(chapter.events) for chapter in chapters),
        "person": sum(len(set[str]().union(*(chapter.people for chapter in book))) for book in books),
        "term": sum(len(set[str]().union(*(chapter.terms for chapter in book))) for book in books),
        "source": sum(len(set[str]().union(*(chapter.sources for chapter in book))) for book in books),
        "question": sum(chapter.asked for chapter in chapters),
    }


def _asked(chapter: Chapter) -> Iterator[SingleQuestion]:
    """The questions themselves, those within sets instead of the sets."""
    for question in chapter.questions.values():
        if question.kind == "set":
            yield from question.questions.values()
        else:
            yield question


def counted(number: int, noun: str) -> str:
    """As in `1 chapter` and `2 chapters`."""
    plural = {"person": "people"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"
