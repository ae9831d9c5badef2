"""One point of a historical date: a day, a month, a season, a year, a decade or a century."""

import re
from enum import IntEnum

from bot.content.calendars import Day, days_in_month
from bot.frozen import frozen

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASON = 21
_SEPARATORS = re.compile(r"\d{1,2}[./ ]\d{1,2}[./ ]-?\d{1,4}|\d{4}[./]\d{1,2}([./]\d{1,2})?")
_WRITTEN = re.compile(r"(?a)(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)")
_DECADE = re.compile(r"(?a)(?P<start>-?\d{3})X(?P<mark>[~?%]?)")
_CENTURY = re.compile(r"(?a)(?P<start>-?\d{2})XX(?P<mark>[~?%]?)")


class Precision(IntEnum):
    """How exact a date is; a greater one is coarser."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    INTERVAL = 7


@frozen
class Point:
    """A stretch of time with a name of its own. `earliest` and `latest` are its first and last day."""

    precision: Precision
    earliest: Day
    latest: Day
    approximate: bool
    uncertain: bool

    def words(self, *, month_first: bool = False, era: bool = True, year: bool = True) -> str:
        """As historians write it, without the marks of doubt: "12 April 1927", "spring 1918", "44 BC"."""
        match self.precision:
            case Precision.CENTURY:
                return self._century()
            case Precision.DECADE:
                return self._decade(era=era)
            case Precision.YEAR:
                return self.year_words(era=era)
            case Precision.SEASON:
                season = SEASONS[self.earliest.month // 3 - 1]
                return f"{season} {self._season_years(era=era)}" if year else season
            case Precision.MONTH:
                name = MONTHS[self.earliest.month - 1]
                return f"{name} {self.year_words(era=era)}" if year else name
            case _:
                return self._day(month_first=month_first, era=era, year=year)

    def year_words(self, *, era: bool = True) -> str:
        """The year alone: "1927", "AD 14", "44 BC"."""
        return _year_words(self.earliest.year, era=era)

    def _day(self, *, month_first: bool, era: bool, year: bool) -> str:
        name, day = MONTHS[self.earliest.month - 1], self.earliest.day
        if month_first:
            return f"{name} {day}" + (f", {self.year_words(era=era)}" if year else "")
        return f"{day} {name}" + (f" {self.year_words(era=era)}" if year else "")

    def _season_years(self, *, era: bool) -> str:
        if self.earliest.year < 1000 or self.earliest.year == self.latest.year:
            return self.year_words(era=era)
        return f"{self.earliest.year}–{self.latest.year % 100:02}"

    def _decade(self, *, era: bool) -> str:
        if self.earliest.year < 1:
            return f"{1 - self.earliest.year}–{_year_words(self.latest.year, era=era)}"
        if self.earliest.year % 100 == 0:  # "the 1900s" would also be the century
            return f"{self.earliest.year}–{self.latest.year}"
        return ("AD " if era and self.earliest.year < 1000 else "") + f"{self.earliest.year}s"

    def _century(self) -> str:
        if self.earliest.year < 1:
            return f"{_ordinal(-self.latest.year // 100 + 1)} century BC"
        return f"{_ordinal(self.earliest.year // 100 + 1)} century" + (" AD" if self.earliest.year < 1000 else "")


def read_point(text: str) -> Point:
    """Read one end of an EDTF date; ValueError is a sentence that says what to write instead."""
    if found := _WRITTEN.fullmatch(text):
        return _calendar_point(text, found)
    if found := _DECADE.fullmatch(text):
        return _years_point(text, found, Precision.DECADE, 10)
    if found := _CENTURY.fullmatch(text):
        return _years_point(text, found, Precision.CENTURY, 100)
    raise ValueError(_advice(text))


def season_months(season: int, year: int) -> tuple[Day, Day]:
    """The first and last day of a season, 21 (spring) to 24. The winter of a year begins in its December."""
    first = Day(year, (season - _FIRST_SEASON) * 3 + 3, 1)
    return first, first.plus_months(3).plus_days(-1)


def _calendar_point(text: str, found: re.Match[str]) -> Point:
    year = _year(text, found["year"])
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    doubt = (found["mark"] in {"~", "%"}, found["mark"] in {"?", "%"})
    if found["month"] is None:
        return Point(Precision.YEAR, Day(year, 1, 1), Day(year, 12, 31), *doubt)
    if found["day"] is None and _FIRST_SEASON <= month < _FIRST_SEASON + len(SEASONS):
        return Point(Precision.SEASON, *season_months(month, year), *doubt)
    if not 1 <= month <= 12:
        raise ValueError(
            f"{text} has no month {found['month']}: write a month from 01 to 12, for example {found['year']}-04"
            f"{', or a season from 21 (spring) to 24 (winter)' if found['day'] is None else '-12'}."
        )
    length = days_in_month(year, month)
    if found["day"] is None:
        return Point(Precision.MONTH, Day(year, month, 1), Day(year, month, length), *doubt)
    if not 1 <= day <= length:
        raise ValueError(
            f"{text} is no day: {MONTHS[month - 1]} {_year_words(year)} has {length} days, "
            f"so write a day from 01 to {length}."
        )
    return Point(Precision.DAY, Day(year, month, day), Day(year, month, day), *doubt)


def _years_point(text: str, found: re.Match[str], precision: Precision, length: int) -> Point:
    if found["start"].strip("0") == "":
        raise ValueError(f"{text} would begin before AD 1: write the years themselves, for example 0001/0010.")
    doubt = (found["mark"] in {"~", "%"}, found["mark"] in {"?", "%"})
    start = int(found["start"]) * length
    if found["start"].startswith("-"):
        return Point(precision, Day(start - length + 1, 1, 1), Day(start, 12, 31), *doubt)
    return Point(precision, Day(start, 1, 1), Day(start + length - 1, 12, 31), *doubt)


def _year(text: str, written: str) -> int:
    """A plain 0000 is nearly always a slip for an unknown year, so that 1 BC has to carry its minus."""
    if written == "0000":
        raise ValueError(
            f"{text} has the year 0000, which is no year of history: write 0001 for AD 1, -0000 for 1 BC and "
            "-0001 for 2 BC."
        )
    return int(written)


def _year_words(year: int, *, era: bool = True) -> str:
    if year < 1:
        return f"{1 - year} BC" if era else str(1 - year)
    return f"AD {year}" if era and year < 1000 else str(year)


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _advice(text: str) -> str:
    if _SEPARATORS.fullmatch(text):
        return f"{text} is not written as a date here: write the year first, as in 1927-04-12."
    if re.fullmatch(r"\d{3}x|\d{2}xx", text):
        return f"{text} needs a capital X: write {text.upper()}."
    if re.fullmatch(r"-?\d{4}(-\d{1,2}){1,2}[~?%]?", text):
        return f"{text} is short of a digit: write months and days with two digits, as in 1919-03 or 1919-03-02."
    if re.fullmatch(r"-?\d{1,3}(-\d\d){0,2}[~?%]?", text):
        return f"{text} is too short for a year: write four digits, as in 0476, or -0043 for 44 BC."
    if re.fullmatch(r"-?\d{5,}(-\d\d){0,2}", text):
        return f"{text} is too long for a year: write four digits, as in 1927."
    if found := re.fullmatch(r"(\d{4}) ?(?:[–—-]|\.\.|to) ?(\d{4})", text):
        return f"{text} is not written as an interval here: write {found[1]}/{found[2]}."
    if re.fullmatch(r"[-\dXxu]{4,10}[~?%]?", text):
        return f"{text} hides the wrong digits: write 192X for the 1920s, 18XX for the 19th century, or 1927-04."
    if found := re.fullmatch(r"(?:c\.?|ca\.?|circa|about)\s*(\d{4})", text, re.IGNORECASE):
        return f"{text} is not written as a date here: write {found[1]}~ for about {found[1]}."
    if found := re.fullmatch(r"(\d{1,4}) ?(?:BCE?|B\.C\.(?:E\.)?)", text, re.IGNORECASE):
        return f"{text} is not written as a date here: write -{int(found[1]) - 1:04} for {int(found[1])} BC."
    if found := re.fullmatch(r"(\d{3})0'?s", text):
        return f"{text} is not written as a decade here: write {found[1]}X."
    return f"{text!r} is not a date: write 1927, 1927-04, 1927-04-12, 192X, 1917~ (about), 1917? or 1917/1921."
