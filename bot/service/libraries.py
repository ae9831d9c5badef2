"""From files to the shared shelf, and what is different between two libraries."""

from collections.abc import Mapping
from pathlib import Path

from bot.content.apart import mapped_apart
from bot.content.folders import Gathering, gather, gather_files
from bot.content.giving_way import giving_way
from bot.content.library import Chapter, Library
from bot.content.loading import Loaded, load_gathered
from bot.content.problems import Problem
from bot.content.report import things_of
from bot.frozen import frozen
from bot.memory import set_aside
from bot.service.shelves import Shelf
from bot.store.library_versions import NewVersion


@frozen
class Stock:
    """The shared library as it was read, and its shelf: what is swapped as a whole."""

    loaded: Loaded
    shelf: Shelf


@frozen
class Difference:
    """What a library has that another one has not, by `book/chapter/id`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def counted(self) -> str:
        """As in `3 added, 1 changed, 0 removed`."""
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


@frozen
class Compared:
    """A library that was read, what is different in it, and what deserves a warning; `seconds` is how long it took."""

    library: Library
    seconds: float
    different: Difference
    warnings: tuple[Problem, ...]


def read_folder(folder: Path, before: Stock | None) -> tuple[Stock, dict[str, bytes]]:
    """The stock of a folder and the text of its files. Raises `ContentError`. Call it in a thread."""
    with set_aside(), giving_way():
        found = gather(folder)
        return _stock(found, before), {file.name: file.content for book in found.books for file in book.files}


def read_files(files: Mapping[str, bytes], before: Stock | None) -> Stock:
    """The stock of files from memory. Raises `ContentError`. Call it in a thread."""
    with set_aside(), giving_way():
        return _stock(gather_files(files), before)


def make_index(shelf: Shelf) -> None:
    """Have the first shelf's index made, which was not waited for at the start. Call it in a thread."""
    with set_aside(), giving_way():
        _ = shelf.index


def let_go(files: dict[str, bytes]) -> None:
    """Forget the text of files that nobody needs any more. Call it in a thread: it is much, and is freed one by one."""
    while files:
        files.popitem()


def new_version(stock: Stock, files: Mapping[str, bytes], by: int | None) -> NewVersion:
    """What the store keeps of a stock."""
    library = stock.loaded.library
    return NewVersion(library.version, files, things_of(library), by)


def difference(before: Library, after: Library) -> Difference:
    """What is different from the library before. Call it in a thread."""
    added, changed, removed = list[str](), list[str](), list[str]()
    for key in before.chapters.keys() | after.chapters.keys():
        old, new = before.chapters.get(key), after.chapters.get(key)
        if old is new:  # as all chapters are that were not read again
            continue
        old_parts, new_parts = _parts(old), _parts(new)
        added += new_parts.keys() - old_parts.keys()
        removed += old_parts.keys() - new_parts.keys()
        changed += (
            each for each in new_parts.keys() & old_parts.keys() if _is_changed(old_parts[each], new_parts[each])
        )
    return Difference(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed)))


def compared(before: Library, after: Stock, seconds: float) -> Compared:
    """A stock beside the library before. Call it in a thread."""
    library = after.loaded.library
    with giving_way():
        different = difference(before, library)
    return Compared(library, seconds, different, after.loaded.warnings)


def _stock(found: Gathering, before: Stock | None) -> Stock:
    loaded = load_gathered(found, before.loaded if before else None, mapped_apart)
    return Stock(loaded, Shelf.of(loaded.library, before.shelf) if before else Shelf(loaded.library))


def _is_changed(old: object, new: object) -> bool:
    """What was not read again is the very same object, which is seen sooner than that it is equal."""
    return new is not old and new != old


def _parts(chapter: Chapter | None) -> dict[str, object]:
    """Everything that has an id of its own, by `book/chapter/id`; the chapter's head by `book/chapter`."""
    if chapter is None:
        return {}
    parts: dict[str, object] = {chapter.key: (chapter.book, chapter.head)}
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
