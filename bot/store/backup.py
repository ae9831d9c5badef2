"""Copies of a SQLite database: made while Clio serves it, and looked through before anybody trusts them.

SQLite itself makes the copy, in one look at the database, so that it holds whole commits only. Copying the file with
other programs while Clio runs would miss what still stands in the file `-wal` beside it.
"""

import os
import sqlite3
import tempfile
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import OperatorError
from bot.frozen import frozen
from bot.store.engine import read_url
from bot.store.schema import DatabaseTooNew, known_revisions

COPYING_SECONDS = 30
"""So long a copy waits for a lock that another program holds."""


class NotOneFile(OperatorError):
    """The database is on a server."""

    def __init__(self) -> None:
        super().__init__(
            "`clio backup` and `clio restore` copy SQLite files. Your database is on a PostgreSQL server: "
            "use `pg_dump --format=custom --file=clio.dump` to back it up, and "
            "`pg_restore --clean --if-exists --dbname=<database> clio.dump`, with Clio stopped, to restore it."
        )


class NothingToBackUp(OperatorError):
    """There is no database yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no database {path} yet. Start Clio once, or set CLIO_DATABASE_URL to the right one."
        )


class BackupExists(OperatorError):
    """A file of that name is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already. Choose another name, or replace it with --force.")


class CannotCopy(OperatorError):
    """The copy could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be written: {reason}. Nothing was changed.")


class BadBackup(OperatorError):
    """The file is no sound database of Clio's."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not a sound database of Clio’s: {reason}.")


@frozen
class Inspected:
    """What a sound database holds: its schema, and how many rows each table has."""

    revision: str
    rows: Mapping[str, int]


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for one on a server. Raises `BadDatabase`."""
    with suppress(ArgumentError, ValueError):
        if make_url(url).get_backend_name() != "sqlite":
            return None
    return Path(str(read_url(url).database))


def back_up(url: str, target: Path, *, overwrite: bool = False) -> Inspected:
    """Copy the database into a new file that its owner alone can read, and look it through.

    The file is there as a whole or not at all. Raises one of the errors above.
    """
    source = file_of(url)
    if source is None:
        raise NotOneFile
    if not source.is_file():
        raise NothingToBackUp(source)
    _check_is_free(target, source, overwrite=overwrite)
    with copied(source, target) as copy:
        found = inspect(copy)
        _check_is_free(target, source, overwrite=overwrite)
        put_in_place(copy, target)
    return found


@contextmanager
def copied(source: Path, beside: Path) -> Generator[Path]:
    """A private copy of a database in the folder of `beside`, thrown away at the end. Raises `CannotCopy`."""
    try:
        number, name = tempfile.mkstemp(prefix=f".{beside.name}-", dir=beside.parent)
    except OSError as error:
        raise CannotCopy(beside, _missing(beside.parent) or _reason(error)) from None
    os.close(number)
    try:
        _copy(source, Path(name), beside)
        yield Path(name)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def inspect(path: Path) -> Inspected:
    """Look a database through from end to end; nothing in it is changed. Raises `BadBackup` or `DatabaseTooNew`."""
    if not path.is_file():
        raise BadBackup(path, "there is no such file")
    try:
        with closing(_opened(path)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise BadBackup(path, f"it is damaged: {verdict}")
            return _inspected(path, connection)
    except sqlite3.Error as error:
        raise BadBackup(path, _reason(error)) from None


def put_in_place(new: Path, target: Path) -> None:
    """Give a finished file its name, for good: also after a power cut it has either the old content or the new."""
    new.replace(target)
    with suppress(OSError):  # Windows opens no folders, and needs none of this
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _check_is_free(target: Path, source: Path, *, overwrite: bool) -> None:
    if target.exists() and (target.samefile(source) or not overwrite):
        raise BackupExists(target)


def _copy(source: Path, copy: Path, shown_as: Path) -> None:
    try:
        with closing(_opened(source, COPYING_SECONDS)) as live, closing(sqlite3.connect(copy)) as written:
            live.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read from a read-only disk as well
    except sqlite3.OperationalError as error:
        raise CannotCopy(shown_as, _reason(error)) from None
    except sqlite3.DatabaseError as error:
        raise BadBackup(source, _reason(error)) from None


def _opened(path: Path, patience: float = 5) -> sqlite3.Connection:
    """A connection that reads. On a disk that cannot be written to, SQLite must be told that nobody else writes."""
    address = path.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=patience)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if Path(f"{path}-wal").exists():
            raise
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, timeout=patience)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _inspected(path: Path, connection: sqlite3.Connection) -> Inspected:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    tables = [name for (name,) in found if not name.startswith("sqlite_")]
    if not {"alembic_version", "rounds"} <= set(tables):
        raise BadBackup(path, "it belongs to another program")
    revisions = [revision for (revision,) in connection.execute("SELECT version_num FROM alembic_version")]
    if len(revisions) != 1:
        raise BadBackup(path, "it does not say which schema it has")
    if revisions[0] not in known_revisions():
        raise DatabaseTooNew(revisions[0])
    tables.remove("alembic_version")
    return Inspected(revisions[0], {table: _count(connection, table) for table in tables})


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    (count,) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - a name of the schema
    return int(count)


def _missing(folder: Path) -> str | None:
    return None if folder.is_dir() else f"there is no folder {folder}; make it first"


def _reason(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
        return "the disk is full; free some space, or name a file on another disk"
    return str(error)
