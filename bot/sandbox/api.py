"""The REST API as an aiohttp handler: token, faults, rate limits, checks, then the noun's own function."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox import wire
from bot.sandbox.entities import Json
from bot.sandbox.errors import ApiError, unauthorized
from bot.sandbox.faults import Fault, Faults, Way
from bot.sandbox.files import Files
from bot.sandbox.interactions import Interactions
from bot.sandbox.journal import Request, Violation
from bot.sandbox.openapi import Description
from bot.sandbox.pulse import Pulse
from bot.sandbox.ratelimits import RateLimits, Verdict
from bot.sandbox.rest.calls import Answer, Call, Route, Upload
from bot.sandbox.rest.routes import all_routes
from bot.sandbox.world import World

BASE = "/api/v10"
REMEMBERED = 20_000
log = logging.getLogger(__name__)


class Api:
    def __init__(
        self,
        world: World,
        interactions: Interactions,
        files: Files,
        faults: Faults,
        limits: RateLimits,
        pulse: Pulse,
        token: str,
        description: Description | None,
    ) -> None:
        self.requests: list[Request] = []
        self.violations: list[Violation] = []
        self._world, self._interactions, self._files = world, interactions, files
        self._faults, self._limits, self._pulse = faults, limits, pulse
        self._authorization = f"Bot {token}"
        self._description = description
        self._routes = all_routes()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one request of the bot, and writes it down."""
        began = asyncio.get_running_loop().time()
        path = request.path.removeprefix(BASE)
        entry = Request(request.method, path, path, None, 0, began)
        try:
            route, parameters = self._routes.find(request.method, path)
            entry = replace(entry, route=route.template)
            body, uploads = await _body(request)
            entry = replace(entry, body=body, files=tuple(upload.filename for upload in uploads.values()))
            call = Call(self._world, self._interactions, self._files, parameters, request.query, body, uploads)
            response = await self._pass(request, route, path, call)
        except ApiError as error:
            response = _response(error.status, error.payload())
        self._write_down(replace(entry, status=response.status))
        return response

    def _write_down(self, entry: Request) -> None:
        self.requests.append(entry)
        if len(self.requests) > 2 * REMEMBERED:
            del self.requests[:REMEMBERED]
        self._pulse.beat()

    async def _pass(self, request: web.Request, route: Route, path: str, call: Call) -> web.StreamResponse:
        if route.needs_token and request.headers.get("Authorization") != self._authorization:
            raise unauthorized()
        fault = self._faults.next(request.method, route.template, path)
        if fault is not None and fault.way is Way.STATUS:
            return _response(fault.status, fault.payload(), fault.headers())
        verdict = self._limits.admit(route.name, call.parameters, counts_globally=route.needs_token)
        if verdict is not None and verdict.retry_after is not None:
            return _limited(verdict)
        if fault is None:
            return self._answered(route, call, verdict)
        return await self._struck(request, fault, route, call, verdict)

    async def _struck(
        self, request: web.Request, fault: Fault, route: Route, call: Call, verdict: Verdict | None
    ) -> web.StreamResponse:
        """A request whose answer is late or lost."""
        response = self._answered(route, call, verdict) if fault.happens else None
        if fault.way is Way.SLOW:
            await asyncio.sleep(fault.seconds)
        elif fault.way is Way.SILENCE:
            await fault.released.wait()
        elif request.transport is not None:
            request.transport.abort()
        return response or (
            _response(502, {"message": "502: Bad Gateway", "code": 0})
            if fault.way is Way.CUT
            else self._answered(route, call, verdict)
        )

    def _answered(self, route: Route, call: Call, verdict: Verdict | None) -> web.Response:
        headers = None if verdict is None else verdict.headers
        self._check(route, call)
        try:
            answer = route.handler(call)
        except ApiError as error:
            return _response(error.status, error.payload(), headers)
        except Exception:
            # A form so wrong that no check foresaw it: Discord says 500 as well. Written down, not hidden.
            log.exception("%s broke the stand-in", route.name)
            self.violations.append(Violation(route.method, route.template, "", "The stand-in broke on this."))
            return _response(500, {"message": "500: Internal Server Error", "code": 0}, headers)
        if answer is None:
            return web.Response(status=204, headers=headers)
        if isinstance(answer, Answer):
            return _response(answer.status, answer.payload, headers)
        return _response(200, answer, headers)

    def _check(self, route: Route, call: Call) -> None:
        if self._description is None:
            return
        for where, message in self._description.problems(route.method, route.template, call.body):
            self.violations.append(Violation(route.method, route.template, where, message))


def _limited(verdict: Verdict) -> web.Response:
    retry = round(verdict.retry_after or 0.0, 3)
    headers = {**verdict.headers, "Retry-After": f"{retry:.3f}", "Via": "1.1 google"}
    payload: Json = {
        "message": "You are being rate limited.",
        "retry_after": retry,
        "global": verdict.is_global,
    }
    return _response(429, payload, headers)


def _response(status: int, payload: Any, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(status=status, body=wire.encode(payload), content_type="application/json", headers=headers)


async def _body(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    """The JSON of a request and the files that came with it."""
    if not request.can_read_body:
        return None, {}
    if request.content_type == "multipart/form-data":
        return await _multipart(request)
    raw = await request.read()
    return (_json(raw) if raw else None), {}


async def _multipart(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    body: Any = None
    uploads: dict[int, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        raw = bytes(await part.read(decode=True))
        name = part.name or ""
        if name == "payload_json":
            body = _json(raw)
        elif name.startswith("files[") and name[6:-1].isdigit():
            uploads[int(name[6:-1])] = Upload(part.filename or "unknown", raw)
    return body, uploads


def _json(raw: bytes) -> Any:
    try:
        return wire.decode(raw)
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
