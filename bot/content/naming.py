"""Names found while they are typed: those that begin so, then those with such words, then those a slip away."""

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice

from bot.content.beginnings import Beginnings, Text
from bot.content.entries import Entry, Kind, words_of
from bot.content.listings import MOST_FOREMOST, Listing, Members, Row, as_compared
from bot.content.numbering import BITS, ROOM, place_of, slot_of
from bot.content.spelling import Spelling

_ENOUGH = 5
"""Where so many names fit exactly, nothing that is merely similar is added."""

_WEIGHED = 500
"""Of the names that begin as typed, so many are put in order; the first letter alone may fit thousands."""

_FOUND_BY_KEYS = frozenset[Kind]({"book", "chapter"})
"""These are chosen by their keywords and authors too."""

Listings = Mapping[int, Listing]
"""The listings of all books by their slots."""


class Allowed:
    """Some of the entries of each book: among these is looked."""

    def __init__(self, members: Mapping[int, Members], weight: Callable[[int], int]) -> None:
        self._are = {slot: of_book.are for slot, of_book in members.items()}
        in_order = merge(*(of_book.foremost for of_book in members.values()), key=lambda each: (-weight(each), each))
        self.foremost = list(islice(in_order, MOST_FOREMOST))

    def of(self, numbers: Iterable[int]) -> list[int]:
        """The first ones of these that are allowed, each once."""
        are = self._are  # written out below, because it is asked of thousands while somebody types
        allowed = (each for each in numbers if (of_book := are.get(each >> BITS)) and of_book[each & ROOM])
        return list(dict.fromkeys(islice(allowed, _WEIGHED)))


class Names:
    """The names of all entries. It never changes; a change of the library makes a new one."""

    def __init__(self, listings: Listings, spelling: Spelling, whole: Beginnings, inner: Beginnings) -> None:
        self._listings, self._spelling = listings, spelling
        self._whole, self._inner = whole, inner

    @classmethod
    def of(cls, listings: Listings, spelling: Spelling) -> "Names":
        """The names of the entries of these books."""
        rows = chain.from_iterable(listing.rows() for listing in listings.values())
        whole, inner = _texts(listings, rows)
        return cls(listings, spelling, Beginnings.of(whole), Beginnings.of(inner))

    def changed(self, listings: Listings, spelling: Spelling, gone: Iterable[Row], new: Iterable[Row]) -> "Names":
        """The names of other listings, in which some rows are gone and others are new."""
        (whole_gone, inner_gone), (whole_new, inner_new) = _texts(self._listings, gone), _texts(listings, new)
        whole, inner = self._whole.changed(whole_gone, whole_new), self._inner.changed(inner_gone, inner_new)
        return Names(listings, spelling, whole, inner)

    def suggest(self, typed: str, allowed: Allowed, limit: int = 25) -> list[Entry]:
        """The entries that fit what was typed so far, the best first; the foremost ones when nothing was typed."""
        words = words_of(typed)
        if not words:
            return [self.entry(each) for each in allowed.foremost[:limit]] if not typed.strip() else []
        found: dict[int, None] = {}
        for stage in self._stages(words, allowed):
            found |= dict.fromkeys(stage)
            if len(found) >= limit:
                break
        return [self.entry(each) for each in list(found)[:limit]]

    def called(self, name: str, allowed: Allowed) -> list[Entry]:
        """The entries that have exactly this name or id, compared as words are."""
        text = " ".join(words_of(name))
        near = (self.entry(each) for each in allowed.of(self._whole.numbers(text)))
        return [entry for entry in near if any(" ".join(words_of(each)) == text for each in (*entry.names, entry.id))]

    def entry(self, number: int) -> Entry:
        return self._listings[slot_of(number)].entries[place_of(number)]

    def _stages(self, words: list[str], allowed: Allowed) -> Iterator[list[int]]:
        """From what fits best to what fits less; later stages are reckoned only when they are needed."""
        typed = " ".join(words)
        beginning = self._in_order(allowed.of(self._whole.numbers(typed)), typed)
        yield beginning
        within = self._in_order(allowed.of(self._inner.numbers(typed)), typed)
        yield within
        any_order = (
            self._in_order(allowed.of(sorted(self._with_all((word,) for word in words))), typed)
            if len(words) > 1
            else []
        )
        yield any_order
        if len({*beginning, *within, *any_order}) < _ENOUGH:
            yield self._in_order(allowed.of(sorted(self._meant(words))), typed)

    def _with_all(self, words: Iterable[Sequence[str]]) -> set[int]:
        """What has all these words, in any order; each is given by its possible beginnings."""
        rarest, *others = sorted(map(self._with_any, words), key=len)
        found = set(rarest)
        for numbers in others:
            found.intersection_update(numbers)
        return found

    def _with_any(self, beginnings: Iterable[str]) -> "array[int]":
        numbers = array("Q")
        for beginning in beginnings:
            numbers += self._whole.numbers(beginning) + self._inner.numbers(beginning)
        return numbers

    def _meant(self, words: Sequence[str]) -> set[int]:
        """What has all words once slips are forgiven: in unknown words, or in any where that does not help."""
        unknown = frozenset(word for word in words if not self._spelling.begins(word))
        return self._forgiving(words, unknown) or self._forgiving(words, frozenset(words))

    def _forgiving(self, words: Sequence[str], wrong: Container[str]) -> set[int]:
        meant = [(word, *self._spelling.near(word)) if word in wrong else (word,) for word in words]
        return self._with_all(meant) if any(len(beginnings) > 1 for beginnings in meant) else set()

    def _in_order(self, numbers: Iterable[int], typed: str) -> list[int]:
        """The very name first, then what is spoken of most, then by the alphabet."""

        listings = self._listings

        def rank(number: int) -> tuple[bool, int, str]:
            listing, place = listings[number >> BITS], number & ROOM  # written out, as above
            usual = listing.usual[place]
            return usual != typed, -listing.entries[place].weight, usual

        return sorted(numbers, key=rank)


def _texts(listings: Listings, rows: Iterable[Row]) -> tuple[list[Text], list[Text]]:
    """The names of some entries, and what remains of each name from a later word on."""
    whole, inner = list[Text](), list[Text]()
    for number, entry in rows:
        usual = listings[slot_of(number)].usual[place_of(number)]
        names = dict.fromkeys((usual, *map(as_compared, _other_names(entry))) if entry.names else ())
        whole.extend((name, number) for name in names)
        inner.extend((rest, number) for rest in dict.fromkeys(chain.from_iterable(map(_from_later_words, names))))
    return whole, inner


def _other_names(entry: Entry) -> Sequence[str]:
    return (*entry.names[1:], *entry.keys) if entry.kind in _FOUND_BY_KEYS else entry.names[1:]


def _from_later_words(name: str) -> Iterator[str]:
    space = name.find(" ")
    while space >= 0:
        yield name[space + 1 :]
        space = name.find(" ", space + 1)
