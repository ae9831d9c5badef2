"""The schedule, held against fsrs itself."""

import random
from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from bot.study.memory import NEW, Card, Entry, Review, Wish, add, counts, rebuilt
from bot.study.plan import LONGEST_INTERVAL, Plan, due, interval, scheduler

START = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
RETENTIONS = (0.85, 0.9, 0.95)
RATINGS = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good])
GAPS = st.lists(st.tuples(RATINGS, st.integers(0, 400), st.integers(0, 86_399)), min_size=1, max_size=25)


def review(rating: Rating, at: datetime) -> Review:
    return Review("book/chapter/question", rating, at)


def days_until_due(card: Card, retention: float = 0.9) -> int:
    assert card.memory is not None
    when = due(card, Plan(retention))
    assert when is not None
    return (when - card.memory.reviewed).days


def moment(card: Card, plan: Plan) -> datetime:
    when = due(card, plan)
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([Rating.Good] * 5, [2, 11, 46, 163, 365]),
        ([Rating.Again, Rating.Good, Rating.Good, Rating.Good], [1, 2, 6, 17]),
        ([Rating.Hard] * 4, [1, 3, 7, 12]),
        ([Rating.Good, Rating.Good, Rating.Again, Rating.Good, Rating.Good], [2, 11, 2, 5, 12]),
    ],
)
def test_answers_on_the_day_they_are_due_lead_to_the_intervals_of_fsrs(
    ratings: list[Rating], expected: list[int]
) -> None:
    card, at, intervals = NEW, START, list[int]()
    for rating in ratings:
        card = add(card, review(rating, at))
        intervals.append(days_until_due(card))
        at = moment(card, Plan())
    assert intervals == expected


@pytest.mark.parametrize("retention", RETENTIONS)
@pytest.mark.parametrize("seed", range(20))
def test_months_of_study_are_scheduled_as_fsrs_schedules_them(retention: float, seed: int) -> None:
    rng = random.Random(seed)
    theirs, ours, reference = fsrs.Card(card_id=1), NEW, scheduler(retention)
    at = START
    for _ in range(60):
        rating = rng.choice([Rating.Again, Rating.Hard, Rating.Good, Rating.Good])
        theirs, _log = reference.review_card(theirs, rating, at)
        ours = add(ours, review(rating, at))
        assert ours.memory is not None
        assert (ours.memory.stability, ours.memory.difficulty) == (theirs.stability, theirs.difficulty)
        assert due(ours, Plan(retention)) == theirs.due
        assert ours.memory.recall(at + timedelta(days=9)) == reference.get_card_retrievability(
            theirs, at + timedelta(days=9)
        )
        at = max(theirs.due + timedelta(hours=rng.randrange(-40, 200)), at + timedelta(days=1))


@given(entries=GAPS, retention=st.floats(0.85, 0.95))
def test_whatever_is_answered_when_the_schedule_is_that_of_fsrs(
    entries: list[tuple[Rating, int, int]], retention: float
) -> None:
    theirs, ours, at = fsrs.Card(card_id=1), NEW, START
    for rating, days, seconds in entries:
        at += timedelta(days=days, seconds=seconds)
        if counts(ours, at):
            theirs, _ = scheduler(retention).review_card(theirs, rating, at)
        ours = add(ours, review(rating, at))
    assert due(ours, Plan(retention)) == theirs.due


@given(st.floats(0.001, 40_000), st.floats(0.85, 0.95))
def test_intervals_are_whole_days_within_their_limits(stability: float, retention: float) -> None:
    assert timedelta(days=1) <= interval(stability, retention) <= timedelta(days=LONGEST_INTERVAL)


@given(GAPS, st.lists(st.booleans(), min_size=25, max_size=25))
def test_the_card_rebuilt_from_its_log_is_the_card_that_was_kept(
    entries: list[tuple[Rating, int, int]], wishes: list[bool]
) -> None:
    kept, at, log = NEW, START, list[Entry]()
    for (rating, days, seconds), is_wish in zip(entries, wishes, strict=False):
        at += timedelta(days=days, seconds=seconds)
        log.append(Wish(at) if is_wish else review(rating, at))
        kept = add(kept, log[-1])
    assert rebuilt(log) == kept


def test_only_the_first_answer_of_a_day_counts() -> None:
    first = add(NEW, review(Rating.Again, START))
    again = add(first, Review("book/chapter/other", Rating.Good, START + timedelta(hours=2)))
    assert again.memory == first.memory
    assert again.asked == "book/chapter/other"
    tomorrow = add(again, review(Rating.Good, datetime(2026, 1, 6, 0, 0, 1, tzinfo=UTC)))
    assert tomorrow.memory != first.memory


def test_an_answer_that_is_recorded_late_does_not_turn_time_back() -> None:
    card = add(NEW, review(Rating.Good, START + timedelta(days=1)))
    assert add(card, review(Rating.Again, START)).memory == card.memory


def test_what_a_member_wants_again_is_due_at_once_until_it_is_answered() -> None:
    card = add(add(NEW, review(Rating.Good, START)), Wish(START + timedelta(hours=1)))
    assert due(card, Plan()) == START + timedelta(hours=1)
    answered = add(card, review(Rating.Good, START + timedelta(hours=2)))
    assert due(answered, Plan()) == START + timedelta(days=2)


def test_a_wanted_fact_need_not_have_been_asked_before() -> None:
    assert due(add(NEW, Wish(START)), Plan()) == START
    assert due(NEW, Plan()) is None


@given(entries=GAPS, days_to_exam=st.integers(0, 900), retention=st.floats(0.85, 0.95))
def test_an_interval_never_goes_beyond_the_exam(
    entries: list[tuple[Rating, int, int]], days_to_exam: int, retention: float
) -> None:
    exam = START.date() + timedelta(days=days_to_exam)
    morning = datetime(exam.year, exam.month, exam.day, tzinfo=UTC)
    card, at = NEW, START
    for rating, days, seconds in entries:
        at += timedelta(days=days, seconds=seconds)
        card = add(card, review(rating, at))
        assert card.memory is not None
        when = moment(card, Plan(retention, exam))
        assert when > card.memory.reviewed
        if card.memory.reviewed < morning:
            assert when <= morning


def test_what_is_known_comes_once_more_on_the_day_before_the_exam() -> None:
    card, at = NEW, START
    for _ in range(4):
        card = add(card, review(Rating.Good, at))
        at = moment(card, Plan())
    assert card.memory is not None
    exam = card.memory.reviewed.date() + timedelta(days=30)
    assert moment(card, Plan(exam=exam)).date() == exam - timedelta(days=1)
    assert moment(card, Plan(exam=date(2020, 1, 1))) == moment(card, Plan())


def test_a_higher_retention_brings_facts_back_sooner() -> None:
    card, at = NEW, START
    for _ in range(3):
        card = add(card, review(Rating.Good, at))
        at = moment(card, Plan())
    intervals = [days_until_due(card, retention) for retention in RETENTIONS]
    assert intervals == sorted(intervals, reverse=True)
    assert len(set(intervals)) == len(RETENTIONS)
