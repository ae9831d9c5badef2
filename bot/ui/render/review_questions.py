"""A question of one's own review, with its controls and what was set on them so far.

All of it is on one card that only its reader sees, so orders and pairs are put together on the card itself.
"""

from dataclasses import replace

import discord
from discord import ui

from bot.frozen import frozen
from bot.quiz.question import Choice, Dated, Match, Multi, Order
from bot.quiz.round import Posed
from bot.service.reviews import NOTHING_SAID, Doubt, Place, place_of
from bot.store.sittings import Sitting
from bot.study.rating import Certainty
from bot.ui.render.cards import button, cut, plain, row, rows
from bot.ui.render.matching import OPEN, both_sides
from bot.ui.render.options import labels_fit, letter, lettered, letters, option_texts, places
from bot.ui.render.ordering import sequence
from bot.ui.render.passages import Block, Passage, bold, passages_card
from bot.ui.render.questions import stimulus
from bot.ui.render.written_dates import EXAMPLE, day_words
from bot.ui.router import custom_id

CERTAINTIES = {Certainty.GUESS: "Guess", Certainty.FAIRLY: "Fairly sure", Certainty.CERTAIN: "Certain"}

_LABEL_LIMIT, _TITLE_LIMIT = 100, 45
_TASK = {
    "choice": "Choose one answer.",
    "true-false": "True or false?",
    "quote": "Who said or wrote this?",
    "multi": "Choose every right answer.",
    "name": "Type the name.",
    "date": "Type the date as exactly as you know it.",
    "order": "Tap them in order, the earliest first.",
    "match": "Choose a letter for each number.",
}


@frozen
class Draft:
    """What the member has set on the card, as it stands in its custom_ids: nothing of it is kept before the answer.

    `letters` are those tapped so far, for pairs one for each left side or `OPEN`.
    """

    place: Place
    doubt: Doubt = NOTHING_SAID
    letters: str = ""

    def id(self, route: str, *parts: object) -> str:
        """The custom_id of a control that carries the draft."""
        said = f"{self.doubt.certainty:d}{self.doubt.hinted:d}"
        return custom_id(route, self.place.begun, self.place.position, said, self.letters, *parts)

    def saying(self, certainty: Certainty) -> str:
        """The custom_id of a button that says how sure one is."""
        return replace(self, doubt=replace(self.doubt, certainty=certainty)).id("review-draft", "sure")

    def with_hint(self) -> str:
        return replace(self, doubt=replace(self.doubt, hinted=True)).id("review-draft", "hint")

    def tapped(self, chosen: str, why: str) -> str:
        return replace(self, letters=chosen).id("review-draft", why)


def first_draft(sitting: Sitting) -> Draft:
    """Nothing is set yet."""
    question = sitting.posed.question
    return Draft(place_of(sitting), letters=OPEN * len(question.lefts) if isinstance(question, Match) else "")


def review_card(sitting: Sitting, draft: Draft | None = None) -> ui.LayoutView:
    """The open question of a review."""
    drawn = draft or first_draft(sitting)
    posed = sitting.posed
    question = posed.question
    hint: tuple[Block, ...] = ((*_hint(question.hint),),) if question.hint and drawn.doubt.hinted else ()
    return passages_card(
        review_header(sitting),
        *stimulus(question.shown),
        bold(question.prompt),
        *_listed(posed, drawn),
        *hint,
        *_controls(posed, drawn),
        _certainty_row(posed, drawn),
        f"-# {_TASK[question.kind]} Before you answer you may say how sure you are.",
    )


def review_header(sitting: Sitting) -> str:
    return f"### Review · {sitting.position + 1} of {len(sitting.facts)}"


def review_modal(sitting: Sitting, draft: Draft) -> ui.Modal:
    """The form for a typed answer."""
    question = sitting.posed.question
    is_date = isinstance(question, Dated)
    modal = ui.Modal(title="Your answer", custom_id=draft.id("review-typed"))
    field = ui.TextInput[ui.Modal](
        custom_id="text",
        placeholder=f"for example {day_words(EXAMPLE)}, April 1927, or 1927" if is_date else "a name or a term",
        max_length=200,
    )
    label = "When was it?" if is_date else "Who or what is it?"
    modal.add_item(ui.Label(text=label, description=cut(question.prompt, _LABEL_LIMIT, "…"), component=field))
    return modal


def _hint(text: str) -> Block:

    return (Passage(plain(text), "💡 "),)


