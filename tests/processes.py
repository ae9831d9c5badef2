"""Clio as a process of its own, and how tests talk to it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.server import Sandbox

LIBRARY = Path(__file__).parent / "ui" / "library"
ROOM = "quiz-room"
CHAPTER = "treaties/leaving-the-war"


def environment_for(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """The variables of a Clio that plays in the sandbox and remembers in that folder."""
    return {
        **os.environ,
        "DISCORD_TOKEN": sandbox.token,
        "CLIO_DISCORD_API": sandbox.api_url,
        "CLIO_CONTENT_DIR": str(LIBRARY),
        "CLIO_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'clio.sqlite3'}",
    }


async def clio(environment: dict[str, str], *arguments: str) -> Process:
    """`python -m bot ...`"""
    return await _module(environment, "bot", *arguments)


async def _module(environment: dict[str, str], *arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environment, stdout=PIPE, stderr=PIPE
    )


class Starter:
    """Starts Clio as often as a test wants, and ends what is left."""

    def __init__(self, sandbox: Sandbox, environment: dict[str, str]) -> None:
        self._sandbox = sandbox
        self._environment = environment
        self._processes: list[Process] = []

    async def start(self, *module: str) -> Process:
        """A Clio that Discord sees online, begun by `bot run` or by another module."""
        process = await _module(self._environment, *(module or ("bot", "run")))
        self._processes.append(process)
        await self._sandbox.until(lambda: self._sandbox.world.online, timeout=60)
        return process

    async def kill(self, process: Process) -> None:
        """`kill -9`, and wait until Discord has noticed."""
        process.kill()
        await process.wait()
        await self._sandbox.until(lambda: not self._sandbox.world.online)

    async def end_all(self) -> None:
        for process in self._processes:
            if process.returncode is None:
                process.kill()
            await process.communicate()


async def card(sandbox: Sandbox, text: str, room: str | int = ROOM) -> Message:
    """The newest message in the quiz room with that text, as soon as it is there."""

    def found() -> Message | None:
        messages = reversed(sandbox.person("Ana").messages(room))
        return next((message for message in messages if text in transcript.plain(message)), None)

    return await sandbox.until(found, timeout=30)


def right_button(message: Message) -> str:
    """The custom_id of the button that is right in every question of the tests' library that has buttons."""
    buttons = [each for each in walk(message.components) if each["type"] == 2]
    return next(each["custom_id"] for each in buttons if each["label"] == "True" or "Brest" in each["label"])
