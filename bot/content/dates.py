"""Dates as historians know them: only as exact as the evidence, sometimes doubtful, sometimes a stretch of time.

Content writes them in a part of EDTF (ISO 8601-2), New Style, with astronomical years:

- `1927`, `1927-04`, `1927-04-12`; `-0043` is 44 BC, and 1 BC is `-0000` (a plain `0000` is refused as a slip);
- `1917~` about, `1917?` perhaps, `1917%` both; on a month, day, season, decade or century too;
- `192X` the 1920s, `18XX` the 19th century; `1918-21` to `1918-24` spring to winter, the winter up to next February;
- `1917/1921`, each end as above; `1921/..` from 1921 on, `../1917` until 1917.
"""

from bot.content.calendars import Day
from bot.content.date_points import MONTHS, Point, Precision, read_point
from bot.content.tolerance import Tolerance, read_tolerance
from bot.frozen import frozen

__all__ = [
    "BEGINNING_OF_TIME",
    "END_OF_TIME",
    "HistoricalDate",
    "Precision",
    "Tolerance",
    "both_styles",
    "interval_edtf",
    "read_edtf",
    "read_tolerance",
    "with_article",
]

BEGINNING_OF_TIME = Day(-999_999, 1, 1)
END_OF_TIME = Day(999_999, 12, 31)
_MARGIN = {
    Precision.DAY: Tolerance(1, "day"),
    Precision.MONTH: Tolerance(1, "month"),
    Precision.SEASON: Tolerance(3, "month"),
    Precision.YEAR: Tolerance(1, "year"),
    Precision.DECADE: Tolerance(10, "year"),
    Precision.CENTURY: Tolerance(100, "year"),
}


@frozen
class HistoricalDate:
    """A date at the precision at which it is known. `start` and `end` are the same point unless it is an interval;
    None is an open side. `edtf` is the text as stored. Two dates are equal when all of that is equal.
    """

    edtf: str
    start: Point | None
    end: Point | None

    @property
    def earliest(self) -> Day:
        """The first day that it can mean as written; BEGINNING_OF_TIME when it is open."""
        return self.start.earliest if self.start else BEGINNING_OF_TIME

    @property
    def latest(self) -> Day:
        """The last day that it can mean as written; END_OF_TIME when it is open."""
        return self.end.latest if self.end else END_OF_TIME

    @property
    def precision(self) -> Precision:
        """Of one point its own; two ends make an interval."""
        return self.start.precision if self.start and self.start is self.end else Precision.INTERVAL

    @property
    def approximate(self) -> bool:
        """Circa, at either end."""
        return any(point.approximate for point in (self.start, self.end) if point)

    @property
    def uncertain(self) -> bool:
        """Perhaps, at either end."""
        return any(point.uncertain for point in (self.start, self.end) if point)

    @property
    def open_start(self) -> bool:
        """Whether it reaches back without limit."""
        return self.start is None

    @property
    def open_end(self) -> bool:
        """Whether it goes on without limit."""
        return self.end is None

    @property
    def days(self) -> int | None:
        """How many days it covers; None when a side is open."""
        if self.start is None or self.end is None:
            return None
        return self.latest.number - self.earliest.number + 1

    def overlaps(self, other: "HistoricalDate") -> bool:
        """Whether any day belongs to both, as they are written."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, other: "HistoricalDate") -> bool:
        """Whether every day of the other belongs to this one."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def lies_within(self, other: "HistoricalDate", tolerance: Tolerance | None = None) -> bool:
        """Whether the other contains this one, or nearly so, by the tolerance on either side."""
        if tolerance is None:
            return other.contains(self)
        first = BEGINNING_OF_TIME if other.open_start else tolerance.before(other.earliest)
        last = END_OF_TIME if other.open_end else tolerance.after(other.latest)
        return first <= self.earliest and self.latest <= last

    def surely_before(self, other: "HistoricalDate") -> bool:
        """Whether it ended before the other began, even if what is circa or doubtful is off by one unit of itself:
        c. 1917 may be 1918.
        """
        return _stretched(self.end, last=True) < _stretched(other.start, last=False)

    def same_time(self, other: "HistoricalDate") -> bool:
        """Whether both cover the same days, however they are written."""
        return self.earliest == other.earliest and self.latest == other.latest

    def display(self, month_first: bool = False) -> str:
        """As historians write it, no more exact than it is stored: "April 1927", "c. 1917", "3–5 March 1918"."""
        if self.start is None or self.end is None:
            return self._open(month_first=month_first)
        if self.start is self.end:
            return _marked(self.start, self.start.words(month_first=month_first))
        return _interval_words(self.start, self.end, month_first=month_first)

    def _open(self, *, month_first: bool) -> str:
        word, point = ("from", self.start) if self.start else ("until", self.end)
        if point is None:
            return "at any time"
        return f"{word} {with_article(HistoricalDate('', point, point), month_first=month_first)}"

    def __str__(self) -> str:
        return self.display()


def with_article(date: HistoricalDate, *, month_first: bool = False) -> str:
    """As it stands after a preposition: "the 1920s", "the 19th century", but "1927"."""
    shown = date.display(month_first)
    named = date.precision in {Precision.DECADE, Precision.CENTURY} and not date.approximate
    return f"the {shown}" if named and ("century" in shown or shown.rstrip("?").endswith("s")) else shown


