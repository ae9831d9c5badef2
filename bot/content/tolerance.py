"""How far from the answer a date may lie and still earn part of the credit."""

import re
from typing import Literal

from bot.content.calendars import Day, days_in_month
from bot.frozen import frozen

Unit = Literal["day", "month", "year"]
_WRITTEN = re.compile(r"(?a)([1-9]\d{0,3}) (day|month|year)s?")


@frozen
class Tolerance:
    """An amount of days, months or years, counted in whole units of the calendar.

    A year of tolerance around March 1919 is all of 1918, 1919 and 1920, so that the answer "1918" lies inside it.
    """

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}" + ("" if self.amount == 1 else "s")

    def before(self, day: Day) -> Day:
        """The first day that is near enough before this one."""
        match self.unit:
            case "day":
                return day.plus_days(-self.amount)
            case "month":
                moved = day.plus_months(-self.amount)
                return Day(moved.year, moved.month, 1)
            case "year":
                return Day(day.year - self.amount, 1, 1)

    def after(self, day: Day) -> Day:
        """The last day that is near enough after this one."""
        match self.unit:
            case "day":
                return day.plus_days(self.amount)
            case "month":
                moved = day.plus_months(self.amount)
                return Day(moved.year, moved.month, days_in_month(moved.year, moved.month))
            case "year":
                return Day(day.year + self.amount, 12, 31)


def read_tolerance(text: str) -> Tolerance:
    """Read "1 year", "3 months" or "10 days"; ValueError says what to write instead."""
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(
            f"A tolerance is a whole number of days, months or years: write 10 days, 3 months or 1 year "
            f"instead of {text!r}."
        )
    unit: Unit = found[2]  # pyright: ignore[reportAssignmentType]  # one of the three that the pattern allows
    return Tolerance(int(found[1]), unit)
