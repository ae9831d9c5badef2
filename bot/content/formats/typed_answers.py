"""Which texts can be answers that a member types."""

from collections.abc import Iterable
from typing import Any

from bot.content.names import folded

LONGEST_ANSWER = 300
"""As long as a name in a chapter may be."""


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def why_not_typed(text: str) -> str | None:
    """Why nobody could type this as an answer; None where one can."""
    if not text.strip():
        return "is empty"
    if len(text.strip()) > LONGEST_ANSWER:
        return f"has {len(text.strip())} characters, and an answer has at most {LONGEST_ANSWER}"
    return None if folded(text) else "holds no letter or digit that one could type"


def typed_fields(answers: Iterable[str]) -> dict[str, Any]:
    """The fields of a question whose first answer is shown and whose others count as well; there is at least one.

    An answer without letters is a number, in which nothing may be forgiven.
    """
    spellings: dict[str, str] = {}
    for answer in map(on_one_line, answers):
        spellings.setdefault(answer.casefold(), answer)
    first, *others = spellings.values()
    return {"answer": first, "accept": others, "exact": None if any(map(str.isalpha, first)) else True}
