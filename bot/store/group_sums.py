"""Sums over the rounds of a server, for its moderators: nobody is named, and no number stands for fewer than five."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from bot.frozen import frozen
from bot.quiz.question import Answer, Question
from bot.store.database import Database
from bot.store.json_texts import read_answer, read_question
from bot.store.tables import answers, results, round_questions, rounds

FEWEST_PEOPLE = 5
"""What fewer people have done is not told."""

_PASSING_CREDIT = 0.5


@frozen
class ChapterSum:
    """How a chapter went; `book` and `chapter` are ids."""

    book: str
    chapter: str
    people: int
    answered: int
    right: int


@frozen
class QuestionSum:
    """How a question went, as it was asked last; `credit` is the mean, from 0 to 1."""

    question: Question
    people: int
    credit: float


@frozen
class WrongAnswer:
    """A wrong answer that several people gave."""

    question: Question
    answer: Answer
    people: int


@frozen
class GroupSums:
    """A server's sums; `people` is None where there are too few to say."""

    people: int | None
    chapters: Sequence[ChapterSum]
    questions: Sequence[QuestionSum]
    wrong_answers: Sequence[WrongAnswer]


class GroupRecords:
    """What a server's rounds add up to. Reviews, which members do for themselves, have no part in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sums(self, guild: int, since: datetime, limit: int) -> GroupSums:
        """The weakest chapters, hardest questions and most common wrong answers of rounds that ended since then."""
        here = (rounds.c.guild_id == guild) & (rounds.c.ended_at >= since)
        people = select(func.count(distinct(results.c.user_id))).join(rounds, rounds.c.id == results.c.round_id)
        async with self._database.reading() as connection:
            counted = (await connection.execute(people.where(here))).scalar_one()
            chapters = await connection.execute(_chapters(here).limit(limit))
            questions = await connection.execute(_questions(here).limit(limit))
            wrong = await connection.execute(_wrong_answers(here).limit(limit))
            return GroupSums(
                counted if counted >= FEWEST_PEOPLE else None,
                [ChapterSum(row.book, row.chapter, row.people, row.answered, row.right) for row in chapters],
                [QuestionSum(read_question(row.question), row.people, row.credit) for row in questions],
                [WrongAnswer(read_question(row.question), read_answer(row.answer), row.people) for row in wrong],
            )


def _chapters(here: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    people, answered = func.count(distinct(results.c.user_id)), func.sum(results.c.answered)
    right = func.sum(results.c.right)
    columns: list[ColumnElement[Any]] = [
        results.c.book,
        results.c.chapter,
        people.label("people"),
        answered.label("answered"),
        right.label("right"),
    ]
    return (
        select(*columns)
        .join(rounds, rounds.c.id == results.c.round_id)
        .where(here)
        .group_by(results.c.book, results.c.chapter)
        .having(people >= FEWEST_PEOPLE)
        .order_by(right * 1.0 / answered, results.c.book, results.c.chapter)
    )


def _questions(here: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    credit = func.avg(answers.c.credit)
    return (
        _answered(here, credit.label("credit"))
        .group_by(round_questions.c.question_key)
        .order_by(credit, round_questions.c.question_key)
    )


def _wrong_answers(here: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    people = func.count(distinct(answers.c.user_id))
    return (
        _answered(here, answers.c.answer)
        .where(answers.c.credit < _PASSING_CREDIT)
        .group_by(round_questions.c.question_key, answers.c.answer)
        .order_by(people.desc(), round_questions.c.question_key, answers.c.answer)
    )


def _answered(here: ColumnElement[bool], *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Answers with their questions, of which at least `FEWEST_PEOPLE` belong together."""
    asked = (round_questions.c.round_id == answers.c.round_id) & (round_questions.c.position == answers.c.position)
    people = func.count(distinct(answers.c.user_id))
    return (
        select(func.max(round_questions.c.question).label("question"), people.label("people"), *columns)
        .select_from(answers)
        .join(rounds, rounds.c.id == answers.c.round_id)
        .join(round_questions, asked)
        .where(here)
        .having(people >= FEWEST_PEOPLE)
    )
