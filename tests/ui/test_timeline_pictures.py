"""The pictures of timelines: laws of the layout, and what the marks, letters and colours promise."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.content.calendars import Day
from bot.content.dates import interval_edtf
from bot.content.library import Chapter
from bot.content.model import Book, ChapterHead, Event
from bot.content.validation import validated
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.gallery import Gallery
from bot.ui.pictures.lettering import drawable, font, width, wrapped
from bot.ui.pictures.themes import THEMES, Colour, ThemeName
from bot.ui.pictures.timeline import draw_timeline
from bot.ui.pictures.timeline_layout import LABEL_LINES, MARGIN, WIDTH, Layout, is_dot, laid_out

BOOK = validated(Book, {"id": "book", "title": "A book"})


def chapter_of(dates: list[str], label: str = "Something happens") -> Chapter:
    events = {
        f"e-{place}": validated(Event, {"label": label, "date": date, "cite": [{"source": "book"}]})
        for place, date in enumerate(dates)
    }
    head = validated(ChapterHead, {"id": "chapter", "title": "A chapter", "abstract": "Short."})
    return Chapter(BOOK, head, {}, {}, events, {}, {}, {})


def timeline_of(*dates: str, label: str = "Something happens", version: str = "1") -> Timeline:
    chapter = chapter_of(list(dates), label)
    entries = sorted(
        (Entry(chapter, event) for event in chapter.events), key=lambda entry: (entry.begins, -entry.date.latest.number)
    )
    return Timeline("0" * 12, "A chapter", "A book", None, tuple(entries), version)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Days, months, years, decades, intervals and open ends within a short time, so that they crowd."""
    day = Day.from_number(draw(st.integers(700_000, 700_900)))
    later = Day.from_number(day.number + draw(st.integers(1, 1500)))
    year = f"{day.year:04}"
    return draw(
        st.sampled_from(
            (
                f"{year}-{day.month:02}-{day.day:02}",
                f"{year}-{day.month:02}{draw(st.sampled_from(('', '~', '?', '%')))}",
                f"{year}{draw(st.sampled_from(('', '~', '?', '%')))}",
                f"{year[:3]}X",
                f"{year}/..",
                f"../{year}",
                interval_edtf(day, later),
            )
        )
    )


crowds = st.lists(dates(), min_size=1, max_size=30).map(lambda written: timeline_of(*written))


def pages(timeline: Timeline) -> list[Layout]:
    return [laid_out(timeline, page, 300) for page in range(timeline.pages)]


@given(crowds)
def test_labels_never_meet(timeline: Timeline) -> None:
    for layout in pages(timeline):
        for above, below in zip(layout.rows, layout.rows[1:], strict=False):
            assert above.y + above.height < below.y


@given(crowds)
def test_bars_of_one_lane_never_meet_and_stay_left_of_the_labels(timeline: Timeline) -> None:
    for layout in pages(timeline):
        for bar in layout.bars:
            assert layout.lane_centre(bar.lane) + layout.lane_width / 2 <= layout.text_left
            assert layout.top <= bar.top + 20 < bar.bottom <= layout.bottom
        for one in layout.bars:
            for other in layout.bars:
                if one.lane == other.lane and one.top < other.top:
                    assert one.bottom <= other.top


@given(crowds)
def test_a_bar_reaches_past_every_event_that_lies_within_it_and_no_later_one(timeline: Timeline) -> None:
    for layout in pages(timeline):
        for bar in layout.bars:
            date = bar.entry.date
            if date.open_start or date.open_end:
                continue
            for row in layout.rows:
                if date.earliest.number <= row.entry.begins <= date.latest.number and row.entry != bar.entry:
                    assert bar.top <= row.y or row.entry.begins == bar.entry.begins
                    assert bar.bottom >= row.y
                elif row.entry.begins > date.latest.number:
                    assert bar.bottom < row.y


@given(crowds)
def test_a_bar_is_full_only_where_the_event_surely_went_on(timeline: Timeline) -> None:
    for layout in pages(timeline):
        for bar in layout.bars:
            assert bar.top <= bar.full_from <= bar.full_to <= bar.bottom


def test_only_what_is_known_to_the_day_is_a_dot() -> None:
    layout = laid_out(timeline_of("1927", "1927-04", "1927-04-12", "192X", "1927-04-12/1927-04-13"), 0, 300)
    assert [row.entry.date.edtf for row in layout.rows if is_dot(row.entry.date)] == ["1927-04-12"]
    assert len(layout.bars) == 4


