"""The real bot, connected by the real discord.py to the stand-in for Discord."""

import os
import random
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import discord.gateway
import discord.http
import pytest

from bot.sandbox.server import Sandbox
from tests.ui.playing import Table

LIBRARY = Path(__file__).parent / "library"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library in a folder of its own, to be changed at will."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


@pytest.fixture(autouse=True)
def _discord_stays_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put discord.py's addresses back after each test."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", "unset")


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    """The stand-in. With CLIO_DISCORD_OPENAPI set, every request is held against Discord's own description."""
    description = os.environ.get("CLIO_DISCORD_OPENAPI")
    async with Sandbox(openapi=Path(description) if description else None) as running:
        yield running
        assert not running.violations, running.violations


@pytest.fixture
async def table(sandbox: Sandbox, library: Path, database_url: str) -> AsyncGenerator[Table]:
    """The sandbox with the bot in it, ready to be played with."""
    async with Table(sandbox, library, database_url, random.Random(5)) as running:
        yield running
