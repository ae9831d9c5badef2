"""Servers that Clio was removed from, and the end of what is kept of them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, union

from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.personal import OF_SERVERS
from bot.store.server_tables import departures
from bot.store.upserts import insert_or_leave

_RECORD = insert_or_leave(departures)


class DepartureRecords:
    """Departures as the store keeps them. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, guilds: Collection[int], now: datetime) -> None:
        """Clio is in those servers no longer, since now; where that is known already, since then."""
        values = [{"guild_id": guild, "left_at": now} for guild in guilds]

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_RECORD, values)

        if values:
            await self._database.write(work)

    async def strike_out(self, guilds: Collection[int]) -> None:
        """Clio is in those servers again."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(departures).where(departures.c.guild_id.in_(guilds)))

        if guilds:
            await self._database.write(work)

    async def departed(self, before: datetime | None = None) -> set[int]:
        """The servers that Clio was removed from, before then."""
        statement = select(departures.c.guild_id)
        if before is not None:
            statement = statement.where(departures.c.left_at < before)
        async with self._database.reading() as connection:
            return set((await connection.execute(statement)).scalars())

    async def known(self) -> set[int]:
        """Every server of which anything is kept."""
        async with self._database.reading() as connection:
            every = union(*(select(table.c.guild_id) for table in OF_SERVERS))
            return set((await connection.execute(every)).scalars())

    async def erase(self, guild: int) -> None:
        """Delete everything that is kept of a server. What members have learned belongs to them, and stays."""

        async def work(connection: AsyncConnection) -> None:
            for table in OF_SERVERS:
                await connection.execute(delete(table).where(table.c.guild_id == guild))

        await self._database.write(work)
