"""What is posted once a day in a channel of a server: what, where, and at which time of which time zone."""

from collections.abc import Sequence
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.due import Due
from bot.store.server_tables import daily_posts
from bot.store.upserts import insert_or_replace


class DailyKind(StrEnum):
    """What is posted."""

    QUESTION = "question"
    ON_THIS_DAY = "on-this-day"


@frozen
class DailyPost:
    """`zone` is an IANA name such as `Europe/Berlin`. `next_at` is None while nothing is posted."""

    guild: int
    kind: DailyKind
    channel: int
    at: time
    zone: str
    next_at: datetime | None

    @property
    def is_on(self) -> bool:
        return self.next_at is not None


class DailyPostRecords:
    """One for each server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild: int) -> DailyPost | None:
        """What a server has set, also while it is off."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(daily_posts).where(daily_posts.c.guild_id == guild))).one_or_none()
        return None if row is None else _read(row)

    async def keep(self, post: DailyPost) -> None:
        """Keep what a server has set, in place of what it had."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_UPSERT, _values(post))

        await self._database.write(work)

    async def due(self, now: datetime) -> Sequence[Due]:
        """The servers whose time has come, the longest waiting first; a server has one and so gives it its id."""
        statement = select(daily_posts.c.guild_id).where(daily_posts.c.next_at <= now)
        async with self._database.reading() as connection:
            rows = await connection.execute(statement.order_by(daily_posts.c.next_at, daily_posts.c.guild_id))
            return [Due(guild, guild) for guild in rows.scalars()]

    async def move(self, post: DailyPost, following: datetime) -> bool:
        """Put it off to the following time; whether this caller is the one to post, for nobody else is then."""
        moved = update(daily_posts).where(
            daily_posts.c.guild_id == post.guild,
            daily_posts.c.next_at == post.next_at,
            daily_posts.c.kind == str(post.kind),
        )

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(moved.values(next_at=following))).rowcount == 1

        return await self._database.write(work)


_UPSERT = insert_or_replace(daily_posts)


def _values(post: DailyPost) -> dict[str, Any]:
    return {
        "guild_id": post.guild,
        "kind": str(post.kind),
        "channel_id": post.channel,
        "minute_of_day": post.at.hour * 60 + post.at.minute,
        "zone": post.zone,
        "next_at": post.next_at,
    }


def _read(row: Row[Any]) -> DailyPost:
    at = time(*divmod(row.minute_of_day, 60))
    return DailyPost(row.guild_id, DailyKind(row.kind), row.channel_id, at, row.zone, row.next_at)
