"""Driving the real bot through the sandbox, in the words of the people who use it."""

import asyncio
import logging
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from bot import app
from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.ui.client import Clio, connect, use_stand_in
from tests.databases import rows_of

ROOM = "quiz-room"
SILENCE_SECONDS = 0.25
"""So long discord.py waits for one more server; it takes two, but the stand-in tells of all at once."""


class Table:
    """A bot in the sandbox, and what its people read."""

    def __init__(self, sandbox: Sandbox, library: Path, database: Path | str, rng: random.Random) -> None:
        self.sandbox = sandbox
        self.library = library
        self._rng = rng
        self.ahead = timedelta()
        """How far Clio's clock is ahead of ours."""
        self.settings = Settings(
            token=sandbox.token,
            content=library,
            database_url=database if isinstance(database, str) else f"sqlite+aiosqlite:///{database}",
            log_level=logging.WARNING,
            discord_api=sandbox.api_url,
        )
        self.clio: Clio | None = None
        self._serving: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await use_stand_in(self.sandbox.api_url)
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        self.clio = None
        self._serving = asyncio.create_task(self._serve())
        await self.sandbox.until(lambda: self._serving is None or self._serving.done() or self._is_ready())
        if self._serving.done():
            await self._serving

    async def stop(self) -> None:
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.wait([self._serving])

    async def reload(self) -> None:
        """Read the content folder again."""
        assert self.clio is not None
        await self.clio.services.contents.reload(None, self.clio.services.clock())

    def now(self) -> datetime:
        """What Clio's clock shows."""
        return datetime.now(UTC) + self.ahead

    async def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """What a statement finds in the bot's database, or an empty list for one that changes it."""
        return await rows_of(self.settings.database_url, statement, **values)

    def person(self, name: str) -> Person:
        return self.sandbox.person(name)

    def read(self, name: str, channel: str = ROOM) -> list[str]:
        """Everything that this person sees in the channel, oldest first."""
        return [transcript.plain(message) for message in self.person(name).messages(channel)]

    async def shown(self, text: str, channel: str = ROOM, name: str = "Ana") -> Message:
        """The newest message with that text, as soon as it stands in the channel."""

        def found() -> Message | None:
            messages = reversed(self.person(name).messages(channel))
            return next((message for message in messages if text in transcript.plain(message)), None)

        return await self.sandbox.until(found, timeout=20)

    async def start_round(
        self, options: Mapping[str, object] | None = None, /, *, channel: str = ROOM, name: str = "Ana", **more: object
    ) -> None:
        """Start a round and come to its first question at once."""
        await self.person(name).command("quiz start", {**(options or {}), **more}, channel=channel)
        await self.next(channel, name)

    async def next(self, channel: str = ROOM, name: str = "Ana") -> None:
        await self.person(name).command("quiz next", channel=channel)

    async def _serve(self) -> None:
        async with app.opened(self.settings, self._rng, self.now) as client:
            self.clio = client
            vars(client)["_connection"].guild_ready_timeout = SILENCE_SECONDS
            await connect(client, self.settings.token)

    def _is_ready(self) -> bool:
        return self.clio is not None and self.clio.is_ready()
