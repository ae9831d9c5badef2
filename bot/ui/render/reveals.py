"""What is shown of an answered question: to everybody how the group chose, to each member their own part."""

from collections.abc import Iterable, Mapping

from discord import ui

from bot.quiz.question import Choice, Dated, Multi, Named
from bot.quiz.round import Given, Posed, Round
from bot.service.rounds import Locked
from bot.ui.render.answers import chosen_answer, given_answer, headed, right_answer
from bot.ui.render.cards import GOLD, GREEN, button, line, plain, quoted, row
from bot.ui.render.distributions import distribution
from bot.ui.render.options import letter, option_texts
from bot.ui.render.passages import Block, Passage, bold, passages_card, passages_text, small
from bot.ui.render.questions import header, stimulus
from bot.ui.render.rounds import count, what_next
from bot.ui.router import custom_id

HEADING_LIMIT = 80
"""A longer answer is not set in the large type of a heading."""

_HEADINGS = {"order": "In the right order", "match": "The right pairs"}
_PART_CREDIT = {
    "multi": "the right options chosen, less the wrong ones chosen.",
    "date": "half for a date that is right but less exact, or only a little off.",
    "order": "the pairs that stand in the right order, less those in the wrong order.",
    "match": "the share of the pairs that are right.",
}


def reveal_card(round_: Round) -> ui.LayoutView:
    """The answer, how the group chose, the explanation and its source. Nobody is named."""
    return passages_card(
        header(round_),
        *revealed(round_.current, round_.current_answers),
        row(*_controls(round_)),
        *what_next(round_),
        accent=GREEN,
    )


def revealed(posed: Posed, answers: Mapping[int, Given]) -> list[str | Block | ui.Item[ui.LayoutView]]:
    """A question with its answer, how everybody chose, the explanation and its source."""
    question = posed.question
    return [
        *stimulus(question.shown),
        bold(question.prompt),
        _heading(posed),
        distribution(posed, answers),
        _part_credit(posed) if any(0 < each.grade.credit < 1 for each in answers.values()) else "",
        line(),
        (Passage(plain(question.explain)),),
        sources(question.sources),
    ]


def _controls(round_: Round) -> list[ui.Item[ui.LayoutView]]:
    """What everybody can do about a revealed question, for as long as its card stands."""
    where = (round_.id, round_.position)
    controls: list[ui.Item[ui.LayoutView]] = [
        button("Why?", custom_id("why", *where)),
        button("Report", custom_id("report", *where)),
    ]
    if round_.current.question.tests:
        controls.append(button("Remind me", custom_id("remind", *where)))
    if isinstance(round_.current.question, Named | Dated):
        controls.append(button("My answer should count", custom_id("count-it", *where)))
    return controls


def locked_text(posed: Posed, locked: Locked) -> str:
    """What the member alone reads after answering."""
    return passages_text(*_locked(posed, locked))


def locked_card(posed: Posed, locked: Locked, change: str) -> ui.LayoutView:
    """The same in the place of the card on which the answer was made; `change` is the custom_id that leads back."""
    return passages_card(
        *_locked(posed, locked),
        *([] if locked.is_final else [row(button("Change", change))]),
    )


def _locked(posed: Posed, locked: Locked) -> tuple[Block, str]:
    verb = "Changed to" if locked.is_change else "Locked in"
    what = (Passage(quoted(locked.text)),) if locked.text is not None else chosen_answer(posed, locked.shown)
    read_as = f", {locked.read_as}" if locked.read_as else ""
    ending = f"{read_as}." if len(what) == 1 else ""
    after = "-# In a race the first answer counts." if locked.is_final else "-# You can change it until the reveal."
    return headed(f"**{verb}:**", what, ending), after


def why_card(posed: Posed, given: Given | None) -> ui.LayoutView:
    """For one member: the own answer, what it earned and why, and why each wrong option is wrong."""
    question = posed.question
    is_right = given is not None and given.grade.credit >= 1
    return passages_card(
        *_own_answer(posed, given),
        _part_credit(posed) if given and given.grade.remark and not is_right else "",
        headed("**Answer:**", right_answer(posed)),
        *_why_wrong(posed),
        (Passage(plain(question.explain)),),
        sources(question.sources),
        accent=GREEN if is_right else GOLD,
    )


def sources(cited: Iterable[str]) -> Block:
    return tuple(passage for each in cited for passage in small(f"Source: {each}"))


def _heading(posed: Posed) -> Block:
    """The right answer; of several options the letters alone, because the options themselves follow."""
    question = posed.question
    if isinstance(question, Multi):
        right = [letter(posed, place) for place, own in enumerate(posed.shown_order) if question.options[own].correct]
        return (Passage(", ".join(right), "### ✅ "),)
    answer = right_answer(posed)
    if question.kind in _HEADINGS:
        return (Passage("", f"### ✅ {_HEADINGS[question.kind]}"), *answer)
    is_short = len(answer[0].text) <= HEADING_LIMIT
    return (Passage(answer[0].text, "### ✅ ") if is_short else Passage(answer[0].text, "✅ **", "**"),)


def _part_credit(posed: Posed) -> str:
    """How part credit is reckoned, for the kinds that have it."""
    rule = _PART_CREDIT.get(posed.question.kind)
    return f"-# Part credit: {rule}" if rule else ""


def _own_answer(posed: Posed, given: Given | None) -> tuple[Block, ...]:
    if given is None:
        return ((Passage("You did not answer this question."),),)
    mark = "✅ right" if given.grade.credit >= 1 else "◐ right in part" if given.grade.credit > 0 else "✗ not right"
    understood = f", {given.grade.understood}" if given.grade.understood else ""
    own = headed(
        "**Your answer:**", given_answer(posed, given.answer), f"{understood} — {mark}, {count(given.points, 'point')}."
    )
    return (own, (Passage(given.grade.remark),)) if given.grade.remark else (own,)


def _why_wrong(posed: Posed) -> tuple[Block, ...]:
    question = posed.question
    if not isinstance(question, Choice | Multi) or question.kind == "true-false":
        return ()
    texts = option_texts(posed)
    return tuple(
        (Passage(plain(texts[place]), f"**{letter(posed, place)} · ", "**"), Passage(plain(why)))
        for place, own in enumerate(posed.shown_order)
        if (why := question.options[own].why)
    )
