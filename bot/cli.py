"""The command line: it parses, calls, and turns errors that a person can mend into one message and an exit code.

Exit codes: 0 done; 1 the content has problems; 2 it cannot be done, and the message says what to do.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import app as program
from bot.content import report, templates
from bot.content.folders import SCHEMA_FOLDER
from bot.content.formats.bibtex import library_to_bibtex
from bot.content.formats.csl import library_to_csl
from bot.content.json_schema import write_schemas
from bot.content.loading import load_library
from bot.content.problems import ContentError
from bot.errors import OperatorError
from bot.settings import Settings, shipped_library
from bot.store.engine import StoreUnavailable

BAD_CONTENT, CANNOT_START = 1, 2

cli = typer.Typer(
    name="clio",
    help="Clio, a Discord bot for history study groups.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def _serve(start: Callable[[], Coroutine[None, None, None]]) -> None:
    try:
        asyncio.run(start())
    except (OperatorError, ContentError, StoreUnavailable) as error:
        _errors.print(str(error))
        raise typer.Exit(CANNOT_START) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


@contextmanager
def _mendable() -> Generator[None]:
    """End with one message where somebody can mend what is wrong."""
    try:
        yield
    except ContentError as error:
        _errors.print(str(error))
        raise typer.Exit(BAD_CONTENT) from None
    except (OperatorError, OSError) as error:
        _errors.print(str(error))
        raise typer.Exit(CANNOT_START) from None


@cli.command()
def run() -> None:
    """Serve on Discord until stopped. Settings come from the environment; DISCORD_TOKEN is needed."""
    _serve(lambda: program.run(Settings.from_environment()))


@cli.command()
def sandbox(
    tour: Annotated[bool, typer.Option("--tour", help="Play one whole round without a browser and print it.")] = False,
    content: Annotated[
        Path | None, typer.Option(help="The folder of books; the library that comes with Clio when left out.")
    ] = None,
    port: Annotated[int, typer.Option(help="The port of the page; any free one when left out.", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Try the real bot in the browser, against a small Discord on this machine, without a token."""
    from bot import sandboxed  # only this command needs the stand-in

    folder = (content or shipped_library()).resolve()
    _serve(lambda: sandboxed.tour(folder) if tour else sandboxed.serve(folder, port, opens_browser=browser))


@cli.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder of books, a book's folder, or one file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
) -> None:
    """Check a library: every problem with its file, line and column. Exits 0 when it is good, else 1."""
    found = report.check(path or shipped_library())
    typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else found.as_text())
    raise typer.Exit(1 if found.failed(strict=strict) else 0)


@cli.command()
def schema(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")] = Path("content") / SCHEMA_FOLDER,
) -> None:
    """Write the JSON Schema files with which an editor completes and checks the library's files."""
    with _mendable():
        for path in write_schemas(folder):
            typer.echo(f"Written: {path}")


_Library = Annotated[Path, typer.Option("--library", help="The folder of books.")]
new = typer.Typer(no_args_is_help=True, help="Begin a book or a chapter with a commented file.")
cli.add_typer(new, name="new")


@new.command("book")
def new_book(
    book: Annotated[str, typer.Argument(help="The book's id: lower-case letters, digits and hyphens.")],
    library: _Library = Path("content"),
) -> None:
    """Begin a book."""
    with _mendable():
        typer.echo(f"Written: {templates.new_book(library, book)}. Fill it in, then run `clio check {library}`.")


@new.command("chapter")
def new_chapter(
    book: Annotated[str, typer.Argument(help="The id of a book that is there.")],
    chapter: Annotated[str, typer.Argument(help="The chapter's id: lower-case letters, digits and hyphens.")],
    library: _Library = Path("content"),
) -> None:
    """Begin a chapter of a book."""
    with _mendable():
        path = templates.new_chapter(library, book, chapter)
        typer.echo(f"Written: {path}. Fill it in, then run `clio check {library}`.")


class ExportFormat(StrEnum):
    """What other programs read."""

    CSL = "csl"
    BIBTEX = "bibtex"


@cli.command()
def export(
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="csl (CSL-JSON, as for Zotero) or bibtex.")],
    path: Annotated[Path | None, typer.Argument(help="A folder of books; the library that comes with Clio.")] = None,
) -> None:
    """Print all works that a library cites, for a reference manager."""
    write = {ExportFormat.CSL: library_to_csl, ExportFormat.BIBTEX: library_to_bibtex}[to]
    with _mendable():
        typer.echo(write(load_library(path or shipped_library()).library))


def main() -> None:
    """The script `clio`."""
    cli()
