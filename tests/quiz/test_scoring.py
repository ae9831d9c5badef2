from hypothesis import given
from hypothesis import strategies as st

from bot.quiz.rules import Mode, Rules
from bot.quiz.scoring import HINT_COST, Standing, points, ranking, team_ranking

CLASSIC = Rules()
credits = st.floats(0, 1)


def test_equal_points_share_a_rank_and_the_next_rank_counts_them() -> None:
    table = {1: Standing(30), 2: Standing(20), 3: Standing(20), 4: Standing(10)}
    assert [(line.rank, line.member) for line in ranking(table)] == [(1, 1), (2, 2), (2, 3), (4, 4)]


def test_half_of_an_odd_share_is_rounded_up() -> None:
    assert [points(CLASSIC, credit) for credit in (0, 0.25, 0.5, 1)] == [0, 3, 5, 10]


def test_being_quick_earns_nothing_unless_the_rules_say_so() -> None:
    assert points(CLASSIC, 1, quick=1) == 10
    assert points(Rules(speed=True), 1, quick=1) == 15
    assert points(Rules(speed=True), 0.5, quick=1) == 5


def test_a_hint_costs_points_but_never_more_than_there_are() -> None:
    assert points(CLASSIC, 1, hinted=True) == 10 - HINT_COST
    assert points(CLASSIC, 0, hinted=True) == 0


def test_in_a_race_part_of_the_answer_earns_nothing() -> None:
    race = Rules(mode=Mode.RACE)
    assert [points(race, credit) for credit in (0.5, 1)] == [0, 10]


def test_a_team_is_as_good_as_its_mean_so_that_size_does_not_win() -> None:
    table = {1: Standing(30), 2: Standing(20), 3: Standing(20), 4: Standing(20)}
    ranked = team_ranking(table, {1: 0, 2: 1, 3: 1, 4: 1})
    assert [(line.rank, line.team, line.mean) for line in ranked] == [(1, 0, 30), (2, 1, 20)]


def test_who_joined_a_team_counts_in_it_without_an_answer() -> None:
    (only,) = team_ranking({1: Standing(30)}, {1: 0, 2: 0})
    assert (only.mean, only.members) == (15, 2)


def test_teams_with_equal_means_share_a_rank() -> None:
    ranked = team_ranking({1: Standing(10), 2: Standing(10)}, {1: 0, 2: 1})
    assert [line.rank for line in ranked] == [1, 1]


@given(credits, credits, st.floats(0, 1), st.booleans(), st.booleans())
def test_more_of_the_answer_never_earns_less(one: float, other: float, quick: float, hinted: bool, speed: bool) -> None:
    rules = Rules(speed=speed)
    less, more = sorted((one, other))
    assert 0 <= points(rules, less, quick=quick, hinted=hinted) <= points(rules, more, quick=quick, hinted=hinted) <= 15
