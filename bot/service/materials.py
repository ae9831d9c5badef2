"""What a round is about: a chapter, a book, everything, or what the group got wrong lately."""

import random
from collections.abc import Iterable

from bot.content.library import Chapter, Library
from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.deck import Card, Wanted, cards_of, draw
from bot.quiz.question import Question
from bot.service.shelves import Shelf

MISSES = "our-misses"
EVERYTHING = "everything"
_BOOK = "book:"


class NothingToAsk(UserError):
    """The chosen material has no question that fits what was asked for."""

    def __init__(self, title: str, *, is_narrowed: bool) -> None:
        way = "Ask for other kinds or another difficulty." if is_narrowed else "Choose another chapter."
        super().__init__(f"“{title}” has no questions that fit. {way}")


class NothingMissed(UserError):
    """The group has no misses to practise."""

    def __init__(self) -> None:
        super().__init__("This group has got nothing wrong lately. Choose a chapter instead.")


@frozen
class Material:
    """A title and the questions behind it."""

    title: str
    cards: tuple[Card, ...]

    def draw(self, wanted: Wanted, rng: random.Random) -> tuple[Question, ...]:
        """Questions for a round. Raises `NothingToAsk`."""
        drawn = draw(self.cards, wanted, rng)
        if not drawn:
            raise NothingToAsk(self.title, is_narrowed=wanted.is_narrowed)
        return drawn


def book_choice(book_id: str) -> str:
    """What a member chooses to play a whole book."""
    return _BOOK + book_id


def material(shelf: Shelf, chosen: str | None, *, with_generated: bool = False) -> Material:
    """What was chosen or typed for a round. Raises `NoSuchChapter`."""
    library = shelf.library
    if chosen is None or chosen == EVERYTHING:
        return Material("All chapters", _cards(library.chapters.values(), with_generated=with_generated))
    book = library.books.get(chosen.removeprefix(_BOOK)) if chosen.startswith(_BOOK) else None
    if book is not None:
        return Material(book.title, _cards(library.of_book(book.id), with_generated=with_generated))
    chapter = shelf.chapter(chosen)
    return Material(chapter.head.title, _cards([chapter], with_generated=with_generated))


def missed(library: Library, question_keys: Iterable[str]) -> Material:
    """The questions that a group got wrong, the worst first. Raises `NothingMissed`."""
    cards = _cards(library.chapters.values(), with_generated=True)
    by_key = {key: card for card in cards for key in card.keys}
    found = dict.fromkeys(by_key[key] for key in question_keys if key in by_key)
    if not found:
        raise NothingMissed
    return Material("What we got wrong lately", tuple(found))


def _cards(chapters: Iterable[Chapter], *, with_generated: bool) -> tuple[Card, ...]:
    return tuple(card for chapter in chapters for card in cards_of(chapter, with_generated=with_generated))
