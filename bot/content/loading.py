"""From files to a library: the whole of it, or every problem at once.

`content/<book>/book.yaml` and `content/<book>/<chapter>.yaml`. Hidden files, folders without YAML and the folder
`schema` are passed over. What has not changed since the last load is neither parsed nor checked again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from bot.content.checking import book_findings
from bot.content.findings import Finding
from bot.content.folders import BookFolder, File, Gathering, gather, is_pack
from bot.content.library import Chapter, Library
from bot.content.lint import lint_findings
from bot.content.model import BookFile, ChapterFile
from bot.content.problems import ContentError, Fault, Problem, shown_path
from bot.content.scope import BookSheets
from bot.content.sheets import Examined, Sheet

MOST_PROBLEMS = 2_000
"""How many are looked up in one file and in one book; a hostile file could have a million."""

Model = TypeVar("Model", BookFile, ChapterFile)
Read = Callable[[Sequence[File]], Iterable[Examined[Any]]]
"""What reads files, each by itself and in their order."""


def read_here(files: Sequence[File]) -> Iterator[Examined[Any]]:
    """Read files in this process, which then keeps what that needs; who serves reads them `apart`."""
    from bot.content.examining import examine_file

    return map(examine_file, files)


@dataclass(frozen=True, slots=True)
class LoadedBook:
    """A book's sheets, what they were read from, what deserves a warning in them, and their chapters in reading order,
    each by the name of its file.
    """

    digests: Mapping[str, bytes]
    sheets: BookSheets
    problems: tuple[Problem, ...]
    chapters: Mapping[str, Chapter]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, what deserves a warning in it, and what the next load need not read again."""

    library: Library
    warnings: tuple[Problem, ...]
    books: Mapping[str, LoadedBook]


def load_library(folder: Path, previous: Loaded | None = None) -> Loaded:
    """Load the whole library, or raise ContentError with all that is wrong with it."""
    return load_gathered(gather(folder), previous)


def load_gathered(found: Gathering, previous: Loaded | None = None, read: Read = read_here) -> Loaded:
    """Load what was found in a folder or in memory, or raise ContentError with all that is wrong with it."""
    loaded, problems = examine_gathered(found, previous, read)
    if loaded is None:
        raise ContentError(problems)
    return loaded


def examine_library(
    folder: Path, previous: Loaded | None = None, only: str | None = None
) -> tuple[Loaded | None, list[Problem]]:
    """The library where it is sound, and everything that is wrong; `only` looks at one book's folder."""
    return examine_gathered(gather(folder, only), previous)


def examine_gathered(
    found: Gathering, previous: Loaded | None = None, read: Read = read_here
) -> tuple[Loaded | None, list[Problem]]:
    """The library where it is sound, and everything that is wrong in what was found."""
    known: Mapping[str, LoadedBook] = previous.books if previous else {}
    new = [file for book in found.books for file in _new_files(book, known.get(book.name))]
    examined = {file.name: each for file, each in zip(new, read(new), strict=True)}
    books = {book.name: _load_book(book, known.get(book.name), examined) for book in found.books}
    problems = [*found.problems, *_repeated_books(books.values())]
    if not found.is_pack:
        problems += _reserved_books(books.values())
    problems += [problem for book in books.values() for problem in book.problems]
    problems.sort()
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return Loaded(_library(books), tuple(problems), books), problems


def _new_files(folder: BookFolder, known: LoadedBook | None) -> Iterator[File]:
    """Those that are not as they were."""
    digests: Mapping[str, bytes] = known.digests if known else {}
    return (file for file in folder.files if digests.get(file.name) != file.digest)


def _load_book(folder: BookFolder, known: LoadedBook | None, examined: Mapping[str, Examined[Any]]) -> LoadedBook:
    digests = {file.name: file.digest for file in folder.files}
    if known and known.digests == digests:
        return known
    draft = _Draft(folder, known, examined)
    return LoadedBook(digests, draft.sheets, tuple(draft.problems()), dict(_chapters(draft.sheets, known)))


