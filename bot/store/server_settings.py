"""What moderators have set for their server. It is kept as JSON, so that a further setting needs no migration.

A setting that cannot be read, or whose value this version does not know, stands at its default: settings never keep
Clio from serving. Settings that a newer version has added are left as they are.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Literal, cast

from sqlalchemy import select

from bot.frozen import frozen
from bot.quiz.rules import Mode
from bot.store.changes import Change, add_changes
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.server_tables import server_settings
from bot.store.shapes import Read, between, day, each, number, one_of, optional, whole
from bot.store.upserts import insert_or_replace
from bot.study.plan import LEAST_RETENTION, MOST_RETENTION

log = logging.getLogger(__name__)

DateOrder = Literal["day-first", "month-first"]

LEAST_SECONDS, MOST_SECONDS = 5, 300
MOST_EXTRA_SECONDS = 300
MOST_CHANNELS = 25
"""As many as one select of Discord takes."""


@frozen
class ServerSettings:
    """What is set in a server; `moderator_role` besides Manage Server, and no `channels` for all of them.

    `extra_seconds` come on top of every timed question. `retention` and `exam` are the plan of members who have none.
    """

    moderator_role: int | None = None
    date_order: DateOrder = "day-first"
    mode: Mode = Mode.CLASSIC
    seconds: int = 30
    extra_seconds: int = 0
    channels: tuple[int, ...] = ()
    retention: float | None = None
    exam: date | None = None

    @property
    def is_month_first(self) -> bool:
        """Whether 04/12/1927 is the 12th of April."""
        return self.date_order == "month-first"


USUAL_SETTINGS = ServerSettings()

_READ: Mapping[str, Read[Any]] = {
    "moderator_role": optional(whole),
    "date_order": one_of("day-first", "month-first"),
    "mode": Mode,
    "seconds": between(LEAST_SECONDS, MOST_SECONDS, whole),
    "extra_seconds": between(0, MOST_EXTRA_SECONDS, whole),
    "channels": each(whole, at_most=MOST_CHANNELS),
    "retention": optional(between(LEAST_RETENTION, MOST_RETENTION, number)),
    "exam": optional(day),
}
"""What each setting may be."""

_UPSERT = insert_or_replace(server_settings)


class ServerSettingsRecords:
    """The settings of servers as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild: int) -> ServerSettings:
        """What is set in a server."""
        async with self._database.reading() as connection:
            return _read(guild, await _stored(connection, guild))

    async def change(
        self,
        guild: int,
        change: Callable[[ServerSettings], ServerSettings],
        told: Callable[[ServerSettings, ServerSettings], Sequence[Change]],
    ) -> ServerSettings:
        """Apply a change to what is set by now, and keep what is `told` of it, in one transaction."""

        async def work(connection: AsyncConnection) -> ServerSettings:
            stored = await _stored(connection, guild)
            before = _read(guild, stored)
            after = change(before)
            kept = {name: value for name, value in stored.items() if name not in _READ}
            text = json.dumps(kept | asdict(after), default=date.isoformat)
            await connection.execute(_UPSERT, {"guild_id": guild, "settings": text})
            await add_changes(connection, guild, told(before, after))
            return after

        return await self._database.write(work)


async def _stored(connection: AsyncConnection, guild: int) -> Mapping[str, Any]:
    """The settings of a server as they were written; none where that is no JSON object."""
    statement = select(server_settings.c.settings).where(server_settings.c.guild_id == guild)
    text = (await connection.execute(statement)).scalar_one_or_none()
    if text is None:
        return {}
    try:
        stored: object = json.loads(text)
    except (ValueError, RecursionError):
        stored = None
    if isinstance(stored, dict):
        return cast(dict[str, Any], stored)
    log.warning("the settings of server %s cannot be read; the defaults hold there", guild)
    return {}


def _read(guild: int, stored: Mapping[str, Any]) -> ServerSettings:
    """Each setting by itself, so that one that is not understood costs no other."""
    known, wrong = dict[str, Any](), list[str]()
    for name in stored.keys() & _READ.keys():
        try:
            known[name] = _READ[name](stored[name])
        except ValueError:
            wrong.append(name)
    if wrong:
        log.warning("server %s: %s not understood; the default holds", guild, ", ".join(sorted(wrong)))
    return ServerSettings(**known)
