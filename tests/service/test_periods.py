"""Weeks, months and terms as stretches of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.periods import NoSuchPeriod, Period, labels, period, periods
from bot.store.terms import Term

SPRING = Term("Spring", datetime(2026, 2, 1, tzinfo=UTC), None)
AUTUMN = Term("Autumn", datetime(2025, 9, 1, tzinfo=UTC), SPRING.began_at)
WEDNESDAY = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds it


def day(year: int, month: int, day_: int) -> datetime:
    return datetime(year, month, day_, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("week", day(2026, 3, 2), day(2026, 3, 9)),
        ("last-week", day(2026, 2, 23), day(2026, 3, 2)),
        ("month", day(2026, 3, 1), day(2026, 4, 1)),
        ("last-month", day(2026, 2, 1), day(2026, 3, 1)),
        ("all", None, None),
        ("term", SPRING.began_at, None),
        ("term:Spring", SPRING.began_at, None),
        ("term:Autumn", AUTUMN.began_at, SPRING.began_at),
    ],
)
def test_each_period_has_its_bounds(value: str, since: datetime | None, until: datetime | None) -> None:
    found = periods([SPRING, AUTUMN], WEDNESDAY)[value]
    assert (found.since, found.until) == (since, until)


@given(MOMENTS)
def test_a_moment_lies_in_its_own_week_and_month_and_not_in_the_last(now: datetime) -> None:
    found = periods([], now)
    for this, last in (("week", "last-week"), ("month", "last-month")):
        since, until = found[this].since, found[this].until
        assert since is not None
        assert until is not None
        assert since <= now < until
        assert found[last].until == since
    week, month = found["week"].since, found["month"].since
    assert week is not None
    assert month is not None
    assert (week.weekday(), week.hour, week.minute) == (0, 0, 0)
    assert (month.day, month.hour, month.minute) == (1, 0, 0)


@given(MOMENTS)
def test_months_follow_each_other_without_a_gap(now: datetime) -> None:
    this = periods([], now)["month"]
    assert this.until is not None
    following = periods([], this.until)
    assert following["month"].since == this.until
    assert following["last-month"].since == this.since


def test_without_terms_this_term_is_all_time() -> None:
    assert period(periods([], WEDNESDAY), None) == Period("All time")
    assert period(periods([], WEDNESDAY), "term") == Period("All time")


def test_without_a_choice_it_is_the_term_that_goes_on() -> None:
    assert period(periods([SPRING, AUTUMN], WEDNESDAY), None).term == "Spring"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("This Week", "This week"),
        ("all time", "All time"),
        ("this term", "Term: Spring"),
        ("spring", "Term: Spring"),
        ("Term: autumn", "Term: Autumn"),
        (" Autumn ", "Term: Autumn"),
    ],
)
def test_a_period_may_be_typed_as_it_is_called(typed: str, title: str) -> None:
    assert period(periods([SPRING, AUTUMN], WEDNESDAY), typed).title == title


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(NoSuchPeriod, match="“winter” is not a period"):
        period(periods([SPRING], WEDNESDAY), "winter")


def test_every_period_has_a_label_and_no_two_the_same() -> None:
    offered = labels(periods([SPRING, AUTUMN], WEDNESDAY))
    assert len(set(offered.values())) == len(offered)


def test_a_week_is_seven_days() -> None:
    week = periods([], WEDNESDAY)["week"]
    assert week.since is not None
    assert week.until is not None
    assert week.until - week.since == timedelta(days=7)
