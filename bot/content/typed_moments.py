"""The reader of when something is to be: a day and a time of day, as people write them in a chat.

It never guesses. A time without a day, a day without a time, "next Friday" (which of two?) and the like are unreadable.
"""

import re
from datetime import date, time

from bot.content.date_points import Precision
from bot.content.month_names import WEEKDAY_TOKENS, folded
from bot.content.typed_dates import read_typed_date
from bot.frozen import frozen

_LONGEST = 60
_TIME = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?::|h)(?P<minute>[0-5]\d)|(?P<bare>[01]?\d|2[0-3])h"
    r"|(?P<of_twelve>0?[1-9]|1[0-2])(?::(?P<and_minute>[0-5]\d))? ?(?P<half>am|pm|a\.m\.|p\.m\.))"
)
_DAY_FIRST = re.compile(rf"(?:on )?(?P<day>.*?\S)(?:t|,? at |,? ){_TIME}(?: h)?")
_TIME_FIRST = re.compile(rf"(?:at )?{_TIME},? (?:on )?(?P<day>.+)")
_ALONE = re.compile(rf"(?:at )?{_TIME}")
_DAYS_AHEAD = {"today": 0, "tomorrow": 1}


@frozen
class TypedMoment:
    """A time of day, and the day as it was named: a date, a day of the week (0 is Monday), or days from today."""

    at: time
    named: date | None = None
    weekday: int | None = None
    days_ahead: int | None = None


def read_typed_moment(text: str, *, day_first: bool = True) -> TypedMoment | None:
    """A day with a time of day, or None when it is unreadable. `day_first` settles 01/12/2026."""
    if len(text) > _LONGEST:
        return None
    wanted = " ".join(text.casefold().split())
    found = _TIME_FIRST.fullmatch(wanted) or _DAY_FIRST.fullmatch(wanted)
    return None if found is None else _on_day(_time(found), found["day"], day_first=day_first)


def read_typed_time(text: str) -> time | None:
    """A time of day, or None when it is unreadable."""
    found = _ALONE.fullmatch(" ".join(text.casefold().split())) if len(text) <= _LONGEST else None
    return None if found is None else _time(found)


def _time(found: re.Match[str]) -> time:
    if found["half"]:
        hours = int(found["of_twelve"]) % 12 + (12 if found["half"].startswith("p") else 0)
        return time(hours, int(found["and_minute"] or 0))
    return time(int(found["hour"] or found["bare"]), int(found["minute"] or 0))


def _on_day(at: time, day: str, *, day_first: bool) -> TypedMoment | None:
    if day in _DAYS_AHEAD:
        return TypedMoment(at, days_ahead=_DAYS_AHEAD[day])
    weekday = WEEKDAY_TOKENS.get(folded(day))
    if weekday is not None:
        return TypedMoment(at, weekday=int(weekday[1:]))
    read = read_typed_date(day, day_first=day_first)
    if read is None or read.date.precision is not Precision.DAY or read.approximate or read.uncertain or read.calendar:
        return None
    first = read.date.earliest
    if first != read.date.latest or first.year not in range(1, 10_000):
        return None
    return TypedMoment(at, named=date(first.year, first.month, first.day))
