"""Who does not want to be shown on a server's boards."""

from sqlalchemy import delete, select

from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.tables import opted_out
from bot.store.upserts import insert_or_leave

_ADD = insert_or_leave(opted_out)


class OptOutRecords:
    """Opt-outs as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, guild: int, member: int) -> bool:
        """Leave a member out from now on; whether that changed anything."""

        async def work(connection: AsyncConnection) -> bool:
            added = await connection.execute(_ADD, {"guild_id": guild, "user_id": member})
            return added.rowcount > 0

        return await self._database.write(work)

    async def remove(self, guild: int, member: int) -> bool:
        """Show a member again; whether that changed anything."""
        statement = delete(opted_out).where(opted_out.c.guild_id == guild, opted_out.c.user_id == member)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).rowcount > 0

        return await self._database.write(work)

    async def contains(self, guild: int, member: int) -> bool:
        """Whether a member has opted out."""
        statement = select(opted_out).where(opted_out.c.guild_id == guild, opted_out.c.user_id == member)
        async with self._database.reading() as connection:
            return (await connection.execute(statement)).one_or_none() is not None
