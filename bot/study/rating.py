"""How an answer is rated for the schedule.

Wrong is Again, right is Good; right but guessed, hinted or in part is Hard, which is a pass. Nothing is Easy by itself:
it would put a fact off for more than a week, and one of three options is guessed one time in three.
"""

from enum import IntEnum

from fsrs import Rating

PASSING_CREDIT = 0.5
"""An answer that is right for less than this share is rated as wrong."""


class Certainty(IntEnum):
    """How sure the member was before the reveal; `UNSAID` where nothing was said."""

    UNSAID = 0
    GUESS = 1
    FAIRLY = 2
    CERTAIN = 3


def rate(credit: float, *, certainty: Certainty = Certainty.UNSAID, hinted: bool = False) -> Rating:
    """The rating of an answer worth that credit, from 0 to 1."""
    if credit < PASSING_CREDIT:
        return Rating.Again
    is_doubtful = credit < 1 or hinted or certainty is Certainty.GUESS
    return Rating.Hard if is_doubtful else Rating.Good
