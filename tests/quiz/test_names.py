"""Typed names, judged as a history teacher would."""

import pytest

from bot.quiz.names import match_name
from bot.quiz.question import Named
from tests.quiz.asked import COMMON, named
from tests.quiz.typed_names import RIGHT, WRONG, rows


@pytest.mark.parametrize(("asked", "typed"), rows(RIGHT))
def test_what_a_teacher_would_accept_is_accepted(asked: str, typed: str) -> None:
    assert match_name(named(asked), typed) is not None


@pytest.mark.parametrize(("asked", "typed"), rows(WRONG))
def test_what_a_teacher_would_refuse_is_refused(asked: str, typed: str) -> None:
    assert match_name(named(asked), typed) is None


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        ("1.50", "1.50", "150"),
        ("1:30", "1:30", "130"),
        ("37,500", "37500", "375 00"),
        ("1066-10-14", "1066-10-14", "10661014"),
        ("WW2", "WW 2", "WW 3"),
        ("A", "A", "The"),
    ],
)
def test_numbers_are_taken_as_they_are_divided(answer: str, right: str, wrong: str) -> None:
    question = Named(kind="name", accepted=(answer,), **COMMON)
    assert match_name(question, right) is not None
    assert match_name(question, wrong) is None
