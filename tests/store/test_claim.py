import sqlite3
from pathlib import Path

import pytest

from bot.store.claim import DatabaseInUse, claimed
from bot.store.engine import BadDatabase
from tests.databases import ON_SQLITE


@ON_SQLITE
def test_a_database_has_one_clio_at_a_time(database_url: str) -> None:
    with claimed(database_url), pytest.raises(DatabaseInUse, match=r"clio\.sqlite3"), claimed(database_url):
        pass
    with claimed(database_url):
        pass


@ON_SQLITE
def test_a_claim_leaves_the_database_to_backups(database_url: str, tmp_path: Path) -> None:
    with claimed(database_url):
        other = sqlite3.connect(tmp_path / "clio.sqlite3")
        other.execute("CREATE TABLE anything (id INTEGER)")
        other.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite://host:port/file"])
def test_a_database_that_nothing_outlives_is_refused(url: str) -> None:
    with pytest.raises(BadDatabase, match="CLIO_DATABASE_URL"), claimed(url):
        pass
