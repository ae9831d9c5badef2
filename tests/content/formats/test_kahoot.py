import io
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.content.formats.asked import asked_in
from bot.content.formats.kahoot import HEADERS, questions_to_kahoot
from bot.content.formats.written import Written
from bot.content.library import Chapter

from .made import CHOICE, HOSTILE, NAME, ORDER, PEOPLE, SHIPPED, chapter, options

TIMES = {5, 10, 20, 30, 60, 90, 120, 240}


def kahoot(*chapters: Chapter) -> Written:
    return questions_to_kahoot(asked_in(chapters))


def rows(written: Written) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(written.content)).worksheets[0]
    header, *questions = sheet.iter_rows(min_row=8, values_only=True)
    assert header == (None, *HEADERS)
    return questions


def why_left_out(question: dict[str, Any]) -> str:
    written = kahoot(chapter({"q-one": question}, people=PEOPLE))
    assert written.questions == 0
    return written.left_out[0].why


def test_a_choice_stands_below_the_header_with_its_answers_in_alphabetical_order() -> None:
    assert rows(kahoot(chapter({"q-one": CHOICE}))) == [(1, "Which?", "That", "This", None, None, 30, 2)]


def test_several_right_answers_stand_with_commas() -> None:
    several = [{"text": text, "correct": text != "B"} for text in ("C", "B", "A")]
    statement = {"kind": "true-false", "prompt": "Is it so?", "answer": False}
    assert rows(kahoot(chapter({"q-one": {**CHOICE, "kind": "multi", "options": several}, "q-two": statement}))) == [
        (1, "Which?", "A", "B", "C", None, 60, "1,3"),
        (2, "Is it so?", "True", "False", None, None, 20, 2),
    ]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (NAME, "answers to choose from"),
        (ORDER, "answers to choose from"),
        ({**CHOICE, "prompt": "x" * 121}, "its prompt has 121 characters"),
        ({**CHOICE, "prompt": "🙂" * 61}, "122 characters"),
        ({**CHOICE, "stimulus": {"text": "x" * 120}}, "what stands above it has 129 characters"),
        ({**CHOICE, "options": options("x" * 76, "y")}, "76 characters"),
        ({**CHOICE, "options": options("a", "b", "c", "d", "e")}, "5 answers"),
    ],
)
def test_what_kahoot_does_not_take_is_left_out_whole(question: dict[str, Any], why: str) -> None:
    assert why in why_left_out(question)


def test_what_just_fits_is_taken_in_full() -> None:
    fits = {**CHOICE, "prompt": "x" * 120, "options": options("a" * 75, "b", "c", "d")}
    (row,) = rows(kahoot(chapter({"q-one": fits})))
    assert (row[1], row[2]) == ("x" * 120, "a" * 75)


def test_every_shipped_question_is_written_or_left_out_with_a_reason() -> None:
    asked = asked_in(SHIPPED)
    written = kahoot(*SHIPPED)
    left_out = [each for each in written.left_out if each.whole]
    questions = rows(written)
    assert len(questions) + len(left_out) == len(asked)
    assert len(questions) == written.questions > 0
    assert all(
        len(row[1]) <= 120 and row[6] in TIMES and sum(text is not None for text in row[2:6]) >= 2 for row in questions
    )


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 100])
def test_a_text_that_begins_like_a_formula_stays_a_text(text: str) -> None:
    line = " ".join(text.split())
    written = kahoot(chapter({"q-odd": {**CHOICE, "prompt": text, "options": options(f"={line}"[:75], "other")}}))
    sheet = load_workbook(io.BytesIO(written.content)).worksheets[0]
    assert sheet["B9"].data_type == sheet["C9"].data_type == "s"
    assert sheet["B9"].value == line
