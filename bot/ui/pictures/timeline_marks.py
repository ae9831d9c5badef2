"""How each date is marked, and what the marks mean."""

from collections.abc import Sequence

from PIL import Image

from bot.content.date_points import Precision
from bot.content.dates import HistoricalDate
from bot.service.timelines import Entry
from bot.ui.pictures import marks
from bot.ui.pictures.marks import Fill
from bot.ui.pictures.timeline_layout import DOT, Bar, is_dot, lasted

_SOFT = 34
_FADE_UP, _FADE_DOWN = 170, 260
_SAMPLE_WIDTH, _SAMPLE_HEIGHT, _SAMPLE_FADE = 18, 34, 26


def dot_mark(date: HistoricalDate) -> Image.Image:
    """Of a date known to the day."""
    return marks.dot(DOT, is_soft=date.approximate, is_broken=date.uncertain)


def bar_mark(bar: Bar, width: int) -> Image.Image:
    """Of any other date: soft where it is about, fading where it is open."""
    height = round(bar.bottom - bar.top)
    date = bar.entry.date
    about_from, about_to = bool(date.start and date.start.approximate), bool(date.end and date.end.approximate)
    grows = _FADE_UP if date.open_start else _SOFT if about_from else 0
    fades = _FADE_DOWN if date.open_end else _SOFT if about_to else 0
    full_from, full_to = round(bar.full_from - bar.top), round(bar.full_to - bar.top)
    return marks.bar(width, height, Fill(full_from, full_to, date.uncertain, min(grows, height), min(fades, height)))


def meanings(entries: Sequence[Entry]) -> list[tuple[Image.Image, str]]:
    """The marks of these events, each with its meaning."""
    dates = [entry.date for entry in entries]
    barred = [date for date in dates if not is_dot(date)]
    fade_in, fade_out = any(date.open_start for date in dates), any(date.open_end for date in dates)
    shown = [
        (any(is_dot(date) for date in dates), marks.dot(DOT), "on this day"),
        (any(_has_pale_part(date) for date in barred), _sample(is_full=False), "some time within"),
        (any(lasted(date) for date in barred), _sample(), "all this time"),
        (any(date.approximate for date in dates), _sample(is_full=False, grows=_SOFT // 2, fades=_SOFT // 2), "about"),
        (any(date.uncertain for date in dates), _sample(is_full=False, is_broken=True), "perhaps"),
        (fade_in or fade_out, _sample(grows=_SAMPLE_FADE * fade_in, fades=_SAMPLE_FADE * fade_out), "open end"),
    ]
    return [(mark, meaning) for is_shown, mark, meaning in shown if is_shown]


def _has_pale_part(date: HistoricalDate) -> bool:
    """Whether an end of it is not known to the day."""
    return any(point.precision is not Precision.DAY for point in (date.start, date.end) if point)


def _sample(*, is_full: bool = True, is_broken: bool = False, grows: int = 0, fades: int = 0) -> Image.Image:
    fill = Fill(0, _SAMPLE_HEIGHT if is_full else 0, is_broken, grows, fades)
    return marks.bar(_SAMPLE_WIDTH, _SAMPLE_HEIGHT, fill)
