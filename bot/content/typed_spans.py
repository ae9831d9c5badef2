"""The stretch of time that a few tokens name: a day, a month, a season, years, or a part of one of these."""

import re
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from bot.content.calendars import Day, days_in_julian_month, days_in_month
from bot.content.date_points import Precision
from bot.frozen import frozen

_YEAR = r"(?:(?P<before>ad|bc) )?(?P<year>\d{1,4})(?: (?P<after>ad|bc))?"
_DAY = r"(?P<day>\d{1,2})(?:th)?"
_MONTH = r"m(?P<month>\d\d)"
_PART_WORDS = {
    "early": (0, 3, "early"),
    "beginning": (0, 3, "beginning of"),
    "mid": (1, 3, "mid"),
    "middle": (1, 3, "middle of"),
    "late": (2, 3, "late"),
    "end": (2, 3, "end of"),
    "h1": (0, 2, "first half of"),
    "h2": (1, 2, "second half of"),
    "q1": (0, 4, "first quarter of"),
    "q2": (1, 4, "second quarter of"),
    "q3": (2, 4, "third quarter of"),
    "q4": (3, 4, "last quarter of"),
}
_PARTED = re.compile(rf"(?P<part>{'|'.join(_PART_WORDS)}) (?P<whole>.+)")


class Numbers(NamedTuple):
    """Year (astronomical), month and day as they were typed, in whichever calendar."""

    year: int
    month: int
    day: int


@frozen
class Span:
    """From one day to another.

    `edtf` is given where the unit has its own writing there; `part` of `whole` is what was typed.
    """

    first: Numbers
    last: Numbers
    precision: Precision
    edtf: str = ""
    part: str = ""
    whole: "Span | None" = None
    approximate: bool = False


def read_span(tokens: list[str], *, julian: bool) -> Span | None:
    """What the tokens name, or None. `julian` allows the days that only the Julian calendar has."""
    if "c" in tokens:
        bare = [word for word in tokens if word != "c"]
        span = read_span(bare, julian=julian) if len(bare) == len(tokens) - 1 and _at_an_edge(tokens) else None
        return span and replace(span, approximate=True)
    line = " ".join(tokens)
    if parted := _PARTED.fullmatch(line):
        return _part(parted, julian=julian)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(line):
            return read(found, julian)
    return None


def span_days(span: Span, *, julian: bool) -> tuple[Day, Day]:
    """Its first and last day, New Style. Years and coarser units are the same years in both calendars."""
    if julian and span.precision < Precision.YEAR:
        return Day.from_julian(*span.first), Day.from_julian(*span.last)
    return Day(*span.first), Day(*span.last)


def _at_an_edge(tokens: list[str]) -> bool:
    return tokens[0] == "c" or tokens[-1] == "c"


def _day(found: re.Match[str], julian: bool) -> Span | None:
    year, month, day = _year(found), int(found["month"]), int(found["day"])
    if year is None or not 1 <= day <= _length(year, month, julian=julian):
        return None
    numbers = Numbers(year, month, day)
    weekday = found["weekday"]
    if weekday and not _fits(int(weekday), numbers, julian=julian):
        return None
    return Span(numbers, numbers, Precision.DAY)


def _fits(weekday: int, numbers: Numbers, *, julian: bool) -> bool:
    old_style = julian or numbers.year < 1583
    return (Day.from_julian(*numbers) if old_style else Day(*numbers)).weekday == weekday


def _month(found: re.Match[str], julian: bool) -> Span | None:
    year, month = _year(found), int(found["month"])
    if year is None:
        return None
    return Span(Numbers(year, month, 1), Numbers(year, month, _length(year, month, julian=julian)), Precision.MONTH)


def _season(found: re.Match[str], julian: bool) -> Span | None:
    year, season = _year(found), int(found["season"])
    if year is None:
        return None
    month = (season - 21) * 3 + 3
    last_year, last_month = (year, month + 2) if month < 12 else (year + 1, 2)
    last = Numbers(last_year, last_month, _length(last_year, last_month, julian=julian))
    return Span(Numbers(year, month, 1), last, Precision.SEASON, f"{edtf_year(year)}-{season}")


def _whole_year(found: re.Match[str], julian: bool) -> Span | None:
    year = _year(found)
    return None if year is None else _years(year, 1, Precision.YEAR, edtf_year(year))


