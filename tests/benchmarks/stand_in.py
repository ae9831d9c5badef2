"""A Discord that costs next to nothing, so that what is measured is the client: a gateway and a REST API that take
everything, check nothing, and note when an interaction was answered.
"""

import asyncio
import itertools
import time
from collections.abc import Iterator, Mapping
from typing import Any, Self

import orjson
from aiohttp import WSMsgType, web

from bot.sandbox.connection import Opcode, compressor
from tests.benchmarks import payloads
from tests.benchmarks.payloads import Json

GUILDS_AT_ONCE = 50
_DEFERRALS = frozenset({5, 6})


class StandIn:
    """Discord with a number of servers of ten channels each, on a free port of this machine."""

    def __init__(self, guilds: int) -> None:
        self.guilds = [payloads.guild(number) for number in range(guilds)]
        self.messages: dict[int, list[Json]] = {}
        self.greeted = asyncio.Event()
        self._answered: dict[str, asyncio.Future[float]] = {}
        self._ids = itertools.count(payloads.FIRST_ID)
        self._socket: web.WebSocketResponse | None = None
        self._send_frame = self._unsent
        self._sequence = 0
        self._commands: list[Json] = []
        self._runner = web.AppRunner(self._application(), access_log=None)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=2048)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/api"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def interact(self, payload: Json) -> float:
        """Send an interaction. Returns the seconds until it was answered; "thinking" is no answer yet."""
        id_ = next(self._ids)
        token = f"token-{id_}"
        done = self._answered[token] = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        await self._dispatch("INTERACTION_CREATE", payload | {"id": str(id_), "token": token})
        return await done - started

    async def until_messages(self, channel: int, text: str) -> Json:
        """The newest message of a channel that has a component whose custom_id begins so, as soon as it is there."""
        while True:
            for message in reversed(self.messages.get(channel, [])):
                if any(each.startswith(text) for each in custom_ids(message["components"])):
                    return message
            await asyncio.sleep(0.01)

    # -- the gateway ------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = self._socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        compress = compressor(request.query.get("compress"))

        async def send(frame: bytes) -> None:
            if compress is None:
                await socket.send_str(frame.decode())
            else:
                await socket.send_bytes(compress(frame))

        self._send_frame = send
        await self._send(Opcode.HELLO, {"heartbeat_interval": 41_250})
        async for frame in socket:
            if frame.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._receive(orjson.loads(frame.data))
        return socket

    async def _receive(self, frame: Json) -> None:
        if frame["op"] == Opcode.HEARTBEAT:
            await self._send(Opcode.HEARTBEAT_ACK, None)
        elif frame["op"] == Opcode.IDENTIFY:
            await self._dispatch("READY", payloads.ready(self.guilds, self._socket_url))
            for number, guild in enumerate(self.guilds, start=1):
                await self._dispatch("GUILD_CREATE", guild)
                if number % GUILDS_AT_ONCE == 0:
                    await asyncio.sleep(0)
            self.greeted.set()

    async def _dispatch(self, kind: str, payload: Json) -> None:
        self._sequence += 1
        await self._send(Opcode.DISPATCH, payload, self._sequence, kind)

    async def _send(self, opcode: int, payload: Any, sequence: int | None = None, kind: str | None = None) -> None:
        await self._send_frame(orjson.dumps({"op": opcode, "d": payload, "s": sequence, "t": kind}))

    async def _unsent(self, frame: bytes) -> None:
        raise RuntimeError("the bot is not connected")

    @property
    def _socket_url(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/socket"

    # -- REST -------------------------------------------------------------------------------------

    def _application(self) -> web.Application:
        application = web.Application()
        add = application.router.add_route
        add("GET", "/api/socket{end:/?}", self._gateway)
        add("GET", "/api/gateway", self._gateway_url)
        add("GET", "/api/gateway/bot", self._gateway_url)
        add("GET", "/api/users/@me", self._me)
        add("GET", "/api/oauth2/applications/@me", self._own_application)
        add("GET", "/api/applications/{id}/commands", self._read_commands)
        add("PUT", "/api/applications/{id}/commands", self._write_commands)
        add("POST", "/api/interactions/{id}/{token}/callback", self._call_back)
        add("POST", "/api/channels/{channel}/messages", self._post)
        add("PATCH", "/api/channels/{channel}/messages/{id}", self._edit)
        add("*", "/api/webhooks/{id}/{token}{rest:.*}", self._follow_up)
        return application

    async def _gateway_url(self, _: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 16}
        return _json({"url": self._socket_url, "shards": 1, "session_start_limit": limits})

    async def _me(self, _: web.Request) -> web.Response:
        return _json(payloads.BOT)

    async def _own_application(self, _: web.Request) -> web.Response:
        return _json(payloads.APPLICATION)

    async def _read_commands(self, _: web.Request) -> web.Response:
        return _json(self._commands)

    async def _write_commands(self, request: web.Request) -> web.Response:
        sent: list[Json] = orjson.loads(await request.read())
        self._commands = [
            {
                "id": str(next(self._ids)),
                "application_id": payloads.APPLICATION["id"],
                "version": "1",
                "type": 1,
                "description": "",
                "default_member_permissions": None,
            }
            | each
            for each in sent
        ]
        return _json(self._commands)

    async def _call_back(self, request: web.Request) -> web.Response:
        now = time.perf_counter()
        body: Json = orjson.loads(await request.read()) if request.content_type == "application/json" else {"type": 4}
        if body["type"] not in _DEFERRALS:
            self._note(request, now)
        if "with_response" not in request.query:
            return web.Response(status=204)
        message = self._keep(0, body.get("data") or {})
        interaction = {"id": request.match_info["id"], "type": 3, "response_message_id": message["id"]}
        return _json({"interaction": interaction, "resource": {"type": body["type"], "message": message}})

    def _note(self, request: web.Request, now: float) -> None:
        done = self._answered.pop(request.match_info["token"], None)
        if done is not None and not done.done():
            done.set_result(now)

    async def _post(self, request: web.Request) -> web.Response:
        channel = int(request.match_info["channel"])
        message = self._keep(channel, orjson.loads(await request.read()))
        self.messages.setdefault(channel, []).append(message)
        return _json(message)

    async def _edit(self, request: web.Request) -> web.Response:
        channel = int(request.match_info["channel"])
        message = self._keep(channel, orjson.loads(await request.read())) | {"id": request.match_info["id"]}
        self.messages.setdefault(channel, []).append(message)
        return _json(message)

    async def _follow_up(self, request: web.Request) -> web.Response:
        if request.method == "DELETE":
            return web.Response(status=204)
        self._note(request, time.perf_counter())
        return _json(self._keep(0, {}))

    def _keep(self, channel: int, content: Mapping[str, Any]) -> Json:
        return payloads.message(next(self._ids), channel, content)


def custom_ids(components: list[Json]) -> Iterator[str]:
    """Every custom_id in a message, from top to bottom."""
    for each in components:
        if "custom_id" in each:
            yield each["custom_id"]
        yield from custom_ids([*each.get("components", ()), *filter(None, [each.get("accessory")])])


def _json(payload: Any) -> web.Response:
    return web.Response(body=orjson.dumps(payload), content_type="application/json")
