from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.reminding import EARLIEST_HOUR, LATEST_HOUR, MOST_LATE, is_too_late, next_reminder

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "America/New_York")]
)
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
HOURS = st.integers(EARLIEST_HOUR, LATEST_HOUR)


@pytest.mark.parametrize(
    ("now", "sent", "expected"),
    [
        ("2026-01-05 10:00", None, "2026-01-05 17:00"),
        ("2026-01-05 17:00", None, "2026-01-06 17:00"),
        ("2026-01-05 23:30", None, "2026-01-06 17:00"),
        ("2026-01-05 10:00", "2026-01-05 07:00", "2026-01-06 17:00"),
        ("2026-01-05 10:00", "2026-01-04 17:00", "2026-01-05 17:00"),
        ("2026-03-29 10:00", None, "2026-03-29 16:00"),
    ],
)
def test_the_next_one_comes_at_six_in_berlin_once_a_day(now: str, sent: str | None, expected: str) -> None:
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert next_reminder(18, BERLIN, moment(now), moment(sent) if sent else None) == moment(expected)


@given(MOMENTS, HOURS, ZONES, st.integers(0, 3 * 86_400))
def test_it_is_never_night_never_twice_a_day_and_always_to_come(
    now: datetime, hour: int, zone: ZoneInfo, seconds: int
) -> None:
    first = next_reminder(hour, zone, now, None)
    assert first > now
    assert EARLIEST_HOUR <= first.astimezone(zone).hour <= LATEST_HOUR
    second = next_reminder(hour, zone, first + timedelta(seconds=seconds), first)
    assert second > first + timedelta(seconds=seconds)
    assert second.astimezone(zone).date() > first.astimezone(zone).date()


def test_after_an_outage_no_reminder_comes_in_the_night() -> None:
    wanted = datetime(2026, 1, 5, 20, tzinfo=UTC)
    assert not is_too_late(wanted, wanted + MOST_LATE)
    assert is_too_late(wanted, wanted + MOST_LATE + timedelta(seconds=1))
