"""Two processes share the work on one PostgreSQL database: one is killed and comes back, the other goes on."""

import asyncio
import random
import time
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Status
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.settlement import settle_second
from bot.sandbox.snowflakes import shard_of
from tests.databases import ON_POSTGRESQL, rows_of
from tests.processes import CHAPTER, ROOM, card, clio, environment_for, right_button

PLAYERS = 30
ALL = {(0, 2), (1, 2)}

pytestmark = ON_POSTGRESQL


class Pair:
    """Two processes, each with one of two shards, and a quiz room on each."""

    def __init__(self, sandbox: Sandbox, environment: dict[str, str]) -> None:
        self.sandbox = sandbox
        self._environment = environment
        self.processes: dict[int, Process] = {}
        self.rooms = _rooms_by_shard(sandbox)

    async def start(self, *shards: int) -> None:
        """Start processes and wait until Discord sees them."""
        for shard in shards:
            self.processes[shard] = await clio(self._environment, "run", "--shards", f"{shard}/2")
        await self.sandbox.until(lambda: self.sandbox.gateway.shards == ALL, timeout=60)

    async def kill(self, shard: int) -> None:
        self.processes[shard].kill()
        await self.processes[shard].wait()
        await self.sandbox.until(lambda: self.sandbox.gateway.shards == ALL - {(shard, 2)})

    async def begin(self, shard: int) -> Message:
        """A round on that shard, with its question open for long."""
        ana, room = self.sandbox.person("Ana"), self.rooms[shard]
        await ana.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=300, channel=room)
        await ana.command("quiz next", channel=room)
        return await card(self.sandbox, "Question 1 of 1", room)

    async def end(self, shard: int, shown: Message) -> str:
        """The final table of the round on that shard."""
        ana, room = self.sandbox.person("Ana"), self.rooms[shard]
        await ana.command("quiz next", channel=room)
        await self.sandbox.until(lambda: "✅" in transcript.plain(shown), timeout=30)
        await ana.command("quiz next", channel=room)
        return transcript.plain(await card(self.sandbox, "The round is over", room))

    async def end_all(self) -> None:
        for process in self.processes.values():
            if process.returncode is None:
                process.kill()
            await process.communicate()


@pytest.fixture
async def pair(tmp_path: Path, database_url: str) -> AsyncGenerator[Pair]:
    async with Sandbox(rate_limits=False) as sandbox:
        environment = environment_for(sandbox, tmp_path) | {"CLIO_DATABASE_URL": database_url}
        both = Pair(sandbox, environment)
        try:
            yield both
        finally:
            await both.end_all()


async def test_what_one_of_two_processes_had_acknowledged_is_kept_and_the_other_goes_on(
    pair: Pair, database_url: str
) -> None:
    await pair.start(0, 1)
    shown = {shard: await pair.begin(shard) for shard in (0, 1)}
    players = {shard: _members(pair, shard) for shard in (0, 1)}
    acknowledged = {0: set[int](), 1: set[int]()}
    for shard in (1, 0):
        pressing = {each: [asyncio.create_task(_press(who, shown[each])) for who in players[each]] for each in (0, 1)}
        await asyncio.sleep(random.Random(shard).uniform(0.05, 0.4))
        await pair.kill(shard)
        for each in (0, 1):
            acknowledged[each] |= {member for member in await asyncio.gather(*pressing[each]) if member is not None}
        other = 1 - shard
        assert acknowledged[other] == {player.id for player in players[other]}
        await pair.start(shard)
    for shard in (0, 1):
        assert await _press(pair.sandbox.person("Ben"), shown[shard]) is not None
        assert "10 points" in await pair.end(shard, shown[shard])
    stored = await rows_of(database_url, "SELECT guild_id, user_id FROM answers JOIN rounds ON rounds.id = round_id")
    assert len(stored) == len(set(stored))
    for shard in (0, 1):
        assert acknowledged[shard] <= {user for guild, user in stored if shard_of(guild, 2) == shard}
    assert await rows_of(database_url, "SELECT id FROM rounds WHERE ended_at IS NULL") == []


async def test_each_process_leads_the_rounds_of_its_own_servers_alone(pair: Pair) -> None:
    await pair.start(0, 1)
    for shard in (0, 1):
        await pair.begin(shard)
    await pair.kill(1)
    await pair.start(1)
    for shard in (0, 1):
        again = await pair.sandbox.person("Ben").command("quiz start", chapter=CHAPTER, channel=pair.rooms[shard])
        assert "already running" in again.text
        ended = await pair.sandbox.person("Mara").command("quiz stop", channel=pair.rooms[shard])
        assert ended.status is not Status.FAILED
        messages = pair.sandbox.person("Ana").messages(pair.rooms[shard])
        assert sum("Question 1 of 1" in transcript.plain(message) for message in messages) == 1


async def test_a_second_process_for_the_same_shard_ends_with_a_message(
    pair: Pair, tmp_path: Path, database_url: str
) -> None:
    await pair.start(0, 1)
    environment = environment_for(pair.sandbox, tmp_path) | {"CLIO_DATABASE_URL": database_url, "CLIO_SHARDS": "1/2"}
    third = await clio(environment, "run")
    _, told = await third.communicate()
    assert third.returncode == 2
    assert "it serves shard 1 of 2" in told.decode()
    assert pair.sandbox.gateway.shards == ALL


async def test_the_commands_are_sent_by_the_process_of_the_first_shard(pair: Pair) -> None:
    await pair.start(0, 1)
    sent = [request for request in pair.sandbox.requests if request.method == "PUT" and "/commands" in request.path]
    assert len(sent) == 1


async def _press(player: Person, shown: Message) -> int | None:
    """The player, when the press was acknowledged."""
    exchange = await player.press(shown, custom_id=right_button(shown))
    return player.id if exchange.status is not Status.FAILED and "Brest" in exchange.text else None


def _members(pair: Pair, shard: int) -> list[Person]:
    """New people in the server on that shard."""
    world = pair.sandbox.world
    guild = world.guilds[world.channels[pair.rooms[shard]].guild_id or 0]
    return [
        pair.sandbox.person(world.add_member(f"Member {shard} {number}", guild=guild).user.id)
        for number in range(PLAYERS)
    ]


def _rooms_by_shard(sandbox: Sandbox) -> dict[int, int]:
    """The quiz rooms of two servers with the same people, one on each shard."""
    guilds = [sandbox.guild]
    while len({shard_of(guild.id, 2) for guild in guilds}) < 2:
        time.sleep(0.001)  # ids of the same millisecond belong to the same shard
        guilds.append(settle_second(sandbox.world, sandbox.guild, "The other group"))
    return {shard_of(guild.id, 2): guild.channel(ROOM).id for guild in guilds}
