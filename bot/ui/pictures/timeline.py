"""A timeline as a picture for a phone: upright, with large type, in a dark or a light theme."""

from collections.abc import Sequence
from math import ceil

from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.lettering import drawable, font, width
from bot.ui.pictures.themes import THEMES, Colour, Theme, ThemeName, mixed
from bot.ui.pictures.timeline_frame import draw_head, draw_legend, head_of, legend_of
from bot.ui.pictures.timeline_layout import (
    AXIS,
    DATE_LINE,
    DATE_TYPE,
    HEADING_ROOM,
    LABEL_LINE,
    LABEL_TYPE,
    MARGIN,
    WIDTH,
    Bar,
    Layout,
    Row,
    is_dot,
    laid_out,
)
from bot.ui.pictures.timeline_marks import bar_mark, dot_mark

_HEADING_SIZES = (43, 37, 32, 28, 24)
_GAP_SIZES = (28, 25, 22)


def draw_timeline(timeline: Timeline, page: int, theme_name: ThemeName) -> bytes:
    """One page of a timeline as PNG; pages count from 0."""
    theme = THEMES[theme_name]
    colours = _colours(timeline, page, theme)
    head = head_of(timeline, page)
    layout = laid_out(timeline, page, head.height)
    legend = legend_of(timeline, page, layout, colours, theme.hues[0] if len(colours) == 1 else theme.soft_ink)
    canvas = Canvas(theme, WIDTH, ceil(layout.bottom) + legend.height)
    draw_head(canvas, head, timeline, page, colours)
    _draw_axis(canvas, layout)
    _draw_leaders(canvas, layout)
    for bar in layout.bars:
        _draw_bar(canvas, layout, bar, colours[bar.entry.chapter.key])
    for row in layout.rows:
        _draw_row(canvas, layout, row, colours[row.entry.chapter.key])
    draw_legend(canvas, legend, layout.bottom)
    return canvas.png()


def _colours(timeline: Timeline, page: int, theme: Theme) -> dict[str, Colour]:
    """A chapter's own colour, from page to page the same, unless two on one page would have one."""
    chapters = list(dict.fromkeys(entry.chapter.key for entry in _by_reading_order(timeline.entries)))
    hues = theme.hues
    colours = {key: hues[place % len(hues)] for place, key in enumerate(chapters)}
    taken: set[Colour] = set()
    for key in dict.fromkeys(entry.chapter.key for entry in timeline.page(page)):
        if colours[key] in taken:
            colours[key] = next((hue for hue in hues if hue not in taken), colours[key])
        taken.add(colours[key])
    return colours


def _by_reading_order(entries: Sequence[Entry]) -> Sequence[Entry]:
    return sorted(entries, key=lambda entry: (entry.chapter.book.id, entry.chapter.head.number or 0, entry.chapter.key))


def _draw_axis(canvas: Canvas, layout: Layout) -> None:
    """A line through all rows, dotted where a gap is named beside it."""
    colour = canvas.theme.line
    top = layout.top
    for above, row in zip(layout.rows, layout.rows[1:], strict=False):
        if row.gap:
            start, end = above.y + 30, row.y - 30
            canvas.upright(AXIS, top, start, colour)
            for dot in range(round(start) + 8, round(end) - 4, 14):
                canvas.upright(AXIS, dot, dot + 3, colour)
            _draw_gap(canvas, row.gap, (above.y + row.y) / 2)
            top = end
    canvas.upright(AXIS, top, layout.bottom, colour)


def _draw_gap(canvas: Canvas, gap: str, middle: float) -> None:
    size = _fitting(gap, _GAP_SIZES, HEADING_ROOM + MARGIN - 12)
    canvas.text(AXIS - 22, middle, gap, "Regular", size, canvas.theme.soft_ink, anchor="rm")


def _draw_leaders(canvas: Canvas, layout: Layout) -> None:
    """Fine lines from the axis by each mark to its text."""
    colour = mixed(canvas.theme.line, canvas.theme.paper, 0.7)
    for row in layout.rows:
        canvas.level(AXIS, layout.text_left - 12, row.y, colour)


def _draw_bar(canvas: Canvas, layout: Layout, bar: Bar, colour: Colour) -> None:
    thick = max(6, min(18, round(layout.lane_width * 0.56)))
    centre = layout.lane_centre(bar.lane)
    canvas.stamp(bar_mark(bar, thick), centre - thick / 2, bar.top, colour)
    if bar.goes_on:
        canvas.arrow(centre, bar.bottom + 8, round(thick * 0.8), colour)


def _draw_row(canvas: Canvas, layout: Layout, row: Row, colour: Colour) -> None:
    theme = canvas.theme
    if row.heading:
        size = _fitting(row.heading, _HEADING_SIZES, HEADING_ROOM + 6)
        canvas.text(AXIS - 26, row.y, row.heading, "Semibold", size, theme.ink, anchor="rm")
    if is_dot(row.entry.date):
        mark = dot_mark(row.entry.date)
        canvas.stamp(mark, AXIS - mark.width / 2, row.y - mark.height / 2, colour)
    middle = row.y
    for line in row.dates:
        canvas.text(layout.text_left, middle, line, *DATE_TYPE, colour)
        middle += DATE_LINE
    _draw_place(canvas, layout, row, middle - DATE_LINE)
    middle += (LABEL_LINE - DATE_LINE) / 2
    for line in row.label:
        canvas.text(layout.text_left, middle, line, *LABEL_TYPE, theme.ink)
        middle += LABEL_LINE


def _draw_place(canvas: Canvas, layout: Layout, row: Row, middle: float) -> None:
    """Behind the date, where there is room for it."""
    if row.entry.event.place is None:
        return
    place = f" · {drawable(row.entry.event.place)}"
    face = font("Regular", DATE_TYPE[1])
    left = layout.text_left + width(row.dates[-1], font(*DATE_TYPE))
    if left + width(place, face) <= WIDTH - MARGIN:
        canvas.text(left, middle, place, "Regular", DATE_TYPE[1], canvas.theme.soft_ink)


def _fitting(text: str, sizes: Sequence[int], room: float) -> int:
    """The largest of the sizes in which the text fits, or the smallest."""
    return next((size for size in sizes if width(text, font("Semibold", size)) <= room), sizes[-1])
