"""Rounds that are to begin by themselves: when, where, and which.

Whatever happens at a set time is claimed first: whoever moves a schedule on from the time that has come may act on it,
so that two processes on one database never both do.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, delete, func, insert, select, update

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.programme import Programme
from bot.store.connections import AsyncConnection
from bot.store.database import Database, Work
from bot.store.due import Due
from bot.store.json_texts import read_programme, to_json
from bot.store.server_tables import schedules

AT_MOST = 25
"""So many rounds a server may have in its schedule."""

REMINDED_BEFORE = timedelta(minutes=10)


class TooManySchedules(UserError):
    """The server has as many as it may have."""

    def __init__(self) -> None:
        super().__init__(
            f"{AT_MOST} rounds are scheduled already. Cancel one of them first: /quiz schedules lists them."
        )


class AlreadyMoved(Exception):
    """Somebody else has acted on the schedule, or it was cancelled."""


@frozen
class Schedule:
    """A round to come, once or every week.

    `starts` is what the clock of `zone` shows when the first one begins. `next_at` is None when nothing is to come any
    more, `remind_at` when nobody is to be reminded, and `event` is Discord's event for the next one.
    """

    id: int
    guild: int
    channel: int
    host: int
    host_name: str
    programme: Programme
    starts: datetime
    zone: str
    is_weekly: bool
    next_at: datetime | None
    remind_at: datetime | None = None
    event: int | None = None


class ScheduleRecords:
    """Schedules as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: Schedule, now: datetime) -> Schedule:
        """Keep a new one, in place of those of its server that are over. Raises `TooManySchedules`."""
        kept = replace(new, remind_at=_reminder_of(new.next_at, now))

        async def work(connection: AsyncConnection) -> int:
            of_server = schedules.c.guild_id == new.guild
            await connection.execute(delete(schedules).where(of_server, schedules.c.next_at.is_(None)))
            count = await connection.execute(select(func.count()).select_from(schedules).where(of_server))
            if count.scalar_one() >= AT_MOST:
                raise TooManySchedules
            created = await connection.execute(insert(schedules).values(_values(kept)).returning(schedules.c.id))
            return created.scalar_one()

        return replace(kept, id=await self._database.write(work))

    async def of(self, guild: int) -> Sequence[Schedule]:
        """What is to come in a server, the next first."""
        statement = select(schedules).where(schedules.c.guild_id == guild, schedules.c.next_at.is_not(None))
        async with self._database.reading() as connection:
            rows = await connection.execute(statement.order_by(schedules.c.next_at, schedules.c.id))
            return [_read(row) for row in rows]

    async def find(self, schedule: int) -> Schedule | None:
        """One by its id, while something is to come of it."""
        statement = select(schedules).where(schedules.c.id == schedule, schedules.c.next_at.is_not(None))
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else _read(row)

    async def last_zone(self, guild: int) -> str | None:
        """The time zone that the server used last."""
        statement = select(schedules.c.zone).where(schedules.c.guild_id == guild)
        async with self._database.reading() as connection:
            return (await connection.execute(statement.order_by(schedules.c.id.desc()).limit(1))).scalar_one_or_none()

    async def due(self, now: datetime) -> Sequence[Due]:
        """Those whose round is to begin, the longest waiting first."""
        return await self._due(schedules.c.next_at, now)

    async def due_reminders(self, now: datetime) -> Sequence[Due]:
        """Those of which people are to be reminded."""
        return await self._due(schedules.c.remind_at, now)

    async def claim_reminder(self, schedule: Schedule) -> bool:
        """Whether this caller is the one to remind of it."""
        claimed = update(schedules).where(
            schedules.c.id == schedule.id,
            schedules.c.remind_at == schedule.remind_at,
            schedules.c.next_at == schedule.next_at,
        )

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(claimed.values(remind_at=None))).rowcount == 1

        return await self._database.write(work)

    def moving(self, schedule: Schedule, following: datetime | None, now: datetime) -> Work:
        """To be kept together with a round that begins: the schedule moves on. Raises `AlreadyMoved` there."""
        moved = _moved(schedule, following, now)

        async def work(connection: AsyncConnection) -> None:
            if (await connection.execute(moved)).rowcount != 1:
                raise AlreadyMoved

        return work

    async def move(self, schedule: Schedule, following: datetime | None, now: datetime) -> bool:
        """Move on without a round; whether this caller is the one to tell why."""
        moved = _moved(schedule, following, now)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(moved)).rowcount == 1

        return await self._database.write(work)

    async def cancel(self, guild: int, schedule: int) -> Schedule | None:
        """Let nothing come of it any more. What it was, or None where there is no such one in the server."""
        chosen = (schedules.c.id == schedule) & (schedules.c.guild_id == guild) & schedules.c.next_at.is_not(None)

        async def work(connection: AsyncConnection) -> Schedule | None:
            row = (await connection.execute(select(schedules).where(chosen))).one_or_none()
            await connection.execute(update(schedules).where(chosen).values(next_at=None, remind_at=None))
            return None if row is None else _read(row)

        return await self._database.write(work)

    async def keep_event(self, schedule: Schedule, event: int | None) -> bool:
        """Keep which event Discord has for the next one; False where the schedule is over or has moved on."""
        kept = update(schedules).where(schedules.c.id == schedule.id, schedules.c.next_at == schedule.next_at)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(kept.values(event_id=event))).rowcount == 1

        return await self._database.write(work)

    async def _due(self, when: ColumnElement[Any], now: datetime) -> Sequence[Due]:
        statement = select(schedules.c.id, schedules.c.guild_id).where(when <= now).order_by(when, schedules.c.id)
        async with self._database.reading() as connection:
            return [Due(row.id, row.guild_id) for row in await connection.execute(statement)]


def _moved(schedule: Schedule, following: datetime | None, now: datetime) -> Update:
    still = (schedules.c.id == schedule.id) & (schedules.c.next_at == schedule.next_at)
    values = {"next_at": following, "remind_at": _reminder_of(following, now), "event_id": None}
    return update(schedules).where(still).values(values)


def _reminder_of(start: datetime | None, now: datetime) -> datetime | None:
    """When people are reminded; not at all of what begins that soon."""
    at = None if start is None else start - REMINDED_BEFORE
    return at if at is not None and at > now else None


def _values(schedule: Schedule) -> dict[str, Any]:
    return {
        "guild_id": schedule.guild,
        "channel_id": schedule.channel,
        "host_id": schedule.host,
        "host_name": schedule.host_name,
        "order": to_json(schedule.programme),
        "starts": schedule.starts.isoformat(timespec="minutes"),
        "zone": schedule.zone,
        "is_weekly": schedule.is_weekly,
        "next_at": schedule.next_at,
        "remind_at": schedule.remind_at,
        "event_id": schedule.event,
    }


def _read(row: Row[Any]) -> Schedule:
    return Schedule(
        row.id,
        row.guild_id,
        row.channel_id,
        row.host_id,
        row.host_name,
        read_programme(row.order),
        datetime.fromisoformat(row.starts),
        row.zone,
        row.is_weekly,
        row.next_at,
        row.remind_at,
        row.event_id,
    )
