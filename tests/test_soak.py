"""Memory after many rounds is what it was after a few.

`CLIO_SOAK` sets how many times forty rounds are played after the first twenty; the default keeps the run short. More
than one also measures the whole process, with what C libraries take: that needs many rounds to settle.
"""

import asyncio
import os
import re
import shutil
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from itertools import count
from pathlib import Path
from tracemalloc import Filter, Snapshot

import pytest

from bot.sandbox import transcript
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, LIBRARY, Starter, card, environment_for, right_button

SOAK = int(os.environ.get("CLIO_SOAK", "1"))
AT_ONCE = 5
WARMING, ROUNDS = 20, 40 * SOAK
WARMING_ALL = 120
MEMBERS = 8
"""New ones in every round, as its channel is, so that whatever is kept for each of them is seen to grow."""

ROUNDS_A_RELOAD = 20

SLACK = 150_000 + 10_000 * (ROUNDS // ROUNDS_A_RELOAD)
"""In bytes of Python's objects: what is under way at one moment and not at another, and what a reload leaves aside for
good because it was under way then."""

SLACK_OF_ALL = 45_000_000
"""In bytes of the process: from 109 MB after 120 rounds it grew to 136 MB after 1,000, with SQLite's page caches and
malloc's, and no more."""

UNCOUNTED = (
    Filter(False, "*/discord/http.py"),  # a channel's rate limits, forgotten five minutes after the last request
    Filter(False, "*/aiohttp/*"),  # connections to Discord are kept open for fifteen seconds, sometimes a dozen more
    Filter(False, "*/aiosqlite/core.py"),  # each connection's thread holds what it has read last
)
STATUS = "/proc/{}/status"


class Game:
    """Rounds in a Clio of its own process, and reloads of its content."""

    def __init__(self, sandbox: Sandbox, library: Path) -> None:
        self.sandbox = sandbox
        self._library = library
        self._numbers = count(1)

    async def play(self, rounds: int) -> None:
        """So many rounds, some of them side by side, and the reloads between them."""
        for played in range(0, rounds, AT_ONCE):
            await asyncio.gather(*(self._round(next(self._numbers)) for _ in range(AT_ONCE)))
            if played % ROUNDS_A_RELOAD == 0:
                await self._reload(next(self._numbers))

    async def _round(self, number: int) -> None:
        """In a new channel and with new members, with what they look at afterwards."""
        channel = self.sandbox.world.add_channel(self.sandbox.guild, f"room-{number}")
        ana, mara = self.sandbox.person("Ana"), self.sandbox.person("Mara")
        people = [self.sandbox.add_person(f"Member {number}.{each}") for each in range(MEMBERS)]
        await ana.command("quiz start", chapter=CHAPTER, kinds="choice", questions=1, mode="hosted", channel=channel)
        await ana.command("quiz next", channel=channel)
        shown = await card(self.sandbox, "Question 1 of 1", channel.id)
        pressed = await asyncio.gather(*(each.press(shown, custom_id=right_button(shown)) for each in people))
        assert all("Locked in" in each.text for each in pressed)
        await ana.command("quiz next", channel=channel)
        await self.sandbox.until(lambda: "✅" in transcript.plain(shown), timeout=30)
        await ana.command("quiz next", channel=channel)
        await card(self.sandbox, "The round is over", channel.id)
        for path in ("review", "progress", "leaderboard", "fact", "settings"):
            told = await (mara if path == "settings" else people[0]).command(path, channel=channel)
            await told.completed(timeout=30)
        self.sandbox.world.delete_channel(channel)

    async def _reload(self, number: int) -> None:
        """With a chapter that says something new."""
        path = self._library / "treaties" / "leaving-the-war.yaml"
        path.write_text(re.sub(r"on the river Bug.*", f"on the river Bug, {number}.", path.read_text(encoding="utf-8")))
        told = await self.sandbox.person("Mara").command("content reload", channel="quiz-room")
        assert "**Changed** (1)" in transcript.plain(await told.completed(timeout=30))


@pytest.fixture
async def game(tmp_path: Path) -> AsyncGenerator[Game]:
    async with Sandbox(rate_limits=False) as sandbox:
        yield Game(sandbox, Path(shutil.copytree(LIBRARY, tmp_path / "library")))


@pytest.fixture
async def starter(game: Game, tmp_path: Path) -> AsyncGenerator[Starter]:
    environment = environment_for(game.sandbox, tmp_path) | {"CLIO_CONTENT_DIR": str(tmp_path / "library")}
    starting = Starter(game.sandbox, environment)
    yield starting
    await starting.end_all()


async def objects_of(process: Process, game: Game, told: Path) -> Snapshot:
    """What a traced Clio has made and not given back."""
    process.send_signal(signal.SIGUSR1)
    await game.sandbox.until(told.exists, timeout=60)
    found = Snapshot.load(str(told))
    told.unlink()  # noqa: ASYNC240 - nothing else goes on
    return found.filter_traces(UNCOUNTED)


def size_of(process: Process) -> int:
    """What the process has in memory, in bytes."""
    status = Path(STATUS.format(process.pid)).read_text(encoding="utf-8")
    return 1024 * int(status.split("VmRSS:")[1].split()[0])


async def test_what_rounds_and_reloads_leave_in_memory_does_not_grow(
    game: Game, starter: Starter, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    process = await starter.start("tests.traced", str(told))
    await game.play(WARMING)
    before = await objects_of(process, game, told)
    await game.play(ROUNDS)
    lines = (await objects_of(process, game, told)).compare_to(before, "lineno")
    assert sum(line.size_diff for line in lines) < SLACK, "\n".join(map(str, lines[:20]))


@pytest.mark.skipif(SOAK < 2, reason="the process needs many rounds to settle: set CLIO_SOAK")
@pytest.mark.skipif(not Path(STATUS.format("self")).exists(), reason="without /proc, nobody tells a process's size")
async def test_the_process_does_not_grow_with_rounds_and_reloads(game: Game, starter: Starter) -> None:
    process = await starter.start()
    await game.play(WARMING_ALL)
    before = size_of(process)
    await game.play(ROUNDS)
    assert size_of(process) < before + SLACK_OF_ALL