def _decade(found: re.Match[str], julian: bool) -> Span | None:
    start, era = int(found["start"]), found["era"]
    if start < 100 and not era:
        return None
    if era == "bc":
        return _years(-start - 8, 10, Precision.DECADE)
    if start % 100 == 0:
        return _years(start, 100, Precision.CENTURY, f"{start // 100:02}XX")
    return _years(start, 10, Precision.DECADE, f"{start // 10:03}X")


def _century(found: re.Match[str], julian: bool) -> Span | None:
    number = int(found["number"])
    if not 1 <= number <= 40:
        return None
    if found["era"] == "bc":
        return _years(1 - 100 * number, 100, Precision.CENTURY, f"-{number - 1:02}XX")
    if number == 1:
        return _years(1, 100, Precision.CENTURY)
    return _years(100 * (number - 1), 100, Precision.CENTURY, f"{number - 1:02}XX")


def _years(start: int, length: int, precision: Precision, edtf: str = "") -> Span:
    return Span(Numbers(start, 1, 1), Numbers(start + length - 1, 12, 31), precision, edtf)


def _part(found: re.Match[str], *, julian: bool) -> Span | None:
    """Thirds, halves and quarters: whole years of a decade, months of a year or season, days of a month."""
    whole = read_span(found["whole"].split(), julian=julian)
    if whole is None or whole.part or whole.approximate or whole.precision is Precision.DAY:
        return None
    index, pieces, words = _PART_WORDS[found["part"]]
    if whole.precision >= Precision.DECADE:
        length = whole.last.year - whole.first.year + 1
        first, last = _piece(index, pieces, length)
        start = whole.first.year
        return Span(Numbers(start + first, 1, 1), Numbers(start + last, 12, 31), Precision.YEAR, "", words, whole)
    if whole.precision is Precision.MONTH:
        first, last = _piece(index, pieces, 30)
        end = whole.last.day if index == pieces - 1 else last + 1
        return Span(whole.first._replace(day=first + 1), whole.first._replace(day=end), Precision.DAY, "", words, whole)
    first, last = _piece(index, pieces, 12 if whole.precision is Precision.YEAR else 3)
    return _months(whole, first, last, words, julian=julian)


def _months(whole: Span, first: int, last: int, words: str, *, julian: bool) -> Span:
    first_year, first_month = divmod(whole.first.month - 1 + first, 12)
    last_year, last_month = divmod(whole.first.month - 1 + last, 12)
    year = whole.first.year + last_year
    end = Numbers(year, last_month + 1, _length(year, last_month + 1, julian=julian))
    return Span(Numbers(whole.first.year + first_year, first_month + 1, 1), end, Precision.MONTH, "", words, whole)


def _piece(index: int, pieces: int, length: int) -> tuple[int, int]:
    return ceil(index * length / pieces), ceil((index + 1) * length / pieces) - 1


def _year(found: re.Match[str]) -> int | None:
    """The astronomical year; a number below 100 is no year without its era, and two eras are none at all."""
    year, eras = int(found["year"]), {found["before"], found["after"]} - {None}
    if year == 0 or len(eras) > 1 or (not eras and len(found["year"]) < 3):
        return None
    return 1 - year if "bc" in eras else year


def edtf_year(year: int) -> str:
    """Four digits, and the sign that 1 BC carries too."""
    return f"{year:04}" if year > 0 else f"-{-year:04}"


def _length(year: int, month: int, *, julian: bool) -> int:
    return days_in_julian_month(year, month) if julian else days_in_month(year, month)


_WEEKDAY = r"(?:w(?P<weekday>\d) )?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], Span | None]], ...] = (
    (re.compile(rf"{_WEEKDAY}{_DAY} {_MONTH} {_YEAR}"), _day),
    (re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY} {_YEAR}"), _day),
    (re.compile(rf"{_WEEKDAY}{_YEAR} {_MONTH} {_DAY}"), _day),
    (re.compile(rf"{_MONTH} {_YEAR}"), _month),
    (re.compile(rf"{_YEAR} {_MONTH}"), _month),
    (re.compile(rf"s(?P<season>\d\d) {_YEAR}"), _season),
    (re.compile(rf"{_YEAR} s(?P<season>\d\d)"), _season),
    (re.compile(_YEAR), _whole_year),
    (re.compile(r"d(?P<start>\d{2,4})(?: (?P<era>ad|bc))?"), _decade),
    (re.compile(r"(?P<number>\d{1,2})(?:th)? century(?: (?P<era>ad|bc))?"), _century),
    (re.compile(r"century (?P<number>\d{1,2})(?:th)?(?: (?P<era>ad|bc))?"), _century),
)
