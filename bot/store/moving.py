"""Bringing everything that Clio remembers to another database: copied in one transaction, counted and compared.

Nothing is changed in the source, but that an older one is brought to this code's schema, as at any start. When anything
goes wrong, the target is as it was.
"""

import hashlib
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, inspect, select, text

from bot.errors import OperatorError
from bot.frozen import frozen
from bot.store import library_tables, review_tables, server_tables
from bot.store.claim import held
from bot.store.columns import storable
from bot.store.connections import AsyncConnection
from bot.store.engine import (
    FAULTS,
    check_encoding,
    create_engine,
    for_reading,
    is_sqlite,
    read_url,
    reason_of,
    refusal,
    shown,
)
from bot.store.schema import migrate
from bot.store.tables import metadata

AT_ONCE = 1000
WITH_TABLES = (library_tables, review_tables, server_tables)
"""Importing them makes their tables known to the metadata."""

_CHECKSUM_BYTES = 16


class NothingToMove(OperatorError):
    """The source is a file that is not there."""

    def __init__(self, where: str) -> None:
        super().__init__(f"There is no database {where}. Name the one that Clio has used until now.")


class TargetNotEmpty(OperatorError):
    """Somebody has used the target already."""

    def __init__(self, where: str, table: str) -> None:
        super().__init__(
            f"The database {where} is not empty: Clio has used its table {table}. Nothing was changed. "
            "Choose a new database, or empty this one yourself if you are sure."
        )


class MoveFailed(OperatorError):
    """The target could not take everything, and is as it was."""

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(f"The move stopped at the table {table}: {reason}. The new database is as it was before.")


@frozen
class MovedTable:
    """A table that is the same in both databases. `mended` counts texts that held what no database may keep."""

    name: str
    rows: int
    checksum: str
    mended: int


async def move(source: str, target: str) -> Sequence[MovedTable]:
    """Copy everything to an empty database, both kept from any Clio meanwhile. URLs, or paths of SQLite files.

    Raises `NothingToMove`, `TargetNotEmpty`, `MoveFailed`, `BadDatabase`, `DatabaseTooNew` or what `held` raises.
    """
    from_url, to_url = _url_of(source), _url_of(target)
    from_file, to_file = _file_of(from_url), _file_of(to_url)
    if from_file is not None and not from_file.exists():
        raise NothingToMove(str(from_file))
    is_new = to_file is not None and not to_file.exists()
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(held(from_url))
            await stack.enter_async_context(held(to_url))
            return await _move(from_url, to_url)
    except BaseException:
        if to_file is not None and is_new:
            _remove(to_file)
        raise


async def _move(source: str, target: str) -> Sequence[MovedTable]:
    async with _transaction(source) as connection:
        await connection.run_sync(migrate)
    async with _transaction(source, reads=True) as reader, _transaction(target) as writer:
        return await writer.run_sync(_fill, reader.blocking)


@asynccontextmanager
async def _transaction(url: str, *, reads: bool = False) -> AsyncGenerator[AsyncConnection]:
    parsed = read_url(url)
    engine = create_engine(parsed)
    try:
        async with (for_reading(engine) if reads else engine).begin() as connection:
            yield connection
    except FAULTS as error:
        raise refusal(parsed, error) from error
    finally:
        await engine.dispose()


def _fill(target: Connection, source: Connection) -> Sequence[MovedTable]:
    _check_is_empty(target)
    check_encoding(target)
    migrate(target)
    return [_move_table(source, target, table) for table in metadata.sorted_tables]


def _check_is_empty(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there and connection.scalar(select(func.count()).select_from(table)):
            raise TargetNotEmpty(shown(connection.engine.url), table.name)


def _move_table(source: Connection, target: Connection, table: Table) -> MovedTable:
    try:
        copied = _copy(source, target, table)
        _keep_counting(source, target, table)
        arrived = _sum(target, table)
    except FAULTS as error:
        raise MoveFailed(table.name, reason_of(error)) from error
    if (copied.rows, copied.total) != (arrived.rows, arrived.total):
        raise MoveFailed(table.name, f"{copied.rows} rows went out, and {arrived.rows} others arrived")
    return MovedTable(table.name, copied.rows, copied.checksum, copied.mended)


class _Sum:
    """Adds rows up, in whatever order they come."""

    def __init__(self) -> None:
        self.rows = self.total = self.mended = 0

    def add(self, row: Mapping[Any, Any]) -> None:
        parts = "\x1f".join(f"{name}={_canonical(value)}" for name, value in sorted(row.items()))
        digest = hashlib.blake2b(parts.encode(), digest_size=_CHECKSUM_BYTES).digest()
        self.total = (self.total + int.from_bytes(digest)) % (1 << 8 * _CHECKSUM_BYTES)
        self.rows += 1

    @property
    def checksum(self) -> str:
        return f"{self.total:0{2 * _CHECKSUM_BYTES}x}"


def _copy(source: Connection, target: Connection, table: Table) -> _Sum:
    copied = _Sum()
    for rows in _parts(source, table):
        mended = [{name: _mend(value, copied) for name, value in row.items()} for row in rows]
        for row in mended:
            copied.add(row)
        target.execute(insert(table), mended)
    return copied


def _sum(connection: Connection, table: Table) -> _Sum:
    found = _Sum()
    for rows in _parts(connection, table):
        for row in rows:
            found.add(row)
    return found


def _parts(connection: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    """A table's rows, of which the database gives so many at once: a large one does not fit into memory."""
    found = connection.execute(select(table), execution_options={"yield_per": AT_ONCE})
    return found.mappings().partitions()


def _mend(value: Any, copied: _Sum) -> Any:
    if not isinstance(value, str) or (kept := storable(value)) == value:
        return value
    copied.mended += 1
    return kept


def _canonical(value: Any) -> str:
    """The value as text; what is equal is the same text, whichever driver it came from."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return repr(value)


def _keep_counting(source: Connection, target: Connection, table: Table) -> None:
    """Let the target count on from the highest id that was ever given: ids of what is gone are not given again."""
    counted = table.autoincrement_column
    if counted is None:
        return
    names = {"name": table.name, "counted": counted.name}
    given = source.scalar(text(_LAST_GIVEN[source.dialect.name]), names) or 0
    last = max(given, target.scalar(select(func.max(counted))) or 0)
    if target.dialect.name == "postgresql":
        target.execute(text(_COUNT_ON), names | {"last": max(last, 1), "is_given": last > 0})
    elif table.dialect_options["sqlite"]["autoincrement"]:
        target.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), names)
        target.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), names | {"last": last})


_LAST_GIVEN = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = :name",
    "postgresql": "SELECT last_value FROM pg_sequences "
    "WHERE format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence(:name, :counted)",
}
_COUNT_ON = "SELECT setval(pg_get_serial_sequence(:name, :counted), :last, :is_given)"


def _url_of(text_: str) -> str:
    return text_ if "://" in text_ else f"sqlite:///{Path(text_).expanduser().resolve()}"


def _file_of(url: str) -> Path | None:
    parsed = read_url(url)
    return Path(str(parsed.database)) if is_sqlite(parsed) else None


def _remove(path: Path) -> None:
    """Take away what was begun."""
    for ending in ("", "-wal", "-shm", "-claim"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
