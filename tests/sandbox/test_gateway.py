"""The gateway: the real client through its troubles, and raw sockets for what no client would do."""

import asyncio
import time
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import zstandard

from bot.sandbox import wire
from bot.sandbox.entities import Event, Guild
from bot.sandbox.exchanges import Status
from bot.sandbox.server import Sandbox
from bot.sandbox.settlement import settle_many
from bot.sandbox.snowflakes import shard_of
from tests.sandbox.barebot import BareBot, ShardedBot, discord, opened, running

GUILDS, MESSAGES = 1 << 0, 1 << 9


def echoing() -> BareBot:
    bot = BareBot()

    @bot.tree.command(description="Echo")
    async def echo(interaction: discord.Interaction[Any], word: str) -> None:
        await interaction.response.send_message(word)

    return bot


async def test_a_cut_connection_is_resumed_and_what_was_missed_is_heard() -> None:
    async with opened() as sandbox, running(sandbox, echoing()) as bot:
        assert await sandbox.actions["cut"]() == "The connection was cut."
        missed = await sandbox.person("Ana").command("echo", word="missed")
        assert (missed.status, missed.text) == (Status.ANSWERED, "missed")
        assert sandbox.gateway.resumed == 1
        assert sandbox.gateway.identified == 1
        assert bot.count("RESUMED") == 1


async def test_a_reconnect_request_leads_to_a_resume() -> None:
    async with opened() as sandbox, running(sandbox, echoing()) as bot:
        sandbox.gateway.ask_reconnect()
        await sandbox.until(lambda: bot.count("RESUMED") == 1)
        assert (await sandbox.person("Ana").command("echo", word="still here")).text == "still here"


async def test_a_resumable_invalid_session_is_resumed_and_another_begun_anew() -> None:
    async with opened() as sandbox, running(sandbox, echoing()) as bot:
        sandbox.gateway.invalidate(resumable=True)
        await sandbox.until(lambda: bot.count("RESUMED") == 1)
        sandbox.gateway.invalidate(resumable=False)
        await sandbox.until(lambda: bot.count("READY") == 2)
        assert (await sandbox.person("Ana").command("echo", word="again")).text == "again"


async def test_a_refused_resume_begins_a_new_session() -> None:
    async with opened() as sandbox, running(sandbox, echoing()) as bot:
        sandbox.faults.refuse_resumes = 1
        sandbox.faults.drop_gateway()
        await sandbox.until(lambda: bot.count("READY") == 2)
        assert bot.count("RESUMED") == 0
        sandbox.faults.drop_gateway(resumable=False)
        await sandbox.until(lambda: bot.count("READY") == 3)


async def test_a_client_whose_heartbeats_are_not_answered_comes_back_by_itself() -> None:
    bot = BareBot(heartbeat_timeout=0.3)
    async with Sandbox(heartbeat_seconds=0.15) as sandbox, running(sandbox, bot):
        sandbox.faults.mute_heartbeats = True
        await sandbox.until(lambda: sandbox.gateway.resumed == 1)
        sandbox.faults.mute_heartbeats = False
        await sandbox.until(lambda: bot.count("RESUMED") == 1)


async def test_the_world_says_whether_the_bot_is_there() -> None:
    async with opened() as sandbox:
        heard: list[bool] = []
        stop = sandbox.world.observe(
            lambda event: heard.append(event.payload["online"]) if event.kind == "SANDBOX_BOT" else None
        )
        async with running(sandbox, echoing()):
            assert sandbox.world.online
        await sandbox.until(lambda: not sandbox.world.online)
        stop()
        assert heard == [True, False]


async def test_without_a_bot_a_command_fails_at_once() -> None:
    async with opened() as sandbox:
        async with running(sandbox, echoing()):
            pass
        # As long as its session could be resumed, Discord would wait for it.
        sandbox.faults.drop_gateway(resumable=False)
        exchange = await sandbox.person("Ana").command("echo", word="anyone?")
        assert (exchange.status, exchange.failure) == (Status.FAILED, "The application did not respond")


# -- raw sockets ----------------------------------------------------------------------------------


