"""Connections to the database, set up so that what is committed stays committed.

Only answers to an open question are on the disk a moment later than they are committed: see `FileTransactions`.
"""

import os
import re
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy import create_engine as blocking_engine
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.errors import OperatorError, PassingError, UserError
from bot.store import postgresql
from bot.store.connections import AsyncEngine
from bot.store.transactions import FileTransactions, LoopTransactions, Transactions

FAULTS = (DBAPIError, NoConnectionFree, OSError)
"""What drivers raise when the database refuses or is gone."""

_READING = "clio_reading"
_LOCKED = ("another program has been writing to it for more than five seconds", "End that program, or try again later.")
_EXAMPLE = "Set CLIO_DATABASE_URL to another one, for example sqlite+aiosqlite:////var/lib/clio/clio.sqlite3"


class BadDatabase(OperatorError):
    """The database cannot be opened."""

    def __init__(self, where: str, reason: str, advice: str = _EXAMPLE) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"The database {where} cannot be used: {reason}. {advice}".rstrip())


class DatabaseAway(BadDatabase, PassingError):
    """The database cannot be opened just now: its server does not answer, or another program holds it."""


class StoreUnavailable(UserError):
    """The database refuses to read or write just now: it is locked, full, read-only or gone."""

    def __init__(self) -> None:
        super().__init__("Clio cannot reach its database just now, so nothing was changed. Please try again.")


def read_url(text: str) -> URL:
    """The database's URL, with the async driver put in. Raises `BadDatabase`."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadDatabase(repr(_without_password(text)), "this is not a database URL") from None
    match url.get_backend_name():
        case "sqlite":
            return _read_sqlite(url)
        case "postgresql" | "postgres":
            return _read_postgresql(url)
        case _:
            raise BadDatabase(url.render_as_string(), "only SQLite and PostgreSQL are supported")


def is_sqlite(url: URL) -> bool:
    """Whether it is a file, which one process uses at a time."""
    return url.get_backend_name() == "sqlite"


def shown(url: URL) -> str:
    """The database for messages, without a password."""
    return url.render_as_string() if is_sqlite(url) else postgresql.shown(url)


def create_engine(url: URL) -> AsyncEngine:
    """An engine for that database. A new SQLite file can be read by its owner alone. Raises `BadDatabase`."""
    if not is_sqlite(url):
        settings = postgresql.CONNECT_ARGUMENTS
        engine = blocking_engine(url, pool_pre_ping=True, connect_args=settings, hide_parameters=True)
        return AsyncEngine(engine)
    if url.database:
        make_private_file(Path(url.database))
    engine = blocking_engine(url, hide_parameters=True)  # no answer of a member belongs into a log
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return AsyncEngine(engine)


def for_reading(engine: AsyncEngine) -> AsyncEngine:
    """The engine for transactions that only read, each of one state."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_READING: True})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def transactions(engine: AsyncEngine) -> Transactions:
    """For what is written: what a transaction has read is not changed meanwhile, or it fails."""
    if engine.dialect.name == "sqlite":
        writing = blocking_engine(engine.url.set(drivername="sqlite"), hide_parameters=True)
        event.listen(writing, "connect", _set_up_sqlite)
        return FileTransactions(writing)
    return LoopTransactions(engine.execution_options(isolation_level="REPEATABLE READ"))


def check_encoding(connection: Connection) -> None:
    """See that every script can be written. Raises `BadDatabase`."""
    if connection.dialect.name == "sqlite":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        advice = "Use another: createdb --template=template0 --encoding=UTF8 <name>"
        raise BadDatabase(shown(connection.engine.url), f"it keeps its texts in {encoding}, not in UTF8", advice)


def refusal(url: URL, error: Exception) -> BadDatabase:
    """Why a database that did not open cannot be used, and what to do."""
    if is_sqlite(url):
        is_locked = _code_of(error) == sqlite3.SQLITE_BUSY
        return DatabaseAway(shown(url), *_LOCKED) if is_locked else BadDatabase(shown(url), reason_of(error))
    kind = DatabaseAway if postgresql.is_away(error) else BadDatabase
    known = postgresql.reason_of(error)
    return kind(shown(url), reason_of(error)) if known is None else kind(shown(url), known, "")


def reason_of(error: Exception) -> str:
    """What the driver said, without the statement."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    return str(cause or error) or type(error).__name__


def _code_of(error: Exception) -> int | None:
    """SQLite's primary result code, where it gave one."""
    code = getattr(error.orig, "sqlite_errorcode", None) if isinstance(error, DBAPIError) else None
    return None if code is None else code & 0xFF


def _read_sqlite(url: URL) -> URL:
    if url.database in (None, "", ":memory:"):
        raise BadDatabase(url.render_as_string(), "it names no file, so everything would be forgotten at the end")
    return url.set(drivername="sqlite+aiosqlite")


def _read_postgresql(url: URL) -> URL:
    if not postgresql.is_driver_there():
        raise BadDatabase(
            shown(url), "the driver for PostgreSQL is missing", "Install it: pip install 'clio-bot[postgres]'"
        )
    unknown = postgresql.unknown_options(url)
    if unknown:
        raise BadDatabase(shown(url), f"Clio does not know the option {unknown[0]!r}", "Leave it out.")
    return postgresql.with_driver(url)


def _without_password(text: str) -> str:
    return re.sub(r"(?<=:)[^/].*(?=@)|(?<=password=)[^&]*", "***", text)


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
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the lock for writing at once: a transaction that asks for it later can fail half-way."""
    is_reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
