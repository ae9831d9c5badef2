from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import databases

settings.register_profile("clio", deadline=None)  # a machine may be busy
settings.load_profile("clio")


@pytest.fixture(scope="session")
def postgresql() -> Generator[databases.Server]:
    """A PostgreSQL server."""
    with databases.running_server() as server:
        yield server


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[str]:
    """A database of the test's own: SQLite, or PostgreSQL where the test is marked so."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'clio.sqlite3'}"
        return
    server: databases.Server = request.getfixturevalue("postgresql")
    url = await server.create()
    yield url
    await server.drop(url)
