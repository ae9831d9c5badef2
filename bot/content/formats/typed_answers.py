"""Which texts can be answers that a member types."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.content.names import folded
from bot.content.typed_dates import read_typed_date

LONGEST_ANSWER = 300
"""As long as a name in a chapter may be."""

_ASKS_WHEN = re.compile(r"\b(?:when|date|(?:which|what) (?:year|month|day))\b", re.IGNORECASE)
_TWO_MEANINGS = re.compile(r"\d\s*[/.]\s*\d")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def why_not_typed(text: str) -> str | None:
    """Why nobody could type this as an answer; None where one can."""
    if not text.strip():
        return "is empty"
    if len(text.strip()) > LONGEST_ANSWER:
        return f"has {len(text.strip())} characters, and an answer has at most {LONGEST_ANSWER}"
    return None if folded(text) else "holds neither a letter nor a digit"


def typed_fields(answers: Iterable[str]) -> dict[str, Any]:
    """The fields of a question whose first answer is shown and whose others count as well; there is at least one.

    An answer without letters is a number, in which nothing may be forgiven.
    """
    spellings: dict[str, str] = {}
    for answer in map(on_one_line, answers):
        spellings.setdefault(answer.casefold(), answer)
    first, *others = spellings.values()
    return {"answer": first, "accept": others, "exact": None if any(map(str.isalpha, first)) else True}


def asked_fields(prompt: str, answers: Sequence[str]) -> dict[str, Any]:
    """The fields of a question with its kind.

    It asks for a date where all its answers are the same one, in several ways of writing it or where the prompt asks
    for when.
    """
    dates = {date_of(answer) for answer in answers}
    date = next(iter(dates)) if len(dates) == 1 else None
    if date and (len(answers) > 1 or _ASKS_WHEN.search(prompt)):
        return {"kind": "date", "answer": date}
    return {"kind": "name", **typed_fields(answers)}


def date_of(answer: str) -> str | None:
    """The date in EDTF, where the answer is one and can mean no other."""
    found = None if _TWO_MEANINGS.search(answer) else read_typed_date(answer)
    return found.date.edtf if found and found.calendar is None else None
