"""Typed names where the content gives the answer as plain text and knows no other name."""

import pytest

from bot.quiz.names import match_name
from bot.quiz.question import Named
from tests.quiz.asked import COMMON
from tests.quiz.more_typed_names import TABLE


def _rows(*, right: bool) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in TABLE.strip().splitlines():
        accepted, _, answers = line.partition(": ")
        side = answers.split(" // ")[0 if right else 1]
        found.extend((accepted, typed.strip()) for typed in side.split(" | "))
    return found


def _asked(accepted: str) -> Named:
    return Named(kind="name", accepted=tuple(accepted.split(" = ")), **COMMON)


@pytest.mark.parametrize(("accepted", "typed"), _rows(right=True))
def test_what_is_right_is_accepted(accepted: str, typed: str) -> None:
    assert match_name(_asked(accepted), typed) is not None


@pytest.mark.parametrize(("accepted", "typed"), _rows(right=False))
def test_what_is_wrong_is_refused(accepted: str, typed: str) -> None:
    assert match_name(_asked(accepted), typed) is None
