"""What is wrong with the database, and how to mend it. Nothing in it is changed, and no schema brought up."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from bot.frozen import frozen
from bot.store.backup import file_of
from bot.store.connections import AsyncConnection
from bot.store.engine import FAULTS, BadDatabase, check_encoding, create_engine, read_url, reason_of, refusal, shown
from bot.store.restoring import is_waiting
from bot.store.schema import known_revisions

TOPIC = "database"
PATIENCE_SECONDS = 5
TIGHT_BYTES, FULL_BYTES = 200 * 1024 * 1024, 20 * 1024 * 1024


class Verdict(StrEnum):
    """How it stands with something."""

    GOOD = "ok"
    WARNING = "warning"
    ERROR = "error"


@frozen
class Finding:
    """Something that was looked at: how it stands, and what to do where it is not well."""

    topic: str
    verdict: Verdict
    says: str
    mend: str = ""


def good(says: str, topic: str = TOPIC) -> Finding:
    """Nothing is to be done."""
    return Finding(topic, Verdict.GOOD, says)


def warning(says: str, mend: str, topic: str = TOPIC) -> Finding:
    """Clio works, but not as well as it could."""
    return Finding(topic, Verdict.WARNING, says, mend)


def error(says: str, mend: str, topic: str = TOPIC) -> Finding:
    """Clio does not work like that."""
    return Finding(topic, Verdict.ERROR, says, mend)


async def examine_database(url: str) -> list[Finding]:
    """Look at the database that Clio would use, or uses."""
    try:
        path = file_of(url)
        if path is None:
            return await _examine_server(read_url(url))
    except BadDatabase as refused:
        return [error(f"{refused.where} cannot be used: {refused.reason}", str(refused))]
    return list(_examine_file(path, url))


def _examine_file(path: Path, url: str) -> Iterator[Finding]:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    yield _space(path, folder)
    if not path.exists():
        yield _to_be_made(path, folder)
        return
    yield _privacy(path)
    try:
        yield from _inside(path)
    except sqlite3.Error as fault:
        yield error(f"{path} cannot be read: {fault}", "Restore a backup: clio restore FILE.")
        return
    yield _writing(path)
    yield good("a Clio is serving it" if _is_served(path) else "no Clio is serving it just now")
    if is_waiting(url):
        yield warning("a backup waits to be restored", "It is taken by the running Clio or at the next start.")


def _space(path: Path, folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    says = f"{path}, {_megabytes(size)}; {_megabytes(free)} are free on its disk"
    mend = f"Free some space on the disk of {folder}."
    if free < FULL_BYTES:
        return error(says, mend)
    return warning(says, mend) if free < max(TIGHT_BYTES, 2 * size) else good(says)


def _to_be_made(path: Path, folder: Path) -> Finding:
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return good("it is not there yet, and is made at the first start")
    return error(
        f"it is not there, and nothing can be written to {folder}",
        f"Let Clio's user write to {folder}, or set CLIO_DATABASE_URL to a file elsewhere.",
    )


def _privacy(path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077 and os.name == "posix":
        return warning(f"others on this machine can read it (mode {mode:o})", f"chmod 600 {path}")
    return good("only its owner can read it")


def _inside(path: Path) -> Iterator[Finding]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE_SECONDS)) as reading:
        (verdict,) = reading.execute("PRAGMA quick_check(1)").fetchone()
        if verdict == "ok":
            yield good("it is sound")
        else:
            yield error(f"it is damaged: {verdict}", "Restore a backup: clio restore FILE.")
        tables = {name for (name,) in reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        revision = None
        if "alembic_version" in tables:
            revision = next((str(each) for (each,) in reading.execute("SELECT version_num FROM alembic_version")), None)
        yield _schema(revision, is_empty=not tables)


def _schema(revision: str | None, *, is_empty: bool) -> Finding:
    newest = known_revisions()[-1]
    if revision == newest:
        return good(f"its schema is {revision}, as this version of Clio has it")
    if revision in known_revisions() or is_empty:
        return good(f"its schema is brought from {revision or 'nothing'} to {newest} at the next start")
    if revision is None:
        return error("it belongs to another program", "Set CLIO_DATABASE_URL to a database of Clio's own.")
    return error(
        f"its schema {revision} is newer than this version of Clio, which knows {newest}",
        "Install the newer version of Clio again, or restore an older backup: clio restore FILE.",
    )


def _writing(path: Path) -> Finding:
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as fault:
        return error(
            f"it cannot be written to: {fault}",
            f"Let Clio's user write to {path} and its folder, and close other programs that have it open.",
        )
    return good("it can be written to")


def _is_served(path: Path) -> bool:
    """Whether the claim is held; looking takes none."""
    claim = Path(f"{path}-claim")
    if not claim.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{claim.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return True
    return False


async def _examine_server(url: URL) -> list[Finding]:
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:
            return await _on_server(connection, url)
    except BadDatabase as refused:
        return [error(f"{refused.where} cannot be used: {refused.reason}", str(refused))]
    except FAULTS as fault:
        refused = refusal(url, fault)
        return [error(f"{refused.where} cannot be reached: {refused.reason}", str(refused))]
    finally:
        await engine.dispose()


async def _on_server(connection: AsyncConnection, url: URL) -> list[Finding]:
    await connection.run_sync(check_encoding)
    size = await connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    read_only = await connection.scalar(text("SHOW transaction_read_only"))
    held = await connection.scalar(_CLAIMS)
    try:
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        is_empty = False
    except DBAPIError as fault:
        revision, is_empty = None, "does not exist" in reason_of(fault)
    writing = (
        good("it can be written to")
        if read_only == "off"
        else error("it is read-only", "Connect to the primary server, or let Clio's role write.")
    )
    serving = good("a Clio is serving it" if held else "no Clio is serving it just now")
    return [good(f"{shown(url)}, {_megabytes(size)}"), _schema(revision, is_empty=is_empty), writing, serving]


_CLAIMS = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB"
