"""Kahoot's spreadsheet for the import of questions.

The layout is that of Kahoot's template: nothing that is read above row 8, the headers in row 8 from column B, and a
question in each row after it, with its number in column A. Kahoot takes two to four answers to choose from; prompts and
answers that are longer than it allows are left out whole, never cut. The right answer would always stand first if the
answers kept the author's order, so they stand in that of the alphabet.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.formats.asked import Asked
from bot.content.formats.written import LeftOut, Written
from bot.content.model import ChoiceQuestion, MultiQuestion, QuoteQuestion, TrueFalseQuestion

LONGEST_PROMPT, LONGEST_ANSWER, MOST_ANSWERS = 120, 75, 4
HEADER_ROW = 8
HEADERS = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_SECONDS = {"true-false": 20, "choice": 30, "quote": 30, "multi": 60}
_WIDTHS = (5, 60, 30, 30, 30, 30, 20, 20)
_HOW = (
    "Quiz template",
    "Import this file where Kahoot's creator offers to import a spreadsheet.",
    "Questions have at most 120 characters and answers at most 75.",
)
_NO_FEEDBACK = "explanations, sources and hints, for which Kahoot's spreadsheet has no place"
_NO_PICTURE = "the picture, which Kahoot's spreadsheet cannot hold; its description stands in its place"
_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook has times without a zone; one that stays makes equal files


class _NoPlace(Exception):
    """The question cannot be written; the message says why."""


class _Row(NamedTuple):
    prompt: str
    answers: tuple[str, ...]
    seconds: int
    right: str


def questions_to_kahoot(asked: Sequence[Asked]) -> Written:
    """The workbook."""
    rows: list[_Row] = []
    left_out: list[LeftOut] = []
    for each in asked:
        try:
            rows.append(_row(each))
        except _NoPlace as none:
            left_out.append(LeftOut(each.key, str(none)))
            continue
        left_out.append(LeftOut(each.key, _NO_FEEDBACK, whole=False))
        if each.passage and each.passage.image:
            left_out.append(LeftOut(each.key, _NO_PICTURE, whole=False))
    return Written(_workbook(rows), len(rows), tuple(left_out))


def _row(asked: Asked) -> _Row:
    question = asked.question
    match question:
        case ChoiceQuestion(options=options) | MultiQuestion(options=options) | QuoteQuestion(options=options):
            answers = sorted((_line(option.text), option.correct) for option in options)
        case TrueFalseQuestion(answer=answer):
            answers = [("True", answer), ("False", not answer)]
        case _:
            raise _NoPlace("Kahoot's spreadsheet takes only questions with answers to choose from")
    above = asked.passage.parts if asked.passage else ()
    prompt = _line(" ".join((*above, question.prompt)))
    texts = tuple(text for text, _ in answers)
    _require_room(prompt, texts, "its prompt with what stands above it" if above else "its prompt")
    right = ",".join(str(number) for number, (_, correct) in enumerate(answers, start=1) if correct)
    return _Row(prompt, texts, _SECONDS[question.kind], right)


def _require_room(prompt: str, answers: Sequence[str], what: str) -> None:
    if len(answers) > MOST_ANSWERS:
        raise _NoPlace(f"it has {len(answers)} answers to choose from, and Kahoot takes {MOST_ANSWERS}")
    if (length := _length(prompt)) > LONGEST_PROMPT:
        raise _NoPlace(f"{what} has {length} characters, and Kahoot takes {LONGEST_PROMPT}")
    if (longest := max(map(_length, answers))) > LONGEST_ANSWER:
        raise _NoPlace(f"an answer has {longest} characters, and Kahoot takes {LONGEST_ANSWER}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _length(text: str) -> int:
    """As a browser counts: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _workbook(rows: Sequence[_Row]) -> bytes:
    workbook = Workbook()
    workbook.properties.creator = "Clio"
    workbook.properties.created = workbook.properties.modified = _ALWAYS
    sheet = workbook.worksheets[0]
    sheet.title = "Kahoot"
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, text in enumerate(_HOW, start=2):
        _write(sheet, number, 2, text)
    for column, text in enumerate(HEADERS, start=2):
        _write(sheet, HEADER_ROW, column, text)
        sheet.cell(HEADER_ROW, column).font = Font(bold=True)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _write_row(sheet: Worksheet, number: int, row: _Row) -> None:
    at = HEADER_ROW + number
    sheet.cell(at, 1, number)
    for column, text in enumerate((row.prompt, *row.answers), start=2):
        _write(sheet, at, column, text)
    sheet.cell(at, 7, row.seconds)
    if row.right.isdigit():
        sheet.cell(at, 8, int(row.right))
    else:
        _write(sheet, at, 8, row.right)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """The text as text, also where it begins like a formula."""
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
