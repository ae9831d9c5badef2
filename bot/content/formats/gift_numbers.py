"""GIFT's questions for a number. Clio has no kind for it: a year becomes a date, any other number a text to be typed.

A number is taken for a year only where the prompt asks for one, or where Moodle's way to give half the points for a
near year says so. In Clio a date within its tolerance earns half.
"""

import re
from dataclasses import replace

from bot.content.formats.gift_text import GiftQuestion
from bot.content.formats.typed_answers import typed_fields
from bot.frozen import frozen

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?")
_WHEN = re.compile(r"\b(?:when|year|date)\b", re.IGNORECASE)
_YEARS = range(100, 2101)
_LARGEST_TOLERANCE = 9999


@frozen
class _Expected:
    """A number or a range, as written. `tolerance` is how far from it one may be."""

    low: str
    high: str
    tolerance: str
    worth: float
    feedback: str

    @property
    def years(self) -> bool:
        return all(
            text.isascii() and text.isdigit() and len(text) <= 4 and int(text) in _YEARS
            for text in (self.low, self.high)
        )

    @property
    def whole_tolerance(self) -> int | None:
        found = re.fullmatch(r"(\d{1,4})(?:\.0*)?", self.tolerance)
        return int(found[1]) if found else None

    @property
    def is_exact(self) -> bool:
        return self.low == self.high and float(self.tolerance) == 0


def numerical(question: GiftQuestion) -> None:
    """One number, a range, or several numbers with what each earns."""
    answers = replace(question, answers=question.answers[1:].strip()).parts("=")
    expected = [found for answer in answers if (found := _expected(answer.text, answer.worth, answer.feedback))]
    full = [each for each in expected if each.worth >= 100]
    if not full or len(expected) < len(answers):
        question.remark(
            "This asks for a number that cannot be read as one, a range or a number with a tolerance: it is left out."
        )
    elif len(full) == 1 and full[0].years and _asks_for_a_year(question, full[0], expected):
        _ask_for_year(question, full[0], expected)
    else:
        _ask_for_number(question, full, expected)


def _expected(text: str, worth: float, feedback: str) -> _Expected | None:
    """`1822`, `1822:2`, `3.141..3.142`."""
    number, _, tolerance = text.replace(" ", "").partition(":")
    low, _, high = number.partition("..")
    parts = (low, high or low, tolerance or "0")
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    return _Expected(*parts, worth, feedback)


def _asks_for_a_year(question: GiftQuestion, answer: _Expected, expected: list[_Expected]) -> bool:
    near = [each for each in expected if each is not answer]
    gives_half = answer.is_exact and len(near) == 1 and near[0].worth == 50 and near[0].low == answer.low
    return bool(gives_half and near[0].whole_tolerance) or _WHEN.search(question.shown(question.prompt)) is not None


def _ask_for_year(question: GiftQuestion, answer: _Expected, expected: list[_Expected]) -> None:
    tolerances = [each.whole_tolerance for each in expected if each.low == answer.low and each.whole_tolerance]
    years = max((each for each in tolerances if each and each <= _LARGEST_TOLERANCE), default=0)
    if answer.tolerance != "0" and float(answer.tolerance):
        question.remark(
            f"Within {answer.tolerance} of {answer.low} Moodle gives all the points, and Clio half of them."
        )
    if any(each.worth not in (50, 100) or each.low != answer.low for each in expected):
        question.remark("What other years earn in Moodle is left out.")
    year, last = answer.low.zfill(4), answer.high.zfill(4)
    tolerance = f"{years} year{'' if years == 1 else 's'}" if years else None
    written = year if year == last else f"{min(year, last)}/{max(year, last)}"
    question.ask(answer.feedback, kind="date", answer=written, tolerance=tolerance)


def _ask_for_number(question: GiftQuestion, full: list[_Expected], expected: list[_Expected]) -> None:
    if any(each.low != each.high for each in full):
        question.remark("This asks for any number of a range, which Clio cannot grade, and is left out.")
        return
    if len(full) < len(expected) or not all(each.is_exact for each in full):
        question.remark("Clio takes the number alone as right: the tolerance and what near numbers earn are left out.")
    question.ask(*(each.feedback for each in full), kind="name", **typed_fields(each.low for each in full))
