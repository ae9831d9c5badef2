"""Between rounds as the rules know them and rows as the tables hold them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.scoring import Standing
from bot.store.json_texts import read_answer, read_grade, read_question, read_rules, read_shown_order, to_json


def round_values(round_: Round) -> dict[str, Any]:
    """The columns of `rounds` that do not change while it is played."""
    return {
        "guild_id": round_.guild,
        "channel_id": round_.channel,
        "host_id": round_.host,
        "title": round_.title,
        "rules": to_json(round_.rules),
    }


def progress_values(round_: Round) -> dict[str, Any]:
    """The columns of `rounds` that a move changes."""
    return {
        "phase": str(round_.phase),
        "position": round_.position,
        "message_id": round_.message,
        "deadline": round_.deadline,
        "paused_seconds": round_.paused,
    }


def question_values(round_id: int, posed: Iterable[Posed]) -> list[dict[str, Any]]:
    return [
        {
            "round_id": round_id,
            "position": position,
            "question_key": each.question.key,
            "question": to_json(each.question),
            "shown_order": to_json(each.shown_order),
        }
        for position, each in enumerate(posed)
    ]


def answer_values(round_id: int, position: int, member: int, given: Given) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "position": position,
        "user_id": member,
        "answer": to_json(given.answer),
        "grade": to_json(given.grade),
        "credit": given.grade.credit,
        "points": given.points,
        "quick": given.quick,
        "hinted": given.hinted,
        "answered_at": given.at,
    }


def result_values(round_: Round) -> list[dict[str, Any]]:
    """What everybody has earned in the round, by the chapter that the questions came from."""
    earned: defaultdict[tuple[int, str, str], Standing] = defaultdict(Standing)
    for posed, by_member in zip(round_.posed, round_.revealed_answers, strict=False):
        for member, given in by_member.items():
            earned[member, posed.question.book, posed.question.chapter] += given.standing
    return [
        {
            "round_id": round_.id,
            "user_id": member,
            "book": book,
            "chapter": chapter,
            "points": standing.points,
            "right": standing.right,
            "answered": standing.answered,
        }
        for (member, book, chapter), standing in earned.items()
    ]


def read_round(
    row: Row[Any],
    questions: Iterable[Row[Any]],
    answers: Iterable[Row[Any]],
    members: Iterable[Row[Any]],
    hinted: Iterable[int],
) -> Round:
    """A round from its rows, in any order; `hinted` are those who took the hint of the current question."""
    by_position: list[dict[int, Given]] = [{} for _ in range(row.position + 1)]
    for answer in answers:
        by_position[answer.position][answer.user_id] = read_given(answer)
    return Round(
        id=row.id,
        guild=row.guild_id,
        channel=row.channel_id,
        host=row.host_id,
        title=row.title,
        rules=read_rules(row.rules),
        posed=tuple(read_posed(each) for each in sorted(questions, key=lambda each: each.position)),
        phase=Phase(row.phase),
        position=row.position,
        message=row.message_id,
        deadline=row.deadline,
        paused=row.paused_seconds,
        answers=tuple[Mapping[int, Given], ...](by_position),
        teams={member.user_id: member.team for member in members},
        hinted=frozenset(hinted),
    )


def read_answered(row: Row[Any]) -> tuple[Posed, Given | None]:
    """A question joined with one member's answer, which may be missing."""
    return read_posed(row), None if row.answer is None else read_given(row)


def read_given(row: Row[Any]) -> Given:
    return Given(
        read_answer(row.answer),
        read_grade(row.grade),
        row.points,
        row.answered_at,
        row.quick,
        bool(row.hinted),
    )


def read_posed(row: Row[Any]) -> Posed:
    return Posed(read_question(row.question), read_shown_order(row.shown_order))
