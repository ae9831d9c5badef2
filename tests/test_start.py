"""What `clio run` begins with: no more than what serves from the first minute on."""

import subprocess
import sys

import pytest

SEEN = "import sys, bot.cli.running; print(*sys.modules, sep='\\n')"


@pytest.fixture(scope="module")
def taken_in() -> frozenset[str]:
    """Every module that a process holds which is about to serve."""
    done = subprocess.run([sys.executable, "-c", SEEN], check=True, capture_output=True, text=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "wanted_later",
    [
        "PIL",  # with the first picture
        "yaml",  # by the process that reads content
        "pydantic",
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
