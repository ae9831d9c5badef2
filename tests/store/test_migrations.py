import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.store import library_tables, review_tables, server_tables
from bot.store.engine import BadDatabase, create_engine, read_url
from bot.store.schema import DatabaseTooNew, known_revisions, migrate
from bot.store.store import Store
from bot.store.tables import metadata
from tests.databases import rows_of
from tests.store.test_upgrade import RELEASED

ALL_TABLES = (library_tables, review_tables, server_tables)
"""Importing them makes their tables known to the metadata."""


async def test_the_migrations_lead_to_the_tables_of_the_code(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        migrate(connection)
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = create_engine(read_url(database_url))
    async with engine.begin() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_the_migrated_tables_have_the_keys_of_the_code(database_url: str) -> None:
    def keys(connection: Connection) -> dict[str, list[str]]:
        migrate(connection)
        found = inspect(connection)
        return {name: found.get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}

    engine = create_engine(read_url(database_url))
    async with engine.begin() as connection:
        found = await connection.run_sync(keys)
    await engine.dispose()
    assert found == {name: [column.name for column in table.primary_key] for name, table in metadata.tables.items()}


async def test_sqlite_keeps_what_comes_with_every_answer_in_the_order_of_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "clio.sqlite3"
    await (await Store.open(f"sqlite:///{path}")).close()
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        in_order = {name for name, sql in made if sql.rstrip().endswith("WITHOUT ROWID")}
    assert in_order == {
        name for name, table in metadata.tables.items() if not table.dialect_options["sqlite"]["with_rowid"]
    }
    assert in_order == {"members", "answers", "round_members"}


async def test_an_upgrade_is_told_of_since_it_may_take_long(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.store.schema")
    path = tmp_path / "clio.sqlite3"
    await (await Store.open(f"sqlite:///{path}")).close()
    assert caplog.messages == [f"making the tables of a new database, schema {known_revisions()[-1]}"]
    caplog.clear()
    await (await Store.open(f"sqlite:///{path}")).close()
    assert caplog.messages == []
    path.unlink()
    with closing(sqlite3.connect(path)) as older:
        older.executescript(RELEASED.read_text(encoding="utf-8"))
    await (await Store.open(f"sqlite:///{path}")).close()
    assert caplog.messages == [f"bringing the database from schema 0002 to {known_revisions()[-1]}"]


async def test_opening_twice_changes_nothing_the_second_time(database_url: str) -> None:
    for _ in range(2):
        await (await Store.open(database_url)).close()


async def test_a_database_that_has_lost_a_table_is_refused(database_url: str) -> None:
    await (await Store.open(database_url)).close()
    await rows_of(database_url, "DROP TABLE results")
    with pytest.raises(BadDatabase, match="its table results is missing"):
        await Store.open(database_url)


async def test_a_database_from_a_newer_version_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "clio.sqlite3"
    newer = sqlite3.connect(path)
    newer.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    newer.commit()
    with pytest.raises(DatabaseTooNew, match="newer version of Clio"):
        await Store.open(f"sqlite:///{path}")
    assert newer.execute("SELECT name FROM sqlite_master").fetchall() == [("alembic_version",)]
    newer.close()


def test_the_steps_are_known_without_alembic_as_they_are_with_it() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert known_revisions() == tuple(script.revision for script in reversed(list(scripts.walk_revisions())))
