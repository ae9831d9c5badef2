"""When to remind a member: at most once a day, at an hour of their own day, and never at night."""

from datetime import UTC, datetime, time, timedelta, tzinfo

EARLIEST_HOUR, LATEST_HOUR = 8, 21
MOST_LATE = timedelta(hours=1)
"""A reminder that would come later than that, as after an outage, is left out for the day."""

_DAY = timedelta(days=1)


def next_reminder(hour: int, zone: tzinfo, now: datetime, sent: datetime | None) -> datetime:
    """The next time at which it is that hour where the member lives, on a day on which none was sent. In UTC."""
    today = now.astimezone(zone).date()
    if sent is not None:
        today = max(today, sent.astimezone(zone).date() + _DAY)
    at = datetime.combine(today, time(hour), zone)
    return (at if at > now else datetime.combine(today + _DAY, time(hour), zone)).astimezone(UTC)


def is_too_late(wanted: datetime, now: datetime) -> bool:
    """Whether a reminder for that moment should be left out."""
    return now - wanted > MOST_LATE