def read_edtf(text: str) -> HistoricalDate:
    """Read a date as content writes it; ValueError is a sentence that says what to write instead."""
    written = text.strip()
    if "/" not in written:
        point = read_point(written)
        return HistoricalDate(written, point, point)
    first, _, second = written.partition("/")
    if "/" in second:
        return HistoricalDate(written, point := read_point(written), point)
    start = _read_end(written, first.strip())
    end = _read_end(written, second.strip())
    if start is None and end is None:
        raise ValueError(f"{written} has no end at all: give at least one, as in 1921/.. or ../1917.")
    if start and end and (start.earliest, start.latest) >= (end.earliest, end.latest):
        raise ValueError(_order_advice(written, first, second))
    if start and end and start.latest > end.latest:
        raise ValueError(f"{written} ends before its beginning does: write two ends that follow one another.")
    return HistoricalDate(written, start, end)


def interval_edtf(earliest: Day, latest: Day) -> str:
    """The shortest EDTF text that covers exactly these days; either may be BEGINNING_OF_TIME or END_OF_TIME."""
    whole_years = (earliest.month, earliest.day) == (1, 1) and (latest.month, latest.day) == (12, 31)
    open_years = earliest == BEGINNING_OF_TIME or latest == END_OF_TIME
    if whole_years and not open_years:
        return _pair(_year_text(earliest), _year_text(latest))
    first = ".." if earliest == BEGINNING_OF_TIME else _start_text(earliest)
    last = ".." if latest == END_OF_TIME else _end_text(latest)
    months = earliest.day == 1 and latest.plus_days(1).day == 1
    if not open_years and not months:
        first, last = _day_text(earliest), _day_text(latest)
    elif not open_years:
        first, last = _month_text(earliest), _month_text(latest)
    return _pair(first, last)


def both_styles(date: HistoricalDate, old_style: HistoricalDate | None = None, *, month_first: bool = False) -> str:
    """A date in both calendars: "7 November 1917 (25 October Old Style)".

    The Old Style date is reckoned where none is given; a date less exact than a day is then shown as it is.
    """
    shown = date.display(month_first)
    if old_style is not None and old_style.precision is not Precision.DAY:
        return shown if old_style.same_time(date) else f"{shown} ({old_style.display(month_first)} Old Style)"
    if date.precision is not Precision.DAY and old_style is None:
        return shown
    year, month, day = _julian(date.earliest) if old_style is None else _numbers(old_style.earliest)
    name = f"{MONTHS[month - 1]} {day}" if month_first else f"{day} {MONTHS[month - 1]}"
    if year != date.earliest.year:
        point = read_point(f"{_year_text(Day(year, 1, 1))}")
        name += f"{',' if month_first else ''} {point.year_words()}"
    return f"{shown} ({name} Old Style)"


def _julian(day: Day) -> tuple[int, int, int]:
    return day.julian


def _numbers(day: Day) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _read_end(whole: str, text: str) -> Point | None:
    if text == "..":
        return None
    if not text:
        raise ValueError(f"{whole} lacks an end: write .. for an open one, as in 1921/.. or ../1917.")
    return read_point(text)


def _order_advice(written: str, first: str, second: str) -> str:
    if first.strip() == second.strip():
        return f"{written} begins and ends with the same date: write {first.strip()} alone."
    return f"{written} ends before it begins: write the earlier date first, as in {second.strip()}/{first.strip()}."


def _marked(point: Point, words: str) -> str:
    return ("c. " if point.approximate else "") + words + ("?" if point.uncertain else "")


def _interval_words(start: Point, end: Point, *, month_first: bool) -> str:
    if (start.approximate, start.uncertain) != (end.approximate, end.uncertain):
        first = _marked(start, start.words(month_first=month_first))
        return f"{first} – {_marked(end, end.words(month_first=month_first))}"
    return _marked(end, _joined(start, end, month_first=month_first))


def _joined(start: Point, end: Point, *, month_first: bool) -> str:
    """Both ends, without saying twice what they share."""
    same_era = (start.earliest.year < 1) == (end.earliest.year < 1)
    same_year = start.earliest.year == end.earliest.year and start.precision is end.precision
    shared = {Precision.DAY, Precision.MONTH, Precision.SEASON}
    if same_year and start.precision is Precision.DAY and start.earliest.month == end.earliest.month:
        return _days_of_month(start, end, month_first=month_first)
    if same_year and start.precision in shared:
        first = start.words(month_first=month_first, year=False)
        return f"{first}–{end.words(month_first=month_first)}"
    before_christ = same_era and start.earliest.year < 1
    first = start.words(month_first=month_first, era=not before_christ)
    after_christ = same_era and start.earliest.year >= 1 and start.words(month_first=month_first).startswith("AD ")
    return f"{first}–{end.words(month_first=month_first, era=not after_christ)}"


def _days_of_month(start: Point, end: Point, *, month_first: bool) -> str:
    month, year = MONTHS[start.earliest.month - 1], start.year_words()
    days = f"{start.earliest.day}–{end.earliest.day}"
    return f"{month} {days}, {year}" if month_first else f"{days} {month} {year}"


def _stretched(point: Point | None, *, last: bool) -> Day:
    if point is None:
        return END_OF_TIME if last else BEGINNING_OF_TIME
    margin = _MARGIN[point.precision] if point.approximate or point.uncertain else None
    if last:
        return margin.after(point.latest) if margin else point.latest
    return margin.before(point.earliest) if margin else point.earliest


def _pair(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _year_text(day: Day) -> str:
    return f"-{-day.year:04}" if day.year < 1 else f"{day.year:04}"


def _month_text(day: Day) -> str:
    return f"{_year_text(day)}-{day.month:02}"


def _day_text(day: Day) -> str:
    return f"{_month_text(day)}-{day.day:02}"


def _start_text(day: Day) -> str:
    if day.day != 1:
        return _day_text(day)
    return _month_text(day) if day.month != 1 else _year_text(day)


def _end_text(day: Day) -> str:
    following = day.plus_days(1)
    if following.day != 1:
        return _day_text(day)
    return _month_text(day) if following.month != 1 else _year_text(day)
