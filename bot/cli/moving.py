"""`clio move`: from one database to another."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.endings import mendable


def move(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A SQLite file, or the URL of a database.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database: a file, or a URL.")],
) -> None:
    """Bring everything that Clio remembers to another database, counted and compared. Stop Clio first."""
    from bot.store import moving  # the command line starts faster without the database

    with mendable():
        moved = asyncio.run(moving.move(source, target))
    table = Table("Table", "Rows", "Checksum in both", highlight=False)
    table.columns[1].justify = "right"
    for each in moved:
        table.add_row(each.name, f"{each.rows:,}", each.checksum[:16])
    Console().print(table)
    typer.echo(f"Moved: {sum(each.rows for each in moved):,} rows, the same in both databases.")
    mended = sum(each.mended for each in moved)
    if mended:
        typer.echo(f"{mended:,} texts held characters that no text may hold; they were left out.")
    typer.echo("Set CLIO_DATABASE_URL to the new database, and start Clio.")
