"""`clio export`: what other programs read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.endings import mendable
from bot.content.formats.exports import NothingToExport
from bot.content.formats.exports import export as exported_as
from bot.content.formats.known import ExportFormat
from bot.content.formats.written import Exported
from bot.content.library import Chapter, Library
from bot.content.loading import load_library
from bot.content.model import Book
from bot.content.shipped import shipped_library
from bot.errors import OperatorError

_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def export(
    to: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            help="Works: csl (CSL-JSON, as for Zotero) or bibtex. Questions: anki (text), apkg (an Anki package), "
            "gift (Moodle), kahoot (a spreadsheet) or csv.",
        ),
    ],
    path: Annotated[Path | None, typer.Argument(help="A folder of books; the library that comes with Clio.")] = None,
    file: Annotated[
        Path | None, typer.Option("--to", help="The file to write, or a folder to write it in; else it is printed.")
    ] = None,
    book: Annotated[str | None, typer.Option(help="The id of a book: only what is in it.")] = None,
    chapter: Annotated[str | None, typer.Option(help="The id of a chapter: only what is in it.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
) -> None:
    """Write the questions of a library, or the works that it cites, for another program.

    What the format cannot carry is listed apart from it, on standard error.
    """
    with mendable():
        if file is None and not to.is_text:
            raise OperatorError(f"{to} is not a text to print: say where to write it, with --to FILE.")
        library = load_library(path or shipped_library()).library
        books = _books(library, book)
        exported = _exported(_chapters(library, books, chapter), to, () if chapter else books)
        if file is None:
            typer.echo(exported.content, nl=False)
        else:
            typer.echo(_write(exported, file, force=force))
        _tell(exported)


def _books(library: Library, book_id: str | None) -> Sequence[Book]:
    if book_id is None:
        return tuple(library.books.values())
    if book_id not in library.books:
        raise OperatorError(f"There is no book {book_id} here. There are: {', '.join(library.books)}.")
    return (library.books[book_id],)


def _chapters(library: Library, books: Sequence[Book], chapter_id: str | None) -> Sequence[Chapter]:
    chapters = [chapter for book in books for chapter in library.of_book(book.id)]
    if chapter_id is None:
        return chapters
    found = [chapter for chapter in chapters if chapter_id in (chapter.head.id, chapter.key)]
    if not found:
        known = ", ".join(chapter.key for chapter in chapters) or "none"
        raise OperatorError(f"There is no chapter {chapter_id} here. There are: {known}.")
    if len(found) > 1:
        keys = " and ".join(chapter.key for chapter in found)
        raise OperatorError(f"{chapter_id} is a chapter of several books: {keys}. Add --book with the one you mean.")
    return found


def _exported(chapters: Sequence[Chapter], to: ExportFormat, books: Sequence[Book]) -> Exported:
    try:
        return exported_as(chapters, to, books=books)
    except NothingToExport as nothing:
        raise OperatorError("\n".join((str(nothing), *nothing.left_out))) from None


def _write(exported: Exported, file: Path, *, force: bool) -> Path:
    """Where it is written: in a folder under its own name."""
    path = file / exported.file_name if file.is_dir() else file
    try:
        with path.open("wb" if force else "xb") as opened:
            opened.write(exported.content)
    except FileExistsError:
        raise OperatorError(f"{path} is there already. Give another name, or add --force to write over it.") from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _tell(exported: Exported) -> None:
    if not exported.left_out:
        return
    written = "1 question is written" if exported.questions == 1 else f"{exported.questions} questions are written"
    missing = f", and {exported.missing} left out" if exported.missing else ""
    _errors.print(f"{written}{missing}. What the format cannot carry:")
    for line in exported.left_out:
        _errors.print(line)
