"""What a member may change about how they study."""

from dataclasses import replace
from datetime import date

from bot.content.date_points import Precision
from bot.errors import UserError
from bot.frozen import frozen
from bot.study.plan import Plan

NO_EXAM = "none"


class NoSuchDay(UserError):
    """What was typed as the day of the exam is no day."""

    def __init__(self, typed: str) -> None:
        shown = "".join(char for char in typed[:60] if char.isprintable() and char not in "*_`~|\\<>@#[]")
        super().__init__(
            f"“{shown}” is not a day. Write the day of the exam like 12 June 2027, or “{NO_EXAM}” for no exam."
        )


class ExamIsPast(UserError):
    """The exam lies in the past."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day:%d %B %Y} is over. Give the day of an exam that is still to come.")


@frozen
class Aim:
    """What a member aims at: the own plan, or the usual one, of which the server may have set retention and exam."""

    plan: Plan
    is_own: bool = False
    of_server: tuple[bool, bool] = (False, False)


@frozen
class PlanChange:
    """What is to be changed; None leaves a thing as it is. `exam` is as it was typed."""

    retention: float | None = None
    exam: str | None = None
    new_a_day: int | None = None

    @property
    def is_empty(self) -> bool:
        return (self.retention, self.exam, self.new_a_day) == (None, None, None)

    def applied(self, plan: Plan, today: date, *, month_first: bool = False) -> Plan:
        """The plan with the change. Raises `NoSuchDay` or `ExamIsPast`."""
        exam = plan.exam if self.exam is None else read_exam(self.exam, today, month_first=month_first)
        return replace(
            plan,
            exam=exam,
            retention=plan.retention if self.retention is None else self.retention,
            new_a_day=plan.new_a_day if self.new_a_day is None else max(0, self.new_a_day),
        )


def read_exam(typed: str, today: date, *, month_first: bool = False) -> date | None:
    """The day that was typed, or None for “none”. Raises `NoSuchDay` or `ExamIsPast`."""
    if typed.strip().casefold() == NO_EXAM:
        return None
    from bot.content.typed_dates import read_typed_date

    read = read_typed_date(typed, day_first=not month_first)
    if read is None or read.date.precision is not Precision.DAY or read.date.earliest.year not in range(1, 10_000):
        raise NoSuchDay(typed)
    day = read.date.earliest
    exam = date(day.year, day.month, day.day)
    if exam <= today:
        raise ExamIsPast(exam)
    return exam
