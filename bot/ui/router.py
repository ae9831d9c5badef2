"""Buttons, selects and modals find their way by custom_id, so that they work after a restart and on any old message.

A custom_id is `clio:<route>` and whatever the route needs, joined by colons. Clio keeps no view of any message in
memory.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import discord

from bot.errors import UserError
from bot.frozen import frozen
from bot.service.rounds import Player
from bot.ui import doors, incoming
from bot.ui.render import notices

PREFIX = "clio"
LONGEST_NUMBER = 20
"""No id of Discord has more digits."""


class NotOffered(UserError):
    """Something was selected that no card of Clio's offers."""

    def __init__(self) -> None:
        super().__init__("That is not among the choices. Open the card again, and choose from its list.")


@frozen
class Pressed:
    """One use of a control, with the parts of its custom_id after the route."""

    interaction: discord.Interaction
    parts: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """What was selected. Whether it was offered, the route has to look."""
        values = _listed(_data(self.interaction).get("values"))
        return tuple(_plain(value) for value in values if isinstance(value, str))

    @property
    def fields(self) -> Mapping[str, str]:
        """What a modal's text inputs were filled with, by their custom_id."""
        return dict(_fields(_data(self.interaction)))

    @property
    def player(self) -> Player:
        """Who used the control, with the roles that Discord sends along."""
        user = self.interaction.user
        roles = user.roles if isinstance(user, discord.Member) else []
        known = [role for role in roles if role]  # discord.py lists None for a server that it has not heard of yet
        return Player(user.id, user.display_name, frozenset(role.id for role in known))

    @property
    def chosen(self) -> str:
        """The one thing that was selected. Raises `NotOffered`."""
        if len(self.values) != 1:
            raise NotOffered
        return self.values[0]

    @property
    def chosen_numbers(self) -> tuple[int, ...]:
        """What was selected, as numbers. Raises `NotOffered`."""
        if not all(value.isdecimal() and len(value) <= LONGEST_NUMBER for value in self.values):
            raise NotOffered
        return tuple(int(value) for value in self.values)

    def numbers(self) -> tuple[int, ...]:
        """The parts as numbers."""
        return tuple(int(part) for part in self.parts)


@frozen
class Route:
    """A control's name, the pattern of its parts, and what its use does."""

    name: str
    parts: re.Pattern[str]
    act: Callable[[Pressed], Awaitable[None]]


def custom_id(route: str, *parts: object) -> str:
    """The custom_id of a control. At most 100 characters, which is Discord's limit."""
    text = ":".join((PREFIX, route, *(str(part) for part in parts)))
    if len(text) > 100:
        raise ValueError(f"custom_id {text!r} is longer than 100 characters")
    return text


class Router:
    """All routes of the program. `prepare` is awaited before each use of a control."""

    def __init__(
        self, routes: Iterable[Route], prepare: Callable[[discord.Interaction], Awaitable[None]] | None = None
    ) -> None:
        self._routes = {route.name: route for route in routes}
        self._prepare = prepare

    async def dispatch(self, interaction: discord.Interaction) -> None:
        """Answer the use of a control. One that no route knows is answered kindly."""
        doors.begin(interaction, ephemeral=True)
        try:
            incoming.check_sender(interaction)
            if self._prepare is not None:
                await self._prepare(interaction)
            await self._act(interaction)
        except Exception as error:  # a door: whatever happened, somebody waits for an answer
            await doors.explain(interaction, error)
        finally:
            await doors.settle(interaction)

    async def _act(self, interaction: discord.Interaction) -> None:
        prefix, _, rest = str(_data(interaction).get("custom_id", "")).partition(":")
        name, _, parts = rest.partition(":")
        route = self._routes.get(name) if prefix == PREFIX else None
        if route is None or not route.parts.fullmatch(parts):
            await doors.reply(interaction, notices.refusal("This control belongs to another version of Clio."))
            return
        split = tuple(parts.split(":")) if parts else ()
        await route.act(Pressed(interaction, split))


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], interaction.data or {})


def _fields(data: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for row in _mappings(_listed(data.get("components"))):
        for field in _mappings([row.get("component"), *_listed(row.get("components"))]):
            name, value = field.get("custom_id"), field.get("value")
            if isinstance(name, str) and isinstance(value, str):
                yield name, _plain(value)


def _plain(text: str) -> str:
    """Without the one character that no database keeps."""
    return text.replace("\0", "")


def _listed(value: object) -> Sequence[object]:
    return cast(Sequence[object], value) if isinstance(value, list) else ()


def _mappings(values: Iterable[object]) -> Iterable[Mapping[str, Any]]:
    return (cast(Mapping[str, Any], value) for value in values if isinstance(value, Mapping))
