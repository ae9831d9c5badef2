"""Which questions a round asks."""

import random
from collections.abc import Iterable

from bot.content.library import Chapter
from bot.content.model import Question as Written
from bot.content.model import SetQuestion
from bot.quiz.posing import pose
from bot.quiz.question import Question

Card = tuple[Chapter, str, Written]


def draw(chapters: Iterable[Chapter], count: int, rng: random.Random, kinds: frozenset[str]) -> tuple[Question, ...]:
    """At most `count` questions of those kinds, by chance. A fact is tested twice only when nothing else is left."""
    cards = [
        (chapter, question_id, written)
        for chapter in chapters
        for question_id, written in chapter.questions.items()
        if kinds_of(written) <= kinds
    ]
    rng.shuffle(cards)
    drawn: list[Question] = []
    for chapter, question_id, written in _fresh_facts_first(cards):
        posed = pose(chapter, question_id, written)
        if len(drawn) + len(posed) <= count:
            drawn.extend(posed)
        if len(drawn) == count:
            break
    return tuple(drawn)


def kinds_of(written: Written) -> frozenset[str]:
    """The kinds that a question asks for: for a set those of its questions."""
    if isinstance(written, SetQuestion):
        return frozenset(each.kind for each in written.questions.values())
    return frozenset({written.kind})


def _fresh_facts_first(cards: Iterable[Card]) -> list[Card]:
    tested: set[tuple[str, str]] = set()
    fresh: list[Card] = []
    again: list[Card] = []
    for card in cards:
        facts = {(card[0].book.id, fact) for fact in _tested(card[2])}
        (again if facts & tested else fresh).append(card)
        tested |= facts
    return fresh + again


def _tested(written: Written) -> set[str]:
    if isinstance(written, SetQuestion):
        return {fact for each in written.questions.values() for fact in each.tests}
    return set(written.tests)
