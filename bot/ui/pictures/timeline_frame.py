"""What stands above and below a timeline: its title, the strip, and the legend."""

from collections.abc import Iterator, Sequence

from PIL import Image

from bot.frozen import frozen
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures import marks
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.lettering import drawable, fitted, font, width, wrapped
from bot.ui.pictures.themes import Colour, mixed
from bot.ui.pictures.timeline_layout import DOT, MARGIN, WIDTH, Layout
from bot.ui.pictures.timeline_marks import meanings
from bot.ui.pictures.timeline_strip import STRIP_HEIGHT, draw_strip
from bot.ui.render.captions import summary
from bot.ui.render.written_dates import date_words

_ROOM = WIDTH - 2 * MARGIN
_TITLE_LINE, _SMALL_LINE, _LEGEND_LINE = 66, 44, 48
_TITLE_LINES, _GOING_ON_LINES = 3, 2
_SPACE = 30


@frozen
class Head:
    """The texts above a timeline, in lines."""

    above: str
    title: list[str]
    below: str
    going_on: list[str]

    @property
    def height(self) -> int:
        """With the strip and the space around it."""
        texts = _TITLE_LINE * len(self.title) + _SMALL_LINE * (2 + len(self.going_on))
        return MARGIN + texts + _SPACE + STRIP_HEIGHT + (_SPACE if self.going_on else 0) + 2 * _SPACE


def head_of(timeline: Timeline, page: int) -> Head:
    """The title, what is shown, and which longer events have begun on an earlier page."""
    going_on = "; ".join(f"{entry.event.label} ({date_words(entry.date)})" for entry in timeline.going_on(page))
    return Head(
        above=fitted(timeline.subtitle, font("Regular", 33), _ROOM),
        title=wrapped(timeline.title, font("Semibold", 60), _ROOM, _TITLE_LINES),
        below=fitted(summary(timeline, page), font("Regular", 33), _ROOM),
        going_on=wrapped(f"Still going on: {going_on}", font("Regular", 31), _ROOM, _GOING_ON_LINES)
        if going_on
        else [],
    )


def draw_head(canvas: Canvas, head: Head, timeline: Timeline, page: int, colours: dict[str, Colour]) -> None:
    """From the upper edge down to the timeline."""
    theme = canvas.theme
    middle = MARGIN + _SMALL_LINE / 2
    canvas.text(MARGIN, middle, head.above, "Regular", 33, theme.soft_ink)
    middle += _SMALL_LINE / 2 + _TITLE_LINE / 2
    for line in head.title:
        canvas.text(MARGIN, middle, line, "Semibold", 60, theme.ink)
        middle += _TITLE_LINE
    middle += (_SMALL_LINE - _TITLE_LINE) / 2 + 4
    canvas.text(MARGIN, middle, head.below, "Regular", 33, theme.soft_ink)
    top = middle + _SMALL_LINE / 2 + _SPACE - 6
    draw_strip(canvas, timeline, page, top, colours)
    middle = top + STRIP_HEIGHT + _SPACE + _SMALL_LINE / 2 - 10
    for line in head.going_on:
        canvas.text(MARGIN, middle, line, "Regular", 31, theme.soft_ink)
        middle += _SMALL_LINE


@frozen
class _Item:
    """A mark in a colour and what it means, and where it stands in the legend."""

    mark: Image.Image
    colour: Colour
    words: str
    left: float
    line: int


@frozen
class Legend:
    """The meanings of the marks and colours on a page."""

    items: list[_Item]
    notes: list[str]

    @property
    def height(self) -> int:
        """With the space around it."""
        lines = 1 + max((item.line for item in self.items), default=-1)
        return 2 * _SPACE + _LEGEND_LINE * lines + _SMALL_LINE * len(self.notes) + MARGIN - 10


def legend_of(timeline: Timeline, page: int, layout: Layout, colours: dict[str, Colour], plain: Colour) -> Legend:
    """Only what the page shows is explained; chapters only where there are several."""
    entries = timeline.page(page)
    explained = [(mark, plain, words) for mark, words in meanings(entries)]
    titles = {entry.chapter.key: entry.chapter.head.title for entry in entries}
    whole = {entry.chapter.key for entry in timeline.entries}
    if len(whole) > 1:
        explained += [(marks.dot(DOT), colours[key], title) for key, title in titles.items()]
    return Legend(_flowed(explained), list(_notes(entries, layout)))


def _notes(entries: Sequence[Entry], layout: Layout) -> Iterator[str]:
    if any(bar.goes_on for bar in layout.bars):
        yield "A bar with an arrow at its end goes on beyond this page."
    if any(entry.event.date_os for entry in entries):
        yield "Old Style is the Julian calendar, as it was printed at the time."
    if len(entries) > 1:
        gaps = " Long gaps are named." if any(row.gap for row in layout.rows) else ""
        yield f"Only the strip at the top is to scale.{gaps}"


def _flowed(explained: Sequence[tuple[Image.Image, Colour, str]]) -> list[_Item]:
    """One after the other, in as many lines as they need."""
    items: list[_Item] = []
    face = font("Regular", 31)
    left, line = float(MARGIN), 0
    for mark, colour, words in explained:
        shown = fitted(drawable(words), face, _ROOM - 60)
        needed = 44 + width(shown, face)
        if left > MARGIN and left + needed > WIDTH - MARGIN:
            left, line = float(MARGIN), line + 1
        items.append(_Item(mark, colour, shown, left, line))
        left += needed + 40
    return items


def draw_legend(canvas: Canvas, legend: Legend, top: float) -> None:
    """From the timeline's end down to the lower edge."""
    theme = canvas.theme
    canvas.level(MARGIN, WIDTH - MARGIN, top + _SPACE, mixed(theme.line, theme.paper, 0.6))
    first = top + 2 * _SPACE + _LEGEND_LINE / 2
    for item in legend.items:
        middle = first + item.line * _LEGEND_LINE
        canvas.stamp(item.mark, item.left + 14 - item.mark.width / 2, middle - item.mark.height / 2, item.colour)
        canvas.text(item.left + 44, middle, item.words, "Regular", 31, theme.ink)
    middle = first + (1 + max((item.line for item in legend.items), default=-1)) * _LEGEND_LINE
    for note in legend.notes:
        canvas.text(MARGIN, middle, note, "Regular", 29, theme.soft_ink)
        middle += _SMALL_LINE
