"""Reminders of what is due: only for those who asked, at most one a day."""

from collections.abc import Sequence
from datetime import datetime

from bot.errors import UserError
from bot.frozen import frozen
from bot.service.reviews import Due, Reviews
from bot.service.zones import zone_named
from bot.store.reminders import Reminder, ReminderRecords
from bot.study.reminding import is_too_late, next_reminder

AT_ONCE = 100
"""So many reminders are claimed at a time."""

USUAL_HOUR = 18


class ZoneWanted(UserError):
    """Nobody knows when it is night for the member."""

    def __init__(self) -> None:
        super().__init__(
            "Say once in which time zone you live, as in zone:Europe/Berlin, so that no reminder comes at night. "
            "A list opens as you type."
        )


@frozen
class Reminding:
    """Whom to remind, and of how many facts."""

    member: int
    due: Due


class Reminders:
    """The reminders that members have set."""

    def __init__(self, records: ReminderRecords, reviews: Reviews) -> None:
        self._records = records
        self._reviews = reviews

    async def set(self, member: int, hour: int | None, zone: str | None, now: datetime) -> Reminder:
        """Switch them on; what is left out stays as it was. Raises `NoSuchZone` or `ZoneWanted`."""
        before = await self._records.find(member)
        zone = zone or (before.zone if before else None)
        if zone is None:
            raise ZoneWanted
        hour = hour if hour is not None else before.hour if before else USUAL_HOUR
        named = zone_named(zone)
        sent = before.sent_at if before else None
        reminder = Reminder(member, hour, named.key, next_reminder(hour, named, now, sent), sent)
        await self._records.keep(reminder)
        return reminder

    async def stop(self, member: int) -> None:
        """Switch them off."""
        await self._records.stop(member)

    async def claim(self, now: datetime) -> Sequence[Reminding]:
        """Who is to be reminded now: nobody of nothing, and nobody so late that it may be night."""

        def following(reminder: Reminder) -> datetime:
            return next_reminder(reminder.hour, zone_named(reminder.zone), now, reminder.next_at)

        claimed = await self._records.claim(now, following, AT_ONCE)
        timely = [each for each in claimed if each.next_at is not None and not is_too_late(each.next_at, now)]
        found = [Reminding(each.member, await self._reviews.count_due(each.member, now)) for each in timely]
        return [each for each in found if each.due.total]
