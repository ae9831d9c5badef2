"""A round as a spreadsheet: CSV with one row for each member and question."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator

from bot.quiz.answer_texts import answer_text
from bot.quiz.question import Question
from bot.quiz.round import Given, Round
from bot.quiz.scoring import Standing, ranking
from bot.quiz.teams import team_name
from bot.store.finished_rounds import FinishedRound

COLUMNS = (
    "name",
    "question number",
    "question",
    "answer given",
    "credit",
    "points",
    "hint taken",
    "time (UTC)",
)
_FORMULA = ("=", "+", "-", "@")


def sheet(finished: FinishedRound) -> bytes:
    """The CSV, with the mark by which spreadsheets know that it is UTF-8. A question left out has an empty answer."""
    round_ = finished.round
    has_teams = bool(round_.rules.teams)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow((*COLUMNS, "team") if has_teams else COLUMNS)
    names = names_in_table(finished)
    for member, name in names.items():
        team = (team_name(round_.teams[member]) if member in round_.teams else "",) if has_teams else ()
        for row in _rows(round_, member):
            writer.writerow([defused(value) for value in (name, *row, *team)])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def names_in_table(finished: FinishedRound) -> dict[int, str]:
    """Who played or joined a team, in the order of the final table; namesakes are numbered."""
    round_ = finished.round
    table = dict.fromkeys(round_.teams, Standing()) | round_.standings()
    met = Counter[str]()
    names = dict[int, str]()
    for entry in ranking(table):
        name = finished.names.get(entry.member, "member")
        met[name] += 1
        names[entry.member] = name if met[name] == 1 else f"{name} ({met[name]})"
    return names


def defused(value: str) -> str:
    """The value as text that no spreadsheet takes for a formula, and on one line."""
    line = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in value)
    return f"'{line}" if unicodedata.normalize("NFKC", line).lstrip().startswith(_FORMULA) else line


def _rows(round_: Round, member: int) -> Iterator[tuple[str, ...]]:
    asked = zip(round_.posed, round_.revealed_answers, strict=False)
    for number, (posed, by_member) in enumerate(asked, start=1):
        given = by_member.get(member)
        yield (str(number), posed.question.prompt, *(_given(posed.question, given) if given else _NOTHING))


_NOTHING = ("", "0", "0", "", "")


def _given(question: Question, given: Given) -> tuple[str, ...]:
    return (
        answer_text(question, given.answer),
        f"{given.grade.credit:g}",
        str(given.points),
        "yes" if given.hinted else "no",
        f"{given.at:%Y-%m-%d %H:%M:%S}",
    )
