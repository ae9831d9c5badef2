from datetime import date

import pytest
from convertdate import gregorian, julian
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.calendars import Day, days_in_julian_month

numbers = st.integers(-1_500_000, 1_500_000)


@given(st.dates())
def test_a_day_counts_as_the_standard_library_counts(day: date):
    assert Day(day.year, day.month, day.day).number == day.toordinal()
    assert Day(day.year, day.month, day.day).weekday == day.weekday()


@given(numbers)
def test_a_number_leads_to_its_day_and_back(number: int):
    assert Day.from_number(number).number == number


@given(numbers, numbers)
def test_days_compare_in_the_order_of_time(one: int, other: int):
    assert (Day.from_number(one) < Day.from_number(other)) == (one < other)


@given(numbers)
def test_a_day_leads_to_its_old_style_and_back(number: int):
    day = Day.from_number(number)
    assert Day.from_julian(*day.julian) == day


@settings(max_examples=2_000)
@given(st.integers(1, 9_999), st.integers(1, 12), st.integers(1, 31))
def test_old_style_agrees_with_convertdate(year: int, month: int, day: int):
    day = min(day, days_in_julian_month(year, month))
    expected = gregorian.from_jd(julian.to_jd(year, month, day))
    found = Day.from_julian(year, month, day)
    assert (found.year, found.month, found.day) == tuple(expected)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((1917, 10, 25), Day(1917, 11, 7)),
        ((1917, 2, 23), Day(1917, 3, 8)),
        ((1825, 12, 14), Day(1825, 12, 26)),
        ((1918, 1, 31), Day(1918, 2, 13)),
        ((1900, 2, 29), Day(1900, 3, 13)),
        ((1582, 10, 5), Day(1582, 10, 15)),
    ],
)
def test_days_that_russia_and_europe_dated_twice(old: tuple[int, int, int], new: Day):
    assert Day.from_julian(*old) == new
    assert tuple(new.julian) == old


@pytest.mark.parametrize("numbers", [(1901, 2, 29), (1917, 13, 1), (1917, 4, 31), (1917, 1, 0)])
def test_a_day_that_the_julian_calendar_lacks_is_refused(numbers: tuple[int, int, int]):
    with pytest.raises(ValueError, match="The Julian calendar has no day"):
        Day.from_julian(*numbers)


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="day"):
        Day(1900, 2, 29)


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert Day(1927, 1, 31).plus_months(1) == Day(1927, 2, 28)
    assert Day(1, 1, 1).plus_days(-1) == Day(0, 12, 31)
