"""Connections to the database, set up so that what is committed stays committed."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import OperatorError, UserError

READING = "clio_reading"
"""The execution option of a connection that only reads."""


class BadDatabase(OperatorError):
    """The database cannot be opened."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(
            f"The database {where} cannot be used: {reason}. "
            "Set CLIO_DATABASE_URL to another one, for example sqlite+aiosqlite:////var/lib/clio/clio.sqlite3"
        )


class StoreUnavailable(UserError):
    """The database refuses to read or write just now: it is locked, full, read-only or gone."""

    def __init__(self) -> None:
        super().__init__("Clio cannot reach its database just now, so nothing was changed. Please try again.")


def read_url(text: str) -> URL:
    """The database's URL, with the async driver put in. Raises `BadDatabase`."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadDatabase(repr(text), "this is not a database URL") from None
    if url.get_backend_name() != "sqlite":
        raise BadDatabase(url.render_as_string(), "only SQLite is supported")
    if url.database in (None, "", ":memory:"):
        raise BadDatabase(url.render_as_string(), "it names no file, so everything would be forgotten at the end")
    return url.set(drivername="sqlite+aiosqlite")


def create_engine(url: URL) -> AsyncEngine:
    """An engine for that database. A new SQLite file can be read by its owner alone. Raises `BadDatabase`."""
    if url.database:
        make_private_file(Path(url.database))
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def reason_of(error: DBAPIError) -> str:
    """What the driver said, without the statement."""
    return str(error.orig) if error.orig else str(error)


def make_private_file(path: Path) -> None:
    """See that the file is there; a new one can be read by its owner alone. Raises `BadDatabase`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise BadDatabase(str(path), error.strerror or str(error)) from None


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, never by the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the lock for writing at once: a transaction that asks for it later can fail half-way."""
    is_reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
