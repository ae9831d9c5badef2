"""The page's own doors in the sandbox: its files, who one can be, uploads, the workshop and the websocket."""

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import web

from bot.sandbox.classmates import classmates_answer
from bot.sandbox.entities import Attachment, Json
from bot.sandbox.folder import open_folder
from bot.sandbox.payloads import attachment_json
from bot.sandbox.people import Person, Refused
from bot.sandbox.window import Window, member_of

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

FILES = Path(__file__).parent / "page"
LARGEST_UPLOAD = 10 * 1024 * 1024
LONGEST_NAME = 32
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def add_page(app: web.Application, sandbox: "Sandbox") -> None:
    """Adds the page's routes, and headers that let a browser load nothing from elsewhere."""
    page = Page(sandbox)
    app.on_response_prepare.append(_add_headers)
    app.router.add_get("/", page.index)
    app.router.add_static("/page/static", FILES)
    app.router.add_get("/page/members", page.members)
    app.router.add_post("/page/members", page.add_member)
    app.router.add_post("/page/attachments", page.upload)
    app.router.add_post("/page/actions/{name}", page.act)
    app.router.add_get("/page/socket", page.socket)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers["Cache-Control"] = "no-cache"


def _answer(text: str, *, ok: bool = True, status: int = 200) -> web.Response:
    return web.json_response({"ok": ok, "text": text}, status=status)


class Page:
    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox
        self.uploads: dict[int, Attachment] = {}
        self.rng = random.Random()  # noqa: S311 - simulated members guess, nothing is secret

    async def index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(FILES / "index.html")

    async def members(self, request: web.Request) -> web.Response:
        return web.json_response([member_of(person, self.sandbox) for person in self.sandbox.people])

    async def add_member(self, request: web.Request) -> web.Response:
        name = str((await _json(request)).get("name", "")).strip()
        if not 0 < len(name) <= LONGEST_NAME:
            return _answer(f"A name has 1 to {LONGEST_NAME} characters.", ok=False, status=400)
        return web.json_response(member_of(self.sandbox.add_person(name), self.sandbox))

    async def upload(self, request: web.Request) -> web.Response:
        person = self._person(request.query.get("as"))
        field = (await request.post()).get("file")
        if not isinstance(field, web.FileField):
            return _answer("Choose a file first.", ok=False, status=400)
        content = field.file.read(LARGEST_UPLOAD + 1)
        if len(content) > LARGEST_UPLOAD:
            return _answer("The file is larger than 10 MB, which is Discord's limit.", ok=False, status=413)
        attachment = person.upload(field.filename, content)
        self.uploads[attachment.id] = attachment
        return web.json_response(attachment_json(attachment))

    async def act(self, request: web.Request) -> web.Response:
        body = await _json(request)
        name = request.match_info["name"]
        try:
            return _answer(await self._perform(name, body))
        except Refused as refusal:
            return _answer(str(refusal), ok=False)

    async def _perform(self, name: str, body: Json) -> str:
        if name == "classmates":
            return await self._classmates(body)
        if action := self.sandbox.actions.get(name):
            return await action()
        if name == "open" and self.sandbox.content_path:
            return await open_folder(self.sandbox.content_path)
        raise Refused("The bot was not started by the sandbox, so this button has nothing to work on.")

    async def _classmates(self, body: Json) -> str:
        channel = self.sandbox.world.channels.get(int(body.get("channel_id") or 0))
        if channel is None:
            raise Refused("Open a channel first.")
        person = self._person(body.get("as"))
        if action := self.sandbox.actions.get("classmates"):
            return await action(person, channel)
        return await classmates_answer(self.sandbox, person, channel, self.rng)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        if "Origin" not in request.headers:
            raise web.HTTPForbidden(text="The sandbox's socket is for its own page.")
        person = self._person(request.query.get("as"))
        socket = web.WebSocketResponse(heartbeat=30, max_msg_size=1024 * 1024)
        await socket.prepare(request)
        await Window(self.sandbox, person, self.uploads).serve(socket)
        return socket

    def _person(self, user_id: str | None) -> Person:
        """The person of that id; the first one where the id is not known, as after a restart."""
        people = self.sandbox.people
        return next((person for person in people if str(person.id) == user_id), people[0])


async def _json(request: web.Request) -> Json:
    """The body; only `application/json`, which no other site can send without being asked first."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    try:
        body: Any = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text="The body is not JSON.") from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="The body is not an object.")
    return cast(Json, body)
