import gc
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.store.store import Store
from tests import databases

settings.register_profile("clio", deadline=None)  # a machine may be busy
settings.load_profile("clio")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that wants a database with either, where it does not say with which."""
    is_marked = any("database_url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" in metafunc.fixturenames and not is_marked:
        metafunc.parametrize("database_url", databases.BOTH, indirect=True)


@pytest.fixture(autouse=True)
def nothing_left_aside() -> Generator[None]:
    """What a test's Clio has left aside, since it stays, does not stay for the tests that follow."""
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def postgresql() -> Generator[databases.Server]:
    """A PostgreSQL server."""
    with databases.running_server() as server:
        yield server


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[str]:
    """A database of the test's own: on SQLite, and on PostgreSQL."""
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
