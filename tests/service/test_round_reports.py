"""The report of a round: a spreadsheet and a text, from the store."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.quiz.grading import grade
from bot.quiz.question import Answer, Chosen, Dated, Item, Match, Multi, Option, Order, Question, Typed
from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.rules import Rules
from bot.service.round_reports import RoundNotKept, RoundReports
from bot.service.round_sheet import COLUMNS, defused, sheet
from bot.service.round_summary import summary
from bot.service.rounds import NotYourRound
from bot.store.finished_rounds import FinishedRound
from bot.store.store import Store
from tests.quiz.questions import choice, named

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
GUILD, ANA, BEN, CHLOE = 11, 33, 44, 55
_SHARED: dict[str, Any] = {
    "book": "book",
    "chapter": "chapter",
    "difficulty": 2,
    "skill": "recall",
    "explain": "It is in the treaty.",
    "sources": (r"A. Wood, *Stalin and Stalinism*, 2nd edn, 3 \* 4.",),
}
ORDER = Order(
    id="q-order",
    prompt="Put these in order.",
    kind="order",
    items=(Item(text="Armistice", date="1917-12-15"), Item(text="Treaty", date="1918-03-03")),
    **_SHARED,
)
MATCH = Match(
    id="q-match", prompt="Match.", kind="match", lefts=("Lenin", "Trotsky"), rights=("1870", "1879"), **_SHARED
)
MULTI = Multi(
    id="q-multi",
    prompt="Who signed?",
    kind="multi",
    options=tuple(Option(text=text, correct=text != "C") for text in "ABC"),
    **_SHARED,
)
DATED = Dated(id="q-date", prompt="When?", kind="date", answer="1918-03-03", **_SHARED)


def given(question: Question, answer: Answer, hinted: bool = False) -> Given:
    graded = grade(question, answer)
    return Given(answer, graded, round(graded.credit * 10), NOW, hinted=hinted)


def finished(
    asked: Sequence[tuple[Question, Mapping[int, Answer]]], names: Mapping[int, str], rules: Rules | None = None
) -> FinishedRound:
    """A round of those questions, with everybody's answers."""
    posed = tuple(Posed(question, ()) for question, _ in asked)
    answers = tuple(
        {member: given(question, answer) for member, answer in by_member.items()} for question, by_member in asked
    )
    over = Round(
        7, GUILD, 22, ANA, "A chapter", rules or Rules(), posed, Phase.FINISHED, len(posed) - 1, answers=answers
    )
    return FinishedRound(over, names, NOW, NOW)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_sheet_has_a_row_for_each_member_and_question() -> None:
    played = finished(
        [(choice(), {ANA: Chosen(indices=(0,)), BEN: Chosen(indices=(1,))}), (named(), {ANA: Typed(text="Trotsky")})],
        {ANA: "Ana", BEN: "Ben"},
    )
    content = sheet(played)
    assert content.startswith(b"\xef\xbb\xbf")
    first, second, third, fourth = rows(content)
    assert tuple(first) == COLUMNS
    assert first == {
        "name": "Ana",
        "question number": "1",
        "question": "Which treaty took Soviet Russia out of the war?",
        "answer given": "Treaty 0",
        "credit": "1",
        "points": "10",
        "hint taken": "no",
        "time (UTC)": "2026-01-01 12:00:00",
    }
    assert (second["answer given"], second["points"]) == ("Trotsky", "10")
    assert (third["name"], third["answer given"], third["credit"]) == ("Ben", "Treaty 1", "0")
    assert (fourth["name"], fourth["answer given"], fourth["points"], fourth["time (UTC)"]) == ("Ben", "", "0", "")


@pytest.mark.parametrize(
    ("question", "answer", "text", "credit"),
    [
        (ORDER, Chosen(indices=(1, 0)), "1. Treaty; 2. Armistice", "0"),
        (MATCH, Chosen(indices=(0, 1)), "Lenin = 1870; Trotsky = 1879", "1"),
        (MULTI, Chosen(indices=(1, 0)), "A; B", "1"),
        (DATED, Typed(text="March 1918"), "March 1918", "0.5"),
    ],
)
def test_answers_of_every_kind_are_told_in_words(question: Question, answer: Answer, text: str, credit: str) -> None:
    (row,) = rows(sheet(finished([(question, {ANA: answer})], {ANA: "Ana"})))
    assert (row["answer given"], row["credit"]) == (text, credit)


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r\n=1+1", "＝1+1", '=HYPERLINK("http://x","y")']
)
def test_no_value_is_taken_for_a_formula(value: str) -> None:
    assert defused(value).startswith("'")
    (row,) = rows(sheet(finished([(named(), {ANA: Typed(text=value)})], {ANA: value})))
    assert row["answer given"].startswith("'")
    assert row["name"].startswith("'")


