import pytest
from fsrs import Rating

from bot.study.rating import Certainty, rate


@pytest.mark.parametrize(
    ("credit", "certainty", "hinted", "expected"),
    [
        (1, Certainty.UNSAID, False, Rating.Good),
        (1, Certainty.CERTAIN, False, Rating.Good),
        (1, Certainty.FAIRLY, False, Rating.Good),
        (1, Certainty.GUESS, False, Rating.Hard),
        (1, Certainty.CERTAIN, True, Rating.Hard),
        (0.5, Certainty.CERTAIN, False, Rating.Hard),
        (0.99, Certainty.UNSAID, False, Rating.Hard),
        (0.49, Certainty.UNSAID, False, Rating.Again),
        (0, Certainty.CERTAIN, False, Rating.Again),
        (0, Certainty.GUESS, True, Rating.Again),
    ],
)
def test_answers_are_rated_as_learners_would_expect(
    credit: float, certainty: Certainty, hinted: bool, expected: Rating
) -> None:
    assert rate(credit, certainty=certainty, hinted=hinted) is expected


def test_nothing_is_easy_by_itself() -> None:
    ratings = {
        rate(tenths / 10, certainty=certainty, hinted=hinted)
        for tenths in range(11)
        for certainty in Certainty
        for hinted in (True, False)
    }
    assert ratings == {Rating.Again, Rating.Hard, Rating.Good}
