"""Answers in words: the right one, and one that a member gave."""

from collections.abc import Sequence

from bot.content.dates import read_edtf
from bot.quiz.question import Answer, Choice, Dated, Match, Multi, Named, Order, Typed
from bot.quiz.round import Posed
from bot.ui.render.cards import plain, quoted
from bot.ui.render.matching import pairs, right_pairs
from bot.ui.render.options import letter, option_texts
from bot.ui.render.ordering import right_order, sequence
from bot.ui.render.passages import Block, Passage
from bot.ui.render.written_dates import date_words


def right_answer(posed: Posed) -> Block:
    """The right answer, with the letters that it has on the card."""
    question = posed.question
    match question:
        case Choice(options=options) | Multi(options=options):
            return _choices(posed, [place for place, own in enumerate(posed.shown_order) if options[own].correct])
        case Named(accepted=accepted):
            return (Passage(plain(accepted[0])),)
        case Dated(answer=answer):
            return (Passage(date_words(read_edtf(answer))),)
        case Order():
            return right_order(posed, question)
        case Match():
            return right_pairs(posed, question)


def given_answer(posed: Posed, answer: Answer) -> Block:
    """A member's answer, for this member alone: pairs say whether they are right."""
    if isinstance(answer, Typed):
        return (Passage(quoted(answer.text)),)
    return chosen_answer(posed, [posed.shown_order.index(own) for own in answer.indices], marked=True)


def chosen_answer(posed: Posed, chosen: Sequence[int], *, marked: bool = False) -> Block:
    """An answer by its places on the card."""
    match posed.question:
        case Order():
            return sequence(posed, chosen)
        case Match() as question:
            return pairs(posed, question, chosen, marked=marked)
        case _:
            return _choices(posed, sorted(chosen))


def headed(label: str, block: Block, after: str = "") -> Block:
    """An answer with a label: before it where it is one line, above it where it is several."""
    if len(block) > 1:
        return (Passage("", label, after), *block)
    return tuple(Passage(each.text, f"{label} {each.before}", each.after + after) for each in block)


def _choices(posed: Posed, chosen: Sequence[int]) -> Block:
    texts = option_texts(posed)
    is_lettered = posed.question.kind != "true-false"
    named = [f"{letter(posed, place)} · {plain(texts[place])}" if is_lettered else texts[place] for place in chosen]
    return (Passage(", ".join(named)),)
