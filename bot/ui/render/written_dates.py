"""How dates are written for those who read: day first, or month first where their server has set that.

Like a language, the order holds for everything that is drawn on the way of one interaction or one round, and not for a
single card. It is set where that way begins (the two doors, the stage); each task has an order of its own.
"""

from contextvars import ContextVar
from datetime import date

from bot.content.dates import HistoricalDate, both_styles

EXAMPLE = date(1927, 4, 12)

_is_month_first: ContextVar[bool] = ContextVar("is_month_first", default=False)


def write_month_first(is_month_first: bool) -> None:
    """From now on in this task, and in those that it starts."""
    _is_month_first.set(is_month_first)


def is_month_first() -> bool:
    return _is_month_first.get()


def date_words(when: HistoricalDate, old_style: HistoricalDate | None = None) -> str:
    """A date of the past, as exact as it is known; in both calendars where its Old Style day is given."""
    if old_style is not None:
        return both_styles(when, old_style, month_first=_is_month_first.get())
    return when.display(_is_month_first.get())


def day_of_year(day: date) -> str:
    """12 June, or June 12."""
    return f"{day:%B} {day.day}" if _is_month_first.get() else f"{day.day} {day:%B}"


def day_words(day: date) -> str:
    """A day of our time: 12 June 2027, or June 12, 2027."""
    return f"{day:%B} {day.day}, {day.year}" if _is_month_first.get() else f"{day.day} {day:%B} {day.year}"
