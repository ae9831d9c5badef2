import gc
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.store.store import Store
from tests import databases

CLEARED_AFTER = 30
"""Tests with a database; what so many Clios leave aside takes 50 MB."""

settings.register_profile("clio", deadline=None)  # a machine may be busy
settings.load_profile("clio")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that wants a database with either, where it does not say with which."""
    is_marked = any("database_url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" in metafunc.fixturenames and not is_marked:
        metafunc.parametrize("database_url", databases.BOTH, indirect=True)


class LeftAside:
    """What no collection of garbage goes through: thousands of tests, and what each test's Clio leaves aside to stay.

    A collection of all of it takes a quarter of a second, and every Clio asks for some.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Collect it once; what is no garbage stays."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._since = 0

    def add_test(self) -> None:
        """Clear it when there may be much of the tests that are over."""
        self._since += 1
        if self._since == CLEARED_AFTER:
            self.clear()


@pytest.fixture(scope="session", autouse=True)
def left_aside() -> LeftAside:
    return LeftAside()


@pytest.fixture(scope="session")
def postgresql() -> Generator[databases.Server]:
    """A PostgreSQL server."""
    with databases.running_server() as server:
        yield server


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, tmp_path: Path, left_aside: LeftAside) -> AsyncGenerator[str]:
    """A database of the test's own: on SQLite, and on PostgreSQL."""
    left_aside.add_test()
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'clio.sqlite3'}"
        return
    server: databases.Server = request.getfixturevalue("postgresql")
    url = await server.create()
    yield url
    await server.drop(url)


@pytest.fixture
async def store(database_url: str) -> AsyncGenerator[Store]:
    opened = await Store.open(database_url)
    yield opened
    await opened.close()
