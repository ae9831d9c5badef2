"""Bringing a database to the schema of this code, or refusing one that is newer."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from bot.errors import OperatorError
from bot.store.postgresql import MIGRATION_LOCK


class DatabaseTooNew(OperatorError):
    """The database was written by a newer Clio."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The database was written by a newer version of Clio (schema {revision}). "
            "Install that version again, or set CLIO_DATABASE_URL to another database."
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def known_revisions() -> frozenset[str]:
    """The schemas that this code can read: its own, and those that it can bring up to it."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions())


def migrate(connection: Connection) -> None:
    """Apply the steps that are missing. Reading what is missing changes nothing. Raises `DatabaseTooNew`."""
    if connection.dialect.name == "postgresql":  # SQLite has its lock for writing already
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
    config = _config(connection)
    scripts = ScriptDirectory.from_config(config)
    applied = MigrationContext.configure(connection).get_current_revision()
    if applied == scripts.get_current_head():
        return
    if applied is not None and applied not in known_revisions():
        raise DatabaseTooNew(applied)
    command.upgrade(config, "head")
