from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.typed_moments import TypedMoment, read_typed_moment, read_typed_time

FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-01 18:00", TypedMoment(time(18), named=FIRST)),
        ("2026-12-01T18:00", TypedMoment(time(18), named=FIRST)),
        ("1 December 2026, 6:30 pm", TypedMoment(time(18, 30), named=FIRST)),
        ("December 1st, 2026 at 18h30", TypedMoment(time(18, 30), named=FIRST)),
        ("01/12/2026 18:00", TypedMoment(time(18), named=FIRST)),
        ("Tuesday 1 December 2026 18:00", TypedMoment(time(18), named=FIRST)),
        ("today 23:59", TypedMoment(time(23, 59), days_ahead=0)),
        ("tomorrow 18:00", TypedMoment(time(18), days_ahead=1)),
        ("Tomorrow at 6pm", TypedMoment(time(18), days_ahead=1)),
        ("Friday 18:00", TypedMoment(time(18), weekday=4)),
        ("on fri at 12 am", TypedMoment(time(0), weekday=4)),
        ("sunday 12pm", TypedMoment(time(12), weekday=6)),
        ("18:00 on Friday", TypedMoment(time(18), weekday=4)),
        ("Freitag 18h", TypedMoment(time(18), weekday=4)),
    ],
)
def test_a_day_with_a_time_is_read_as_people_write_it(typed: str, read: TypedMoment) -> None:
    assert read_typed_moment(typed) == read


def test_a_server_that_writes_the_month_first_is_understood() -> None:
    assert read_typed_moment("01/12/2026 18:00", day_first=False) == TypedMoment(time(18), named=date(2026, 1, 12))


@pytest.mark.parametrize(
    "typed",
    [
        "", "18:00", "Friday", "tomorrow", "next Friday 18:00", "this friday 18:00", "2026-12-01", "2026-12-01 18",
        "2026-12-01 25:00", "2026-12-01 18:60", "2026-02-30 18:00", "December 2026 18:00", "1 December 18:00",
        "01/12/26 18:00", "Friday 13pm", "Friday 0pm", "about 1 December 2026 18:00", "before 1 December 2026 18:00",
        "1 December 2026 OS 18:00", "Friday or Saturday 18:00", "Friday 18:00 or 19:00", "18:00 19:00", "soon",
        "in two hours", "every Friday 18:00", "x" * 5000, "٣ 18:00", "Friday 18:00 UTC", "-1 18:00",
    ],
)  # fmt: skip
def test_what_can_mean_two_things_or_nothing_is_not_guessed(typed: str) -> None:
    assert read_typed_moment(typed) is None


@given(st.dates(date(1900, 1, 1), date(9999, 12, 30)), st.times())
def test_every_date_and_time_written_in_full_is_read_back(day: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    read = read_typed_moment(f"{day.isoformat()} {at:%H:%M}")
    assert read == TypedMoment(at, named=day)


@given(st.text(max_size=70))
def test_no_text_breaks_the_reader(typed: str) -> None:
    read_typed_moment(typed)
    read_typed_time(typed)


@pytest.mark.parametrize(("typed", "at"), [("9:00", time(9)), ("at 9 pm", time(21)), ("9h", time(9)), ("18", None)])
def test_a_time_alone_is_read_where_only_a_time_is_wanted(typed: str, at: time | None) -> None:
    assert read_typed_time(typed) == at
