"""The names under which members played last: kept with what they did, never fetched one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from bot.quiz.forgetting import NOBODY
from bot.store.connections import AsyncConnection
from bot.store.lines import Lines
from bot.store.tables import members
from bot.store.upserts import excluded, insert_or_replace

DELETED_NAME = "a deleted member"

NAMES = Lines(insert_or_replace(members, where=members.c.name != excluded(members).c.name))
"""Remembers how members are called, each line by `name_values`."""


async def keep_name(connection: AsyncConnection, guild: int, member: int, name: str) -> None:
    """Remember how a member is called in a server."""
    await connection.execute(NAMES.statement, name_values(guild, member, name))


def name_values(guild: int, member: int, name: str) -> dict[str, Any]:
    return {"guild_id": guild, "user_id": member, "name": name}


async def read_names(connection: AsyncConnection, guild: int, of: Iterable[int]) -> Mapping[int, str]:
    """What those members are called in a server."""
    wanted = set(of)
    here = (members.c.guild_id == guild) & members.c.user_id.in_(sorted(wanted))
    found = {row.user_id: row.name for row in await connection.execute(select(members).where(here))}
    return found | {NOBODY: DELETED_NAME} if NOBODY in wanted else found
