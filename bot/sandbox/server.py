"""The stand-in as one thing that is opened and closed: a server on 127.0.0.1, the world, and who lives in it."""

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from bot.sandbox.api import BASE, Api
from bot.sandbox.classmates import AnswerControls
from bot.sandbox.connection import Connection
from bot.sandbox.entities import Channel, Guild
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.journal import Request, Violation
from bot.sandbox.openapi import Description
from bot.sandbox.page import add_page
from bot.sandbox.people import Person
from bot.sandbox.pulse import Pulse
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.settlement import settle, settle_second
from bot.sandbox.wire import encode
from bot.sandbox.world import World

T = TypeVar("T")
Next = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOOK_AGAIN_SECONDS = 0.05
GUILDS_A_SHARD = 1000  # as many as Discord recommends
BACKLOG = 2048  # a thousand presses at once are as many connections
LARGEST_BODY = 60 * 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Sandbox:
    """Discord on this machine. `async with Sandbox() as sandbox:` opens it on a free port.

    `openapi` is the path of Discord's description: with it every request is checked, see `violations`.
    `identify_seconds` is how long a second login has to wait: five on Discord, and none here unless a test asks.
    Without `rate_limits` the headers are still there and nobody is refused, for tests that measure other things.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        openapi: Path | None = None,
        second_guild: str | None = None,
        rate_limits: bool = True,
        heartbeat_seconds: float = 41.25,
        answer_seconds: float = 3.0,
        identify_seconds: float = 0.0,
    ) -> None:
        if host not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError(f"The sandbox listens on this machine only, not on {host}.")
        self.token = f"sandbox.{secrets.token_urlsafe(24)}"
        self.world = World()
        self.faults = Faults()
        self.rate_limits = RateLimits(enforced=rate_limits)
        self.actions: dict[str, Callable[..., Awaitable[str]]] = {"cut": self._cut}
        self.pulse = Pulse(LOOK_AGAIN_SECONDS)
        self.files = Files(self.world.snowflakes)
        self.interactions = Interactions(self.world, answer_seconds=answer_seconds)
        self.gateway = Gateway(
            self.world,
            self.faults,
            self.token,
            heartbeat_seconds=heartbeat_seconds,
            identify_seconds=identify_seconds,
        )
        self.interactions.deliver = self.gateway.deliver
        self.guesses: list[str] = []  # what classmates write into forms
        self.answer_controls = AnswerControls()  # by which controls classmates answer
        self.content_path: str | None = None  # the folder that the page names as the place to edit
        self._host = host
        self._port = port
        self._people: dict[int, Person] = {}
        self._runner: web.AppRunner | None = None
        self._api = Api(
            self.world,
            self.interactions,
            self.files,
            self.faults,
            self.rate_limits,
            self.pulse,
            self.token,
            None if openapi is None else Description(openapi),
        )
        self.world.observe(lambda event: self.pulse.beat())
        self.guild: Guild = settle(self.world)
        if second_guild is not None:
            settle_second(self.world, self.guild, second_guild)

    # -- opening and closing ----------------------------------------------------------------------

    async def start(self) -> None:
        app = web.Application(middlewares=[self._guard], client_max_size=LARGEST_BODY)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get(f"{BASE}/gateway", self._where)
        app.router.add_get(f"{BASE}/gateway/bot", self._where)
        app.router.add_route("*", BASE + "/{rest:.*}", self._api.handle)
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._attachment)
        add_page(app, self)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, backlog=BACKLOG).start()
        self._port = self._runner.addresses[0][1]
        self.files.base_url = self._address
        self.gateway.url = self.gateway_url

    async def close(self) -> None:
        self.faults.clear()
        self.interactions.close()
        self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # -- addresses --------------------------------------------------------------------------------

    @property
    def _address(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def api_url(self) -> str:
        return f"{self._address}{BASE}"

    @property
    def gateway_url(self) -> str:
        return f"{self._address.replace('http', 'ws', 1)}/gateway"

    @property
    def page_url(self) -> str:
        return f"{self._address}/"

    # -- who and what is there --------------------------------------------------------------------

    @property
    def requests(self) -> list[Request]:
        """What the bot sent, oldest first; at least the newest 20,000."""
        return self._api.requests

    @property
    def violations(self) -> list[Violation]:
        """Where the bot's requests were not as Discord describes them."""
        return self._api.violations

    @property
    def people(self) -> list[Person]:
        """The members of the first guild, without bots."""
        return [self._person(member.user.id) for member in self.guild.members.values() if not member.user.bot]

    def person(self, who: str | int) -> Person:
        """A person by name or user id. Raises LookupError when there is none."""
        if isinstance(who, str):
            return self._person(self.world.find_member(who, self.guild).user.id)
        return self._person(who)

    def add_person(self, name: str) -> Person:
        """A new member of the first guild."""
        return self._person(self.world.add_member(name, guild=self.guild).user.id)

    def _person(self, user_id: int) -> Person:
        if user_id not in self._people:
            user = self.world.users[user_id]
            self._people[user_id] = Person(self.world, self.interactions, self.files, user)
        return self._people[user_id]

    def channel(self, name: str) -> Channel:
        """A channel or thread of the first guild, by its name."""
        return self.guild.channel(name)

    async def until(self, condition: Callable[[], T | None], timeout: float = 10) -> T:  # noqa: ASYNC109 - see Pulse
        """The first truthy value of `condition`, looked at at every change of the world and every request.

        Raises TimeoutError after `timeout` seconds.
        """
        return await self.pulse.until(condition, timeout)

    # -- serving ----------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Next) -> web.StreamResponse:
        """Lets in only who speaks to this very address, so that no other site in a browser can.

        A bot has no Origin; a page's must be the page's own.
        """
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        name, _, port = host.rpartition(":")
        if name not in LOOPBACK or port != str(self._port):
            return web.Response(status=403, text="This sandbox answers on its own address only.")
        for_bots = request.path.startswith(BASE) or request.path == "/gateway"
        if origin is not None and (for_bots or origin != f"http://{host}"):
            return web.Response(status=403, text="This sandbox answers its own page only.")
        return await handler(request)

    async def _where(self, request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/bot") and request.headers.get("Authorization") != f"Bot {self.token}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        payload: dict[str, object] = {"url": self.gateway_url}
        if request.path.endswith("/bot"):
            payload["shards"] = max(1, len(self.world.guilds) // GUILDS_A_SHARD)
            payload["session_start_limit"] = {
                "total": 1000,
                "remaining": 1000 - self.gateway.identified % 1000,
                "reset_after": 86_400_000,
                "max_concurrency": self.gateway.at_once,
            }
        return _json(payload)

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False, max_msg_size=0)
        await socket.prepare(request)
        await Connection(self.gateway, socket, request).run()
        return socket

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        """A file, as Discord's CDN gives it: never run by the browser that shows it."""
        parts = request.match_info
        found = self.files.find(int(parts["attachment_id"])) if parts["attachment_id"].isdigit() else None
        if found is None or str(found.channel_id) != parts["channel_id"] or found.filename != parts["filename"]:
            return web.Response(status=404, text="This content is no longer available.")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
        return web.Response(body=found.content, content_type=found.content_type, headers=headers)

    async def _cut(self, *_: object) -> str:
        """The action behind "cut the connection"."""
        cut = self.gateway.drop()
        return f"{cut} connections were cut." if cut != 1 else "The connection was cut."


def _json(payload: object, status: int = 200) -> web.Response:
    """As Discord writes it: clients compare the type as a whole, without any charset."""
    return web.Response(body=encode(payload), status=status, content_type="application/json")
