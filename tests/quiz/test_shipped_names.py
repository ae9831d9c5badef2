"""Typed names for the shipped questions, among the people and terms that their chapters know."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.loading import load_library
from bot.quiz.names import match_name
from bot.quiz.posing import pose
from bot.quiz.question import Named
from tests.quiz.shipped_typed_names import TABLE

_CONTENT = Path(__file__).parents[2] / "content"


@cache
def _questions() -> dict[str, Named]:
    chapters = load_library(_CONTENT).library.chapters.values()
    posed = (
        question
        for chapter in chapters
        for key, each in chapter.questions.items()
        for question in pose(chapter, key, each)
    )
    return {question.id: question for question in posed if isinstance(question, Named)}


def _rows(*, right: bool) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in TABLE.strip().splitlines():
        question_id, _, answers = line.partition(": ")
        side = answers.split(" // ")[0 if right else 1]
        found.extend((question_id, typed.strip()) for typed in side.split(" | "))
    return found


@pytest.mark.parametrize(("question_id", "typed"), _rows(right=True))
def test_what_is_right_is_accepted(question_id: str, typed: str) -> None:
    assert match_name(_questions()[question_id], typed) is not None


@pytest.mark.parametrize(("question_id", "typed"), _rows(right=False))
def test_what_is_wrong_is_refused(question_id: str, typed: str) -> None:
    assert match_name(_questions()[question_id], typed) is None


def test_every_accepted_spelling_of_every_shipped_question_is_right() -> None:
    for question in _questions().values():
        assert all(match_name(question, spelling) is not None for spelling in question.accepted)
