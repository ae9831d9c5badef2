"""A member's questions as a text file for Anki."""

from collections.abc import Iterable

from bot.content.dates import read_edtf
from bot.content.formats.anki_cards import AnkiCard
from bot.content.formats.anki_text import anki_text as written
from bot.quiz.question import Choice, Dated, Match, Multi, Named, Order, Question

_DECK = "Clio"


def anki_text(questions: Iterable[Question]) -> str:
    """One note a question, all of the type Basic and in one deck."""
    return written([_card(question) for question in questions])


def _card(question: Question) -> AnkiCard:
    shown = question.shown
    above = (shown.intro, shown.text and f"“{shown.text}”") if shown else ()
    return AnkiCard(
        key=question.key,
        deck=_DECK,
        tags=("clio", question.book, question.chapter),
        prompt=question.prompt,
        answer=_answer(question),
        explain=question.explain,
        above=tuple(part for part in above if part),
        picture=shown.image if shown else None,
        offered=_offered(question),
    )


def _offered(question: Question) -> tuple[tuple[str, ...], ...]:
    """What there is to choose from, in alphabetical order, which tells nothing."""
    match question:
        case Choice(options=options) | Multi(options=options):
            texts = tuple(option.text for option in options)
            return (texts if question.kind == "true-false" else tuple(sorted(texts)),)
        case Order(items=items):
            return (tuple(sorted(item.text for item in items)),)
        case Match(lefts=lefts, rights=rights):
            return lefts, tuple(sorted(rights))
        case _:
            return ()


def _answer(question: Question) -> tuple[str, ...]:
    match question:
        case Choice(options=options) | Multi(options=options):
            return tuple(option.text for option in options if option.correct)
        case Named(accepted=accepted):
            return (accepted[0],)
        case Dated(answer=answer):
            return (str(read_edtf(answer)),)
        case Order(items=items):
            return tuple(f"{item.text} ({read_edtf(item.date)})" for item in items)
        case Match(lefts=lefts, rights=rights):
            return tuple(f"{left} – {right}" for left, right in zip(lefts, rights, strict=False))
