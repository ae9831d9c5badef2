"""`clio move` as an operator uses it."""

import asyncio
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.store.store import Store
from tests.databases import Server
from tests.store.rounds import NOW, new_round
from tests.test_cli import clio


async def fill(file: Path) -> None:
    """A round, with its questions and its host's name."""
    store = await Store.open(f"sqlite:///{file}")
    await store.rounds.create(new_round(), "Ana", NOW)
    await store.close()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    file = tmp_path / "clio.sqlite3"
    asyncio.run(fill(file))
    return file


@pytest.fixture
def empty(postgresql: Server) -> Generator[str]:
    url = asyncio.run(postgresql.create_empty())
    yield url
    asyncio.run(postgresql.drop(url))


def test_everything_comes_to_postgresql_counted_and_compared(filled: Path, empty: str) -> None:
    moved = clio("move", filled, empty)
    assert moved.exit_code == 0, moved.output
    assert "rounds" in moved.stdout
    assert "rows, the same in both databases." in moved.stdout
    assert "Set CLIO_DATABASE_URL to the new database, and start Clio." in moved.stdout
    refused = clio("move", filled, empty)
    assert refused.exit_code == 2
    assert "is not empty" in refused.stderr
    assert "Choose a new database" in refused.stderr


def test_a_source_that_is_not_there_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    refused = clio("move", tmp_path / "gone.sqlite3", tmp_path / "new.sqlite3")
    assert refused.exit_code == 2
    assert "Name the one that Clio has used until now." in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_said_with_its_name(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("Two roads diverged in a yellow wood, and sorry I could not travel both\n" * 20)
    refused = clio("move", filled, tmp_path / "poem.txt")
    assert refused.exit_code == 2
    assert "poem.txt cannot be used" in refused.stderr
    assert clio("move", filled, "mysql://here/clio").exit_code == 2
