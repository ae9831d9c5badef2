"""Which known words somebody may have meant who typed a word wrongly, or only its beginning."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial

_LOOKED_AT = 200
"""Of the words that share most with the typed one, so many are compared letter by letter."""

_REMEMBERED = 512
"""Typed words whose near ones are kept."""


class Spelling:
    """The words of a library, found by three letters in a row that they share with what was typed. It never changes."""

    def __init__(self, words: Sequence[str], sharing: Mapping[str, Sequence[str]]) -> None:
        self._words, self._sharing = words, sharing
        self.near = lru_cache(_REMEMBERED)(partial(_near, sharing))

    @classmethod
    def of(cls, words: Iterable[str]) -> "Spelling":
        """The spelling of these words, in any order."""
        in_order = sorted(words)
        sharing: dict[str, list[str]] = {}
        for word in in_order:
            for letters in _threes(word):
                sharing.setdefault(letters, []).append(word)
        return cls(in_order, sharing)

    def changed(self, gone: Iterable[str], new: Iterable[str]) -> "Spelling":
        """A copy without some of the words, and with others."""
        words, sharing = list(self._words), dict(self._sharing)
        own: dict[str, list[str]] = {}
        for word in gone:
            del words[bisect_left(words, word)]
            for letters in _threes(word):
                of_threes = own.setdefault(letters, list(sharing[letters]))
                del of_threes[bisect_left(of_threes, word)]
        for word in new:
            insort(words, word)
            for letters in _threes(word):
                insort(own.setdefault(letters, list(sharing.get(letters, ()))), word)
        return Spelling(words, {letters: found for letters, found in (sharing | own).items() if found})

    def knows(self, word: str) -> bool:
        """Whether it is one of the words."""
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def begins(self, prefix: str) -> bool:
        """Whether any word begins so."""
        place = bisect_left(self._words, prefix)
        return place < len(self._words) and self._words[place].startswith(prefix)


def _near(sharing: Mapping[str, Sequence[str]], typed: str, limit: int = 12) -> tuple[str, ...]:
    """The words that the typed one, or the word that it begins, is a slip away from; the nearest first.

    Words of three letters or fewer, and numbers, must be typed as they are. One search asks for a word several
    times, and who types asks for the same words again.
    """
    slips = slips_allowed(typed)
    if not slips:
        return ()
    from rapidfuzz.distance import OSA

    found = [(_distance(OSA.distance, typed, word, slips), word) for word in _candidates(sharing, typed)]
    return tuple(word for distance, word in sorted(found) if distance <= slips)[:limit]


def _candidates(sharing: Mapping[str, Sequence[str]], typed: str) -> Sequence[str]:
    shared = Counter[str]()
    for letters in _threes(typed):
        shared.update(sharing.get(letters, ()))
    least = max(1, max(shared.values(), default=0) // 2)
    words = [word for word, count in shared.items() if count >= least]
    if len(words) > _LOOKED_AT:
        words = sorted(words, key=shared.__getitem__, reverse=True)[:_LOOKED_AT]
    return words


def slips_allowed(word: str) -> int:
    """None in a short word or a number, one in a word of four to seven letters, two in a longer one."""
    if len(word) < 4 or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < 8 else 2


def _threes(word: str) -> set[str]:
    """Three letters in a row, the beginning of the word being one of them."""
    padded = f" {word}"
    return {padded[start : start + 3] for start in range(max(1, len(padded) - 2))}


def _distance(between: Callable[..., int], typed: str, word: str, slips: int) -> int:
    """Slips between what was typed and the word, or that part of the word which was typed so far."""
    length, best = len(typed), slips + 1
    for shown in (length, length + 1, length - 1):
        best = min(best, between(typed, word[:shown], score_cutoff=slips))
        if best <= 1 or len(word) < shown:
            break
    return best
