import csv
import io

import pytest

from bot.content.formats.asked import asked_in
from bot.content.formats.table import COLUMNS, questions_to_csv, without_formula

from .made import CHOICE, HOSTILE, NAME, ORDER, PEOPLE, SET, SHIPPED, SOURCES, chapter


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_shipped_question_has_a_row_under_the_same_header() -> None:
    asked = asked_in(SHIPPED)
    written = questions_to_csv(asked)
    assert written.content.startswith("\ufeffbook,chapter,".encode())
    assert written.content.count(b"\r\n") == len(asked) + 1
    read = rows(written.content)
    assert [row["id"] for row in read] == [each.id for each in asked]
    assert {tuple(row) for row in read} == {COLUMNS}
    assert all(row["prompt"] and row["right answer"] and row["explanation"] and row["sources"] for row in read)
    assert not written.left_out


def test_each_kind_keeps_its_answer() -> None:
    one = chapter(
        {
            "q-choice": CHOICE,
            "q-name": NAME,
            "q-order": ORDER,
            "q-set": SET,
            "q-date": {"kind": "date", "prompt": "When?", "answer": "1919-03", "tolerance": "1 year"},
            "q-match": {
                "kind": "match",
                "prompt": "What goes with what?",
                "pairs": [{"left": "A", "right": "1"}, {"left": "B", "right": "2"}],
                "distractors": ["3"],
            },
        },
        people=PEOPLE,
        sources=SOURCES,
    )
    read = {row["id"]: row for row in rows(questions_to_csv(asked_in([one])).content)}
    assert (read["q-choice"]["option 2"], read["q-choice"]["why not 2"]) == ("That", "It is not.")
    assert read["q-choice"]["right options"] == "1"
    assert (read["q-name"]["right answer"], read["q-name"]["also accepted"]) == (
        "Vladimir Lenin",
        "Lenin\nЛенин\nIlyich",
    )
    assert (read["q-order"]["right answer"], read["q-order"]["EDTF"]) == ("Sooner\nLater", "1917\n1919")
    assert (read["q-inner"]["set"], read["q-inner"]["passage"]) == ("q-set", "All peoples at war")
    assert (read["q-date"]["EDTF"], read["q-date"]["tolerance"]) == ("1919-03", "1 year")
    assert read["q-match"]["right answer"] == "A = 1\nB = 2"
    assert read["q-match"]["option 3"] == "3"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_the_text_can_be_had_back(text: str) -> None:
    one = chapter({"q-odd": {**CHOICE, "prompt": text}})
    (row,) = rows(questions_to_csv(asked_in([one])).content)
    assert not row["prompt"].startswith(("=", "+", "-", "@", "\t", "\r"))
    given_back = row["prompt"][1:] if without_formula(row["prompt"]) != row["prompt"] else row["prompt"]
    assert given_back == text.strip()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "''+1", "＝1"])
def test_what_begins_a_formula_gets_one_apostrophe(text: str) -> None:
    assert without_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["1 = 1", "'tis so", "", "a-b"])
def test_what_begins_no_formula_stays_as_it_is(text: str) -> None:
    assert without_formula(text) == text
