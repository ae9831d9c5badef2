"""What `clio run` begins with: no more than what serves from the first minute on."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.store import Store

SEEN = "import sys, bot.cli.running; print(*sys.modules, sep='\\n')"
SEEN_WITH_A_STORE = """
import asyncio, sys
import bot.cli.running
from bot.store.store import Store

async def use(url):
    store = await Store.open(url)
    assert await store.opt_outs.add(1, 2)
    assert await store.opt_outs.contains(1, 2)
    await store.close()

asyncio.run(use(sys.argv[1]))
print(*sys.modules, sep="\\n")
"""


@pytest.fixture(scope="module")
def taken_in() -> frozenset[str]:
    """Every module that a process holds which is about to serve."""
    return seen(SEEN)


@pytest.fixture(scope="module")
def taken_in_with_a_store(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The same once it has read from and written to a database of SQLite that is no new one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'clio.sqlite3'}"
    asyncio.run(made(url))
    return seen(SEEN_WITH_A_STORE, url)


def seen(program: str, *arguments: str) -> frozenset[str]:
    command = [sys.executable, "-c", program, *arguments]
    return frozenset(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


async def made(url: str) -> None:
    await (await Store.open(url)).close()


@pytest.mark.parametrize(
    "wanted_later",
    [
        "PIL",  # with the first picture
        "yaml",  # by the process that reads content
        "pydantic",
        "rapidfuzz",  # as soon as Clio serves
        "bot.quiz.typed_grading",
        "bot.content.formats.exports",
        "bot.service.anki",
        "bot.content.formats.imports",
        "aiohttp.web",  # where the operator wants a page of health
        "prometheus_client",  # where the operator wants figures
        "pythonjsonlogger",
        "platformdirs",
        "typer",  # by the other commands
        "rich",
        "alembic",  # for a database that is new or older than this Clio
        "openpyxl",
        "bot.sandbox",
    ],
)
def test_what_is_seldom_wanted_is_not_taken_in_before(taken_in: frozenset[str], wanted_later: str) -> None:
    assert wanted_later not in taken_in


@pytest.mark.parametrize("arguments", [["run"], ["run", "--shards", "0-3/16"]])
def test_no_way_to_serve_takes_the_command_line_along(arguments: list[str], tmp_path: Path) -> None:
    """A process of many serves as lightly as one alone."""
    environment = {**os.environ, "DISCORD_TOKEN": "", "CLIO_DATABASE_URL": f"sqlite:///{tmp_path / 'clio.sqlite3'}"}
    command = [sys.executable, "-X", "importtime", "-m", "bot", *arguments]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "DISCORD_TOKEN" in ended.stderr
    taken_in = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert {"bot.memory", "bot.app"} <= taken_in
    assert "typer" not in taken_in


@pytest.mark.parametrize(
    "unwanted",
    [
        "sqlalchemy.orm",
        "sqlalchemy.ext.asyncio",  # takes in the one above
        "sqlalchemy.dialects.postgresql",
        "asyncpg",
        "alembic",
    ],
)
def test_sqlite_is_served_without_what_it_does_not_need(taken_in_with_a_store: frozenset[str], unwanted: str) -> None:
    assert "sqlalchemy.dialects.sqlite" in taken_in_with_a_store
    assert unwanted not in taken_in_with_a_store
