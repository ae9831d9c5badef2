"""What is wrong with the values of a file, each with its path, before it is known on which line that stands."""

from collections.abc import Iterable
from typing import Literal

from bot.content.problems import Path
from bot.frozen import frozen

_NEAR_ENOUGH = 0.4
"""The share of its letters by which a word may differ from the one that is suggested."""


@frozen
class Finding:
    """Something wrong with a value, or with its key."""

    path: Path
    message: str
    of_key: bool = False
    severity: Literal["error", "warning"] = "error"


def warning(path: Path, message: str, *, of_key: bool = False) -> Finding:
    """Something that breaks nothing and had better be mended."""
    return Finding(path, message, of_key=of_key, severity="warning")


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Did you mean "x"?` where a known word is near, else nothing."""
    from rapidfuzz.distance import OSA  # only for whoever has mistyped something

    ranked = sorted((OSA.normalized_distance(word.lower(), other.lower()), other) for other in known)
    if ranked and ranked[0][0] <= _NEAR_ENOUGH:
        return f' Did you mean "{ranked[0][1]}"?'
    return ""
