"""A made-up library of any size: 50 books of ten chapters, in words that nobody has used before."""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

BOOKS, CHAPTERS = 50, 10
FILES = BOOKS * CHAPTERS
"""Chapters, each a file; the books' own files come on top."""

_CONSONANTS = re.findall(r"\w+", "b br ch d dr f g gr h k kr l m n p r s sh st t tr v w z zh")
_VOWELS = re.findall(r"\w+", "a e i o u ai ov in an or")


class Words:
    """Words as often as in a language: a few very often, most of them hardly ever."""

    def __init__(self, rng: random.Random, count: int = 40_000) -> None:
        self._rng = rng
        syllables = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
        self._all = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(count)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(count)))

    def some(self, count: int) -> str:
        return " ".join(self._rng.choices(self._all, cum_weights=self._weights, k=count))

    def name(self) -> str:
        return " ".join(self._rng.choices(self._all, k=2)).title()


def write_library(folder: Path, questions: int, entries: int, rng: random.Random) -> None:
    """Write a library with so many questions, and so many facts, people, terms and events together."""
    words = Words(rng)
    for book in range(BOOKS):
        path = folder / f"book-{book}"
        path.mkdir(parents=True)
        (path / "book.yaml").write_text(_book(book, words), encoding="utf-8")
        for chapter in range(CHAPTERS):
            text = "\n".join(chapter_lines(chapter, questions // FILES, entries // FILES, words))
            (path / f"chapter-{chapter}.yaml").write_text(text + "\n", encoding="utf-8")


def _book(book: int, words: Words) -> str:
    return f"schema: 1\nbook:\n  id: book-{book}\n  type: book\n  title: {words.name()} and {words.name()}\n"


def chapter_lines(chapter: int, questions: int, entries: int, words: Words) -> Iterator[str]:
    """One chapter's file, a fifth of its entries each people, terms and events, and the rest facts."""
    fifth = entries // 5
    yield from ("schema: 1", "chapter:", f"  id: chapter-{chapter}", f"  title: {words.name()} in {words.name()}")
    yield f"  abstract: {words.some(30)}"
    yield from _section("people", _people(chapter, fifth, words))
    yield from _section("terms", _terms(chapter, fifth, words))
    yield from _section("events", _events(chapter, fifth, words))
    yield from _section("facts", _facts(chapter, max(1, entries - 3 * fifth), fifth, words))
    yield from _section("questions", _questions(chapter, questions, words))


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    written = list(lines)
    yield f"{name}:" if written else f"{name}: {{}}"
    yield from written


def _people(chapter: int, count: int, words: Words) -> Iterator[str]:
    for number in range(count):
        yield f"  p-{chapter}-{number}:"
        yield f"    name: {words.name()}"
        yield f"    role: {words.some(8)}"


def _terms(chapter: int, count: int, words: Words) -> Iterator[str]:
    for number in range(count):
        yield f"  t-{chapter}-{number}:"
        yield f"    term: {words.name()} {words.some(1)}"
        yield f"    meaning: {words.some(12)}"
        yield "    cite: {source: chapter}"


def _events(chapter: int, count: int, words: Words) -> Iterator[str]:
    for number in range(count):
        yield f"  e-{chapter}-{number}:"
        yield f"    label: {words.some(5)}"
        yield f"    date: 19{number % 90 + 10}-0{number % 9 + 1}-1{number % 10}"
        yield "    cite: {source: chapter}"


def _facts(chapter: int, count: int, subjects: int, words: Words) -> Iterator[str]:
    for number in range(count):
        yield f"  f-{chapter}-{number}:"
        yield f"    text: {words.some(20)}"
        if subjects:
            yield f"    about: [p-{chapter}-{number % subjects}, t-{chapter}-{number % subjects}]"
        yield "    cite: {source: chapter}"


def _questions(chapter: int, count: int, words: Words) -> Iterator[str]:
    for number in range(count):
        yield f"  q-{chapter}-{number}:"
        yield "    kind: choice"
        yield f"    prompt: {words.some(12)}?"
        yield "    options:"
        yield f"      - {{text: {words.name()}, correct: true}}"
        yield from (f"      - {{text: {words.name()}, why: {words.some(6)}}}" for _ in range(3))
        yield f"    tests: f-{chapter}-0"
        yield f"    explain: {words.some(15)}"
        yield "    cite: {source: chapter}"


def typed_prefixes(names: Sequence[str], rng: random.Random, count: int) -> Iterator[str]:
    """What people have typed so far when autocomplete is asked: beginnings, single words, and slips."""
    for _ in range(count):
        name = rng.choice(names).casefold()
        length = min(len(name), rng.choice((1, 2, 3, 4, 6, 9)))
        typed = rng.choice((name, rng.choice(name.split())))[:length]
        if length > 3 and rng.random() < 0.3:
            place = rng.randrange(len(typed))
            typed = typed[:place] + rng.choice("aeiourst") + typed[place + 1 :]
        yield typed
