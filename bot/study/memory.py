"""What a member remembers of a fact, and the log from which that follows.

One card a member and fact. The first answer of a day (UTC) counts; a later one is kept in the log and changes nothing
but what is asked next, so that playing the same round twice cannot make a fact look known.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce

import fsrs
from fsrs import Rating, State

from bot.frozen import frozen

_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""For memories only: which retention is desired has no part in them."""


@frozen(order=True)
class FactKey:
    """A fact by its book and its id, which is unique in the book."""

    book: str
    fact: str


@frozen
class Memory:
    """`stability`: days until the chance of recalling has fallen to nine in ten; `difficulty`: from 1 to 10."""

    stability: float
    difficulty: float
    reviewed: datetime

    def recall(self, now: datetime) -> float:
        """The chance, from 0 to 1, that the fact is recalled now."""
        return _SCHEDULER.get_card_retrievability(_as_fsrs(self), now)


@frozen
class Card:
    """`wanted` is since when the member asks to have the fact again. `asked` is the question that was asked last."""

    memory: Memory | None = None
    wanted: datetime | None = None
    asked: str | None = None


NEW = Card()


@frozen
class Review:
    """An answer to a question that tests the fact."""

    question: str
    rating: Rating
    at: datetime


@frozen
class Wish:
    """The member asked to have the fact again."""

    at: datetime


Entry = Review | Wish


def add(card: Card, entry: Entry) -> Card:
    """The card after an entry of its log."""
    if isinstance(entry, Wish):
        return replace(card, wanted=entry.at)
    memory = _after(card.memory, entry) if counts(card, entry.at) else card.memory
    return Card(memory, None, entry.question)


def rebuilt(log: Iterable[Entry]) -> Card:
    """The card that a log leads to."""
    return reduce(add, log, NEW)


def counts(card: Card, at: datetime) -> bool:
    """Whether an answer at that moment is the first of its day."""
    return card.memory is None or card.memory.reviewed.date() < at.date()


def _after(memory: Memory | None, review: Review) -> Memory:
    before = fsrs.Card(card_id=0) if memory is None else _as_fsrs(memory)
    after, _ = _SCHEDULER.review_card(before, review.rating, review.at)
    assert after.stability is not None  # noqa: S101 - a card that was reviewed has both
    assert after.difficulty is not None  # noqa: S101
    return Memory(after.stability, after.difficulty, review.at)


def _as_fsrs(memory: Memory) -> fsrs.Card:
    return fsrs.Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.reviewed,
        last_review=memory.reviewed,
    )
