"""Commands for those who write the material: check it, begin a file, write the editors' schemas."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import mendable
from bot.content import report, templates
from bot.content.folders import SCHEMA_FOLDER
from bot.content.json_schema import write_schemas
from bot.content.shipped import shipped_library

Library = Annotated[Path, typer.Option("--library", help="The folder of books.")]
new = typer.Typer(no_args_is_help=True, help="Begin a book or a chapter with a commented file.")


def check(
    path: Annotated[Path | None, typer.Argument(help="A folder of books, a book's folder, or one file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
) -> None:
    """Check a library: every problem with its file, line and column. Exits 0 when it is good, else 1."""
    found = report.check(path or shipped_library())
    typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else found.as_text())
    raise typer.Exit(1 if found.failed(strict=strict) else 0)


def schema(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")] = Path("content") / SCHEMA_FOLDER,
) -> None:
    """Write the JSON Schema files with which an editor completes and checks the library's files."""
    with mendable():
        for path in write_schemas(folder):
            typer.echo(f"Written: {path}")


@new.command("book")
def new_book(
    book: Annotated[str, typer.Argument(help="The book's id: lower-case letters, digits and hyphens.")],
    library: Library = Path("content"),
) -> None:
    """Begin a book."""
    with mendable():
        typer.echo(f"Written: {templates.new_book(library, book)}. Fill it in, then run `clio check {library}`.")


@new.command("chapter")
def new_chapter(
    book: Annotated[str, typer.Argument(help="The id of a book that is there.")],
    chapter: Annotated[str, typer.Argument(help="The chapter's id: lower-case letters, digits and hyphens.")],
    library: Library = Path("content"),
) -> None:
    """Begin a chapter of a book."""
    with mendable():
        path = templates.new_chapter(library, book, chapter)
        typer.echo(f"Written: {path}. Fill it in, then run `clio check {library}`.")
