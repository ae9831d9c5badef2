from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.local_times import moment_of, next_daily, next_weekday, next_weekly, wall_of

ZONES = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(1975, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
WALLS = st.datetimes(datetime(1975, 1, 1), datetime(2045, 1, 1)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0)
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "shown", "expected"),
    [
        ("Europe/Berlin", "2026-01-05 18:00", "2026-01-05 17:00"),
        ("Europe/Berlin", "2026-07-05 18:00", "2026-07-05 16:00"),
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03 15:30"),
        ("Africa/Cairo", "2026-04-24 00:20", "2026-04-23 22:00"),
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 10:00"),
        ("Asia/Kolkata", "2026-06-01 18:00", "2026-06-01 12:30"),
    ],
)
def test_a_time_that_is_left_out_comes_when_the_clock_goes_on_and_one_shown_twice_comes_first(
    zone: str, shown: str, expected: str
) -> None:
    assert moment_of(wall(shown), ZoneInfo(zone)) == moment(expected)


@given(WALLS, ZONES)
def test_the_clock_shows_the_time_or_has_just_left_it_out(shown: datetime, zone: ZoneInfo) -> None:
    found = moment_of(shown, zone)
    assert wall_of(found, zone) >= shown
    assert wall_of(found - timedelta(seconds=1), zone) < shown


@given(TIMES, ZONES, MOMENTS)
def test_what_is_daily_is_to_come_and_never_twice_on_a_day(at: time, zone: ZoneInfo, now: datetime) -> None:
    days: list[date] = []
    for _ in range(4):
        after, now = now, next_daily(at, zone, now)
        assert now > after
        days.append(now.astimezone(zone).date())
        assert wall_of(now, zone).time() == at or wall_of(now - timedelta(seconds=1), zone) < wall_of(
            now, zone
        ) - timedelta(seconds=1)
    assert len(set(days)) == len(days)
    assert days[-1] - days[0] <= timedelta(days=5)


@given(TIMES, ZONES, MOMENTS, st.integers(0, 3))
def test_what_is_daily_waits_for_a_day_after_the_last_one(
    at: time, zone: ZoneInfo, now: datetime, days_ahead: int
) -> None:
    last = now.astimezone(zone).date() + timedelta(days=days_ahead - 1)
    found = next_daily(at, zone, now, last)
    assert found > now
    assert found.astimezone(zone).date() > last


@given(WALLS, ZONES, MOMENTS)
def test_what_is_weekly_keeps_its_time_on_the_wall_and_its_day(first: datetime, zone: ZoneInfo, now: datetime) -> None:
    found = next_weekly(first, zone, now)
    assert found > now
    assert found >= moment_of(first, zone)
    shown = wall_of(found, zone)
    is_moved = wall_of(found - timedelta(seconds=1), zone) != shown - timedelta(seconds=1)
    assert is_moved or (shown - first) % timedelta(weeks=1) == timedelta()
    following = next_weekly(first, zone, found)
    assert timedelta(days=5) < following - found < timedelta(days=9)


@given(st.integers(0, 6), TIMES, ZONES, MOMENTS)
def test_a_day_of_the_week_is_the_next_one_to_come(weekday: int, at: time, zone: ZoneInfo, now: datetime) -> None:
    shown = next_weekday(weekday, at, zone, now)
    assert shown.weekday() == weekday
    assert moment_of(shown, zone) > now
    assert shown - wall_of(now, zone) < timedelta(days=9)


def test_a_day_that_a_place_has_left_out_is_passed_over() -> None:
    apia = ZoneInfo("Pacific/Apia")
    thursday = moment("2011-12-29 19:00")
    assert thursday.astimezone(apia).isoformat() == "2011-12-29T09:00:00-10:00"
    assert next_daily(time(9), apia, thursday).astimezone(apia).isoformat() == "2011-12-31T09:00:00+14:00"
