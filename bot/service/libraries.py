"""From files to the shared shelf, and what is different between two libraries."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.collecting import uncollected
from bot.content.folders import Gathering, gather, gather_files
from bot.content.library import Library
from bot.content.loading import Loaded, load_gathered
from bot.content.problems import Problem
from bot.content.report import counts_of
from bot.service.shelves import Shelf
from bot.store.library_versions import NewVersion


@dataclass(frozen=True, slots=True)
class Stock:
    """The shared library as it was read, and its shelf: what is swapped as a whole."""

    loaded: Loaded
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Difference:
    """What a library has that another one has not, by `book/chapter/id`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def counted(self) -> str:
        """As in `3 added, 1 changed, 0 removed`."""
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


@dataclass(frozen=True, slots=True)
class Compared:
    """A library that was read, what is different in it, and what deserves a warning; `seconds` is how long it took."""

    library: Library
    seconds: float
    different: Difference
    warnings: tuple[Problem, ...]


def read_folder(folder: Path, before: Stock | None) -> tuple[Stock, Mapping[str, bytes]]:
    """The stock of a folder and the text of its files. Raises `ContentError`. Call it in a thread."""
    found = gather(folder)
    return _stock(found, before), {file.name: file.content for book in found.books for file in book.files}


def read_files(files: Mapping[str, bytes], before: Stock | None) -> Stock:
    """The stock of files from memory. Raises `ContentError`. Call it in a thread."""
    return _stock(gather_files(files), before)


def new_version(stock: Stock, files: Mapping[str, bytes], by: int | None) -> NewVersion:
    """What the store keeps of a stock."""
    library = stock.loaded.library
    return NewVersion(library.version, files, counts_of(library)["things"], by)


def difference(before: Library, after: Library) -> Difference:
    """What is different from the library before."""
    old, new = _parts(before), _parts(after)
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in new.keys() & old.keys() if _is_changed(old[key], new[key]))),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def compared(before: Library, after: Stock, seconds: float) -> Compared:
    """A stock beside the library before. Call it in a thread."""
    library = after.loaded.library
    return Compared(library, seconds, difference(before, library), after.loaded.warnings)


def _stock(found: Gathering, before: Stock | None) -> Stock:
    with uncollected():
        loaded = load_gathered(found, before.loaded if before else None)
        return Stock(loaded, Shelf.of(loaded.library, before.shelf if before else None))


def _is_changed(old: object, new: object) -> bool:
    """What was not read again is the very same object, which is seen sooner than that it is equal."""
    return new is not old and new != old


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
