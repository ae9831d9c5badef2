"""Reminders of what is due: only for those who asked, at most one a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.errors import UserError
from bot.service.reviews import Reviews
from bot.store.reminders import Reminder, ReminderRecords
from bot.study.reminding import is_too_late, next_reminder

AT_ONCE = 100
"""So many reminders are claimed at a time."""

USUAL_HOUR, USUAL_ZONE = 18, "UTC"


class NoSuchZone(UserError):
    """The time zone is not one of the list."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"There is no time zone “{wanted[:60]}”. Choose one from the list, such as Europe/Berlin.")


@dataclass(frozen=True, slots=True)
class Reminding:
    """Whom to remind, and of how many facts."""

    member: int
    due: int


class Reminders:
    """The reminders that members have set."""

    def __init__(self, records: ReminderRecords, reviews: Reviews) -> None:
        self._records = records
        self._reviews = reviews

    async def set(self, member: int, hour: int | None, zone: str | None, now: datetime) -> Reminder:
        """Switch them on; what is left out stays as it was. Raises `NoSuchZone`."""
        before = await self._records.find(member)
        hour = hour if hour is not None else before.hour if before else USUAL_HOUR
        zone = zone or (before.zone if before else USUAL_ZONE)
        sent = before.sent_at if before else None
        reminder = Reminder(member, hour, zone, next_reminder(hour, _zone(zone), now, sent), sent)
        await self._records.keep(reminder)
        return reminder

    async def stop(self, member: int) -> None:
        """Switch them off."""
        await self._records.stop(member)

    async def claim(self, now: datetime) -> Sequence[Reminding]:
        """Who is to be reminded now: nobody of nothing, and nobody so late that it may be night."""

        def following(reminder: Reminder) -> datetime:
            return next_reminder(reminder.hour, _zone(reminder.zone), now, reminder.next_at)

        claimed = await self._records.claim(now, following, AT_ONCE)
        timely = [each for each in claimed if each.next_at is not None and not is_too_late(each.next_at, now)]
        found = [Reminding(each.member, await self._reviews.count_due(each.member, now)) for each in timely]
        return [each for each in found if each.due]


def suggest_zones(typed: str, limit: int = 25) -> list[str]:
    """The time zones whose name has what was typed."""
    wanted = typed.casefold().replace(" ", "_")
    return [zone for zone in _zones() if wanted in zone.casefold()][:limit]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoSuchZone(name) from None


@cache
def _zones() -> list[str]:
    """Every time zone, those that people live by first."""
    return sorted(
        available_timezones(), key=lambda zone: (zone.startswith(("Etc/", "SystemV/")), "/" not in zone, zone)
    )
