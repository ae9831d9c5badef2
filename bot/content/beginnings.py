"""Texts in alphabetical order, found by how they begin; equal ones in the order of their entries' numbers.

They stand in blocks, each with its texts and numbers. A changed copy shares the blocks in which nothing changed, and no
step of making, changing or dropping one takes long.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

Text = tuple[str, int]
"""A text and the number of the entry that it belongs to."""

_BLOCK = 1_000
_SORTED_AT_ONCE = 2_000
_LAST = "\U0010ffff"


class _Block:
    """A stretch of the texts, never empty and never changed."""

    __slots__ = ("first", "numbers", "texts")

    def __init__(self, sorted_texts: Sequence[Text]) -> None:
        self.texts = [text for text, _ in sorted_texts]
        self.numbers = array("Q", [number for _, number in sorted_texts])
        self.first = sorted_texts[0]

    def changed(self, gone: set[Text], new: Iterable[Text]) -> "Iterator[_Block]":
        """What comes in its place."""
        left = list(_in_order([*(set(zip(self.texts, self.numbers, strict=True)) - gone), *new]))
        count = -(-len(left) // (2 * _BLOCK)) or 1
        size = -(-len(left) // count)
        return (_Block(left[start : start + size]) for start in range(0, len(left), size or 1))


class Beginnings:
    """The texts, each with the number of its entry."""

    def __init__(self, blocks: Sequence[_Block]) -> None:
        self._blocks = blocks
        self._firsts = [block.first[0] for block in blocks]

    @classmethod
    def of(cls, texts: list[Text]) -> "Beginnings":
        """These texts, in any order; they are taken out of the list."""
        in_order = _in_order(texts)
        return cls([_Block(some) for some in iter(lambda: list(islice(in_order, _BLOCK)), [])])

    def changed(self, gone: Iterable[Text], new: list[Text]) -> "Beginnings":
        """A copy without some of the texts, and with others."""
        if not self._blocks:
            return Beginnings.of(new)
        blocks: list[_Block] = []
        gone_from, new_in = self._by_block(gone), self._by_block(new)
        for place, block in enumerate(self._blocks):
            if place in gone_from or place in new_in:
                blocks += block.changed(set(gone_from.get(place, ())), new_in.get(place, ()))
            else:
                blocks.append(block)
        return Beginnings(blocks)

    def numbers(self, prefix: str) -> "array[int]":
        """The entries of the texts that begin so."""
        found = array("Q")
        for place in range(max(0, bisect_left(self._firsts, prefix) - 1), len(self._blocks)):
            block = self._blocks[place]
            start = bisect_left(block.texts, prefix)
            stop = bisect_left(block.texts, prefix + _LAST, lo=start)
            found += block.numbers[start:stop]
            if stop < len(block.texts):
                break
        return found

    def _by_block(self, texts: Iterable[Text]) -> dict[int, list[Text]]:
        by_block: dict[int, list[Text]] = {}
        for text in texts:
            by_block.setdefault(self._block_of(text), []).append(text)
        return by_block

    def _block_of(self, text: Text) -> int:
        """The place of the block in which a text stands, or would stand."""
        return max(0, bisect_right(self._blocks, text, key=lambda block: block.first) - 1)


def _in_order(texts: list[Text]) -> Iterator[Text]:
    """Sorted piece by piece, because nothing else can run while one list is sorted, or dropped."""
    pieces: list[Iterator[Text]] = []
    while texts:
        pieces.append(iter(sorted(texts[-_SORTED_AT_ONCE:])))
        del texts[-_SORTED_AT_ONCE:]
    return merge(*pieces)  # of iterators, which let go of their pieces one by one
