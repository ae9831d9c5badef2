"""`clio import`: a chapter made of another program's questions."""

import re
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import BAD_CONTENT, mendable
from bot.content import report
from bot.content.fields import LONGEST_ID, SLUG_PATTERN
from bot.content.folders import BOOK_FILE, LARGEST_FILE, SCHEMA_FOLDER
from bot.content.formats.chapters import chapter_id_of
from bot.content.formats.imports import READERS, Imported, convert
from bot.errors import OperatorError, UserError

_WHAT = f"The file, and before it its format where that cannot be told from it: {', '.join(READERS)}."


def bring_in(
    what: Annotated[list[str], typer.Argument(metavar="[FORMAT] FILE", help=_WHAT)],
    to: Annotated[Path | None, typer.Option(help="Write the chapter here, as content/BOOK/CHAPTER.yaml.")] = None,
    book: Annotated[str | None, typer.Option(help="Write the chapter into the folder of this book.")] = None,
    library: Annotated[Path, typer.Option(help="The folder of books, for --book.")] = Path("content"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Make a chapter of another program's questions. Without --to or --book it is printed; remarks go to stderr."""
    with mendable():
        format_, file = _named(what)
        target = to or (_in_book(library, book, file) if book is not None else None)
        imported = _converted(file, format_, _id_of(target) if target else None)
        for remark in imported.remarks:
            typer.echo(remark, err=True)
        if target:
            _write(target, imported.chapter_yaml, force=force)
        else:
            typer.echo(imported.chapter_yaml, nl=False)


def _named(what: list[str]) -> tuple[str | None, Path]:
    if len(what) > 2:
        raise OperatorError("Name one file, and before it only its format: `clio import red trivia.yaml`.")
    return (what[0] if len(what) == 2 else None), Path(what[-1])


def _in_book(library: Path, book: str, file: Path) -> Path:
    if not re.fullmatch(SLUG_PATTERN, book) or not (library / book / BOOK_FILE).is_file():
        raise OperatorError(f"There is no {library / book / BOOK_FILE}: begin the book with `clio new book {book}`.")
    return library / book / f"{chapter_id_of(file.name)}.yaml"


def _id_of(target: Path) -> str:
    """The chapter's id, which is the name of its file."""
    sound = re.fullmatch(SLUG_PATTERN, target.stem) and len(target.stem) <= LONGEST_ID
    if not sound or target.suffix != ".yaml" or target.stem in (Path(BOOK_FILE).stem, SCHEMA_FOLDER):
        raise OperatorError(
            f"A chapter's file is named with lower-case letters, digits and hyphens and ends with .yaml; {target.name} "
            "is not: name it, for example, content/a-book/a-chapter.yaml."
        )
    return target.stem


def _converted(file: Path, format_: str | None, chapter: str | None) -> Imported:
    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    try:
        return convert(content, file.name, format_, chapter=chapter)
    except UserError as error:
        raise OperatorError(str(error)) from None


def _write(target: Path, text: str, *, force: bool) -> None:
    """Write the file, and say what is wrong where it now stands: another chapter may have its ids."""
    if target.exists() and not force:
        raise OperatorError(f"{target} is there already: choose another name, or write over it with --force.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    typer.echo(f"Written: {target}.")
    found = report.check(target)
    for problem in found.errors:
        typer.echo(str(problem), err=True)
    if found.errors:
        raise typer.Exit(BAD_CONTENT)
