"""Reminders: who asked for one a day, at which hour of which time zone, and when the next is due."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.review_tables import reminders
from bot.store.upserts import insert_or_replace


@frozen
class Reminder:
    """`zone` is an IANA name such as `Europe/Berlin`. `next_at` is None while reminders are off."""

    member: int
    hour: int
    zone: str
    next_at: datetime | None
    sent_at: datetime | None = None


class ReminderRecords:
    """Reminders as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, member: int) -> Reminder | None:
        """What the member has set, also while it is off."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(reminders).where(reminders.c.user_id == member))).one_or_none()
        return None if row is None else _read(row)

    async def keep(self, reminder: Reminder) -> None:
        """Keep what a member has set; when one was sent last stays as it is."""
        values = {
            "user_id": reminder.member,
            "hour": reminder.hour,
            "zone": reminder.zone,
            "next_at": reminder.next_at,
            "sent_at": reminder.sent_at,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_UPSERT, values)

        await self._database.write(work)

    async def stop(self, member: int) -> None:
        """Switch a member's reminders off."""
        statement = update(reminders).where(reminders.c.user_id == member).values(next_at=None)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self._database.write(work)

    async def claim(self, now: datetime, following: Callable[[Reminder], datetime], limit: int) -> Sequence[Reminder]:
        """The reminders that are due, each put off to the following one before it is sent, so that none comes twice."""
        waiting = select(reminders).where(reminders.c.next_at <= now).order_by(reminders.c.next_at).limit(limit)
        waiting = waiting.with_for_update(skip_locked=True)  # another process sends those

        async def work(connection: AsyncConnection) -> Sequence[Reminder]:
            rows = (await connection.execute(waiting)).all()
            found = [_read(row) for row in rows]
            for each in found:
                moved = update(reminders).where(reminders.c.user_id == each.member)
                await connection.execute(moved.values(next_at=following(each), sent_at=each.next_at))
            return found

        return await self._database.write(work)


_UPSERT = insert_or_replace(reminders, ["hour", "zone", "next_at"])


def _read(row: Row[Any]) -> Reminder:
    return Reminder(row.user_id, row.hour, row.zone, row.next_at, row.sent_at)
