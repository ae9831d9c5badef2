import re
from itertools import pairwise

import pytest
from edtf import parse_edtf  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.calendars import Day, days_in_month
from bot.content.dates import (
    BEGINNING_OF_TIME,
    END_OF_TIME,
    HistoricalDate,
    Precision,
    Tolerance,
    both_styles,
    interval_edtf,
    read_edtf,
    read_tolerance,
)

years = st.integers(1, 9_999) | st.integers(-9_998, -1)
marks = st.sampled_from(["", "~", "?", "%"])


def year_text(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@st.composite
def simple_texts(draw: st.DrawFn) -> str:
    """A year, month, day, decade or century as EDTF writes it."""
    year, month = draw(years), draw(st.integers(1, 12))
    form = draw(st.sampled_from(["year", "month", "day", "decade", "century"]))
    match form:
        case "year":
            return year_text(year)
        case "month":
            return f"{year_text(year)}-{month:02}"
        case "day":
            return f"{year_text(year)}-{month:02}-{draw(st.integers(1, days_in_month(year, month))):02}"
        case "decade":
            return f"{draw(st.integers(1, 999)):03}X"
        case _:
            return f"{draw(st.integers(1, 99)):02}XX"


@st.composite
def points(draw: st.DrawFn) -> str:
    return draw(simple_texts()) + draw(marks)


def as_tuple(day: Day) -> tuple[int, int, int]:
    return day.year, day.month, day.day


@st.composite
def dates(draw: st.DrawFn) -> HistoricalDate:
    return read_edtf(draw(points()))


@settings(max_examples=1_000, deadline=None)
@given(points())
def test_the_bounds_agree_with_the_edtf_package(text: str):
    oracle = parse_edtf(text)  # pyright: ignore[reportUnknownVariableType]
    ours = read_edtf(text)
    assert as_tuple(ours.earliest) == tuple(oracle.lower_strict()[:3])  # pyright: ignore
    assert as_tuple(ours.latest) == tuple(oracle.upper_strict()[:3])  # pyright: ignore


@settings(max_examples=400, deadline=None)
@given(simple_texts(), simple_texts())
def test_intervals_agree_with_the_edtf_package(one: str, other: str):
    start, end = sorted((one, other), key=lambda text: (read_edtf(text).earliest, read_edtf(text).latest))
    try:
        ours = read_edtf(f"{start}/{end}")
    except ValueError:
        assert read_edtf(start).latest >= read_edtf(end).latest
        return
    oracle = parse_edtf(f"{start}/{end}")  # pyright: ignore[reportUnknownVariableType]
    assert as_tuple(ours.earliest) == tuple(oracle.lower_strict()[:3])  # pyright: ignore
    assert as_tuple(ours.latest) == tuple(oracle.upper_strict()[:3])  # pyright: ignore


@given(dates(), dates())
def test_what_surely_comes_before_does_not_overlap_and_never_comes_after(one: HistoricalDate, other: HistoricalDate):
    if one.surely_before(other):
        assert not one.overlaps(other)
        assert one.latest < other.earliest
        assert not other.surely_before(one)
    assert one.overlaps(other) == other.overlaps(one)


@given(dates())
def test_a_date_is_known_again_by_its_text(date: HistoricalDate):
    assert read_edtf(date.edtf) == date
    assert hash(read_edtf(date.edtf)) == hash(date)


@given(st.integers(-700_000, 900_000), st.integers(0, 2_000))
def test_two_days_are_written_so_that_they_are_read_again(first: int, length: int):
    earliest, latest = Day.from_number(first), Day.from_number(first + length)
    date = read_edtf(interval_edtf(earliest, latest))
    assert (date.earliest, date.latest, date.days) == (earliest, latest, length + 1)


@pytest.mark.parametrize(
    ("text", "shown", "month_first"),
    [
        ("1927-04-12", "12 April 1927", "April 12, 1927"),
        ("1927-04", "April 1927", "April 1927"),
        ("1918-21", "spring 1918", "spring 1918"),
        ("1941-24", "winter 1941–42", "winter 1941–42"),
        ("192X", "1920s", "1920s"),
        ("18XX", "19th century", "19th century"),
        ("04XX", "5th century AD", "5th century AD"),
        ("-04XX", "5th century BC", "5th century BC"),
        ("1917~", "c. 1917", "c. 1917"),
        ("1917?", "1917?", "1917?"),
        ("1917-04%", "c. April 1917?", "c. April 1917?"),
        ("1917/1921", "1917–1921", "1917–1921"),
        ("1917~/1921~", "c. 1917–1921", "c. 1917–1921"),
        ("1917~/1921", "c. 1917 – 1921", "c. 1917 – 1921"),
        ("-0043", "44 BC", "44 BC"),
        ("-0043-03-15", "15 March 44 BC", "March 15, 44 BC"),
        ("-0000", "1 BC", "1 BC"),
        ("0014", "AD 14", "AD 14"),
        ("-0043/-0030", "44–31 BC", "44–31 BC"),
        ("-0026/0014", "27 BC–AD 14", "27 BC–AD 14"),
        ("0014/0037", "AD 14–37", "AD 14–37"),
        ("1921/..", "from 1921", "from 1921"),
        ("192X/..", "from the 1920s", "from the 1920s"),
        ("../1917?", "until 1917?", "until 1917?"),
        ("1918-03-03/1918-03-05", "3–5 March 1918", "March 3–5, 1918"),
        ("1918-03-03/1918-04-05", "3 March–5 April 1918", "March 3–April 5, 1918"),
        ("1917-03/1917-04", "March–April 1917", "March–April 1917"),
        ("1917-21/1917-22", "spring–summer 1917", "spring–summer 1917"),
        ("1939-09-01/1945", "1 September 1939–1945", "September 1, 1939–1945"),
    ],
)
def test_a_date_is_shown_as_historians_write_it(text: str, shown: str, month_first: str):
    assert str(read_edtf(text)) == shown
    assert read_edtf(text).display(month_first=True) == month_first


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1927-02-31", "February 1927 has 28 days, so write a day from 01 to 28."),
        ("1927-02-00", "so write a day from 01 to 28."),
        ("1927-13", "write a month from 01 to 12, for example 1927-04"),
        ("1927-22-01", "write a month from 01 to 12, for example 1927-04-12."),
        ("12.4.1927", "write the year first, as in 1927-04-12."),
        ("12/04/1927", "write the year first, as in 1927-04-12."),
        ("1919-3", "write months and days with two digits, as in 1919-03"),
        ("0000", "write 0001 for AD 1, -0000 for 1 BC"),
        ("0000-00-00", "no year of history"),
        ("27", "write four digits"),
        ("19271", "write four digits"),
        ("192x", "write 192X."),
        ("1920s", "write 192X."),
        ("c. 1917", "write 1917~"),
        ("44 BC", "write -0043 for 44 BC."),
        ("1917-1921", "write 1917/1921."),
        ("1917–1921", "write 1917/1921."),
        ("1921/1917", "write the earlier date first, as in 1917/1921."),
        ("1917/1917", "write 1917 alone."),
        ("1917/", "write .. for an open one"),
        ("../..", "give at least one"),
        ("1927-04-XX", "write 192X for the 1920s"),
        ("000X", "write the years themselves"),
        ("banana", "is not a date: write 1927"),
        ("1917/1918/1919", "is not a date"),
        ("", "is not a date"),
        ("１９２７", "write 192X"),
    ],
)
def test_what_is_not_a_date_is_refused_with_what_to_write_instead(text: str, advice: str):
    with pytest.raises(ValueError, match=re.escape(advice) + r"(.*\.)?$"):
        read_edtf(text)


