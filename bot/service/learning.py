"""From what is answered in rounds and reviews to what counts for the facts behind it."""

from collections.abc import Mapping

from bot.quiz.question import Question
from bot.quiz.round import Given, Posed
from bot.study.attempts import Attempt
from bot.study.memory import FactKey


def facts_of(question: Question) -> tuple[FactKey, ...]:
    """The facts that a question tests."""
    return tuple(FactKey(question.book, fact) for fact in question.tests)


def attempts(posed: Posed, answers: Mapping[int, Given]) -> list[Attempt]:
    """Everybody's answer to a question of a round."""
    facts = facts_of(posed.question)
    return [
        Attempt(
            member,
            posed.question.key,
            facts,
            given.grade.credit,
            given.at,
            hinted=given.hinted,
            in_round=True,
        )
        for member, given in answers.items()
    ]
