"""What a question lets one choose from, by the letters on this round's card, before the reveal and after."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from bot.quiz.question import Choice, Match, Multi, Order
from bot.quiz.refusals import QuestionClosed
from bot.quiz.round import Posed
from bot.ui.render.cards import plain
from bot.ui.render.passages import Block, Passage

LABEL_ON_A_PHONE = 38
"""What a button shows on a phone. Longer options stand in the text of the card, and buttons carry the letter alone."""

SELECT_LIMIT = 25
"""How many options Discord lets a select have. Of more distractors than that the last ones are left out."""


def option_texts(posed: Posed) -> list[str]:
    """What can be chosen, in the order in which this round shows it; for pairs to match that is the right side."""
    match posed.question:
        case Choice(options=options) | Multi(options=options):
            texts = [option.text for option in options]
        case Order(items=items):
            texts = [item.text for item in items]
        case Match(rights=rights):
            texts = list(rights)
        case _:
            texts = []
    return [texts[own] for own in posed.shown_order]


def letters(posed: Posed) -> dict[int, str]:
    """The letter of each place that can be chosen."""
    offered = [place for place, own in enumerate(posed.shown_order) if own < SELECT_LIMIT]
    return dict(zip(offered, ascii_uppercase, strict=False))


def letter(posed: Posed, place: int) -> str:
    return letters(posed).get(place, "–")


def places(posed: Posed, written: str) -> tuple[int, ...]:
    """The places of letters, as they stand in a custom_id. Raises `QuestionClosed` for one that is not on the card."""
    by_letter = {each: place for place, each in letters(posed).items()}
    if not by_letter.keys() >= set(written):
        raise QuestionClosed
    return tuple(by_letter[each] for each in written)


def written(posed: Posed, chosen: Iterable[int]) -> str:
    """The letters of places, for a custom_id."""
    return "".join(letter(posed, place) for place in chosen)


def labels_fit(texts: Sequence[str]) -> bool:
    """Whether all of them can be read on buttons."""
    return all(len(text) <= LABEL_ON_A_PHONE for text in texts)


def lettered(posed: Posed, without: Sequence[int] = ()) -> Block:
    """What can be chosen, by its letter, but for the places `without`."""
    texts = option_texts(posed)
    return tuple(
        Passage(plain(texts[place]), f"**{each}**  ") for place, each in letters(posed).items() if place not in without
    )
