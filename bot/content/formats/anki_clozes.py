"""Anki's clozes: `{{c1::hidden::hint}}`. Every number hides its gaps together, while the others are shown."""

import re
from collections.abc import Callable

from bot.frozen import frozen

GAP = "___"
_BEGINS = re.compile(r"\{\{c\d")
_CLOZE = re.compile(r"\{\{c(\d{1,3})::((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}")


@frozen
class Cloze:
    """A text with a gap, and what goes into it."""

    prompt: str
    answer: str
    hint: str | None


def has_clozes(field: str) -> bool:
    return _BEGINS.search(field) is not None


def clozes(field: str, shown: Callable[[str], str]) -> list[Cloze]:
    """A question for each number; none where they stand within one another or hide different things at once."""
    hidden: dict[str, list[tuple[str, str]]] = {}
    for found in _CLOZE.finditer(field):
        text, _, hint = found[2].partition("::")
        hidden.setdefault(found[1], []).append((shown(text), shown(hint)))
    if _BEGINS.search(_CLOZE.sub("", field)):
        return []
    return [
        Cloze(shown(_CLOZE.sub(_gap_for(number), field)), gaps[0][0], next((hint for _, hint in gaps if hint), None))
        for number, gaps in hidden.items()
        if len({text.casefold() for text, _ in gaps}) == 1
    ]


def _gap_for(number: str) -> Callable[[re.Match[str]], str]:
    return lambda found: GAP if found[1] == number else found[2].partition("::")[0]
