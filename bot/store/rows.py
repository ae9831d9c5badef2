"""Between rounds as the rules know them and rows as the tables hold them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from bot.quiz.question import ANSWER, QUESTION, Grade
from bot.quiz.round import Given, Phase, Posed, Round, Rules

_SHOWN_ORDER = TypeAdapter(tuple[int, ...])


def round_values(round_: Round) -> dict[str, Any]:
    """The columns of `rounds` that do not change while it is played."""
    return {
        "guild_id": round_.guild,
        "channel_id": round_.channel,
        "host_id": round_.host,
        "title": round_.title,
        "seconds": round_.rules.seconds,
        "pause": round_.rules.pause,
    }


def progress_values(round_: Round) -> dict[str, Any]:
    """The columns of `rounds` that a move changes."""
    return {
        "phase": str(round_.phase),
        "position": round_.position,
        "message_id": round_.message,
        "deadline": round_.deadline,
    }


def question_values(round_id: int, posed: Iterable[Posed]) -> list[dict[str, Any]]:
    return [
        {
            "round_id": round_id,
            "position": position,
            "question_key": each.question.key,
            "question": QUESTION.dump_json(each.question).decode(),
            "shown_order": _SHOWN_ORDER.dump_json(each.shown_order).decode(),
        }
        for position, each in enumerate(posed)
    ]


def answer_values(round_id: int, position: int, member: int, given: Given) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "position": position,
        "user_id": member,
        "answer": ANSWER.dump_json(given.answer).decode(),
        "grade": given.grade.model_dump_json(),
        "answered_at": given.at,
    }


def read_round(row: Row[Any], questions: Iterable[Row[Any]], answers: Iterable[Row[Any]]) -> Round:
    """A round from its row, its questions and everybody's answers, the rows in any order."""
    by_position: list[dict[int, Given]] = [{} for _ in range(row.position + 1)]
    for answer in answers:
        by_position[answer.position][answer.user_id] = _read_given(answer)
    return Round(
        id=row.id,
        guild=row.guild_id,
        channel=row.channel_id,
        host=row.host_id,
        title=row.title,
        rules=Rules(seconds=row.seconds, pause=row.pause),
        posed=tuple(_read_posed(each) for each in sorted(questions, key=lambda each: each.position)),
        phase=Phase(row.phase),
        position=row.position,
        message=row.message_id,
        deadline=row.deadline,
        answers=tuple[Mapping[int, Given], ...](by_position),
    )


def read_answered(row: Row[Any]) -> tuple[Posed, Given | None]:
    """A question joined with one member's answer, which may be missing."""
    return _read_posed(row), None if row.answer is None else _read_given(row)


def _read_posed(row: Row[Any]) -> Posed:
    return Posed(QUESTION.validate_json(row.question), _SHOWN_ORDER.validate_json(row.shown_order))


def _read_given(row: Row[Any]) -> Given:
    return Given(ANSWER.validate_json(row.answer), Grade.model_validate_json(row.grade), row.answered_at)
