"""The cards of every kind of question at their extremes: within Discord's limits, and silent about what is right."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord.ui import LayoutView
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quiz.grading import grade
from bot.quiz.question import (
    Answer,
    Choice,
    Chosen,
    Dated,
    Grade,
    Item,
    Match,
    Multi,
    Named,
    Option,
    Order,
    Question,
    Shown,
    Typed,
)
from bot.quiz.round import Given, Phase, Posed, Round, shown_order
from bot.quiz.rules import Mode, Rules
from bot.sandbox.component_limits import check_components, walk
from bot.sandbox.entities import Json
from bot.sandbox.errors import Problems
from bot.sandbox.modal_limits import check_modal
from bot.service.rounds import Locked
from bot.ui.render.cards import CONTENT_LIMIT
from bot.ui.render.matching import OPEN, pairing_card
from bot.ui.render.options import letters, places, written
from bot.ui.render.ordering import sorting_card
from bot.ui.render.questions import answer_modal, question_card
from bot.ui.render.reveals import locked_card, locked_text, reveal_card, why_card

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINE, TEXT = 300, 4000
"""The longest line and the longest text that the content may hold."""

HOSTILE = "**__~~||`` ```<@1> <@&2> @everyone <#3> <t:0:R> [here](https://example.org) {0.__class__} %s \u202e \u200b"


def long(text: str, length: int) -> str:
    return (text * length)[:length]


def options(text: str) -> tuple[Option, ...]:
    return tuple(
        Option(text=long(f"{number} {text}", LINE), correct=number < 2, why=long(text, TEXT)) for number in range(10)
    )


def extremes(text: str) -> Iterator[Question]:
    """The longest question of every kind, written in that text."""
    shown = Shown(
        intro=long(text, TEXT),
        text=long(text, TEXT),
        image="https://example.org/" + "a" * 280,
        alt=long(text, LINE),
        attribution=long("*A very long title*, ", 3000),
    )
    common: dict[str, Any] = {
        "book": "b" * 60,
        "chapter": "c" * 60,
        "id": "q" * 60,
        "prompt": long(text, TEXT),
        "shown": shown,
        "difficulty": 5,
        "skill": "contextualization",
        "hint": long(text, TEXT),
        "explain": long(text, TEXT),
        "sources": tuple(long(f"*Title {number}*, ", 2000) for number in range(5)),
    }
    line = long(text, LINE - 3)
    items = tuple(Item(text=f"{number} {line}", date=f"190{number}-0{number + 1}~") for number in range(8))
    yield Choice(kind="choice", options=options(text), **common)
    yield Choice(kind="quote", options=options(text), **common)
    yield Choice(
        kind="true-false", options=(Option(text="True", correct=True), Option(text="False", correct=False)), **common
    )
    yield Multi(kind="multi", options=options(text), **common)
    yield Named(kind="name", accepted=(line,), **common)
    yield Dated(kind="date", answer="1918-03-03", **common)
    yield Order(kind="order", items=items, **common)
    yield Match(
        kind="match",
        lefts=tuple(f"{number} {line}" for number in range(5)),
        rights=tuple(f"{number} {line}" for number in range(40)),
        **common,
    )


def answers(question: Question) -> list[Answer]:
    match question:
        case Multi(options=listed):
            return [Chosen(indices=tuple(range(len(listed))))]
        case Choice():
            return [Chosen(indices=(0,)), Chosen(indices=(1,))]
        case Order(items=items):
            return [Chosen(indices=tuple(range(len(items)))), Chosen(indices=tuple(reversed(range(len(items)))))]
        case Match(lefts=lefts):
            return [Chosen(indices=tuple(range(len(lefts)))), Chosen(indices=(24,) * len(lefts))]
        case Named() | Dated():
            return [Typed(text=long(HOSTILE, 200))]


def asked(question: Question, seed: int = 3, phase: Phase = Phase.ASKING, mode: Mode = Mode.CLASSIC) -> Round:
    """A round with ids as long as they get, at its last of 50 questions, which has been answered."""
    remark = "You chose 10 of the 10 right options and 10 wrong, which is taken off."
    given_to = {
        member: Given(answer, Grade(credit=0.5, understood="read as " + "9" * 150, remark=remark), 5, NOW)
        for member, answer in enumerate(answers(question))
    }
    posed = Posed(question, shown_order(question, random.Random(seed)))
    return Round(
        id=10**15 - 1,
        guild=1,
        channel=2,
        host=3,
        title=long(HOSTILE, LINE),
        rules=Rules(mode=mode),
        posed=(posed,) * 50,
        phase=phase,
        position=49,
        message=4,
        deadline=NOW,
        answers=(given_to,) * 50,
    )


def cards(round_: Round) -> Iterator[LayoutView]:
    """Every card that is drawn of a question, and of each answer to it."""
    posed = round_.current
    yield question_card(round_, NOW)
    yield reveal_card(round_)
    yield why_card(posed, None)
    for each in round_.current_answers.values():
        yield why_card(posed, each)
    for locked in locked_in(round_):
        yield locked_card(posed, locked, "clio:" + "x" * 95)
    yield from own_cards(round_)


def locked_in(round_: Round) -> Iterator[Locked]:
    """Each answer to the question as its member is told that it is kept."""
    for each in round_.current_answers.values():
        if isinstance(each.answer, Chosen):
            chosen = tuple(round_.current.shown_order.index(own) for own in each.answer.indices)
            yield Locked(chosen, None, None, True, False)
        else:
            yield Locked((), each.answer.text, "read as " + "9" * 150, True, False)


def own_cards(round_: Round) -> Iterator[LayoutView]:
    """The cards on which things are put in order and matched, at each of their steps."""
    posed = round_.current
    if isinstance(posed.question, Order):
        for count in range(len(posed.question.items) + 1):
            yield sorting_card(round_, range(count))
    if isinstance(posed.question, Match):
        for count in range(len(posed.question.lefts) + 1):
            chosen = written(posed, list(letters(posed))[-count:] if count else [])
            yield pairing_card(round_, posed.question, chosen + OPEN * (len(posed.question.lefts) - count))


def problems(card: LayoutView) -> Json:
    found = Problems()
    check_components(found, (), drawn(card), v2=True)
    return found.tree


def drawn(card: LayoutView) -> list[Json]:
    return list(card.to_components())


def text_of(card: LayoutView) -> str:
    return "\n".join(part["content"] for part in walk(drawn(card)) if part["type"] == 10)


@pytest.mark.parametrize("text", [HOSTILE, "word ", "*", "x", "x\n\n", "Ж" * 7 + " ", "𓀀"])
def test_no_card_breaks_a_limit_of_discord_however_long_its_question(text: str) -> None:
    for question in extremes(text):
        for mode in Mode:
            for card in cards(asked(question, mode=mode)):
                assert problems(card) == {}, question.kind
            assert problems(reveal_card(asked(question, phase=Phase.REVEALED, mode=mode))) == {}
        told = [locked_text(asked(question).current, each) for each in locked_in(asked(question))]
        assert all(0 < len(each) <= CONTENT_LIMIT for each in told), question.kind


@pytest.mark.parametrize("text", [HOSTILE, "word "])
def test_the_form_for_a_typed_answer_keeps_discords_limits(text: str) -> None:
    for question in extremes(text):
        if isinstance(question, Named | Dated):
            found = Problems()
            check_modal(found, (), dict(answer_modal(asked(question)).to_dict()))
            assert found.tree == {}


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != ""))
def test_no_text_breaks_a_card(text: str) -> None:
    for question in extremes(text):
        for card in cards(asked(question)):
            assert problems(card) == {}, question.kind


def test_where_a_question_is_too_long_every_option_keeps_its_letter() -> None:
    choice, *_ = extremes("word ")
    text = text_of(question_card(asked(choice), NOW))
    assert all(f"**{letter}**  " in text for letter in "ABCDEFGHIJ")
    assert "(shortened)" in text


def test_what_the_content_says_is_never_taken_for_markup() -> None:
    named = next(each for each in extremes("x") if isinstance(each, Named))
    hostile = replace(named, prompt="The ___ and the ___ of *1918*", shown=None)
    assert r"**The \_\_\_ and the \_\_\_ of \*1918\***" in text_of(question_card(asked(hostile), NOW))


PLAIN: dict[str, Any] = {
    "book": "b",
    "chapter": "c",
    "id": "q",
    "prompt": "Which?",
    "difficulty": 1,
    "skill": "recall",
    "explain": "So.",
    "sources": ("A source",),
}


def choosing(kind: str, right: set[str]) -> Question:
    listed = tuple(Option(text=text, correct=text in right, why=None) for text in ("one", "two", "three"))
    if kind == "multi":
        return Multi(kind="multi", options=listed, **PLAIN)
    return Choice(kind="quote" if kind == "quote" else "choice", options=listed, **PLAIN)


def ordering(*items: str) -> Order:
    dated = tuple(Item(text=text, date=str(1900 + number)) for number, text in enumerate(items))
    return Order(kind="order", items=dated, **PLAIN)


def showing(question: Question, order: tuple[int, ...]) -> Round:
    posed = Posed(question, order)
    return Round(1, 2, 3, 4, "Title", Rules(), (posed,), Phase.ASKING, 0, 5, NOW, answers=({},))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            (showing(choosing(kind, right), (0, 1, 2)), showing(choosing(kind, wrong), (0, 1, 2)))
            for kind, right, wrong in (
                ("choice", {"one"}, {"two"}),
                ("quote", {"one"}, {"three"}),
                ("multi", {"one", "two"}, {"two", "three"}),
            )
        ),
        (showing(ordering("a", "b", "c"), (2, 0, 1)), showing(ordering("c", "a", "b"), (0, 1, 2))),
        (
            showing(Match(kind="match", lefts=("x", "y"), rights=("p", "q", "r"), **PLAIN), (1, 0, 2)),
            showing(Match(kind="match", lefts=("x", "y"), rights=("q", "p", "r"), **PLAIN), (0, 1, 2)),
        ),
    ],
)
def test_an_open_card_is_the_same_whatever_is_right(one: Round, other: Round) -> None:
    assert drawn(question_card(one, NOW)) == drawn(question_card(other, NOW))
    assert [drawn(card) for card in own_cards(one)] == [drawn(card) for card in own_cards(other)]


@given(st.integers(), st.sampled_from(list(extremes("word "))))
def test_the_right_answer_by_its_letters_earns_everything(seed: int, question: Question) -> None:
    if not isinstance(question, Order | Match):
        return
    posed = Posed(question, shown_order(question, random.Random(seed)))
    count = len(question.items if isinstance(question, Order) else question.lefts)
    by_letters = written(posed, [posed.shown_order.index(own) for own in range(count)])
    assert grade(question, posed.to_own(places(posed, by_letters))).credit == 1