class Socket:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse, unpack: Any = None) -> None:
        self.socket = socket
        self.unpack = unpack

    async def send(self, op: int, payload: Any) -> None:
        await self.socket.send_bytes(wire.encode({"op": op, "d": payload}))

    async def receive(self) -> Any:
        frame = await self.socket.receive(timeout=5)
        if frame.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING):
            return {"close": self.socket.close_code}
        return wire.decode(self.unpack(frame.data) if self.unpack else frame.data)

    async def until(self, kind: str) -> Any:
        while True:
            frame = await self.receive()
            if frame.get("t") == kind or "close" in frame:
                return frame

    async def identify(self, token: str, intents: int = GUILDS, **more: Any) -> None:
        properties = {"os": "linux", "browser": "test", "device": "test"}
        await self.send(2, {"token": token, "intents": intents, "properties": properties, **more})


@asynccontextmanager
async def connected(sandbox: Sandbox, query: str = "", unpack: Any = None) -> AsyncGenerator[Socket]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json{query}") as socket,
    ):
        raw = Socket(socket, unpack)
        assert (await raw.receive())["op"] == 10
        yield raw


@pytest.mark.parametrize(
    ("op", "payload", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"intents": 1 << 40}, 4013),
        (2, {"intents": 1 << 1}, 4014),
        (2, {"intents": 1 << 15}, 4014),
        (2, {"intents": 1, "shard": [2, 2]}, 4010),
        (3, {"status": "online"}, 4003),
        (99, None, 4001),
    ],
)
async def test_a_wrong_beginning_is_closed_with_discords_code(op: int, payload: Any, code: int) -> None:
    async with Sandbox() as sandbox, connected(sandbox) as socket:
        if op == 2 and "token" not in payload:
            payload = {**payload, "token": sandbox.token}
        await socket.send(op, payload)
        assert await socket.receive() == {"close": code}


async def test_frames_that_are_no_json_and_second_logins_are_closed() -> None:
    async with Sandbox() as sandbox:
        async with connected(sandbox) as socket:
            await socket.socket.send_str("{")
            assert await socket.receive() == {"close": 4002}
        async with connected(sandbox) as socket:
            await socket.identify(sandbox.token)
            await socket.identify(sandbox.token)
            assert await socket.until("never") == {"close": 4005}


async def test_a_session_is_not_resumed_with_a_number_from_the_future_or_an_unknown_name() -> None:
    async with Sandbox() as sandbox:
        async with connected(sandbox) as socket:
            await socket.identify(sandbox.token)
            ready = await socket.until("READY")
        name = ready["d"]["session_id"]
        session = sandbox.gateway.sessions.get(name)
        assert session is None or session.connection is not None
        async with connected(sandbox) as socket:
            await socket.send(6, {"token": sandbox.token, "session_id": "unknown", "seq": 1})
            assert await socket.receive() == {"op": 9, "d": False, "s": None, "t": None}
        async with connected(sandbox) as kept, connected(sandbox) as socket:
            await kept.identify(sandbox.token)
            name = (await kept.until("READY"))["d"]["session_id"]
            await socket.send(6, {"token": sandbox.token, "session_id": name, "seq": 99})
            assert await socket.receive() == {"close": 4007}


async def test_too_many_frames_in_a_minute_are_closed() -> None:
    async with Sandbox() as sandbox, connected(sandbox) as socket:
        for _ in range(121):
            await socket.send(1, None)
        assert await socket.until("never") == {"close": 4008}


async def test_a_client_without_heartbeats_is_closed() -> None:
    async with Sandbox(heartbeat_seconds=0.05) as sandbox, connected(sandbox) as socket:
        await socket.identify(sandbox.token)
        assert await socket.until("never") == {"close": 4009}


async def test_every_compression_carries_the_same_events() -> None:
    inflate = zlib.decompressobj()
    unzst = zstandard.ZstdDecompressor().decompressobj()
    ways: list[tuple[str, Any]] = [
        ("", None),
        ("&compress=zlib-stream", inflate.decompress),
        ("&compress=zstd-stream", unzst.decompress),
    ]
    async with Sandbox() as sandbox:
        for query, unpack in ways:
            async with connected(sandbox, query, unpack) as socket:
                await socket.identify(sandbox.token)
                assert (await socket.until("READY"))["d"]["v"] == 10
                assert (await socket.until("GUILD_CREATE"))["d"]["name"] == "History study group"


