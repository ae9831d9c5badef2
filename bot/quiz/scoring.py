"""What answers are worth, and who stands where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

POINTS_PER_QUESTION = 10


def points(credit: float) -> int:
    """Points for a credit from 0 to 1, rounded half up, so that half of an odd share is never lost."""
    return int(credit * POINTS_PER_QUESTION + 0.5)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one member has earned in a round: points, answers that were wholly right, answers given."""

    points: int = 0
    right: int = 0
    answered: int = 0

    def plus(self, credit: float) -> "Standing":
        """This standing after one more answer of that credit."""
        return Standing(self.points + points(credit), self.right + (credit >= 1), self.answered + 1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A member's line in a table. Equal points share a rank, and the next rank counts them all (1, 2, 2, 4)."""

    rank: int
    member: int
    standing: Standing


def standings(credits_by_question: Iterable[Mapping[int, float]]) -> dict[int, Standing]:
    """Everybody's standing from each question's credits by member."""
    total: dict[int, Standing] = {}
    for credits_by_member in credits_by_question:
        for member, credit in credits_by_member.items():
            total[member] = total.get(member, Standing()).plus(credit)
    return total


def ranking(table: Mapping[int, Standing]) -> list[Ranked]:
    """The table with the most points first; members with equal points in the order of their ids."""
    ordered = sorted(table.items(), key=lambda line: (-line[1].points, line[0]))
    with_points = Counter(standing.points for standing in table.values())
    rank, ranks = 1, dict[int, int]()
    for score in sorted(with_points, reverse=True):
        ranks[score] = rank
        rank += with_points[score]
    return [Ranked(ranks[standing.points], member, standing) for member, standing in ordered]
