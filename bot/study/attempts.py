"""An answer as it counts for the schedule of the facts that its question tests."""

from collections.abc import Sequence
from datetime import datetime

from bot.frozen import frozen
from bot.study.memory import FactKey, Review
from bot.study.rating import Certainty, rate


@frozen
class Attempt:
    """`credit` is from 0 to 1. `in_round` says that it was given in a round, and not in a review of one's own."""

    member: int
    question: str
    facts: Sequence[FactKey]
    credit: float
    at: datetime
    certainty: Certainty = Certainty.UNSAID
    hinted: bool = False
    in_round: bool = False

    @property
    def review(self) -> Review:
        """What it adds to the log of each of its facts."""
        return Review(self.question, rate(self.credit, certainty=self.certainty, hinted=self.hinted), self.at)

    @property
    def is_surely_wrong(self) -> bool:
        """Whether the member was certain of an answer that is not right."""
        return self.certainty is Certainty.CERTAIN and self.credit < 1
