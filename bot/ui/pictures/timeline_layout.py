"""Where everything on a timeline stands. Time runs downwards, and every event has a row of its own.

Rows have the height of their text and a little more for the time between them, so that crowded days stay readable
and no two labels meet. A mark is true to the rows: a bar that ends after an event reaches past that event's row, and
one that ends before it does not. Where much time passes between two rows, the gap is named.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import log2

from bot.content.date_points import Precision
from bot.content.dates import HistoricalDate
from bot.frozen import frozen
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.lettering import Weight, font, wrapped
from bot.ui.render.captions import date_text

WIDTH = 1080
MARGIN = 44
HEADING_ROOM = 112
AXIS = MARGIN + HEADING_ROOM + 34
DOT = 13
"""A dot's radius; a bar begins as far above the middle of its row."""

DATE_TYPE: tuple[Weight, int] = ("Semibold", 31)
LABEL_TYPE: tuple[Weight, int] = ("Regular", 38)
DATE_LINE, LABEL_LINE = 39, 44
LABEL_LINES = 3

_FIRST_LANE, _LANE, _LANES_ROOM = AXIS + 34, 34, 190
_ROW_SPACE, _GAP_SPACE, _MOST_TIME_SPACE = 26, 40, 36
_SHORTEST_BAR, _SHORTEST_FULL, _CLEAR_OF_NEXT_ROW = 46, 18, 30
_FADE_UP, _FADE_DOWN = 200, 340
_TAIL = 70
_MONTH, _YEAR = 30.44, 365.2425
_DAYS_OF_A_LONG_GAP = 365


@frozen
class Row:
    """An event's texts; `y` is the middle of the first line. `gap` names the time that passed since the row above."""

    entry: Entry
    y: float
    height: float
    heading: str
    dates: list[str]
    label: list[str]
    gap: str


@frozen
class Bar:
    """A stretch of time beside the axis. It is full where the event surely went on: of 1918–1921 not in 1918 and 1921,
    since nobody says when in those years it began and ended. `goes_on` says that it ends on a later page.
    """

    entry: Entry
    lane: int
    top: float
    bottom: float
    full_from: float
    full_to: float
    goes_on: bool


@frozen
class Layout:
    """One page of a timeline. `top` and `bottom` are the ends of the axis."""

    rows: list[Row]
    bars: list[Bar]
    top: float
    bottom: float
    text_left: float
    lane_width: float

    def lane_centre(self, lane: int) -> float:
        """Where the bars of a lane stand; lanes count from 0."""
        return _FIRST_LANE + self.lane_width * (lane + 0.5)


@frozen
class _Span:
    """The first and last row beside which a bar may stand."""

    first: int
    last: int


def is_dot(date: HistoricalDate) -> bool:
    """Whether it is known to the day; everything else is a bar."""
    return date.precision is Precision.DAY


def lasted(date: HistoricalDate) -> bool:
    """Whether it went on from one end to the other, rather than happened at some time within."""
    return date.precision is Precision.INTERVAL


def laid_out(timeline: Timeline, page: int, top: float) -> Layout:
    """A page of the timeline; `top` is where the picture has room for it."""
    entries = timeline.page(page)
    begins = [entry.begins for entry in entries]
    following = timeline.page(page + 1)[0].begins if page + 1 < timeline.pages else None
    lanes = _lanes(entries, begins)
    lane_count = max(lanes.values(), default=-1) + 1
    lane_width = min(_LANE, _LANES_ROOM / lane_count) if lane_count else 0
    text_left = _FIRST_LANE + lane_width * lane_count + (16 if lane_count else 0)
    rows = _rows(entries, top, WIDTH - MARGIN - text_left)
    bottom = rows[-1].y - DATE_LINE / 2 + max(rows[-1].height, _TAIL)
    scale = _Scale(begins, [row.y for row in rows], bottom, _last_day(entries, following))
    bars = [_bar(rows[index], index, lane, scale, top, following) for index, lane in lanes.items()]
    return Layout(rows, bars, top, bottom, text_left, lane_width)


def _lanes(entries: Sequence[Entry], begins: Sequence[int]) -> dict[int, int]:
    """The lane of each bar by its row: the first in which no bar stands beside the same row."""
    spans = {index: _span(entry, index, begins) for index, entry in enumerate(entries) if not is_dot(entry.date)}
    taken_until: list[int] = []
    lanes: dict[int, int] = {}
    for index, span in sorted(spans.items(), key=lambda pair: (pair[1].first, pair[0])):
        free = next((lane for lane, last in enumerate(taken_until) if last < span.first), len(taken_until))
        taken_until[free : free + 1] = [span.last]
        lanes[index] = free
    return dict(sorted(lanes.items()))


