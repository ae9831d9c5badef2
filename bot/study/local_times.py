"""When the clock on the wall of a place shows a time.

Clocks are put forward and back. A time that is left out comes at the first moment that is not, and one that the clock
shows twice comes the first time. Times on the wall are `datetime`s without a zone, moments are in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SECOND = timedelta(seconds=1)
_DAYS_AHEAD = 3
"""No place has ever left out more than a day at a time, so that within these there is always one."""


def moment_of(wall: datetime, zone: tzinfo) -> datetime:
    """The first moment at which the clock shows that time, or where it never does, a later one."""
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if wall_of(moment, zone) == wall:
        return moment
    return _end_of_gap(wall, wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)


def wall_of(moment: datetime, zone: tzinfo) -> datetime:
    """What the clock shows at a moment."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def next_daily(at: time, zone: tzinfo, after: datetime, last: date | None = None) -> datetime:
    """The next moment at which it is that time of the day, at most once a day, and on a day later than `last`.

    A day that the place left out, or at whose end the time was left out, is passed over.
    """
    day = after.astimezone(zone).date()
    if last is not None:
        day = max(day, last + _DAY)
    for ahead in range(_DAYS_AHEAD + 1):
        wanted = day + ahead * _DAY
        moment = moment_of(datetime.combine(wanted, at), zone)
        if moment > after and moment.astimezone(zone).date() == wanted:
            return moment
    raise ValueError(f"{zone} has no {at} within {_DAYS_AHEAD} days after {after}")


def next_weekly(first: datetime, zone: tzinfo, after: datetime) -> datetime:
    """The next moment of what happens every week since `first`, at the same time on the wall."""
    weeks = max(0, (wall_of(after, zone) - first) // _WEEK)
    moments = (moment_of(first + (weeks + ahead) * _WEEK, zone) for ahead in range(_DAYS_AHEAD))
    return next(moment for moment in moments if moment > after)


def next_weekday(weekday: int, at: time, zone: tzinfo, after: datetime) -> datetime:
    """The next time on the wall, as that, at which it is that day of the week; 0 is Monday."""
    today = after.astimezone(zone).date()
    first = datetime.combine(today + (weekday - today.weekday()) % 7 * _DAY, at)
    return first if moment_of(first, zone) > after else first + _WEEK


def _end_of_gap(wall: datetime, before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first moment at which the clock shows that time or a later one; `before` it shows an earlier one."""
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if wall_of(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after
