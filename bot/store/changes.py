"""What moderators have changed, who did it, and when. Only ever added to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.server_tables import changes


@frozen
class Change:
    """One thing that a moderator did. `what` names it in a few words; `detail` says from what to what."""

    by: int
    what: str
    detail: str
    at: datetime


class ChangeRecords:
    """Changes as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, guild: int, change: Change) -> None:
        """Keep a change."""

        async def work(connection: AsyncConnection) -> None:
            await add_changes(connection, guild, [change])

        await self._database.write(work)

    async def recent(self, guild: int, limit: int, skipped: int = 0) -> list[Change]:
        """The newest changes of a server, the newest first, without the newest `skipped` ones."""
        statement = (
            select(changes)
            .where(changes.c.guild_id == guild)
            .order_by(changes.c.at.desc(), changes.c.id.desc())
            .limit(limit)
            .offset(skipped)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return [Change(row.user_id, row.what, row.detail, row.at) for row in rows]


async def add_changes(connection: AsyncConnection, guild: int, added: Sequence[Change]) -> None:
    """Keep changes inside a transaction of the caller."""
    rows = [
        {"guild_id": guild, "at": each.at, "user_id": each.by, "what": each.what, "detail": each.detail}
        for each in added
    ]
    if rows:
        await connection.execute(insert(changes), rows)
