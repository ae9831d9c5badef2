from hypothesis import given
from hypothesis import strategies as st

from bot.quiz.scoring import Standing, points, ranking, standings


def test_equal_points_share_a_rank_and_the_next_rank_counts_them() -> None:
    table = {1: Standing(30), 2: Standing(20), 3: Standing(20), 4: Standing(10)}
    assert [(line.rank, line.member) for line in ranking(table)] == [(1, 1), (2, 2), (2, 3), (4, 4)]


def test_part_credit_counts_in_points_but_not_as_right() -> None:
    assert standings([{7: 0.5}, {7: 1.0}]) == {7: Standing(points=15, right=1, answered=2)}


def test_half_of_an_odd_share_is_rounded_up() -> None:
    assert [points(credit) for credit in (0, 0.25, 0.5, 1)] == [0, 3, 5, 10]


@given(st.lists(st.dictionaries(st.integers(1, 9), st.floats(0, 1)), max_size=8))
def test_the_points_of_a_round_are_the_sum_of_its_answers(questions: list[dict[int, float]]) -> None:
    table = standings(questions)
    for member, standing in table.items():
        given_ = [by[member] for by in questions if member in by]
        assert standing.points == sum(map(points, given_))
        assert standing.answered == len(given_)
        assert standing.right <= standing.answered
