"""The command line: it parses, calls, and turns errors that a person can mend into one message and an exit code.

Exit codes: 0 done; 1 `clio check` found problems; 2 Clio cannot start, and the message says what to do.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import app as program
from bot.content import report
from bot.content.problems import ContentError
from bot.errors import OperatorError
from bot.settings import Settings, shipped_library

CANNOT_START = 2

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
    except (OperatorError, ContentError) as error:
        _errors.print(str(error))
        raise typer.Exit(CANNOT_START) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


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
) -> None:
    """Try the real bot in the browser, against a small Discord on this machine, without a token."""
    from bot import sandboxed  # only this command needs the stand-in

    folder = (content or shipped_library()).resolve()
    _serve(lambda: sandboxed.tour(folder) if tour else sandboxed.serve(folder, port))


@cli.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder of books, a book's folder, or one file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
) -> None:
    """Check a library: every problem with its file, line and column. Exits 0 when it is good, else 1."""
    found = report.check(path or shipped_library())
    typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else found.as_text(strict=strict))
    raise typer.Exit(1 if found.failed(strict=strict) else 0)


def main() -> None:
    """The script `clio`."""
    cli()