@given(st.text(max_size=12) | st.text(alphabet="0123456789-/.~?%X", max_size=14))
def test_any_text_is_read_or_refused_with_a_sentence(text: str):
    try:
        date = read_edtf(text)
    except ValueError as refused:
        sentence = str(refused)
    else:
        sentence = f"It is {date}."
        assert date.earliest <= date.latest
    assert sentence.endswith(".")


def test_precision_orders_from_the_day_to_the_interval():
    texts = ["1927-04-12", "1927-04", "1927-21", "1927", "192X", "19XX", "1927/1929"]
    assert [read_edtf(text).precision for text in texts] == list(Precision)
    assert all(fine < coarse for fine, coarse in pairwise(Precision))


def test_an_open_side_reaches_to_the_end_of_time():
    since, until = read_edtf("1921/.."), read_edtf("../1917")
    assert (since.latest, since.open_end, since.days) == (END_OF_TIME, True, None)
    assert (until.earliest, until.open_start) == (BEGINNING_OF_TIME, True)
    assert until.surely_before(since)
    assert since.overlaps(read_edtf("1989-11-09"))


def test_a_winter_lasts_until_the_next_february():
    winter = read_edtf("1903-24")
    assert (winter.earliest, winter.latest) == (Day(1903, 12, 1), Day(1904, 2, 29))


def test_circa_may_be_a_year_off_but_a_plain_year_is_not():
    assert read_edtf("1917").surely_before(read_edtf("1918"))
    assert not read_edtf("1917~").surely_before(read_edtf("1918"))
    assert not read_edtf("1917?").surely_before(read_edtf("1918"))
    assert read_edtf("1917~").surely_before(read_edtf("1919"))


@pytest.mark.parametrize(
    ("typed", "near"),
    [("1918", True), ("1920", True), ("1918-02", True), ("1917", False), ("191X", False), ("1921", False)],
)
def test_a_year_of_tolerance_is_counted_in_whole_years(typed: str, near: bool):
    assert read_edtf(typed).lies_within(read_edtf("1919-03"), read_tolerance("1 year")) is near


def test_months_and_days_of_tolerance():
    assert read_edtf("1927-01").lies_within(read_edtf("1927-04-12"), Tolerance(3, "month"))
    assert not read_edtf("1926-12").lies_within(read_edtf("1927-04-12"), Tolerance(3, "month"))
    assert read_edtf("1927-04-02").lies_within(read_edtf("1927-04-12"), Tolerance(10, "day"))
    assert not read_edtf("1927-04-01").lies_within(read_edtf("1927-04-12"), Tolerance(10, "day"))


@pytest.mark.parametrize("text", ["1 year", "3 months", "10 days"])
def test_a_tolerance_is_written_as_it_is_read(text: str):
    assert str(read_tolerance(text)) == text


@pytest.mark.parametrize("text", ["", "year", "0 years", "1", "1.5 years", "-1 year", "1 decade", "a year"])
def test_a_tolerance_that_is_none_is_refused(text: str):
    with pytest.raises(ValueError, match="write 10 days, 3 months or 1 year"):
        read_tolerance(text)


def test_a_day_is_shown_in_both_styles():
    assert both_styles(read_edtf("1917-11-07")) == "7 November 1917 (25 October Old Style)"
    assert both_styles(read_edtf("1917-11-07"), read_edtf("1917-10-25")) == "7 November 1917 (25 October Old Style)"
    assert both_styles(read_edtf("1918-01-13")) == "13 January 1918 (31 December 1917 Old Style)"
    assert both_styles(read_edtf("1917-11-07"), month_first=True) == "November 7, 1917 (October 25 Old Style)"
    assert both_styles(read_edtf("1917")) == "1917"
