"""Kills and a full disk in mid-round: every acknowledged answer is in the store once, and the round goes on.

`CLIO_SOAK` sets how often the process is killed; the default keeps the run short.
"""

import asyncio
import os
import random
import resource
import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Status
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, ROOM, Starter, card, environment_for, right_button
from tests.rooms import Answer, Room

KILLS = int(os.environ.get("CLIO_SOAK", "3"))
ROOMS = 3
EARLY = 4
"""One kill in so many may come before anybody has answered, while the rounds are resumed."""


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox(rate_limits=False) as running:
        yield running


@pytest.fixture
async def starter(sandbox: Sandbox, tmp_path: Path) -> AsyncGenerator[Starter]:
    starting = Starter(sandbox, environment_for(sandbox, tmp_path))
    yield starting
    await starting.end_all()


async def press(player: Person, shown: Message) -> bool:
    """Whether the press was acknowledged."""
    exchange = await player.press(shown, custom_id=right_button(shown))
    return exchange.status is not Status.FAILED and "Locked in" in exchange.text


async def begin(sandbox: Sandbox) -> Message:
    ana = sandbox.person("Ana")
    await ana.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=300, channel=ROOM)
    await ana.command("quiz next", channel=ROOM)
    return await card(sandbox, "Question 1 of 1")


async def end(sandbox: Sandbox, shown: Message) -> str:
    ana = sandbox.person("Ana")
    await ana.command("quiz next", channel=ROOM)
    await sandbox.until(lambda: "✅" in transcript.plain(shown), timeout=30)
    await ana.command("quiz next", channel=ROOM)
    return transcript.plain(await card(sandbox, "The round is over"))


async def strike(
    sandbox: Sandbox, starter: Starter, rooms: Sequence[Room], *, is_answered: bool, after: float
) -> set[Answer]:
    """Start Clio and kill it while all rooms are played in, so many seconds after the start or the first answer.

    Gives what was acknowledged.
    """
    process = await starter.start()
    playing = asyncio.gather(*(room.play() for room in rooms))
    if is_answered:
        await sandbox.until(lambda: playing.done() or any(room.is_answered for room in rooms), timeout=30)
    await asyncio.sleep(after)
    await starter.kill(process)
    playing.cancel()
    with suppress(asyncio.CancelledError):
        await playing
    return {press.answer for room in rooms for press in room.take() if press.is_acknowledged}


def kept(folder: Path, query: str) -> list[tuple[int, ...]]:
    """What Clio's database has."""
    with closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        return database.execute(query).fetchall()


async def test_every_acknowledged_answer_survives_kills_at_random_moments(
    sandbox: Sandbox, starter: Starter, tmp_path: Path
) -> None:
    rooms = [Room(sandbox, f"room-{number}", random.Random(number)) for number in range(ROOMS)]
    rng = random.Random(1918)
    struck = [
        await strike(sandbox, starter, rooms, is_answered=number % EARLY != 0, after=rng.uniform(0, 1.5))
        for number in range(1, KILLS + 1)
    ]
    await starter.start()
    for room in rooms:
        await room.close()
    assert sum(map(bool, struck)) >= KILLS - KILLS // EARLY
    acknowledged = set[Answer]().union(*struck)
    stored = kept(tmp_path, "SELECT round_id, position, user_id FROM answers WHERE credit = 1")
    assert acknowledged <= set(stored)
    assert kept(tmp_path, "SELECT user_id FROM answers GROUP BY user_id HAVING count(*) > 1") == []
    scored = kept(tmp_path, "SELECT round_id, user_id FROM results WHERE points = 10")
    assert {(round_id, member) for round_id, _, member in acknowledged} <= set(scored)
    rounds = Counter(channel for (channel,) in kept(tmp_path, "SELECT channel_id FROM rounds"))
    with suppress(TimeoutError):
        await sandbox.until(lambda: final_cards(rooms) >= rounds)
    assert final_cards(rooms) == rounds
    assert kept(tmp_path, "SELECT id FROM rounds WHERE ended_at IS NULL") == []


def final_cards(rooms: Sequence[Room]) -> Counter[int]:
    """How many stand in each channel."""
    return Counter({room.channel.id: room.final_cards for room in rooms})


async def test_a_full_disk_refuses_answers_kindly_and_keeps_those_before(
    sandbox: Sandbox, starter: Starter, tmp_path: Path
) -> None:
    process = await starter.start()
    shown = await begin(sandbox)
    assert await press(sandbox.person("Ana"), shown)
    unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    refused = await sandbox.person("Ben").press(shown, custom_id=right_button(shown))
    await sandbox.until(lambda: "cannot reach its database" in refused.text, timeout=20)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
    assert await press(sandbox.person("Ben"), shown)
    final = await end(sandbox, shown)
    assert "🥇 **Ana** · 10 points" in final
    assert "🥇 **Ben** · 10 points" in final
