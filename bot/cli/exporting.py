"""`clio export`: what other programs read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import mendable
from bot.content.formats.bibtex import library_to_bibtex
from bot.content.formats.csl import library_to_csl
from bot.content.loading import load_library
from bot.settings import shipped_library


class ExportFormat(StrEnum):
    """What other programs read."""

    CSL = "csl"
    BIBTEX = "bibtex"


def export(
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="csl (CSL-JSON, as for Zotero) or bibtex.")],
    path: Annotated[Path | None, typer.Argument(help="A folder of books; the library that comes with Clio.")] = None,
) -> None:
    """Print all works that a library cites, for a reference manager."""
    write = {ExportFormat.CSL: library_to_csl, ExportFormat.BIBTEX: library_to_bibtex}[to]
    with mendable():
        typer.echo(write(load_library(path or shipped_library()).library))
