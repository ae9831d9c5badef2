"""A member's progress as a picture for a phone: a calendar, what is known by chapter, and how often one was right."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.content.date_points import MONTHS
from bot.frozen import frozen
from bot.study.progress import CALENDAR_WEEKS, ChapterShare, Progress, Said, level
from bot.ui.pictures.canvas import Canvas
from bot.ui.pictures.lettering import drawable, fitted, font
from bot.ui.pictures.themes import THEMES, Colour, Theme, ThemeName, mixed
from bot.ui.pictures.timeline_layout import MARGIN, WIDTH
from bot.ui.render.captions import SAID

MOST_CHAPTERS = 12

_ROOM = WIDTH - 2 * MARGIN
_TITLE, _HEADING, _TEXT, _SMALL = 60, 40, 33, 28
_DAY_NAMES = 62
_CELL = (_ROOM - _DAY_NAMES) // CALENDAR_WEEKS
_GAP = 4
_BAR, _CHAPTER_LINE, _SAID_LINE = 26, 104, 64
_SECTION = 96


@frozen
class _Sheet:
    """Where the sections begin."""

    calendar: int
    chapters: int
    said: int
    bottom: int


def draw_progress(progress: Progress, theme_name: ThemeName) -> bytes:
    """The picture as PNG."""
    theme = THEMES[theme_name]
    shown = shown_chapters(progress.chapters)
    sheet = _sheet(len(shown), len(progress.said))
    canvas = Canvas(theme, WIDTH, sheet.bottom)
    _draw_head(canvas, progress)
    _draw_calendar(canvas, progress, sheet.calendar, theme.hues[3])
    _draw_chapters(canvas, shown, sheet.chapters, theme.hues[1])
    _draw_said(canvas, progress.said, sheet.said, theme.hues[0])
    return canvas.png()


def shown_chapters(chapters: Sequence[ChapterShare]) -> Sequence[ChapterShare]:
    """In the order of reading; where there are too many, those that were begun come first."""
    if len(chapters) <= MOST_CHAPTERS:
        return chapters
    begun = [each for each in chapters if each.share.is_begun]
    return [*begun, *(each for each in chapters if not each.share.is_begun)][:MOST_CHAPTERS]


def cell_of(progress: Progress, day: date) -> tuple[int, int]:
    """The week and the weekday of a day in the calendar, from 0 on."""
    week, weekday = divmod((day - progress.first_day).days, 7)
    return week, weekday


def _sheet(chapters: int, said: int) -> _Sheet:
    calendar = MARGIN + 190
    chapters_top = calendar + 7 * _CELL + _SECTION + 130
    said_top = chapters_top + chapters * _CHAPTER_LINE + _SECTION + 6
    return _Sheet(calendar, chapters_top, said_top, said_top + max(1, said) * _SAID_LINE + MARGIN)


def _draw_head(canvas: Canvas, progress: Progress) -> None:
    theme = canvas.theme
    canvas.text(MARGIN, MARGIN + 30, "Your progress", "Semibold", _TITLE, theme.ink)
    canvas.text(
        MARGIN,
        MARGIN + 90,
        f"{progress.firm} of {progress.total} facts are firm, {progress.fresh} on the way",
        "Regular",
        _TEXT,
        theme.soft_ink,
    )
    due = f"{progress.due} due now · {progress.next_week} more in the next seven days"
    canvas.text(MARGIN, MARGIN + 132, due, "Regular", _TEXT, theme.soft_ink)


def _draw_calendar(canvas: Canvas, progress: Progress, top: int, hue: Colour) -> None:
    theme = canvas.theme
    shades = _shades(theme, hue)
    most = max(progress.days.values(), default=0)
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        canvas.text(MARGIN, top + 36 + row * _CELL + _CELL / 2, name, "Regular", _SMALL, theme.soft_ink)
    for number in range(CALENDAR_WEEKS * 7):
        day = progress.first_day + timedelta(days=number)
        if day <= progress.today:
            week, weekday = cell_of(progress, day)
            _draw_cell(canvas, top + 36, week, weekday, shades[level(progress.days.get(day, 0), most)])
    for week in range(CALENDAR_WEEKS - 2):
        first = progress.first_day + timedelta(weeks=week)
        if first.day <= 7:
            left = MARGIN + _DAY_NAMES + week * _CELL
            canvas.text(left, top + 12, MONTHS[first.month - 1][:3], "Regular", _SMALL, theme.soft_ink)
    _draw_calendar_key(canvas, progress, top + 36 + 7 * _CELL + 34, shades, most)


def _draw_calendar_key(canvas: Canvas, progress: Progress, middle: float, shades: Sequence[Colour], most: int) -> None:
    theme = canvas.theme
    days = len(progress.days)
    told = f"{progress.answers} answers on {days} day{'' if days == 1 else 's'} in half a year"
    canvas.text(MARGIN, middle, told, "Regular", _SMALL, theme.soft_ink)
    busiest = f"{max(most, 4)} a day"
    canvas.text(WIDTH - MARGIN, middle, busiest, "Regular", _SMALL, theme.soft_ink, anchor="rm")
    left = WIDTH - MARGIN - font("Regular", _SMALL).getlength(busiest) - 8 - len(shades) * _CELL
    for place, shade in enumerate(shades):
        x = left + place * _CELL
        canvas.panel(x, middle - _CELL / 2, x + _CELL - _GAP, middle + _CELL / 2 - _GAP, shade, radius=6)
    canvas.text(left - 10, middle, "0", "Regular", _SMALL, theme.soft_ink, anchor="rm")


def _draw_cell(canvas: Canvas, top: float, week: int, weekday: int, colour: Colour) -> None:
    left, upper = MARGIN + _DAY_NAMES + week * _CELL, top + weekday * _CELL
    canvas.panel(left, upper, left + _CELL - _GAP, upper + _CELL - _GAP, colour, radius=6)


def _shades(theme: Theme, hue: Colour) -> Sequence[Colour]:
    return [theme.panel, *(mixed(hue, theme.panel, quarter / 4) for quarter in (1, 2, 3)), hue]


def _draw_chapters(canvas: Canvas, chapters: Sequence[ChapterShare], top: int, hue: Colour) -> None:
    theme = canvas.theme
    pale = mixed(hue, theme.panel, 0.5)
    canvas.text(MARGIN, top - 52, "By chapter", "Semibold", _HEADING, theme.ink)
    right = WIDTH - MARGIN
    for colour, words, left in (
        (hue, "firm", right - 470),
        (pale, "on the way", right - 360),
        (theme.panel, "not asked", right - 170),
    ):
        canvas.panel(left, top - 64, left + 24, top - 40, colour, radius=6)
        canvas.text(left + 34, top - 52, words, "Regular", _SMALL, theme.soft_ink)
    for place, chapter in enumerate(chapters):
        _draw_chapter(canvas, chapter, top + place * _CHAPTER_LINE, hue, pale)


def _draw_chapter(canvas: Canvas, chapter: ChapterShare, top: float, hue: Colour, pale: Colour) -> None:
    theme, share = canvas.theme, chapter.share
    told = f"{share.firm} + {share.fresh} of {share.total}" + (f" · {share.due} due" if share.due else "")
    canvas.text(WIDTH - MARGIN, top + 24, told, "Regular", _SMALL, theme.soft_ink, anchor="rm")
    room = _ROOM - font("Regular", _SMALL).getlength(told) - 30
    canvas.text(
        MARGIN, top + 24, fitted(drawable(chapter.title), font("Regular", _TEXT), room), "Regular", _TEXT, theme.ink
    )
    upper = top + 52
    canvas.panel(MARGIN, upper, WIDTH - MARGIN, upper + _BAR, theme.panel, radius=8)
    for facts, colour in ((share.firm + share.fresh, pale), (share.firm, hue)):
        if facts:
            end = MARGIN + max(16, _ROOM * facts / share.total)
            canvas.panel(MARGIN, upper, end, upper + _BAR, colour, radius=8)


def _draw_said(canvas: Canvas, said: Sequence[Said], top: int, hue: Colour) -> None:
    theme = canvas.theme
    canvas.text(MARGIN, top - 42, "How sure you were, and how often right", "Semibold", _HEADING, theme.ink)
    if not said:
        note = "Say how sure you are before you answer, and this will show it."
        canvas.text(MARGIN, top + 26, note, "Regular", _TEXT, theme.soft_ink)
    for place, each in enumerate(said):
        _draw_line(canvas, each, top + place * _SAID_LINE + 26, hue)


def _draw_line(canvas: Canvas, said: Said, middle: float, hue: Colour) -> None:
    theme = canvas.theme
    left, right = MARGIN + 190, WIDTH - MARGIN - 250
    canvas.text(MARGIN, middle, SAID[said.certainty], "Regular", _TEXT, theme.ink)
    canvas.panel(left, middle - _BAR / 2, right, middle + _BAR / 2, theme.panel, radius=8)
    if said.right:
        end = left + max(16, (right - left) * said.right / said.answers)
        canvas.panel(left, middle - _BAR / 2, end, middle + _BAR / 2, hue, radius=8)
    told = f"{said.right} of {said.answers} · {round(100 * said.right / said.answers)} %"
    canvas.text(WIDTH - MARGIN, middle, told, "Regular", _TEXT, theme.soft_ink, anchor="rm")
