"""Buttons, selects and modals find their way by custom_id, so that they work after a restart and on any old message.

A custom_id is `clio:<route>` and whatever the route needs, joined by colons. Clio keeps no view of any message in
memory.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.service.rounds import Player
from bot.ui import doors
from bot.ui.render import notices

PREFIX = "clio"


@dataclass(frozen=True, slots=True)
class Pressed:
    """One use of a control: the parts of its custom_id after the route, what was selected, and what was filled in."""

    interaction: discord.Interaction
    parts: tuple[str, ...]
    values: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def player(self) -> Player:
        """Who used the control, with the roles that Discord sends along."""
        user = self.interaction.user
        roles = user.roles if isinstance(user, discord.Member) else []
        known = [role for role in roles if role]  # discord.py lists None for a server that it has not heard of yet
        return Player(user.id, user.display_name, frozenset(role.id for role in known))

    def numbers(self) -> tuple[int, ...]:
        """The parts as numbers."""
        return tuple(int(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
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
        data: Mapping[str, Any] = dict(interaction.data or {})
        doors.begin(interaction, ephemeral=True)
        try:
            if self._prepare is not None:
                await self._prepare(interaction)
            await self._act(interaction, data)
        except Exception as error:  # a door: whatever happened, somebody waits for an answer
            await doors.explain(interaction, error)
        finally:
            await doors.settle(interaction)

    async def _act(self, interaction: discord.Interaction, data: Mapping[str, Any]) -> None:
        prefix, _, rest = str(data.get("custom_id", "")).partition(":")
        name, _, parts = rest.partition(":")
        route = self._routes.get(name) if prefix == PREFIX else None
        if route is None or not route.parts.fullmatch(parts):
            await doors.reply(interaction, notices.refusal("This control belongs to another version of Clio."))
            return
        split = tuple(parts.split(":")) if parts else ()
        await route.act(Pressed(interaction, split, tuple(data.get("values", ())), dict(_fields(data))))


def _fields(data: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """What a modal's text inputs were filled with, by their custom_id."""
    for row in data.get("components", ()):
        for field in (row.get("component"), *row.get("components", ())):
            if field and "value" in field:
                yield field["custom_id"], str(field["value"])
