"""Typed names, judged as a history teacher would."""

import pytest

from bot.quiz.names import match_name
from tests.quiz.asked import named
from tests.quiz.typed_names import RIGHT, WRONG, rows


@pytest.mark.parametrize(("asked", "typed"), rows(RIGHT))
def test_what_a_teacher_would_accept_is_accepted(asked: str, typed: str) -> None:
    assert match_name(named(asked), typed) is not None


@pytest.mark.parametrize(("asked", "typed"), rows(WRONG))
def test_what_a_teacher_would_refuse_is_refused(asked: str, typed: str) -> None:
    assert match_name(named(asked), typed) is None
