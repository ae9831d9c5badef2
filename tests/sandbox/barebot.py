"""A small bot on the real discord.py, to drive the stand-in as any bot would."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox.server import Sandbox

PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00" + b"\x00" * 16


class BareBot(discord.Client):
    """Answers with what the tests look at; every event name it hears is written down."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(intents=settings.pop("intents", discord.Intents(guilds=True)), **settings)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.modals: list[dict[str, Any]] = []
        self._connection.guild_ready_timeout = 0.05  # pyright: ignore[reportAttributeAccessIssue]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without the five seconds that discord.py otherwise waits before it logs in again."""

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_socket_event_type(self, kind: str) -> None:
        self.heard.append(kind)

    def count(self, kind: str) -> int:
        return self.heard.count(kind)


class ShardedBot(BareBot, discord.AutoShardedClient):
    """The same with several connections."""


DESCRIPTION = os.environ.get("CLIO_DISCORD_OPENAPI")


@asynccontextmanager
async def opened(**settings: Any) -> AsyncGenerator[Sandbox]:
    """A stand-in that, where Discord's description is at hand, lets no request pass that it does not allow."""
    openapi = Path(DESCRIPTION) if DESCRIPTION else None
    async with Sandbox(openapi=openapi, **settings) as sandbox:
        yield sandbox
        assert sandbox.violations == []


@asynccontextmanager
async def running(sandbox: Sandbox, bot: BareBot) -> AsyncGenerator[BareBot]:
    """The bot, logged in to the stand-in until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Route, "BASE", sandbox.api_url)
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        async with bot:
            running_bot = asyncio.create_task(bot.start(sandbox.token))
            try:
                await sandbox.until(lambda: bot.is_ready() or running_bot.done())
                yield bot
            finally:
                await bot.close()
                await running_bot