def _listed(posed: Posed, draft: Draft) -> tuple[Block, ...]:
    question = posed.question
    match question:
        case Match():
            return both_sides(posed, question)
        case Order():
            chosen = places(posed, draft.letters)
            so_far = sequence(posed, chosen, blanks=len(posed.shown_order) - len(chosen))
            return (so_far,) if labels_fit(option_texts(posed)) else (so_far, lettered(posed))
        case Choice() | Multi() if not labels_fit(option_texts(posed)):
            return (lettered(posed),)
        case _:
            return ()


def _controls(posed: Posed, draft: Draft) -> list[ui.ActionRow[ui.LayoutView]]:
    match posed.question:
        case Choice():
            return rows(
                button(label, draft.id("review-choose", place), style=discord.ButtonStyle.primary)
                for place, label in _labels(posed).items()
            )
        case Multi():
            return [row(_multi_select(posed, draft))]
        case Order():
            return [*_item_rows(posed, draft), _order_row(posed, draft)]
        case Match() as question:
            selects = [row(_pair_select(posed, draft, left)) for left in range(len(question.lefts))]
            return [*selects, row(_lock_in(draft, is_done=OPEN not in draft.letters))]
        case _:
            return [row(button("Answer", draft.id("review-type"), style=discord.ButtonStyle.primary))]


def _labels(posed: Posed) -> dict[int, str]:
    texts = option_texts(posed)
    if posed.question.kind == "true-false":
        return dict(enumerate(texts))
    if not labels_fit(texts):
        return letters(posed)
    return {place: f"{each} · {texts[place]}" for place, each in letters(posed).items()}


def _multi_select(posed: Posed, draft: Draft) -> ui.Select[ui.LayoutView]:
    options = _options(posed)
    return ui.Select(
        custom_id=draft.id("review-pick"),
        placeholder="Choose every right answer",
        min_values=1,
        max_values=len(options),
        options=options,
    )


def _pair_select(posed: Posed, draft: Draft, left: int) -> ui.Select[ui.LayoutView]:
    return ui.Select(
        custom_id=draft.id("review-pair", left),
        placeholder=f"Match for {left + 1}",
        options=_options(posed, draft.letters[left]),
    )


def _options(posed: Posed, chosen: str = OPEN) -> list[discord.SelectOption]:
    texts = option_texts(posed)
    return [
        discord.SelectOption(
            label=cut(f"{each} · {texts[place]}", _LABEL_LIMIT, "…"), value=each, default=each == chosen
        )
        for place, each in letters(posed).items()
    ]


def _item_rows(posed: Posed, draft: Draft) -> list[ui.ActionRow[ui.LayoutView]]:
    """What was tapped keeps its place and can no longer be tapped, so that a double tap does not hit its neighbour."""
    labels = _labels(posed)
    buttons = [
        button(
            labels[place],
            draft.tapped(draft.letters + letter(posed, place), "tap"),
            style=discord.ButtonStyle.primary,
            disabled=letter(posed, place) in draft.letters,
        )
        for place in letters(posed)
    ]
    return [row(each) for each in buttons] if labels_fit(option_texts(posed)) else rows(buttons)


def _order_row(posed: Posed, draft: Draft) -> ui.ActionRow[ui.LayoutView]:
    return row(
        button("Undo", draft.tapped(draft.letters[:-1], "undo"), disabled=not draft.letters),
        button("Start over", draft.tapped("", "over"), disabled=not draft.letters),
        _lock_in(draft, is_done=len(draft.letters) == len(posed.shown_order)),
    )


def _lock_in(draft: Draft, *, is_done: bool) -> ui.Button[ui.LayoutView]:
    return button("Answer", draft.id("review-lock"), style=discord.ButtonStyle.success, disabled=not is_done)


def _certainty_row(posed: Posed, draft: Draft) -> ui.ActionRow[ui.LayoutView]:
    """One of three, said before the answer; tapped again it is taken back. The hint stands beside them."""
    said = draft.doubt.certainty
    buttons = [
        button(
            f"✓ {label}" if certainty is said else label,
            draft.saying(Certainty.UNSAID if certainty is said else certainty),
            style=discord.ButtonStyle.success if certainty is said else discord.ButtonStyle.secondary,
        )
        for certainty, label in CERTAINTIES.items()
    ]
    if posed.question.hint:
        buttons.append(button("Hint", draft.with_hint(), disabled=draft.doubt.hinted))
    return row(*buttons)
