"""A question of a round graded again, after moderators have counted a typed answer to it as right.

Laws: nobody is lowered; doing it twice changes nothing more; no other question is touched. Hints and speed keep
counting as they did when the answer was given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.quiz.question import Dated, Named, Question, Typed
from bot.quiz.round import Given, Round
from bot.quiz.rules import Rules
from bot.quiz.scoring import points

T = TypeVar("T")


def accepting(question: Question, texts: Iterable[str]) -> Question:
    """The question with those texts among what the server counts as right. Only typed kinds have that."""
    if not isinstance(question, Named | Dated):
        return question
    together = tuple(dict.fromkeys((*question.accepted_here, *texts)))
    return question if together == question.accepted_here else replace(question, accepted_here=together)


def accept(round_: Round, position: int, text: str) -> Round:
    """The round with that text counted as right at that position, for everybody who typed it."""
    posed = round_.posed[position]
    question = accepting(posed.question, [text])
    if not isinstance(question, Named | Dated):
        return round_
    again = {member: _again(round_.rules, question, given) for member, given in round_.answers[position].items()}
    return replace(
        round_,
        posed=_with(round_.posed, position, replace(posed, question=question)),
        answers=_with(round_.answers, position, again),
    )


def undo(round_: Round, position: int, before: Round) -> Round:
    """Take `accept` back, when it could not be kept: that position as it was before, for those who are still there."""
    earlier = before.answers[position]
    again = {member: earlier.get(member, given) for member, given in round_.answers[position].items()}
    return replace(
        round_,
        posed=_with(round_.posed, position, before.posed[position]),
        answers=_with(round_.answers, position, again),
    )


def gained(before: Round, after: Round, position: int) -> frozenset[int]:
    """Whose answer at that position is worth more than before."""
    earlier = before.answers[position]
    return frozenset(
        member for member, given in after.answers[position].items() if given.grade.credit > earlier[member].grade.credit
    )


def who_typed(question: Question, text: str, answers: Mapping[int, Given]) -> frozenset[int]:
    """The members whose answers would count if that text did."""
    if not isinstance(question, Named | Dated):
        return frozenset()
    from bot.quiz.typed_grading import accepts_here

    return frozenset(
        member
        for member, given in answers.items()
        if isinstance(given.answer, Typed) and accepts_here(question, text, given.answer.text)
    )


def _again(rules: Rules, question: Named | Dated, given: Given) -> Given:
    if not isinstance(given.answer, Typed):
        return given
    from bot.quiz.typed_grading import grade_here

    grade = grade_here(question, given.answer.text, given.grade)
    if grade is given.grade:
        return given
    earned = points(rules, grade.credit, quick=given.quick, hinted=given.hinted)
    return replace(given, grade=grade, points=max(given.points, earned))


def _with(items: tuple[T, ...], position: int, item: T) -> tuple[T, ...]:
    return (*items[:position], item, *items[position + 1 :])