@pytest.mark.parametrize(
    ("dates", "gaps"),
    [
        (("1900", "1905", "1907"), ["", "4 years", "1 year"]),
        (("1917-03-15", "1917-11-07"), ["", "8 months"]),
        (("1914/1918", "1917-11-07", "1922-12-30"), ["", "", "4 years"]),
        (("-9999", "1917"), ["", "11,915 years"]),
        (("1917-11-07", "1917-11-08"), ["", ""]),
    ],
)
def test_long_gaps_are_named(dates: tuple[str, ...], gaps: list[str]) -> None:
    assert [row.gap for row in laid_out(timeline_of(*dates), 0, 300).rows] == gaps


def test_a_year_is_named_once_and_never_for_what_is_vaguer() -> None:
    rows = laid_out(timeline_of("1917~", "1917", "1917-11-07", "-0043-03-15", "19XX", "192X"), 0, 300).rows
    assert [row.heading for row in rows] == ["44 BC", "", "", "1917", "", "1920s"]


@given(st.text(max_size=200), st.integers(60, 900))
def test_lines_are_as_wide_as_there_is_room_whatever_is_written(text: str, room: int) -> None:
    face = font("Regular", 38)
    lines = wrapped(text, face, room, LABEL_LINES)
    assert len(lines) <= LABEL_LINES
    assert all(width(line, face) <= room for line in lines)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Декрет о мирѣ", "Декрет о мирѣ"),
        ("Zażółć, Compiègne, Tōkyō – “so”", "Zażółć, Compiègne, Tōkyō – “so”"),
        ("Ἱστορία", "Ἱστορία"),
        ("蒋介石", "JiangJieShi"),
        ("A\u200bB\nC", "AB C"),
    ],
)
def test_letters_that_the_typeface_has_not_are_transliterated(written: str, drawn: str) -> None:
    assert drawable(written) == drawn


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_ink_stands_out_from_the_paper(name: ThemeName) -> None:
    theme = THEMES[name]
    for ink in (theme.ink, theme.soft_ink, *theme.hues):
        assert contrast(ink, theme.paper) >= 4.5


def contrast(one: Colour, other: Colour) -> float:
    """By the formula of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize(
    "dates",
    [
        ("1917",),
        ("1917-11-07",),
        ("1921/..",),
        ("../1917",),
        ("19XX~", "192X?", "1917%", "1917-11-07~", "1917-11-08?"),
        tuple(f"1917-11-{day:02}" for day in range(1, 31)) * 2,
        ("-9999", "2020-01-01"),
    ],
    ids=lambda dates: dates[0],
)
def test_every_page_can_be_drawn(dates: tuple[str, ...], name: ThemeName) -> None:
    timeline = timeline_of(*dates)
    for page in range(timeline.pages):
        picture = opened(draw_timeline(timeline, page, name))
        assert picture.width == WIDTH
        assert picture.getpixel((2, picture.height - 2)) == THEMES[name].paper


def test_long_labels_keep_to_the_sheet() -> None:
    timeline = timeline_of(*(f"19{year}/1990" for year in range(20, 32)), label="Verification " * 22)
    picture = opened(draw_timeline(timeline, 0, "dark"))
    edge = picture.crop((WIDTH - MARGIN + 4, 0, WIDTH, picture.height))
    assert edge.getcolors() == [(edge.width * edge.height, THEMES["dark"].paper)]


async def test_a_picture_is_drawn_once_for_each_content_page_and_theme() -> None:
    gallery = Gallery()
    first = await gallery.timeline(timeline_of("1917"), 0, "dark")
    assert await gallery.timeline(timeline_of("1917"), 0, "dark") is first
    assert await gallery.timeline(timeline_of("1917", version="2"), 0, "dark") is not first
    assert await gallery.timeline(timeline_of("1917"), 0, "light") != first


async def test_a_gallery_keeps_no_more_than_it_has_room_for() -> None:
    gallery = Gallery(room=2)
    first = await gallery.timeline(timeline_of("1917"), 0, "dark")
    for version in ("2", "3"):
        await gallery.timeline(timeline_of("1917", version=version), 0, "dark")
    assert len(gallery) == 2
    assert await gallery.timeline(timeline_of("1917"), 0, "dark") is not first
