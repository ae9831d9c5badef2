"""Days, and the two calendars that a historian of Europe meets.

A `Day` is a day of the proleptic Gregorian calendar (New Style), with years counted as astronomers do: 0 is 1 BC,
-43 is 44 BC. Its `number` counts days as `datetime.date.toordinal` does, and goes on below 1 for the years BC.
"""

from datetime import date
from typing import NamedTuple, Self

from bot.frozen import frozen

_YEARS_IN_CYCLE = 400
_DAYS_IN_CYCLE = 146_097
_DAYS_IN_FOUR_JULIAN_YEARS = 1_461
_JULIAN_OFFSET = 2  # the Julian 1 January of AD 1 is two days before the Gregorian one
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class JulianDay(NamedTuple):
    """A day of the Julian calendar (Old Style); years are astronomical."""

    year: int
    month: int
    day: int


@frozen(order=True)
class Day:
    """A day, New Style. Days compare in the order of time; one that does not exist raises ValueError."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        date(_year_in_cycle(self.year), self.month, self.day)

    @classmethod
    def from_number(cls, number: int) -> Self:
        """The day whose `number` this is."""
        cycles, rest = divmod(number - 1, _DAYS_IN_CYCLE)
        found = date.fromordinal(rest + 1)
        return cls(found.year + cycles * _YEARS_IN_CYCLE, found.month, found.day)

    @classmethod
    def from_julian(cls, year: int, month: int, day: int) -> Self:
        """The New Style day of an Old Style one; raises ValueError where the Julian calendar has no such day."""
        if not (1 <= month <= 12 and 1 <= day <= days_in_julian_month(year, month)):
            raise ValueError(f"The Julian calendar has no day {day} in month {month} of the year {year}.")
        past = sum(days_in_julian_month(year, earlier) for earlier in range(1, month))
        return cls.from_number(365 * (year - 1) + (year - 1) // 4 + past + day - _JULIAN_OFFSET)

    @property
    def number(self) -> int:
        """1 for 1 January of AD 1, 0 for the day before it, and so on."""
        cycles = (self.year - 1) // _YEARS_IN_CYCLE
        return date(_year_in_cycle(self.year), self.month, self.day).toordinal() + cycles * _DAYS_IN_CYCLE

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return (self.number + 6) % 7

    @property
    def julian(self) -> JulianDay:
        """The same day, Old Style."""
        cycles, rest = divmod(self.number + _JULIAN_OFFSET - 1, _DAYS_IN_FOUR_JULIAN_YEARS)
        past_years = min(rest // 365, 3)
        year = cycles * 4 + past_years + 1
        day, month = rest - past_years * 365 + 1, 1
        while day > (length := days_in_julian_month(year, month)):
            day, month = day - length, month + 1
        return JulianDay(year, month, day)

    def plus_days(self, days: int) -> "Day":
        """This many days later, or earlier when negative."""
        return Day.from_number(self.number + days)

    def plus_months(self, months: int) -> "Day":
        """This many months later or earlier; 31 January and a month is the last of February."""
        years, month = divmod(self.month - 1 + months, 12)
        year = self.year + years
        return Day(year, month + 1, min(self.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """28 to 31, New Style."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_LENGTHS[month - 1]


def days_in_julian_month(year: int, month: int) -> int:
    """28 to 31, Old Style: every fourth year is a leap year."""
    return 29 if month == 2 and year % 4 == 0 else _MONTH_LENGTHS[month - 1]


def _year_in_cycle(year: int) -> int:
    return (year - 1) % _YEARS_IN_CYCLE + 1
