"""Kills and a full disk in mid-round: every acknowledged answer is in the store once, and the round goes on.

`CLIO_SOAK` sets how often the process is killed; the default keeps the run short.
"""

import asyncio
import os
import random
import resource
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Status
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, ROOM, Starter, card, environment_for, right_button

KILLS = int(os.environ.get("CLIO_SOAK", "3"))
PLAYERS = 40


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


async def test_every_acknowledged_answer_survives_kills_at_random_moments(
    sandbox: Sandbox, starter: Starter, tmp_path: Path
) -> None:
    rng = random.Random(1918)
    players = [sandbox.add_person(f"Member {number}") for number in range(PLAYERS)]
    process = await starter.start()
    shown = await begin(sandbox)
    acknowledged: set[int] = set()
    for _ in range(KILLS):
        waiting = [player for player in players if player.id not in acknowledged] or players
        pressing = [asyncio.create_task(press(player, shown)) for player in waiting[: PLAYERS // 2]]
        await asyncio.sleep(rng.uniform(0, 0.4))
        await starter.kill(process)
        outcomes = await asyncio.gather(*pressing)
        acknowledged |= {player.id for player, was_told in zip(waiting, outcomes, strict=False) if was_told}
        process = await starter.start()
    final = await end(sandbox, shown)
    kept = sqlite3.connect(tmp_path / "clio.sqlite3")
    stored = [user for (user,) in kept.execute("SELECT user_id FROM answers")]
    kept.close()
    assert len(stored) == len(set(stored))
    assert acknowledged <= set(stored)
    assert "10 points" in final


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
