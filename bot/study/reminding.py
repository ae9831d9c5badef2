"""When to remind a member: at most once a day, at an hour of their own day, and never at night."""

from datetime import datetime, time, timedelta, tzinfo

from bot.study.local_times import next_daily

EARLIEST_HOUR, LATEST_HOUR = 8, 21
MOST_LATE = timedelta(hours=1)
"""A reminder that would come later than that, as after an outage, is left out for the day."""


def next_reminder(hour: int, zone: tzinfo, now: datetime, sent: datetime | None) -> datetime:
    """The next time at which it is that hour where the member lives, on a day on which none was sent. In UTC."""
    return next_daily(time(hour), zone, now, None if sent is None else sent.astimezone(zone).date())


def is_too_late(wanted: datetime, now: datetime) -> bool:
    """Whether a reminder for that moment should be left out."""
    return now - wanted > MOST_LATE