class _Draft:
    """One book: what each file gave, and where its faults are."""

    def __init__(self, folder: BookFolder, known: LoadedBook | None, examined: Mapping[str, Examined[Any]]) -> None:
        self._files = {file.name: file for file in folder.files}
        self._known = known
        self._examined = examined
        book_file = next((file for file in folder.files if file.is_book), None)
        book = self._sheet(book_file, BookFile) if book_file else None
        chapters = [self._sheet(file, ChapterFile) for file in folder.files if not file.is_book]
        sound = tuple(chapter for chapter in chapters if chapter)
        self.sheets = BookSheets(
            folder=folder.name,
            book=book,
            chapters=sound,
            has_book_file=book_file is not None,
            complete=len(sound) == len(chapters),
        )

    def problems(self) -> Iterator[Problem]:
        found: dict[str, list[Finding]] = {}
        for name, finding in islice(chain(book_findings(self.sheets), lint_findings(self.sheets)), MOST_PROBLEMS):
            found.setdefault(name, []).append(finding)
        for name in self._files.keys() & self._examined.keys():
            yield from _of_one_file(name, self._examined[name])
        for name, of_file in found.items():
            yield from _located(name, self._files[name].content.decode("utf-8-sig"), of_file)

    def _sheet(self, file: File, model: type[Model]) -> Sheet[Model] | None:
        examined = self._examined.get(file.name)
        if examined is not None:
            return examined.sheet
        return _known_sheet(self._known.sheets, file.name, model) if self._known else None


def _known_sheet(sheets: BookSheets, name: str, model: type[Model]) -> Sheet[Model] | None:
    for sheet in (sheets.book, *sheets.chapters):
        if sheet and sheet.name == name and isinstance(sheet.model, model):
            return sheet  # pyright: ignore[reportReturnType]  # its model has just been looked at
    return None


def _of_one_file(name: str, examined: Examined[Any]) -> Iterator[Problem]:
    if examined.faults:
        yield from _faults(name, examined.text, examined.faults)
    if examined.findings:
        yield from _located(name, examined.text, examined.findings[:MOST_PROBLEMS])


def _faults(name: str, text: str, faults: Iterable[Fault]) -> Iterator[Problem]:
    from bot.content.spots import Lines  # only where something is wrong, as in `_located`

    lines = Lines(text)
    for fault in faults:
        line, column = lines.place(fault.index)
        yield Problem(name, line, column, "", _as_sentence(fault.message))


def _as_sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + "."


def _located(name: str, text: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    from bot.content.spots import Spots

    spots = Spots(text)
    for finding in findings:
        line, column = spots.place(finding.path, of_key=finding.of_key)
        yield Problem(name, line, column, shown_path(finding.path), finding.message, finding.severity)


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


def _chapters(sheets: BookSheets, known: LoadedBook | None) -> Iterator[tuple[str, Chapter]]:
    """In reading order: by number where they have one, then by the name of the file. What is as it was, is the same."""
    if sheets.book is None:
        return
    unchanged = {sheet.name: sheet for sheet in known.sheets.chapters} if known and _same_book(sheets, known) else {}
    for sheet in sorted(sheets.chapters, key=_reading_order):
        if known and unchanged.get(sheet.name) is sheet:
            yield sheet.name, known.chapters[sheet.name]
        else:
            yield sheet.name, _chapter(sheets.book.model, sheet.model)


def _same_book(sheets: BookSheets, known: LoadedBook) -> bool:
    return sheets.book is known.sheets.book


def _chapter(shared: BookFile, own: ChapterFile) -> Chapter:
    return Chapter(
        book=shared.book,
        head=own.chapter,
        people={**shared.people, **own.people} if shared.people else own.people,
        terms={**shared.terms, **own.terms} if shared.terms else own.terms,
        events=own.events,
        sources={**shared.sources, **own.sources} if shared.sources else own.sources,
        facts=own.facts,
        questions=own.questions,
    )


def _reading_order(sheet: Sheet[ChapterFile]) -> tuple[bool, int, str]:
    number = sheet.model.chapter.number
    return number is None, number or 0, sheet.name
