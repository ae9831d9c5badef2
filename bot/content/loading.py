"""From files to a library: the whole of it, or every problem at once.

`content/<book>/book.yaml` and `content/<book>/<chapter>.yaml`. Hidden files, folders without YAML and the folder
`schema` are passed over. What has not changed since the last load is neither parsed nor checked again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from bot.content.folders import BookFolder, File, Gathering, gather, is_pack
from bot.content.library import Library
from bot.content.loaded import Loaded, LoadedBook
from bot.content.problems import ContentError, Problem
from bot.content.sheets import Examined

LARGEST_AT_ONCE = 1_000_000
"""In bytes. What another process has read of a larger book would hold everything else up while it is unpacked."""

T = TypeVar("T")
Part = TypeVar("Part", BookFolder, File)


class Mapped(Protocol):
    """How parts of a library are read: `map` does it in this process, which then keeps what reading needs."""

    def __call__(self, read: Callable[[Part], T], parts: Sequence[Part], /) -> Iterable[T]:
        """What was read of each part, in their order."""
        ...


def read_book(folder: BookFolder) -> LoadedBook:
    """A book of which nothing is known yet."""
    from bot.content.drafting import drafted

    return drafted(folder, {file.name: read_file(file) for file in folder.files})


def read_file(file: File) -> Examined[Any]:
    """One file by itself."""
    from bot.content.examining import examine_file

    return examine_file(file)


def load_library(folder: Path, previous: Loaded | None = None) -> Loaded:
    """Load the whole library, or raise ContentError with all that is wrong with it."""
    return load_gathered(gather(folder), previous)


def load_gathered(found: Gathering, previous: Loaded | None = None, mapped: Mapped = map) -> Loaded:
    """Load what was found in a folder or in memory, or raise ContentError with all that is wrong with it."""
    loaded, problems = examine_gathered(found, previous, mapped)
    if loaded is None:
        raise ContentError(problems)
    return loaded


def examine_library(
    folder: Path, previous: Loaded | None = None, only: str | None = None
) -> tuple[Loaded | None, list[Problem]]:
    """The library where it is sound, and everything that is wrong; `only` looks at one book's folder."""
    return examine_gathered(gather(folder, only), previous)


def examine_gathered(
    found: Gathering, previous: Loaded | None = None, mapped: Mapped = map
) -> tuple[Loaded | None, list[Problem]]:
    """The library where it is sound, and everything that is wrong in what was found."""
    books = _books(found.books, previous.books if previous else {}, mapped)
    problems = [*found.problems, *_repeated_books(books.values())]
    if not found.is_pack:
        problems += _reserved_books(books.values())
    problems += [problem for book in books.values() for problem in book.problems]
    problems.sort()
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return Loaded(_library(books), tuple(problems), books), problems


def read_at_once(folders: Sequence[BookFolder]) -> list[BookFolder]:
    """Those that are read as a whole where nothing of them is known."""
    return [folder for folder in folders if folder.size <= LARGEST_AT_ONCE]


def _books(folders: Sequence[BookFolder], known: Mapping[str, LoadedBook], mapped: Mapped) -> Mapping[str, LoadedBook]:
    """Every book by its folder's name. A new one is read as a whole unless it is large; of the others what changed."""
    new = [folder for folder in read_at_once(folders) if folder.name not in known]
    books = {folder.name: book for folder, book in zip(new, mapped(read_book, new), strict=True)}
    others = [folder for folder in folders if folder.name not in books]
    changed = [file for folder in others for file in _changed(folder, known.get(folder.name))]
    examined = {file.name: each for file, each in zip(changed, mapped(read_file, changed), strict=True)}
    books |= {folder.name: _put_together(folder, known.get(folder.name), examined) for folder in others}
    return {folder.name: books[folder.name] for folder in folders}


def _changed(folder: BookFolder, known: LoadedBook | None) -> Iterator[File]:
    digests: Mapping[str, bytes] = known.digests if known else {}
    return (file for file in folder.files if digests.get(file.name) != file.digest)


def _put_together(folder: BookFolder, known: LoadedBook | None, examined: Mapping[str, Examined[Any]]) -> LoadedBook:
    if known and known.digests == {file.name: file.digest for file in folder.files}:
        return known
    from bot.content.drafting import drafted

    return drafted(folder, examined, known)


def _repeated_books(books: Iterable[LoadedBook]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for book in books:
        sheet = book.sheets.book
        if sheet is None or (sheet.broken and sheet.model.book.id == "unknown"):
            continue
        first = seen.setdefault(sheet.model.book.id, book.sheets.folder)
        if first != book.sheets.folder:
            message = f'The book id "{sheet.model.book.id}" is taken by the folder {first}: choose another.'
            yield Problem(sheet.name, 1, 1, "book.id", message)


def _reserved_books(books: Iterable[LoadedBook]) -> Iterator[Problem]:
    for book in books:
        sheet = book.sheets.book
        if sheet and is_pack(sheet.model.book.id):
            message = f'Book ids such as "{sheet.model.book.id}" belong to the packs of servers: choose another.'
            yield Problem(sheet.name, 1, 1, "book.id", message)


def _library(books: Mapping[str, LoadedBook]) -> Library:
    digests = sorted((name, digest) for book in books.values() for name, digest in book.digests.items())
    version = sha256(repr(digests).encode()).hexdigest()[:12]
    chapters = (chapter for book in books.values() for chapter in book.chapters.values())
    return Library(
        version,
        MappingProxyType(
            {sheet.model.book.id: sheet.model.book for book in books.values() if (sheet := book.sheets.book)}
        ),
        MappingProxyType({chapter.key: chapter for chapter in chapters}),
    )
