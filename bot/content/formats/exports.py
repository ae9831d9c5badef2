"""Chapters in the formats of other programs, and what each of them cannot carry."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bot.content.formats.anki_package import questions_to_anki_package
from bot.content.formats.anki_text import questions_to_anki_text
from bot.content.formats.asked import Asked, asked_in
from bot.content.formats.bibtex import library_to_bibtex
from bot.content.formats.csl import library_to_csl
from bot.content.formats.gift_writer import questions_to_gift
from bot.content.formats.known import ExportFormat
from bot.content.formats.table import questions_to_csv
from bot.content.formats.written import Exported, LeftOut, Written
from bot.content.library import Chapter, Library
from bot.content.model import Book
from bot.errors import UserError


class NothingToExport(UserError):
    """None of the chapters' questions fits the format."""

    def __init__(self, to: ExportFormat, left_out: Sequence[str]) -> None:
        self.left_out = tuple(left_out)
        if left_out:
            super().__init__(f"No question here can be written as {to}, so there is no file.")
        else:
            super().__init__("There are no questions here to export.")


def _questions_to_kahoot(asked: Sequence[Asked]) -> Written:
    """Spreadsheets take a large library, which a bot that exports none does without."""
    from bot.content.formats.kahoot import questions_to_kahoot

    return questions_to_kahoot(asked)


_WORKS: Mapping[ExportFormat, Callable[[Library], str]] = {
    ExportFormat.CSL: library_to_csl,
    ExportFormat.BIBTEX: library_to_bibtex,
}
_QUESTIONS: Mapping[ExportFormat, Callable[[Sequence[Asked]], Written]] = {
    ExportFormat.ANKI: questions_to_anki_text,
    ExportFormat.GIFT: questions_to_gift,
    ExportFormat.KAHOOT: _questions_to_kahoot,
    ExportFormat.CSV: questions_to_csv,
}
_ENDINGS: Mapping[ExportFormat, str] = {
    ExportFormat.CSL: ".json",
    ExportFormat.BIBTEX: ".bib",
    ExportFormat.ANKI: "-anki.txt",
    ExportFormat.APKG: ".apkg",
    ExportFormat.GIFT: "-gift.txt",
    ExportFormat.KAHOOT: "-kahoot.xlsx",
    ExportFormat.CSV: ".csv",
}


def export(
    chapters: Sequence[Chapter], to: ExportFormat, now: datetime | None = None, *, books: Iterable[Book] = ()
) -> Exported:
    """The chapters as a file; raises NothingToExport where it would be empty.

    `now` stands in the file where the format wants to know when it was written. `books` stand among the works that are
    exported even if none of the chapters is theirs.
    """
    file_name = _stem(chapters) + _ENDINGS[to]
    if write_works := _WORKS.get(to):
        return Exported(file_name, write_works(_library(chapters, books)).encode())
    written = _written(asked_in(chapters), to, now or datetime.now(UTC))
    left_out = _listed(written, _naming(chapters))
    if not written.questions:
        raise NothingToExport(to, left_out)
    missing = sum(each.whole for each in written.left_out)
    return Exported(file_name, written.content, written.questions, left_out, missing)


def _written(asked: Sequence[Asked], to: ExportFormat, now: datetime) -> Written:
    return questions_to_anki_package(asked, now) if to is ExportFormat.APKG else _QUESTIONS[to](asked)


def _stem(chapters: Sequence[Chapter]) -> str:
    books = {chapter.book.id for chapter in chapters}
    if len(chapters) == 1:
        return chapters[0].key.replace("/", "-")
    return next(iter(books)) if len(books) == 1 else "clio-library"


def _library(chapters: Sequence[Chapter], books: Iterable[Book]) -> Library:
    all_books = {book.id: book for book in (*books, *(chapter.book for chapter in chapters))}
    return Library("", all_books, {chapter.key: chapter for chapter in chapters})


def _listed(written: Written, named: Callable[[LeftOut], str]) -> tuple[str, ...]:
    """Questions that are missing first, a line each; then what others lose, a line for each kind of loss."""
    parts: dict[str, list[str]] = {}
    for each in written.left_out:
        if not each.whole:
            parts.setdefault(each.why, []).append(named(each))
    whole = [f"{named(each)}: {each.why}" for each in written.left_out if each.whole]
    every = "all questions that are written"
    return (
        *whole,
        *(f"{every if len(ids) == written.questions else ', '.join(ids)}: without {why}" for why, ids in parts.items()),
    )


def _naming(chapters: Sequence[Chapter]) -> Callable[[LeftOut], str]:
    """The question's own id where one chapter leaves no doubt, and with its book and chapter where there are more."""
    if len(chapters) == 1:
        return lambda left_out: left_out.question.rpartition("/")[2]
    return lambda left_out: left_out.question
