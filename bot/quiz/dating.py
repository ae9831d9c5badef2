"""What a typed date is worth.

A date inside the expected one earns everything: a day of the month that was asked for as well as the month. One that is
right but a step coarser, or that lies within the tolerance, earns half. An Old Style day counts where the question
knows it, or where it was marked as one. Nothing is rounded: a span much wider than the answer earns nothing.
"""

from bot.content.date_points import Precision
from bot.content.dates import HistoricalDate, read_edtf
from bot.content.tolerance import Tolerance, Unit, read_tolerance
from bot.content.typed_dates import TypedDate, read_typed_date
from bot.frozen import frozen
from bot.quiz.question import Dated, Grade
from bot.quiz.unreadable import Unreadable

_LONGEST = 200

# The most days that a date one step coarser may span.
_COARSER = {
    Precision.DAY: 31,
    Precision.MONTH: 366,
    Precision.SEASON: 366,
    Precision.YEAR: 3653,
    Precision.DECADE: 36525,
}
_COARSER_INTERVAL = 2
_UNITS: dict[Precision, Unit] = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}

_OLD_STYLE = "That is the Old Style (Julian) date, which counts; in the New Style it is {date}."


@frozen
class _Worth:
    credit: float
    remark: str | None = None


def grade_date(question: Dated, text: str, *, day_first: bool = True) -> Grade:
    """The grade of a typed date. Raises `Unreadable` where the text is not one date."""
    typed = read_typed_date(text, day_first=day_first) if len(text) <= _LONGEST else None
    if typed is None:
        raise Unreadable(_how_to_write(text, "12 April 1927" if day_first else "April 12, 1927"))
    expected = read_edtf(question.answer)
    tolerance = _tolerance(question, expected)
    worth = max(
        (
            _worth(typed.date, expected, tolerance),
            _old_style_worth(question, typed, tolerance, month_first=not day_first),
        ),
        key=lambda found: found.credit,
    )
    remark = worth.remark
    if worth.credit == 1 and remark is None and typed.calendar == "os":
        remark = _OLD_STYLE.format(date=typed.date.display(month_first=not day_first))
    return Grade(credit=worth.credit, understood=f"read as {typed.reading}", remark=remark)


def _how_to_write(text: str, day: str) -> str:
    begun = "Nothing was written." if not text.strip() else "That could not be read as one date."
    return f"{begun} Write it like {day}, April 1927, 1927, c. 1917, 1917-1921 or 44 BC."


def _tolerance(question: Dated, expected: HistoricalDate) -> Tolerance | None:
    """What the question allows; an answer that is itself approximate allows one of its own units."""
    if question.tolerance is not None:
        return read_tolerance(question.tolerance)
    unit = _UNITS.get(expected.precision) if expected.approximate else None
    return Tolerance(1, unit) if unit else None


def _old_style_worth(question: Dated, typed: TypedDate, tolerance: Tolerance | None, *, month_first: bool) -> _Worth:
    """What the numbers as they stand are worth against the Old Style day that the question knows."""
    if question.answer_os is None or typed.as_written is None or typed.calendar == "ns":
        return _Worth(0)
    worth = _worth(typed.as_written, read_edtf(question.answer_os), tolerance)
    note = _OLD_STYLE.format(date=read_edtf(question.answer).display(month_first))
    return _Worth(worth.credit, f"{worth.remark} {note}" if worth.remark else note)


def _worth(typed: HistoricalDate, expected: HistoricalDate, tolerance: Tolerance | None) -> _Worth:
    if typed.lies_within(expected):
        return _Worth(1)
    if expected.lies_within(typed) and _is_a_step_coarser(typed, expected):
        return _Worth(0.5, "That is right, but less precise than what was asked, so it earns half.")
    if tolerance is not None and typed.lies_within(expected, tolerance):
        return _Worth(0.5, f"That is within {tolerance} of the answer, so it earns half.")
    return _Worth(0)


def _is_a_step_coarser(typed: HistoricalDate, expected: HistoricalDate) -> bool:
    if typed.days is None or expected.days is None:
        return False
    return typed.days <= _COARSER.get(expected.precision, expected.days * _COARSER_INTERVAL)
