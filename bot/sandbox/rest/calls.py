"""One request of the bot on its way through the API: what came in, and what it is answered with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from bot.frozen import frozen
from bot.sandbox.entities import Channel, Guild, Json, Message
from bot.sandbox.errors import (
    ApiError,
    method_not_allowed,
    missing_access,
    missing_permissions,
    not_found,
    unknown,
)
from bot.sandbox.files import Files
from bot.sandbox.interactions import Interactions
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World


@frozen
class Upload:
    filename: str
    content: bytes


@frozen
class Answer:
    status: int
    payload: Any = None


Handled: TypeAlias = "Answer | Json | list[Json] | None"  # None is 204


@dataclass(slots=True)
class Call:
    """A request that found its route. `parameters` are the parts of the path, by name."""

    world: World
    interactions: Interactions
    files: Files
    parameters: dict[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: dict[int, Upload] = field(default_factory=dict[int, Upload])

    def number(self, name: str) -> int:
        """A snowflake out of the path; anything else is Discord's "is not snowflake"."""
        value = self.parameters[name]
        if not (value.isascii() and value.isdigit()):
            sentence = f'Value "{value}" is not snowflake.'
            errors = {name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": sentence}]}}
            raise ApiError(400, 50035, "Invalid Form Body", errors)
        return int(value)

    def form(self) -> Json:
        """The body, which must be an object."""
        body = self.body
        if not isinstance(body, dict):
            raise ApiError(400, 50109, "The request body contains invalid JSON.")
        return cast(Json, body)

    def application(self) -> None:
        """The application id in the path must be the bot's own."""
        if self.number("application_id") != self.world.application_id:
            raise ApiError(403, 20012, "You are not authorized to perform this action on this application")

    def guild(self) -> Guild:
        guild = self.world.guilds.get(self.number("guild_id"))
        if guild is None:
            raise unknown("Guild")
        if self.world.bot.id not in guild.members:
            raise missing_access()
        return guild

    def channel(self, *needed: Permission) -> Channel:
        """The channel in the path, which the bot must see and where it must have `needed`."""
        channel = self.world.channels.get(self.number("channel_id"))
        if channel is None:
            raise unknown("Channel")
        granted = self.world.permissions_of(self.world.bot.id, channel)
        if not granted & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not granted & permission for permission in needed):
            raise missing_permissions()
        return channel

    def message(self, channel: Channel) -> Message:
        message = channel.messages.get(self.number("message_id"))
        if message is None:
            raise unknown("Message")
        return message


Handler: TypeAlias = Callable[[Call], Handled]


@frozen
class Route:
    method: str
    template: str
    handler: Handler
    needs_token: bool = True

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


@dataclass(slots=True)
class _Node:
    literal: "dict[str, _Node]" = field(default_factory=dict[str, "_Node"])
    parameter: "tuple[str, _Node] | None" = None
    methods: dict[str, Route] = field(default_factory=dict[str, Route])


class Routes:
    """Finds the route of a path without trying them one by one."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, method: str, template: str, handler: Handler, *, needs_token: bool = True) -> None:
        node = self._root
        for part in template.strip("/").split("/"):
            if part.startswith("{"):
                node.parameter = node.parameter or (part[1:-1], _Node())
                node = node.parameter[1]
            else:
                node = node.literal.setdefault(part, _Node())
        node.methods[method] = Route(method, template, handler, needs_token)

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Raises 404 for a path that nobody has, 405 for one that has other methods."""
        node, parameters = self._root, dict[str, str]()
        for part in path.strip("/").split("/"):
            following = node.literal.get(part)
            if following is None and node.parameter is not None:
                name, following = node.parameter
                parameters[name] = part
            if following is None:
                raise not_found()
            node = following
        if not node.methods:
            raise not_found()
        route = node.methods.get(method)
        if route is None:
            raise method_not_allowed()
        return route, {key: parameters[key] for key in _names(route.template)}


def _names(template: str) -> list[str]:
    return [part[1:-1] for part in template.split("/") if part.startswith("{")]
