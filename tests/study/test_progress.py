from datetime import UTC, date, datetime, timedelta

import pytest

from bot.study.memory import Card, FactKey, Memory
from bot.study.plan import Plan
from bot.study.progress import CALENDAR_WEEKS, Progress, Share, level, share_of

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FACTS = [FactKey("book", f"f-{number}") for number in range(5)]


def card(stability: float, days_ago: int) -> Card:
    return Card(Memory(stability, 5, NOW - timedelta(days=days_ago)))


def test_facts_are_firm_on_the_way_or_not_asked_and_some_of_them_due() -> None:
    cards = {
        FACTS[0]: card(40, 1),
        FACTS[1]: card(21, 30),
        FACTS[2]: card(3, 1),
        FACTS[3]: Card(wanted=NOW),
        FactKey("book", "f-of-another-chapter"): card(90, 1),
    }
    assert share_of(FACTS, cards, Plan(), NOW) == Share(firm=2, fresh=1, unasked=2, due=2)


@pytest.mark.parametrize(
    ("answers", "most", "expected"),
    [(0, 0, 0), (0, 20, 0), (1, 20, 1), (5, 20, 1), (6, 20, 2), (15, 20, 3), (16, 20, 4), (20, 20, 4), (1, 1, 1)],
)
def test_days_are_marked_by_quarters_of_the_busiest(answers: int, most: int, expected: int) -> None:
    assert level(answers, most) == expected


@pytest.mark.parametrize("today", [date(2026, 3, day) for day in range(1, 9)])
def test_the_calendar_begins_with_a_monday_and_ends_with_the_week_of_today(today: date) -> None:
    progress = Progress(today, {}, [], [], 0, 0)
    assert progress.first_day.weekday() == 0
    assert 0 <= (today - progress.first_day).days - 7 * (CALENDAR_WEEKS - 1) < 7
