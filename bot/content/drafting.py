"""From the files of one book to the book: each read by itself, then checked against one another.

What that takes, a process that serves takes in when one of its books has changed, and not before.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from bot.content.checking import book_findings
from bot.content.findings import Finding
from bot.content.folders import BookFolder, File
from bot.content.library import Chapter
from bot.content.lint import lint_findings
from bot.content.loaded import LoadedBook
from bot.content.model import BookFile, ChapterFile
from bot.content.problems import Fault, Problem, shown_path
from bot.content.scope import BookSheets
from bot.content.sheets import Examined, Sheet

MOST_PROBLEMS = 2_000
"""How many are looked up in one file and in one book; a hostile file could have a million."""

Model = TypeVar("Model", BookFile, ChapterFile)


def drafted(folder: BookFolder, examined: Mapping[str, Examined[Any]], known: LoadedBook | None = None) -> LoadedBook:
    """The book, from what its files gave; those that were not read now are as they were in the `known` book."""
    draft = _Draft(folder, known, examined)
    digests = {file.name: file.digest for file in folder.files}
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
