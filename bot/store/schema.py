"""Bringing a database to the schema of this code, or refusing one that is newer.

Alembic is imported only where there is something to do: every other start does without its time and memory.
"""

import logging
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, func, inspect, select, text

from bot.errors import OperatorError
from bot.store.engine import BadDatabase, shown
from bot.store.postgresql import MIGRATION_LOCK
from bot.store.tables import metadata

_STEPS = "bot.store.migrations.versions"
_LOST = "Bring a backup back with `clio restore`, or set CLIO_DATABASE_URL to another database."
log = logging.getLogger(__name__)


class DatabaseTooNew(OperatorError):
    """The database was written by a newer Clio."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The database was written by a newer version of Clio (schema {revision}). "
            "Install that version again, or set CLIO_DATABASE_URL to another database."
        )


@cache
def known_revisions() -> tuple[str, ...]:
    """The schemas that this code can read, in their order: the last is its own. Their names begin the files' names."""
    names = sorted(path.name for path in files(_STEPS).iterdir())
    return tuple(name.partition("_")[0] for name in names if name[0].isdigit() and name.endswith(".py"))


def migrate(connection: Connection) -> None:
    """Apply the steps that are missing. Reading what is missing changes nothing.

    Raises `BadDatabase` or `DatabaseTooNew`.
    """
    if connection.dialect.name == "postgresql":  # SQLite has its lock for writing already
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
    applied = _applied(connection)
    if applied == known_revisions()[-1]:
        _check_tables(connection)
        return
    if applied is not None and applied not in known_revisions():
        raise DatabaseTooNew(applied)
    if applied is None:
        log.info("making the tables of a new database, schema %s", known_revisions()[-1])
    else:
        log.info("bringing the database from schema %s to %s", applied, known_revisions()[-1])
    _upgrade(connection)


def _check_tables(connection: Connection) -> None:
    """Raises `BadDatabase` where a table is not there that was made once: no later try would find it."""
    there = inspect(connection).get_table_names()
    missing = [table.name for table in metadata.sorted_tables if table.name not in there]
    if missing:
        raise BadDatabase(shown(connection.engine.url), f"its table {missing[0]} is missing", _LOST)


def _applied(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # see above
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
