"""Which known words somebody may have meant who typed a word wrongly, or only its beginning."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

_LOOKED_AT = 200
"""Of the words that share most with the typed one, so many are compared letter by letter."""

_REMEMBERED = 512
"""Typed words whose near ones are kept."""


class Spelling:
    """The words of a library, found by three letters in a row that they share with what was typed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._sharing: dict[str, array[int]] = {}
        for place, word in enumerate(self._words):
            for letters in _threes(word):
                self._sharing.setdefault(letters, array("I")).append(place)
        self.near = lru_cache(_REMEMBERED)(self._near)

    def is_of(self, words: Sequence[str]) -> bool:
        """Whether it was made of exactly these words, which are in alphabetical order."""
        return self._words == words

    def begins(self, prefix: str) -> bool:
        """Whether any word begins so."""
        place = bisect_left(self._words, prefix)
        return place < len(self._words) and self._words[place].startswith(prefix)

    def _near(self, typed: str, limit: int = 12) -> tuple[str, ...]:
        """The words that the typed one, or the word that it begins, is a slip away from; the nearest first.

        Words of three letters or fewer, and numbers, must be typed as they are. One search asks for a word several
        times, and who types asks for the same words again.
        """
        slips = slips_allowed(typed)
        if not slips:
            return ()
        found = [(_distance(typed, word, slips), word) for word in self._candidates(typed)]
        return tuple(word for distance, word in sorted(found) if distance <= slips)[:limit]

    def _candidates(self, typed: str) -> Sequence[str]:
        shared = Counter[int]()
        for letters in _threes(typed):
            shared.update(self._sharing.get(letters, ()))
        least = max(1, max(shared.values(), default=0) // 2)
        places = [place for place, count in shared.items() if count >= least]
        if len(places) > _LOOKED_AT:
            places = sorted(places, key=shared.__getitem__, reverse=True)[:_LOOKED_AT]
        return [self._words[place] for place in places]


def slips_allowed(word: str) -> int:
    """None in a short word or a number, one in a word of four to seven letters, two in a longer one."""
    if len(word) < 4 or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < 8 else 2


def _threes(word: str) -> set[str]:
    """Three letters in a row, the beginning of the word being one of them."""
    padded = f" {word}"
    return {padded[start : start + 3] for start in range(max(1, len(padded) - 2))}


def _distance(typed: str, word: str, slips: int) -> int:
    """Slips between what was typed and the word, or that part of the word which was typed so far."""
    length, best = len(typed), slips + 1
    for shown in (length, length + 1, length - 1):
        best = min(best, OSA.distance(typed, word[:shown], score_cutoff=slips))
        if best <= 1 or len(word) < shown:
            break
    return best
