from collections.abc import AsyncGenerator

import pytest

from bot.store.store import Store
from tests.databases import BOTH


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of the store with either database, where it does not say with which."""
    is_marked = any("database_url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" in metafunc.fixturenames and not is_marked:
        metafunc.parametrize("database_url", BOTH, indirect=True)


@pytest.fixture
async def store(database_url: str) -> AsyncGenerator[Store]:
    opened = await Store.open(database_url)
    yield opened
    await opened.close()