def _span(entry: Entry, index: int, begins: Sequence[int]) -> _Span:
    last = max(index, bisect_right(begins, entry.date.latest.number) - 1)
    return _Span(max(0, index - 3) if entry.date.open_start else index, last)


def _rows(entries: Sequence[Entry], top: float, room: float) -> list[Row]:
    rows: list[Row] = []
    heading = ""
    reached: int | None = None
    long_gap = _long_gap(entries)
    for entry in entries:
        gap = _gap(entry, reached, long_gap)
        if rows:
            top += rows[-1].height + _space(entry.begins - rows[-1].entry.begins, gap)
        dates = wrapped(date_text(entry), font(*DATE_TYPE), room, 2)
        label = wrapped(entry.event.label, font(*LABEL_TYPE), room, LABEL_LINES)
        height = DATE_LINE * len(dates) + LABEL_LINE * len(label)
        own = _heading(entry.date)
        rows.append(Row(entry, top + DATE_LINE / 2, height, "" if own == heading else own, dates, label, gap))
        heading = own or heading
        reached = max(reached or entry.begins, entry.begins if entry.date.open_end else entry.date.latest.number)
    return rows


def _space(days: int, gap: str) -> float:
    """More for more time, though far less than in proportion; 10 pixels for a month, 36 for a year."""
    return _ROW_SPACE + min(_MOST_TIME_SPACE, 10 * log2(1 + max(0, days) / 30)) + (_GAP_SPACE if gap else 0)


def _heading(date: HistoricalDate) -> str:
    """The year to which the row belongs, or its decade; vaguer times stand in the row's own date."""
    point = date.start or date.end
    if point is None or point.precision is Precision.CENTURY:
        return ""
    if point.precision in (Precision.YEAR, Precision.DECADE) and point.approximate:
        return ""
    return point.words() if point.precision is Precision.DECADE else point.year_words()


def _long_gap(entries: Sequence[Entry]) -> int:
    """From how many days on a gap is named: a year, or a fifth of the page's time where that is shorter."""
    return max(14, min(_DAYS_OF_A_LONG_GAP, (entries[-1].begins - entries[0].begins) // 5))


def _gap(entry: Entry, reached: int | None, long_gap: int) -> str:
    days = entry.begins - reached if reached is not None else 0
    if entry.date.open_start or days < long_gap:
        return ""
    if days < 2 * _MONTH:
        return f"{days // 7} weeks"
    months = round(days / _MONTH)
    if months < 24 and months != 12:
        return f"{months} months"
    years = round(days / _YEAR)
    return f"{years:,} year{'' if years == 1 else 's'}"


def _last_day(entries: Sequence[Entry], following: int | None) -> int:
    """The last day that the page shows: none of the next page's."""
    latest = max(entry.begins if entry.date.open_end else entry.date.latest.number for entry in entries)
    return latest if following is None else min(latest, following)


@frozen
class _Scale:
    """The place of a day: between the rows around it, in proportion."""

    begins: Sequence[int]
    places: Sequence[float]
    bottom: float
    last_day: int

    def end(self, day: int) -> float:
        """Where a bar ends whose last day this is: below each row that is not later, clear of the next."""
        row = bisect_right(self.begins, day) - 1
        if row + 1 < len(self.begins):
            next_day, next_place, most = self.begins[row + 1], self.places[row + 1], _CLEAR_OF_NEXT_ROW
        else:
            next_day, next_place, most = self.last_day, self.bottom, 0
        share = (day - self.begins[row]) / max(1, next_day - self.begins[row])
        return min(self.places[row] + share * (next_place - self.places[row]), next_place - most)


def _bar(row: Row, index: int, lane: int, scale: _Scale, top: float, following: int | None) -> Bar:
    date = row.entry.date
    begin = max(top, row.y - _FADE_UP) if date.open_start else row.y - DOT
    goes_on = following is not None and not date.open_end and date.latest.number >= following
    if date.open_end:
        end = min(scale.bottom, row.y + _FADE_DOWN)
    elif date.open_start:
        end = row.y + DOT
    else:
        end = scale.bottom if goes_on else max(scale.end(date.latest.number), row.y - DOT + _SHORTEST_BAR)
    return Bar(row.entry, lane, begin, end, *_full_part(date, begin, end, scale), goes_on)


def _full_part(date: HistoricalDate, begin: float, end: float, scale: _Scale) -> tuple[float, float]:
    """From the last day on which it can have begun to the first on which it can have ended."""
    if not lasted(date):
        return begin, begin
    full_from, full_to = begin, end
    if date.start and not date.open_end and date.start.precision is not Precision.DAY:
        full_from = min(scale.end(date.start.latest.number), end - _SHORTEST_FULL)
    if date.end and not date.open_start and date.end.precision is not Precision.DAY:
        full_to = max(scale.end(date.end.earliest.number), full_from + _SHORTEST_FULL)
    return max(begin, full_from), min(end, full_to)
