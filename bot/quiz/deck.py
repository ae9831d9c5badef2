"""Which questions a round asks."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.generating import generated_questions
from bot.content.library import Chapter
from bot.content.model import Question as Written
from bot.content.model import SetQuestion
from bot.frozen import frozen
from bot.quiz.posing import pose
from bot.quiz.question import Question

ALL_KINDS = frozenset({"choice", "multi", "true-false", "name", "date", "order", "match", "quote"})


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A written question, or a set of questions about one source, with where it stands. Cards are equal by identity."""

    chapter: Chapter
    id: str
    written: Written

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that it asks for: for a set those of its questions."""
        if isinstance(self.written, SetQuestion):
            return frozenset(each.kind for each in self.written.questions.values())
        return frozenset({self.written.kind})

    @property
    def facts(self) -> frozenset[tuple[str, str]]:
        """The facts that it tests, by book and id."""
        singles = self.written.questions.values() if isinstance(self.written, SetQuestion) else (self.written,)
        return frozenset((self.chapter.book.id, fact) for each in singles for fact in each.tests)

    @property
    def difficulty(self) -> float:
        """The author's guess from 1 to 5; for a set the mean of its questions."""
        if isinstance(self.written, SetQuestion):
            singles = self.written.questions.values()
            return sum(each.difficulty for each in singles) / len(singles)
        return self.written.difficulty

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the questions that it asks."""
        ids = tuple(self.written.questions) if isinstance(self.written, SetQuestion) else (self.id,)
        return tuple(f"{self.chapter.key}/{id_}" for id_ in ids)


@frozen
class Wanted:
    """How many questions, of which kinds, from which difficulty to which (1 to 5)."""

    count: int
    kinds: frozenset[str] = ALL_KINDS
    easiest: int = 1
    hardest: int = 5

    @property
    def is_narrowed(self) -> bool:
        return self.kinds != ALL_KINDS or (self.easiest, self.hardest) != (1, 5)

    def fits(self, card: Card) -> bool:
        return card.kinds <= self.kinds and self.easiest <= card.difficulty <= self.hardest


def cards_of(chapter: Chapter, *, with_generated: bool = False) -> Iterator[Card]:
    """Everything that a chapter can ask; with what can be made from its events, people and terms where wanted."""
    yield from (Card(chapter, question_id, written) for question_id, written in chapter.questions.items())
    if with_generated:
        made = generated_questions(chapter)
        yield from (Card(chapter, question_id, written) for question_id, written in made.items())


def draw(cards: Iterable[Card], wanted: Wanted, rng: random.Random) -> tuple[Question, ...]:
    """Questions by chance, at most as many as wanted. A fact is tested twice only when nothing else is left."""
    fitting = [card for card in cards if wanted.fits(card)]
    rng.shuffle(fitting)
    drawn: list[Question] = []
    for card in _fresh_facts_first(fitting):
        posed = pose(card.chapter, card.id, card.written)
        if len(drawn) + len(posed) <= wanted.count:
            drawn.extend(posed)
        if len(drawn) == wanted.count:
            break
    return tuple(drawn)


def _fresh_facts_first(cards: Iterable[Card]) -> list[Card]:
    tested: set[tuple[str, str]] = set()
    fresh: list[Card] = []
    again: list[Card] = []
    for card in cards:
        (again if card.facts & tested else fresh).append(card)
        tested |= card.facts
    return fresh + again
