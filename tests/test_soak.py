"""Memory after many rounds is what it was after a few.

`CLIO_SOAK` sets how many times thirty rounds are played after the first ten; the default keeps the run short.
"""

import asyncio
import gc
import os
import random
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Sized
from itertools import count
from pathlib import Path
from typing import Any, cast

import discord.gateway
import discord.http
import pytest

from bot.sandbox import transcript
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, LIBRARY, right_button
from tests.ui.playing import Table

WARMING, ROUNDS = 10, 30 * int(os.environ.get("CLIO_SOAK", "1"))
AT_ONCE = 5
MEMBERS = 8
"""New ones in every round, so that whatever is kept for each of them is seen to grow."""

SLACK = 12
"""So many things of a kind may be on their way at any moment."""

PATIENCE_SECONDS = 30
FOREIGN_TASKS = ("RequestHandler.start",)
"""Those of the stand-in's own server, one for each connection."""

FOREIGN = ("bot.sandbox", "bot.content", "discord.http.Ratelimit")
FORGOTTEN_LATER = "clio.http._buckets"
"""What discord.py knows of each channel's rate limits, which it forgets five minutes after the last request."""


@pytest.fixture
async def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Table]:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", "unset")
    async with (
        Sandbox(rate_limits=False) as sandbox,
        Table(sandbox, LIBRARY, tmp_path / "clio.sqlite3", random.Random(5)) as running,
    ):
        yield running


async def play(table: Table, number: int) -> None:
    """A whole round, in a new channel and with new members, and what they look at afterwards."""
    channel = table.sandbox.world.add_channel(table.sandbox.guild, f"room-{number}")
    people = [table.sandbox.add_person(f"Member {number}.{each}") for each in range(MEMBERS)]
    await table.start_round(chapter=CHAPTER, kinds="choice", questions=1, mode="hosted", channel=channel.name)
    card = await table.shown("Question 1 of 1", channel.name)
    pressed = await asyncio.gather(*(each.press(card, custom_id=right_button(card)) for each in people))
    assert all("Locked in" in each.text for each in pressed)
    await table.next(channel.name)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    await table.next(channel.name)
    await table.shown("The round is over", channel.name)
    for path in ("review", "progress", "leaderboard", "settings" if number % 2 else "fact"):
        told = await (table.person("Mara") if path == "settings" else people[0]).command(path, channel=channel)
        await told.completed(timeout=30)
    table.sandbox.world.delete_channel(channel)


def living() -> Counter[str]:
    """How many things of ours and of discord.py's live, by their type."""
    gc.collect()
    kinds: list[type] = [type(each) for each in gc.get_objects()]
    named = (f"{kind.__module__}.{kind.__qualname__}" for kind in kinds)
    found = Counter(name for name in named if name.startswith(("bot.", "discord.")) and not name.startswith(FOREIGN))
    found.update(f"task {name}" for name in map(_coroutine, asyncio.all_tasks()) if name not in FOREIGN_TASKS)
    return found


def _coroutine(task: asyncio.Task[Any]) -> str:
    return str(getattr(task.get_coro(), "__qualname__", ""))


async def grown(before: Counter[str]) -> Counter[str]:
    """What there is more of than before, once everything that was on its way has had time to end."""
    least = living()
    for _ in range(PATIENCE_SECONDS):
        if not _more(before, least):
            break
        await asyncio.sleep(1)
        least &= living()
    return _more(before, least)


def _more(before: Counter[str], now: Counter[str]) -> Counter[str]:
    return Counter({name: number for name, number in now.items() if number > before[name] + SLACK})


def holdings(thing: Any) -> dict[str, int]:
    """The sizes of all that a client and what it holds have gathered, by where it stands."""
    sizes: dict[str, int] = {}
    seen: set[int] = set()

    def look(each: Any, where: str, depth: int) -> None:
        if id(each) in seen or depth > 6:
            return
        seen.add(id(each))
        if isinstance(each, dict | list | set | tuple):
            sizes[where] = len(cast(Sized, each))
        for name in _attributes(each):
            look(getattr(cast(object, each), name, None), f"{where}.{name}", depth + 1)

    look(thing, "clio", 0)
    return sizes


def _attributes(thing: Any) -> list[str]:
    kind = cast(type[object], type(thing))
    if not kind.__module__.startswith(("bot.", "discord.")) or kind.__module__.startswith(FOREIGN):
        return []
    slots = [name for each in kind.__mro__ for name in getattr(each, "__slots__", ())]
    return [*vars(thing), *slots] if hasattr(thing, "__dict__") else slots


async def play_all(table: Table, numbers: Iterator[int], rounds: int) -> None:
    """So many rounds, some of them side by side."""
    for _ in range(rounds // AT_ONCE):
        await asyncio.gather(*(play(table, next(numbers)) for _ in range(AT_ONCE)))


async def test_what_rounds_leave_in_memory_does_not_grow(table: Table) -> None:
    numbers = count(1)
    await play_all(table, numbers, WARMING)
    await asyncio.sleep(1)
    things, sizes = living(), holdings(table.clio)
    await play_all(table, numbers, ROUNDS)
    assert await grown(things) == Counter()
    longer = {where: size for where, size in holdings(table.clio).items() if size > sizes.get(where, 0) + SLACK}
    assert longer.keys() <= {FORGOTTEN_LATER}