@pytest.mark.parametrize("value", ["Brest-Litovsk", "1918", "Trotsky, Leon", 'the "big four"', "лев троцкий", "don't"])
def test_other_values_stay_as_they_are(value: str) -> None:
    (row,) = rows(sheet(finished([(named(), {ANA: Typed(text=value)})], {ANA: value})))
    assert (row["answer given"], row["name"]) == (value, value)


def test_namesakes_are_told_apart_and_teams_stand_in_a_column_of_their_own() -> None:
    played = finished(
        [(choice(), {ANA: Chosen(indices=(0,)), BEN: Chosen(indices=(1,))})], {ANA: "Ana", BEN: "Ana"}, Rules(teams=2)
    )
    played = replace(played, round=replace(played.round, teams={ANA: 0, BEN: 1, CHLOE: 1}))
    told = [(row["name"], row["team"], row["answer given"]) for row in rows(sheet(played))]
    assert told == [("Ana", "Team A", "Treaty 0"), ("Ana (2)", "Team B", "Treaty 1"), ("member", "Team B", "")]


def test_the_text_has_the_table_and_every_question_with_its_answers() -> None:
    played = finished(
        [
            (choice(), {ANA: Chosen(indices=(0,)), BEN: Chosen(indices=(0,)), CHLOE: Chosen(indices=(1,))}),
            (named(), {ANA: Typed(text="Lenin"), BEN: Typed(text="Lenin")}),
            (MATCH, {ANA: Chosen(indices=(0, 1)), BEN: Chosen(indices=(1, 0))}),
        ],
        {ANA: "Ana", BEN: "Ben", CHLOE: "Chloe"},
    )
    text = summary(played)
    for told in (
        "A chapter\n=========\n",
        "Started by Ana.",
        "1. Ana: 20 points, 2 of 3 right\n2. Ben: 10 points, 1 of 3 right\n3. Chloe: 0 points, 0 of 3 right",
        "Right answer: Treaty 0\nAnswers: 3, right on average: 67%",
        "2 × Treaty 0 (right)",
        "1 × Treaty 1\n",
        "0 × Treaty 2\n",
        "Right answer: Leon Trotsky",
        "2 × Lenin (not right)",
        "1 of 2 found Lenin = 1870",
        "He refused to sign.",
        "Source: A. Wood, Stalin and Stalinism, 2nd edn, 3 * 4.",
    ):
        assert told in text
    assert "Teams" not in text


def test_the_text_tells_the_teams_and_ties() -> None:
    played = finished(
        [(choice(), {ANA: Chosen(indices=(0,)), BEN: Chosen(indices=(0,))})], {ANA: "Ana", BEN: "Ben"}, Rules(teams=2)
    )
    text = summary(replace(played, round=replace(played.round, teams={ANA: 0, BEN: 1})))
    assert "1. Team A: 10.0 points a member, members: 1\n1. Team B: 10.0 points a member" in text
    assert "1. Ana: 10 points, 1 of 1 right (Team A)\n1. Ben: 10 points, 1 of 1 right (Team B)" in text


async def kept(store: Store) -> Round:
    """A finished round in the store; Ana is its host."""
    played = finished([(choice(), {ANA: Chosen(indices=(0,)), BEN: Chosen(indices=(1,))})], {}).round
    round_ = await store.rounds.create(replace(played, phase=Phase.ASKING), "Ana", NOW)
    for member, name in ((ANA, "Ana"), (BEN, "Ben")):
        await store.rounds.record_answer(round_, 0, member, name, round_.answers[0][member])
    over = replace(round_, phase=Phase.FINISHED)
    await store.rounds.finish(over, NOW)
    return over


async def test_the_host_and_moderators_get_both_files_from_the_store(store: Store) -> None:
    over = await kept(store)
    reports = RoundReports(store.finished_rounds)
    hosts = await reports.report(GUILD, over.id, ANA, is_moderator=False)
    assert hosts == await reports.report(GUILD, over.id, BEN, is_moderator=True)
    (table_name, table), (text_name, text) = hosts.files
    assert (table_name, text_name) == (f"round-{over.id}.csv", f"round-{over.id}.txt")
    assert [row["name"] for row in rows(table)] == ["Ana", "Ben"]
    assert "1. Ana: 10 points" in text.decode()


async def test_nobody_else_gets_the_files_nor_those_of_another_server(store: Store) -> None:
    over = await kept(store)
    reports = RoundReports(store.finished_rounds)
    with pytest.raises(NotYourRound):
        await reports.report(GUILD, over.id, BEN, is_moderator=False)
    with pytest.raises(RoundNotKept):
        await reports.report(GUILD + 1, over.id, ANA, is_moderator=True)
    with pytest.raises(RoundNotKept):
        await reports.report(GUILD, over.id + 1, ANA, is_moderator=True)
