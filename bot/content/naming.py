"""Names found while they are typed: those that begin so, then those with such words, then those a slip away."""

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from heapq import merge, nsmallest
from itertools import islice

from bot.content.entries import Entry, Kind, words_of
from bot.content.spelling import Spelling

_ENOUGH = 5
"""Where so many names fit exactly, nothing that is merely similar is added."""

_WEIGHED = 500
"""Of the names that begin as typed, so many are put in order; the first letter alone may fit thousands."""

_LONGEST_NAME = 12
"""Words of a name that count."""

_FOUND_BY_KEYS = frozenset[Kind]({"book", "chapter"})
"""These are chosen by their keywords and authors too."""

_LAST = "\U0010ffff"
_SORTED_AT_ONCE = 2_000


class Allowed:
    """Some of the entries, by their places: among these is looked."""

    def __init__(self, entries: Sequence[Entry], places: Iterable[int]) -> None:
        listed = list(places)
        self._is_allowed = bytearray(len(entries))
        for place in listed:
            self._is_allowed[place] = True
        self.foremost = nsmallest(_WEIGHED, listed, key=lambda place: (-entries[place].weight, place))

    def of(self, places: Iterable[int]) -> list[int]:
        """The first ones of these that are allowed, each once."""
        is_allowed = self._is_allowed
        return list(dict.fromkeys(islice((place for place in places if is_allowed[place]), _WEIGHED)))


class _Beginnings:
    """Texts in alphabetical order, each with the place of the entry that it belongs to."""

    def __init__(self, texts: Sequence[tuple[str, int]]) -> None:
        self._texts, self._places = list[str](), array("I")
        for text, place in _in_alphabetical_order(texts):
            self._texts.append(text)
            self._places.append(place)

    def places(self, prefix: str) -> "array[int]":
        """The entries of the texts that begin so."""
        first = bisect_left(self._texts, prefix)
        return self._places[first : bisect_left(self._texts, prefix + _LAST, lo=first)]


class Names:
    """The names of all entries. It never changes; a change of the library makes a new one."""

    def __init__(self, entries: Sequence[Entry], spelling: Spelling) -> None:
        self._entries, self._spelling = entries, spelling
        self._usual: list[str] = []
        whole, inner = list[tuple[str, int]](), list[tuple[str, int]]()
        for place, entry in enumerate(entries):
            names = [" ".join(words_of(name)[:_LONGEST_NAME]) for name in _names(entry)]
            self._usual.append(names[0] if names else "")
            for name in names:
                whole.append((name, place))
                inner.extend((rest, place) for rest in _from_later_words(name))
        self._whole, self._inner = _Beginnings(whole), _Beginnings(inner)

    def suggest(self, typed: str, allowed: Allowed, limit: int = 25) -> list[Entry]:
        """The entries that fit what was typed so far, the best first; the foremost ones when nothing was typed."""
        words = words_of(typed)
        if not words:
            return [self._entries[place] for place in allowed.foremost[:limit]] if not typed.strip() else []
        found: dict[int, None] = {}
        for stage in self._stages(words, allowed):
            found |= dict.fromkeys(stage)
            if len(found) >= limit:
                break
        return [self._entries[place] for place in list(found)[:limit]]

    def called(self, name: str, allowed: Allowed) -> list[Entry]:
        """The entries that have exactly this name or id, compared as words are."""
        text = " ".join(words_of(name))
        near = (self._entries[place] for place in allowed.of(self._whole.places(text)))
        return [entry for entry in near if any(" ".join(words_of(each)) == text for each in (*entry.names, entry.id))]

    def _stages(self, words: list[str], allowed: Allowed) -> Iterator[list[int]]:
        """From what fits best to what fits less; later stages are reckoned only when they are needed."""
        typed = " ".join(words)
        beginning = self._in_order(allowed.of(self._whole.places(typed)), typed)
        yield beginning
        within = self._in_order(allowed.of(self._inner.places(typed)), typed)
        yield within
        any_order = (
            self._in_order(allowed.of(self._with_all((word,) for word in words)), typed) if len(words) > 1 else []
        )
        yield any_order
        if len({*beginning, *within, *any_order}) < _ENOUGH:
            yield self._in_order(allowed.of(self._meant(words)), typed)

    def _with_all(self, words: Iterable[Sequence[str]]) -> set[int]:
        """What has all these words, in any order; each is given by its possible beginnings."""
        rarest, *others = sorted(map(self._with_any, words), key=len)
        found = set(rarest)
        for places in others:
            found.intersection_update(places)
        return found

    def _with_any(self, beginnings: Iterable[str]) -> "array[int]":
        places = array("I")
        for beginning in beginnings:
            places += self._whole.places(beginning) + self._inner.places(beginning)
        return places

    def _meant(self, words: Sequence[str]) -> set[int]:
        """What has all words once slips are forgiven: in unknown words, or in any where that does not help."""
        unknown = frozenset(word for word in words if not self._spelling.begins(word))
        return self._forgiving(words, unknown) or self._forgiving(words, frozenset(words))

    def _forgiving(self, words: Sequence[str], wrong: Container[str]) -> set[int]:
        meant = [(word, *self._spelling.near(word)) if word in wrong else (word,) for word in words]
        return self._with_all(meant) if any(len(beginnings) > 1 for beginnings in meant) else set()

    def _in_order(self, places: Iterable[int], typed: str) -> list[int]:
        """The very name first, then what is spoken of most, then by the alphabet."""
        usual, entries = self._usual, self._entries
        return sorted(places, key=lambda place: (usual[place] != typed, -entries[place].weight, usual[place]))


def _in_alphabetical_order(texts: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Sorted piece by piece, because nothing else can run while one list is sorted."""
    pieces = (sorted(texts[start : start + _SORTED_AT_ONCE]) for start in range(0, len(texts), _SORTED_AT_ONCE))
    return merge(*pieces)


def _names(entry: Entry) -> tuple[str, ...]:
    return (*entry.names, *entry.keys) if entry.kind in _FOUND_BY_KEYS else entry.names


def _from_later_words(name: str) -> Iterator[str]:
    space = name.find(" ")
    while space >= 0:
        yield name[space + 1 :]
        space = name.find(" ", space + 1)
