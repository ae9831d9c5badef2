"""A round as a text to read: its table, its teams, and every question with how it was answered."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.quiz.answer_texts import distribution_texts, right_answer_text
from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.scoring import ranking, team_ranking
from bot.quiz.teams import team_name
from bot.service.round_sheet import names_in_table
from bot.store.finished_rounds import FinishedRound

_MARKUP = re.compile(r"\\([\\*_~`|\[\]<>])|\*")


def summary(finished: FinishedRound) -> str:
    """The text, with a line's end at its end."""
    round_ = finished.round
    asked = list(zip(round_.posed, round_.revealed_answers, strict=False))
    parts = [
        _heading(finished, len(asked)),
        *([_teams(round_)] if round_.rules.teams else []),
        _table(finished, len(asked)),
        *(_question(number, *each) for number, each in enumerate(asked, start=1)),
    ]
    return "\n\n".join(parts) + "\n"


def _heading(finished: FinishedRound, asked: int) -> str:
    round_ = finished.round
    ended = "" if round_.phase is Phase.FINISHED else ", ended early"
    return "\n".join(
        (
            _underlined(_line(round_.title), "="),
            f"{_moment(finished.started_at)} to {_moment(finished.ended_at)} (UTC)",
            f"Mode: {round_.rules.mode}. Questions asked: {asked} of {len(round_.posed)}{ended}.",
            f"Started by {_line(finished.names.get(round_.host, 'a member'))}.",
        )
    )


def _teams(round_: Round) -> str:
    lines = [
        f"{entry.rank}. {team_name(entry.team)}: {entry.mean:.1f} points a member, members: {entry.members}"
        for entry in team_ranking(round_.standings(), round_.teams)
    ]
    return "\n".join((_underlined("Teams"), *lines))


def _table(finished: FinishedRound, asked: int) -> str:
    round_ = finished.round
    names = names_in_table(finished)
    lines = [
        f"{entry.rank}. {_line(names[entry.member])}: {entry.standing.points} points, "
        f"{entry.standing.right} of {asked} right{_team_of(round_, entry.member)}"
        for entry in ranking(round_.standings())
    ]
    return "\n".join((_underlined("Table"), *(lines or ["Nobody answered."])))


def _team_of(round_: Round, member: int) -> str:
    return f" ({team_name(round_.teams[member])})" if member in round_.teams else ""


def _question(number: int, posed: Posed, answers: Mapping[int, Given]) -> str:
    question = posed.question
    return "\n".join(
        (
            _underlined(f"Question {number}"),
            *_passage(posed),
            question.prompt,
            f"Right answer: {right_answer_text(question)}",
            _answered(answers),
            *(f"  {_line(each)}" for each in (distribution_texts(question, answers) if answers else ())),
            question.explain,
            *(f"Source: {_unmarked(source)}" for source in question.sources),
        )
    )


def _passage(posed: Posed) -> Iterator[str]:
    shown = posed.question.shown
    if shown is None:
        return
    yield from (text for text in (shown.intro, shown.text, shown.alt, shown.attribution) if text)


def _answered(answers: Mapping[int, Given]) -> str:
    if not answers:
        return "Nobody answered."
    mean = sum(given.grade.credit for given in answers.values()) / len(answers)
    hints = sum(given.hinted for given in answers.values())
    return f"Answers: {len(answers)}, right on average: {mean:.0%}, hints taken: {hints}"


def _unmarked(citation: str) -> str:
    """A citation, which is kept as Markdown, without its italics and its escapes."""
    return _MARKUP.sub(lambda found: found[1] or "", citation)


def _line(text: str) -> str:
    return " ".join(text.split())


def _underlined(text: str, mark: str = "-") -> str:
    return f"{text}\n{mark * len(text)}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
