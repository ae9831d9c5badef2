"""When a fact is due again: how much a member wants to remember, and until when.

The interval is the one of FSRS-6: the time after which the chance of recalling has fallen to the desired retention
(https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm). It follows from the memory alone, so that a
change of the plan moves every card without a review.
"""

from datetime import UTC, date, datetime, time, timedelta

from fsrs import Scheduler

from bot.frozen import frozen
from bot.study.memory import Card

LEAST_RETENTION, USUAL_RETENTION, MOST_RETENTION = 0.85, 0.9, 0.95
USUAL_NEW_A_DAY, MOST_NEW_A_DAY = 10, 50
LONGEST_INTERVAL = 365
"""In days."""

_DAY = timedelta(days=1)


@frozen
class Plan:
    """What a member aims at: the share of facts still known when they are due, the exam, and new facts a day."""

    retention: float = USUAL_RETENTION
    exam: date | None = None
    new_a_day: int = USUAL_NEW_A_DAY


USUAL_PLAN = Plan()


def scheduler(retention: float) -> Scheduler:
    """FSRS without steps of minutes, which nobody follows on Discord, and without chance."""
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )


def interval(stability: float, retention: float) -> timedelta:
    """Whole days, from one to `LONGEST_INTERVAL`; `stability` is in days."""
    decay = -scheduler(retention).parameters[20]
    days = stability / (0.9 ** (1 / decay) - 1) * (retention ** (1 / decay) - 1)
    return timedelta(days=min(max(round(days), 1), LONGEST_INTERVAL))


def due(card: Card, plan: Plan) -> datetime | None:
    """When to ask for it again; None for a fact that was never asked. What a member wants again is due at once."""
    if card.wanted is not None or card.memory is None:
        return card.wanted
    reviewed = card.memory.reviewed
    usual = reviewed + interval(card.memory.stability, plan.retention)
    return usual if plan.exam is None else _before(plan.exam, reviewed, usual)


def _before(exam: date, reviewed: datetime, usual: datetime) -> datetime:
    """Once more on the day before the exam, and for what was asked on that day not later than the exam itself."""
    morning = datetime.combine(exam, time(), UTC)
    for latest in (morning - _DAY, morning):
        if reviewed < latest:
            return min(usual, latest)
    return usual
