"""`clio backup` and `clio restore`: the database in a file that one can take away, also while Clio runs."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import mendable
from bot.settings import database_url
from bot.store import restoring
from bot.store.backup import Inspected, back_up


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Copy the database into a file, also while Clio runs, and check the copy. Only its owner can read it."""
    with mendable():
        found = back_up(database_url(os.environ), file, overwrite=force)
        typer.echo(f"Written and checked: {file}, {_described(found, file.stat().st_size)}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `clio backup` has written.")],
) -> None:
    """Put a backup in the database's place, also while Clio runs. What was there before is kept beside it."""
    url = database_url(os.environ)
    with mendable():
        now = datetime.now(UTC)
        inspected = asyncio.run(restoring.prepare(url, file, now))
        restored = restoring.restore_waiting(url, inspected, now)
        typer.echo(f"Restored: {file}, {_described(inspected, file.stat().st_size)}")
        if restored.kept is not None:
            typer.echo(f"The database before it is kept as {restored.kept}")
        if restored.by_running_clio:
            typer.echo("The running Clio starts again from it; that takes some seconds.")


def _described(found: Inspected, size: int) -> str:
    """The size, the schema, and every table with its rows."""
    counts = "".join(f"\n  {table}: {count}" for table, count in found.rows.items() if count)
    empty = sum(not count for count in found.rows.values())
    return f"{size:,} bytes, schema {found.revision}, rows:{counts or ' none'}\n  ({empty} tables are empty)"
