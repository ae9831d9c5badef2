"""`clio sandbox`: the real bot, connected to a small Discord on this machine."""

import asyncio
import logging
import os
import random
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import typer

from bot import app
from bot.content.library import Library
from bot.content.model import NameQuestion
from bot.content.problems import ContentError
from bot.errors import OperatorError
from bot.quiz.posing import pose
from bot.quiz.question import Named
from bot.sandbox.classmates import AnswerControls
from bot.sandbox.people import Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.tour import play_tour
from bot.settings import Settings
from bot.ui.client import Clio, connect, use_stand_in

READY_SECONDS = 30
ANSWER_CONTROLS = AnswerControls(
    first=("clio:answer:", "clio:pick:", "clio:type:", "clio:sort:", "clio:pair:"),
    further=("clio:sorting:", "clio:pairing:"),
    last=("clio:sorted:", "clio:paired:"),
    back=(":undo", ":over"),
)
"""The controls by which a question is answered."""


class SandboxedBot:
    """The bot in the sandbox: it can be restarted and told to reload, as its buttons on the page do."""

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        self._sandbox = sandbox
        self._settings = settings
        self._serving: asyncio.Task[None] | None = None
        self._client: Clio | None = None

    async def start(self) -> None:
        """Start the bot and wait until it can be used. Raises what stops it from starting."""
        self._serving = asyncio.create_task(self._serve(), name="clio-in-the-sandbox")
        ready = asyncio.create_task(self._sandbox.until(self._is_ready, timeout=READY_SECONDS))
        await asyncio.wait({self._serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self._serving.done():
            ready.cancel()
            await self._serving
        await ready

    async def stop(self) -> None:
        """Stop the bot as SIGTERM would."""
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)
        self._client = None  # which calls itself ready ever after

    async def restart(self) -> str:
        """Stop and start; running rounds are resumed."""
        await self.stop()
        await self.start()
        return "The bot was restarted. A running round goes on where it stood."

    async def reload(self) -> str:
        """Read the content folder again, as `/content reload` does."""
        if self._client is None:
            return "The bot is not running."
        try:
            services = self._client.services
            done = await services.contents.reload(None, services.clock())
        except ContentError as error:
            raise Refused(f"Nothing changed. The content has problems:\n{error}") from None
        return f"The content was reloaded: {done.different.counted()}, version {done.library.version}."

    @property
    def library(self) -> Library | None:
        """The library that the bot uses now."""
        return self._client.services.contents.library if self._client else None

    async def _serve(self) -> None:
        async with app.opened(self._settings, random.SystemRandom()) as client:
            self._client = client
            await connect(client, self._settings.token)

    def _is_ready(self) -> bool:
        return self._client is not None and self._client.is_ready()


class PortTaken(OperatorError):
    """The page cannot be served there."""

    def __init__(self, port: int, reason: str) -> None:
        self.port = port
        super().__init__(
            f"The sandbox cannot be served on port {port}: {reason}. Choose another --port, or leave it out."
        )


@asynccontextmanager
async def _opened(port: int) -> AsyncGenerator[Sandbox]:
    sandbox = Sandbox(port=port)
    try:
        await sandbox.start()
    except OSError as error:
        raise PortTaken(port, error.strerror or str(error)) from None
    try:
        yield sandbox
    finally:
        await sandbox.close()


@asynccontextmanager
async def sandboxed(content: Path, port: int = 0) -> AsyncGenerator[tuple[Sandbox, SandboxedBot]]:
    """A sandbox with the bot in it, its database in a folder that is thrown away afterwards."""
    discord.utils.setup_logging(level=logging.WARNING, root=True)
    with tempfile.TemporaryDirectory(prefix="clio-sandbox-") as folder:
        async with _opened(port) as sandbox:
            sandbox.content_path = str(content)
            sandbox.answer_controls = ANSWER_CONTROLS
            settings = Settings(
                token=sandbox.token,
                content=content,
                database_url=f"sqlite+aiosqlite:///{Path(folder) / 'clio.sqlite3'}",
                log_level=logging.WARNING,
                discord_api=sandbox.api_url,
            )
            await use_stand_in(sandbox.api_url)
            bot = SandboxedBot(sandbox, settings)
            await bot.start()
            sandbox.actions |= {"restart": bot.restart, "reload": bot.reload}
            try:
                yield sandbox, bot
            finally:
                await bot.stop()


async def serve(content: Path, port: int, *, opens_browser: bool) -> None:
    """Serve the page until Ctrl-C; open it in the browser where there is a screen for one."""
    async with sandboxed(content, port) as (sandbox, bot):
        sandbox.guesses = sorted(set(typed_answers(bot.library).values())) if bot.library else []
        typer.echo(f"Clio is ready to be tried in your browser: {sandbox.page_url}")
        typer.echo(f"Its content is in {content}; edit it and press “Reload content”. Ctrl-C ends.")
        if opens_browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, sandbox.page_url)
        ended = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
        await ended.wait()


def _has_screen() -> bool:
    """Whether a browser would open in a window; without a screen it would take over the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def tour(content: Path) -> None:
    """Play one whole round with simulated members and print what people would read."""
    async with sandboxed(content) as (sandbox, bot):
        if bot.library:
            await play_tour(sandbox, typed_answers(bot.library), typer.echo)


def typed_answers(library: Library) -> Mapping[str, str]:
    """What a well-prepared member types, by the question's prompt."""
    answers: dict[str, str] = {}
    for chapter in library.chapters.values():
        for question_id, written in chapter.questions.items():
            if isinstance(written, NameQuestion):
                answers |= {
                    posed.prompt: posed.accepted[0]
                    for posed in pose(chapter, question_id, written)
                    if isinstance(posed, Named)
                }
    return answers
