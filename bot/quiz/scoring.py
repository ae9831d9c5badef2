"""What answers are worth, and who stands where."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.frozen import frozen
from bot.quiz.rules import Mode, Rules

POINTS_FOR_RIGHT = 10
POINTS_FOR_SPEED = 5
HINT_COST = 3


def points(rules: Rules, credit: float, *, quick: float = 0.0, hinted: bool = False) -> int:
    """Points for an answer of that credit (0 to 1), never below 0.

    `quick` is the share of the time that was left (0 to 1); it counts for answers that are wholly right, where the
    rules say so. In a race nothing but the whole answer counts. Halves are rounded up.
    """
    if rules.mode is Mode.RACE and credit < 1:
        return 0
    earned = credit * POINTS_FOR_RIGHT
    if rules.speed and credit >= 1:
        earned += quick * POINTS_FOR_SPEED
    if hinted:
        earned -= HINT_COST
    return max(0, int(earned + 0.5))


@frozen
class Standing:
    """What one member has earned: points, answers that were wholly right, answers given."""

    points: int = 0
    right: int = 0
    answered: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(self.points + other.points, self.right + other.right, self.answered + other.answered)


@frozen
class Ranked:
    """A member's line in a table. Equal points share a rank, and the next rank counts them all (1, 2, 2, 4)."""

    rank: int
    member: int
    standing: Standing


@frozen
class RankedTeam:
    """A team's line: the mean of its members' points, so that size does not win. Equal means share a rank."""

    rank: int
    team: int
    mean: float
    members: int


def ranking(table: Mapping[int, Standing]) -> list[Ranked]:
    """The table with the most points first; members with equal points in the order of their ids."""
    ranks = _ranks(standing.points for standing in table.values())
    ordered = sorted(table.items(), key=lambda line: (-line[1].points, line[0]))
    return [Ranked(ranks[standing.points], member, standing) for member, standing in ordered]


def team_ranking(table: Mapping[int, Standing], team_of: Mapping[int, int]) -> list[RankedTeam]:
    """The teams with the highest mean first. Whoever joined a team counts in it, also without an answer."""
    members = Counter(team_of.values())
    earned = Counter[int]()
    for member, team in team_of.items():
        earned[team] += table.get(member, Standing()).points
    means = {team: earned[team] / count for team, count in members.items()}
    ranks = _ranks(means.values())
    ordered = sorted(means.items(), key=lambda line: (-line[1], line[0]))
    return [RankedTeam(ranks[mean], team, mean, members[team]) for team, mean in ordered]


def _ranks(scores: Iterable[float]) -> dict[float, int]:
    with_score = Counter(scores)
    ranks, rank = dict[float, int](), 1
    for score in sorted(with_score, reverse=True):
        ranks[score] = rank
        rank += with_score[score]
    return ranks
