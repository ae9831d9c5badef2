"""Slips of the keyboard: how far a typed word lies from the right one, and how far it may."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.quiz.confusable import is_another_name
from bot.quiz.spellings import sound, standard_word

Words = tuple[str, ...]

_SHORTEST_JOINED = 9
_LONG = 9


def allowance(letters: int) -> int:
    """How many slips a word or name of this many letters may have: none up to 4, one up to 8, two from 9 on."""
    if letters <= 4:
        return 0
    return 1 if letters <= 8 else 2


@lru_cache(maxsize=4096)
def distance(typed: str, expected: str) -> int | None:
    """The slips between two words; None when they are two words. Swapped neighbours are one slip; numbers have none."""
    if typed == expected or standard_word(typed) == standard_word(expected):
        return 0
    if typed.isdigit() or expected.isdigit() or is_another_name(typed, expected):
        return None
    slips = OSA.distance(typed, expected)
    if len(expected) >= 5 and len(typed) >= 4:
        slips = min(slips, _slips_in_sound(typed, expected))
    if slips > allowance(len(expected)) or _begins_otherwise(typed, expected):
        return None
    return slips


def _slips_in_sound(typed: str, expected: str) -> int:
    """The slips beyond the transliteration; only a long word bears one, because the common form is shorter."""
    slips = OSA.distance(sound(standard_word(typed)), sound(standard_word(expected)))
    return slips if slips == 0 or (slips == 1 and len(expected) >= _LONG) else len(expected)


def _begins_otherwise(typed: str, expected: str) -> bool:
    """In a short word another first letter makes another word: Benin, Yalta and Malta."""
    is_short = len(expected) <= 6
    return is_short and sound(typed)[:1] != sound(expected)[:1] and sorted(typed) != sorted(expected)


def _is_small(typed: str, expected: str, *, words: int) -> bool:
    """Whether a short word in a longer name has two letters swapped or one too many or too few."""
    if not 3 <= len(expected) <= 4 or not typed.isalpha() or is_another_name(typed, expected):
        return False
    is_swapped = sorted(typed) == sorted(expected)
    is_longer_or_shorter = words >= 2 and len(expected) == 4 and len(typed) != len(expected) and typed[0] == expected[0]
    return (is_swapped or is_longer_or_shorter) and OSA.distance(typed, expected) == 1


def distance_in_order(typed: Words, expected: Words) -> int | None:
    """The slips between two names word by word; in a longer name a short word may have two letters swapped."""
    if len(typed) != len(expected):
        return None
    letters = sum(len(word) for word in expected)
    total = 0
    for word, right in zip(typed, expected, strict=True):
        slips = distance(word, right)
        if slips is None and letters >= _SHORTEST_JOINED and _is_small(word, right, words=len(expected)):
            slips = 1
        if slips is None:
            return None
        total += slips
    return total if total <= allowance(letters) else None


def distance_in_any_order(typed: Words, expected: Words) -> int | None:
    """The slips between two names whose words may stand in another order."""
    left, right = list(typed), list(expected)
    for word in typed:
        if word in right:
            right.remove(word)
            left.remove(word)
    slips = distance_in_order(tuple(left), tuple(right)) if left or right else 0
    return slips if slips is None or slips <= allowance(sum(len(word) for word in expected)) else None


def distance_joined(typed: Words, expected: Words) -> int | None:
    """One slip between two names that set their spaces differently: `Brestlitowsk`."""
    one, other = "".join(typed), "".join(expected)
    if len(typed) == len(expected):
        return None
    if any(word.isdigit() for word in typed + expected) or min(len(one), len(other)) < _SHORTEST_JOINED:
        return None
    return 1 if not is_another_name(one, other) and OSA.distance(one, other) <= 1 else None
