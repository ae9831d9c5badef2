"""Chapters in the formats of other programs, and what each of them cannot carry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.formats.asked import Asked, asked_in
from bot.content.formats.bibtex import library_to_bibtex
from bot.content.formats.csl import library_to_csl
from bot.content.formats.table import questions_to_csv
from bot.content.formats.written import LeftOut, Written
from bot.content.library import Chapter, Library
from bot.errors import UserError


class ExportFormat(StrEnum):
    """What other programs read."""

    CSL = "csl"
    BIBTEX = "bibtex"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file. `left_out` says by question what the format cannot carry, a line each."""

    file_name: str
    content: bytes
    questions: int
    left_out: tuple[str, ...] = ()


class NothingToExport(UserError):
    """None of the chapters' questions fits the format."""

    def __init__(self, to: ExportFormat, left_out: Sequence[str]) -> None:
        self.left_out = tuple(left_out)
        if left_out:
            super().__init__(f"No question here can be written as {to}, so there is no file.")
        else:
            super().__init__("There are no questions here to export.")


_WORKS: Mapping[ExportFormat, Callable[[Library], str]] = {
    ExportFormat.CSL: library_to_csl,
    ExportFormat.BIBTEX: library_to_bibtex,
}
_QUESTIONS: Mapping[ExportFormat, Callable[[Sequence[Asked]], Written]] = {ExportFormat.CSV: questions_to_csv}
_ENDINGS: Mapping[ExportFormat, str] = {
    ExportFormat.CSL: ".json",
    ExportFormat.BIBTEX: ".bib",
    ExportFormat.CSV: ".csv",
}


def export(chapters: Sequence[Chapter], to: ExportFormat) -> Exported:
    """The chapters as a file; raises NothingToExport where it would be empty."""
    file_name = _stem(chapters) + _ENDINGS[to]
    if write_works := _WORKS.get(to):
        return Exported(file_name, write_works(_library(chapters)).encode(), 0)
    written = _QUESTIONS[to](asked_in(chapters))
    left_out = _listed(written.left_out)
    if not written.questions:
        raise NothingToExport(to, left_out)
    return Exported(file_name, written.content, written.questions, left_out)


def _stem(chapters: Sequence[Chapter]) -> str:
    books = {chapter.book.id for chapter in chapters}
    if len(chapters) == 1:
        return chapters[0].key.replace("/", "-")
    return next(iter(books)) if len(books) == 1 else "clio-library"


def _library(chapters: Sequence[Chapter]) -> Library:
    return Library("", {each.book.id: each.book for each in chapters}, {each.key: each for each in chapters})


def _listed(left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    """Questions that are missing first, a line each; then what is lost of others, a line for each kind of loss."""
    parts: dict[str, list[str]] = {}
    for each in left_out:
        if not each.whole:
            parts.setdefault(each.why, []).append(each.question)
    whole = [f"{each.question}: {each.why}" for each in left_out if each.whole]
    return (*whole, *(f"{', '.join(questions)}: {why}" for why, questions in parts.items()))
