"""The whole time of a timeline on one strip, to scale, with the part that the page shows."""

from collections.abc import Iterator

from bot.content.calendars import Day
from bot.content.date_points import MONTHS, Point, Precision
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.lettering import font, width
from bot.ui.pictures.themes import Colour, mixed
from bot.ui.pictures.timeline_layout import MARGIN, WIDTH

STRIP_HEIGHT = 108
_PANEL, _PADDING, _TYPE = 62, 16, 27
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MOST_YEARS_NAMED = 8
_YEARS_TOLD_BY_MONTHS = 2


def draw_strip(canvas: Canvas, timeline: Timeline, page: int, top: float, colours: dict[str, Colour]) -> None:
    """At this height across the sheet."""
    scale = _Across(timeline)
    theme = canvas.theme
    canvas.panel(MARGIN, top, WIDTH - MARGIN, top + _PANEL, theme.panel)
    if timeline.pages > 1:
        shown = timeline.page(page)
        left, right = scale.x(shown[0].begins) - 9, scale.x(shown[-1].begins) + 9
        canvas.panel(left, top, right, top + _PANEL, mixed(theme.line, theme.panel, 0.75), radius=9)
    for x, end, colour in sorted({_stroke(scale, entry, colours) for entry in timeline.entries}):
        if end > x:
            canvas.panel(x, top + 22, end, top + 40, mixed(colour, theme.panel, 0.5), radius=4)
        canvas.upright(x, top + 13, top + 49, colour)
    _draw_days(canvas, timeline, scale, top + _PANEL)


def _draw_days(canvas: Canvas, timeline: Timeline, scale: "_Across", top: float) -> None:
    """Each under its tick, moved inside at the edges, and left out where it would touch the one before."""
    free_from = 0.0
    for day, words in _named_days(timeline, scale):
        x = scale.x(day.number)
        canvas.upright(x, top, top + 8, canvas.theme.line)
        half = width(words, font("Regular", _TYPE)) / 2
        middle = max(MARGIN + half, min(x, WIDTH - MARGIN - half))
        if middle - half >= free_from:
            canvas.text(middle, top + 26, words, "Regular", _TYPE, canvas.theme.soft_ink, anchor="mm")
            free_from = middle + half + 24


class _Across:
    """Days across the strip, in proportion."""

    def __init__(self, timeline: Timeline) -> None:
        known = [day.number for entry in timeline.entries for day in entry.known_days]
        self.first, self.last = min(known), max(known)

    def holds(self, day: Day) -> bool:
        return self.first <= day.number <= self.last

    def x(self, number: int) -> int:
        room = WIDTH - 2 * MARGIN - 2 * _PADDING
        share = (number - self.first) / max(1, self.last - self.first)
        return round(MARGIN + _PADDING + room * min(1.0, max(0.0, share)))


def _stroke(scale: _Across, entry: Entry, colours: dict[str, Colour]) -> tuple[int, int, Colour]:
    """Where an event stands and how far it reaches; events in the same place are one stroke."""
    begin = scale.x(entry.begins)
    end = begin if entry.date.open_start else scale.x(entry.date.latest.number)
    return begin, end if end - begin > 4 else begin, colours[entry.chapter.key]


def _named_days(timeline: Timeline, scale: _Across) -> list[tuple[Day, str]]:
    """Round years, or the months of one or two years; both ends where the time is shorter than that."""
    first, last = timeline.years.earliest.year, timeline.years.latest.year
    rounded = _months(first, last) if last - first < _YEARS_TOLD_BY_MONTHS else _round_years(first, last)
    named = [(day, words) for day, words in rounded if scale.holds(day)]
    if len(named) > 1:
        return named
    ends = dict.fromkeys((scale.first, scale.last))
    return [(day, f"{day.day} {MONTHS[day.month - 1]} {_year_words(day.year)}") for day in map(Day.from_number, ends)]


def _months(first: int, last: int) -> Iterator[tuple[Day, str]]:
    for year in range(first, last + 1):
        yield Day(year, 1, 1), _year_words(year)
        yield from ((Day(year, month, 1), MONTHS[month - 1][:3]) for month in (4, 7, 10))


def _round_years(first: int, last: int) -> Iterator[tuple[Day, str]]:
    step = next((each for each in _STEPS if (last - first) // each < _MOST_YEARS_NAMED), _STEPS[-1])
    for year in range(first, last + 2):
        if (year if year > 0 else 1 - year) % step == 0:
            yield Day(year, 1, 1), _year_words(year)


def _year_words(year: int) -> str:
    return Point(Precision.YEAR, Day(year, 1, 1), Day(year, 12, 31), approximate=False, uncertain=False).year_words()