async def test_each_shard_hears_of_its_own_guilds_only() -> None:
    async with Sandbox() as sandbox:
        guilds = settle_many(sandbox.world, 8, channels=1)
        async with connected(sandbox) as first, connected(sandbox) as second:
            heard: list[set[int]] = []
            for shard, socket in enumerate((first, second)):
                await socket.identify(sandbox.token, shard=[shard, 2])
                ready = await socket.until("READY")
                heard.append({int(guild["id"]) for guild in ready["d"]["guilds"]})
            assert heard[0] | heard[1] == {guild.id for guild in [*guilds, sandbox.guild]}
            assert all(shard_of(guild, 2) == shard for shard in (0, 1) for guild in heard[shard])


async def test_a_client_with_several_shards_hears_of_every_guild_and_answers_in_each() -> None:
    async with opened() as sandbox:
        guilds = settle_on_both_shards(sandbox)
        async with running(sandbox, ShardedBot(shard_count=2)) as bot:
            assert sandbox.gateway.shards == {(0, 2), (1, 2)}
            assert {guild.id for guild in bot.guilds} == {guild.id for guild in guilds}


async def test_a_client_asks_how_many_shards_it_is_to_have() -> None:
    async with opened() as sandbox, running(sandbox, ShardedBot()) as bot:
        assert (bot.shard_count, sandbox.gateway.shards) == (1, {(0, 1)})


async def test_direct_messages_come_to_the_first_shard() -> None:
    async with Sandbox() as sandbox, connected(sandbox) as first, connected(sandbox) as second:
        for shard, socket in enumerate((first, second)):
            await socket.identify(sandbox.token, shard=[shard, 2])
            await socket.until("READY")
        assert sandbox.gateway.deliver(Event("INTERACTION_CREATE", {"id": "1"}, None))
        assert (await first.until("INTERACTION_CREATE"))["d"] == {"id": "1"}
        await second.send(1, None)
        while (frame := await second.receive())["op"] != 11:
            assert frame["t"] != "INTERACTION_CREATE"


async def test_a_second_login_that_comes_too_early_is_invalid_and_later_works() -> None:
    async with Sandbox(identify_seconds=0.3) as sandbox, connected(sandbox) as first, connected(sandbox) as second:
        await first.identify(sandbox.token, shard=[0, 2])
        await first.until("READY")
        await second.identify(sandbox.token, shard=[1, 2])
        assert await second.receive() == {"op": 9, "d": False, "s": None, "t": None}
        await asyncio.sleep(0.3)
        await second.identify(sandbox.token, shard=[1, 2])
        assert (await second.until("READY"))["d"]["shard"] == [1, 2]


async def test_more_servers_than_one_shard_may_have_need_sharding() -> None:
    async with Sandbox() as sandbox:
        settle_many(sandbox.world, 2500, channels=0)
        async with connected(sandbox) as socket:
            await socket.identify(sandbox.token)
            assert await socket.until("READY") == {"close": 4011}


def settle_on_both_shards(sandbox: Sandbox) -> list[Guild]:
    """Guilds until both of two shards have one."""
    guilds = [sandbox.guild]
    while len({shard_of(guild.id, 2) for guild in guilds}) < 2:
        time.sleep(0.001)
        guilds += settle_many(sandbox.world, 1, channels=1)
    return guilds


async def test_messages_are_heard_only_by_who_asked_and_without_their_content() -> None:
    async with Sandbox() as sandbox, connected(sandbox) as quiet, connected(sandbox) as curious:
        await quiet.identify(sandbox.token, GUILDS)
        await curious.identify(sandbox.token, GUILDS | MESSAGES)
        for socket in (quiet, curious):
            await socket.until("GUILD_CREATE")
        sandbox.person("Ana").say("general", "a secret")
        channel = sandbox.world.add_channel(sandbox.guild, "new")
        heard = await curious.until("MESSAGE_CREATE")
        assert (heard["d"]["content"], heard["d"]["author"]["global_name"]) == ("", "Ana")
        assert (await quiet.receive())["d"]["id"] == str(channel.id)


async def test_two_sockets_on_a_session_leave_the_newer_one() -> None:
    async with Sandbox() as sandbox, connected(sandbox) as old, connected(sandbox) as new:
        await old.identify(sandbox.token)
        ready = await old.until("READY")
        await old.until("GUILD_CREATE")
        await new.send(6, {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": ready["s"]})
        assert (await new.receive())["t"] == "GUILD_CREATE"
        assert (await new.receive())["t"] == "RESUMED"
        assert (await old.until("never"))["close"] in (1006, None)
        await asyncio.sleep(0)
        assert sandbox.gateway.connected == 1
