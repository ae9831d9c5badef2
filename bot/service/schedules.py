"""Rounds that begin by themselves, once or every week: planned, listed, cancelled, and begun when their time comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.programme import Programme
from bot.quiz.round import LONGEST_LOBBY
from bot.service.ongoing import Ongoing
from bot.service.rounds import Rounds, Start
from bot.service.zones import zone_named
from bot.store.due import Due
from bot.store.schedules import Schedule, ScheduleRecords
from bot.study.local_times import moment_of, next_weekday, next_weekly, wall_of

USUAL_ZONE = "UTC"
MOST_LATE = timedelta(minutes=15)
"""A round that would begin later than that, as after an outage, is left out."""

FARTHEST = timedelta(days=366)
_TYPED_LIMIT = 60


class NoSuchTime(UserError):
    """What was typed is no day with a time of day, or can mean two things."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"“{typed[:_TYPED_LIMIT]}” is not a day and a time that Clio can read. Write it like `2026-12-01 18:00`, "
            "`tomorrow 18:00`, `Friday 18:00` or `1 December 2026 6:30 pm`."
        )


class TimeIsPast(UserError):
    """The moment is over."""

    def __init__(self, typed: str, zone: str) -> None:
        super().__init__(
            f"“{typed[:_TYPED_LIMIT]}” is over in the time zone {zone}. Give a time that is still to come."
        )


class TooFarAhead(UserError):
    """The moment is more than a year away."""

    def __init__(self) -> None:
        super().__init__("That is more than a year ahead. Give a day within the next year.")


class PlannedAlready(UserError):
    """Another round is to begin in the channel at the same moment."""

    def __init__(self) -> None:
        super().__init__(
            "A round is planned in that channel for this very time already. /quiz schedules lists it; give another "
            "time or channel."
        )


class ScheduleGone(UserError):
    """The control belongs to a round that is no longer scheduled."""

    def __init__(self) -> None:
        super().__init__("This round is no longer scheduled. /quiz schedules lists those that are.")


@frozen
class Planned:
    """What a moderator asked for. `when` is as it was typed; `zone` is None for the one that the server used last.

    `parent` is the channel that a thread belongs to.
    """

    guild: int
    channel: int
    host: int
    host_name: str
    when: str
    zone: str | None
    is_weekly: bool
    programme: Programme
    parent: int | None = None
    is_month_first: bool = False


class Schedules:
    """Every server's rounds to come."""

    def __init__(self, records: ScheduleRecords, rounds: Rounds) -> None:
        self._records = records
        self._rounds = rounds

    async def add(self, planned: Planned, now: datetime) -> Schedule:
        """Plan a round.

        Raises `NoSuchZone`, `NoSuchTime`, `TimeIsPast`, `TooFarAhead`, `PlannedAlready`, `TooManySchedules`, or what
        would keep it from beginning.
        """
        zone = zone_named(planned.zone or await self._records.last_zone(planned.guild) or USUAL_ZONE)
        starts = _read(planned, zone, now)
        new = Schedule(
            id=0,
            guild=planned.guild,
            channel=planned.channel,
            host=planned.host,
            host_name=planned.host_name,
            programme=planned.programme,
            starts=starts,
            zone=zone.key,
            is_weekly=planned.is_weekly,
            next_at=_moment(planned, starts, zone, now),
        )
        there = await self._records.of(planned.guild)
        if any((each.channel, each.next_at) == (new.channel, new.next_at) for each in there):
            raise PlannedAlready
        title = await self._rounds.title_of(_start(new, planned.parent), now)
        return await self._records.add(replace(new, programme=replace(new.programme, title=title)), now)

    async def of(self, guild: int) -> Sequence[Schedule]:
        """What is to come in a server, the next first."""
        return await self._records.of(guild)

    async def cancel(self, guild: int, schedule: int) -> Schedule:
        """Let nothing come of it any more. Raises `ScheduleGone`."""
        cancelled = await self._records.cancel(guild, schedule)
        if cancelled is None:
            raise ScheduleGone
        return cancelled

    async def keep_event(self, schedule: Schedule, event: int) -> bool:
        """Keep which event Discord has for the next one; False where the schedule is over or has moved on."""
        return await self._records.keep_event(schedule, event)

    async def due(self, now: datetime) -> Sequence[Due]:
        """Those whose round is to begin."""
        return await self._records.due(now)

    async def due_reminders(self, now: datetime) -> Sequence[Due]:
        """Those of which people are to be reminded."""
        return await self._records.due_reminders(now)

    async def find(self, schedule: int) -> Schedule | None:
        """One by its id, while something is to come of it."""
        return await self._records.find(schedule)

    async def claim_reminder(self, schedule: Schedule, now: datetime) -> bool:
        """Whether the caller is the one to remind of it; nobody is when the round is about to begin."""
        is_first = await self._records.claim_reminder(schedule)
        return is_first and schedule.next_at is not None and now < schedule.next_at

    async def begin(self, schedule: Schedule, parent: int | None, now: datetime) -> Ongoing:
        """Begin its round, and move on to the next date; both are kept, or neither is. A thread has a `parent`.

        Raises `AlreadyMoved` where somebody else has acted on it, or what keeps the round from beginning.
        """
        moving = self._records.moving(schedule, following(schedule, now), now)
        return await self._rounds.start(_start(schedule, parent), now, moving)

    async def skip(self, schedule: Schedule, now: datetime) -> bool:
        """Move on to the next date without a round; whether the caller is the one to tell why."""
        return await self._records.move(schedule, following(schedule, now), now)


def is_missed(schedule: Schedule, now: datetime) -> bool:
    """Whether its round would begin too late."""
    return schedule.next_at is not None and now - schedule.next_at > MOST_LATE


def following(schedule: Schedule, now: datetime) -> datetime | None:
    """When the round after the next one begins, if there is one."""
    if not schedule.is_weekly:
        return None
    return next_weekly(schedule.starts, zone_named(schedule.zone), max(now, schedule.next_at or now))


def _read(planned: Planned, zone: tzinfo, now: datetime) -> datetime:
    """What the clock shows when the first round begins. Raises `NoSuchTime`."""
    from bot.content.typed_moments import read_typed_moment

    typed = read_typed_moment(planned.when, day_first=not planned.is_month_first)
    if typed is None:
        raise NoSuchTime(planned.when)
    if typed.weekday is not None:
        return next_weekday(typed.weekday, typed.at, zone, now)
    day = typed.named or wall_of(now, zone).date() + timedelta(days=typed.days_ahead or 0)
    return datetime.combine(day, typed.at)


def _moment(planned: Planned, starts: datetime, zone: ZoneInfo, now: datetime) -> datetime:
    """When the first round begins. Raises `TimeIsPast` or `TooFarAhead`."""
    if starts.year > now.year + 2:  # the last years of all have no moments in every zone
        raise TooFarAhead
    moment = now if starts.year < now.year - 1 else moment_of(starts, zone)
    if moment <= now:
        raise TimeIsPast(planned.when, zone.key)
    if moment - now > FARTHEST:
        raise TooFarAhead
    return moment


def _start(schedule: Schedule, parent: int | None) -> Start:
    programme = schedule.programme
    return Start(
        guild=schedule.guild,
        channel=schedule.channel,
        host=schedule.host,
        host_name=schedule.host_name,
        about=programme.about,
        with_generated=programme.with_generated,
        wanted=programme.wanted,
        rules=programme.rules,
        parent=parent,
        lobby=LONGEST_LOBBY,
    )
