"""Finding the events of a timeline, in a small library read from files."""

from pathlib import Path

import pytest

from bot.content.loading import load_library
from bot.service.shelves import NoSuchChapter, Shelf
from bot.service.timelines import (
    EVENTS_ON_A_PAGE,
    EndBeforeBeginning,
    NoEvents,
    Timelines,
    UnreadableDate,
    event_of,
    led_to,
    led_to_by,
)

BOOK = """\
schema: 1
book: {id: BOOK, type: book, title: TITLE, author: [{family: Example}], issued: 2001}
sources: {s-BOOK: {type: book, title: Records, issued: 1960}}
"""


def write(folder: Path, book: str, chapter: str, dates: dict[str, str], leads_to: str = "") -> None:
    """A book with one more chapter, whose events are named after their ids."""
    (folder / book).mkdir(exist_ok=True)
    (folder / book / "book.yaml").write_text(BOOK.replace("BOOK", book).replace("TITLE", f"The {book}"))
    events = "".join(
        f"  {event}: {{label: {event}, date: {date}, leads-to: [{leads_to if date != max(dates.values()) else ''}], "
        f"cite: {{source: s-{book}}}}}\n"
        for event, date in dates.items()
    )
    (folder / book / f"{chapter}.yaml").write_text(
        f"schema: 1\nchapter: {{id: {chapter}, title: On {chapter}, abstract: Short.}}\nevents:\n{events}"
    )


def shelf_of(folder: Path) -> Shelf:
    return Shelf.of(load_library(folder).library)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Three chapters of two books."""
    write(tmp_path, "war", "summer", {"late": "1918", "day": "1917-03-15", "year": "1917", "until": "../1917-02"})
    write(tmp_path, "war", "winter", {"early": "1905-01-22", "open": "1916/.."})
    write(tmp_path, "peace", "talks", {f"day-{day}": f"1919-01-{day:02}" for day in range(1, 31)})
    return shelf_of(tmp_path)


async def events(shelf: Shelf, wanted: str | None, start: str = "", end: str = "") -> list[str]:
    return [entry.event_id for entry in (await Timelines().asked(shelf, wanted, start, end)).entries]


async def test_events_stand_in_the_order_of_time_and_a_year_before_its_days(shelf: Shelf) -> None:
    assert await events(shelf, "war/summer") == ["year", "until", "day", "late"]


async def test_a_book_brings_its_chapters_together_and_nothing_the_whole_library(shelf: Shelf) -> None:
    assert await events(shelf, "The war") == ["early", "open", "year", "until", "day", "late"]
    assert len(await events(shelf, None)) == 36


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("1918", "", ["open", "late"]),
        ("", "1905", ["early", "until"]),
        ("16 March 1917", "1917", ["open", "year"]),
        ("2 March 1917 O.S.", "2 March 1917 O.S.", ["open", "year", "day"]),
    ],
)
async def test_whatever_lies_partly_in_the_time_is_shown(shelf: Shelf, start: str, end: str, found: list[str]) -> None:
    assert await events(shelf, "war", start, end) == found


async def test_what_cannot_be_shown_is_refused(shelf: Shelf) -> None:
    for wanted, start, end, error in (
        (None, "sometime", "", UnreadableDate),
        (None, "1920", "1910", EndBeforeBeginning),
        ("peace", "1950", "", NoEvents),
        ("war and peace and more", "", "", NoSuchChapter),
    ):
        with pytest.raises(error):
            await Timelines().asked(shelf, wanted, start, end)


async def test_pages_hold_every_event_once_and_are_equally_long(shelf: Shelf) -> None:
    timeline = await Timelines().asked(shelf, None, None, None)
    pages = [timeline.page(number) for number in range(timeline.pages)]
    assert tuple(entry for page in pages for entry in page) == timeline.entries
    assert all(len(page) <= EVENTS_ON_A_PAGE for page in pages)
    assert max(map(len, pages)) - min(map(len, pages)) <= 1


@pytest.mark.parametrize(("wanted", "start"), [(None, ""), ("war", "1917"), ("war/summer", "44 BC"), ("peace", "")])
async def test_a_control_leads_back_to_the_same_timeline(shelf: Shelf, wanted: str | None, start: str) -> None:
    timeline = await Timelines().asked(shelf, wanted, start, "")
    period = timeline.period.edtf if timeline.period else ""
    assert await Timelines().again(shelf, timeline.scope, period) == timeline


async def test_causes_and_consequences_lead_to_one_another(tmp_path: Path) -> None:
    write(tmp_path, "war", "chain", {"first": "1914", "second": "1915"}, leads_to="second")
    shelf = shelf_of(tmp_path)
    first, second = (await Timelines().asked(shelf, "war", None, None)).entries
    assert event_of(shelf, first.key) == first
    assert (led_to(shelf, first), led_to_by(shelf, second)) == ([second], [first])
    assert (led_to(shelf, second), led_to_by(shelf, first)) == ([], [])


async def test_longer_events_are_still_going_on_on_the_next_page(tmp_path: Path) -> None:
    days = {f"day-{day}": f"1919-01-{day:02}" for day in range(1, 31)}
    write(tmp_path, "war", "long", {"lasting": "1918/1919", "over": "1917/1918", "open": "1916/..", **days})
    timeline = await Timelines().asked(shelf_of(tmp_path), "war", None, None)
    assert [entry.event_id for entry in timeline.going_on(1)] == ["lasting"]
    assert timeline.going_on(0) == []
