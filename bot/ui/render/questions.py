"""The card of a question while it is asked."""

from datetime import datetime

import discord
from discord import ui

from bot.content.generating import is_generated
from bot.quiz.question import Choice, Dated, Match, Multi, Order, Shown
from bot.quiz.round import Posed, Round
from bot.ui.render.cards import button, cut, line, plain, row, rows
from bot.ui.render.matching import both_sides
from bot.ui.render.options import labels_fit, lettered, letters, option_texts
from bot.ui.render.passages import Block, Passage, bold, passages_card, quotation, small
from bot.ui.render.rounds import round_controls, time_left
from bot.ui.render.written_dates import EXAMPLE, day_words
from bot.ui.router import custom_id

_TITLE_LIMIT, _ALT_LIMIT, _SELECT_LABEL_LIMIT = 100, 1024, 100
_DIFFICULTY = {1: "easy", 2: "fairly easy", 3: "medium", 4: "hard", 5: "very hard"}
_KIND = {
    "choice": "Choose one answer.",
    "true-false": "True or false?",
    "quote": "Who said or wrote this?",
    "multi": "Choose every right answer.",
    "name": "Type the name.",
    "date": "Type the date as exactly as you know it.",
    "order": "Press Answer, then tap them in order, the earliest first.",
    "match": "Press Answer, then choose a letter for each number.",
}
_OPENS = {"order": "sort", "match": "pair"}
"""The routes that open a card of one's own; the other kinds with an Answer button open a form."""


def question_card(round_: Round, closes: datetime) -> ui.LayoutView:
    """The open question with its controls. `closes` is when its time ends; Discord counts it down."""
    posed = round_.current
    question = posed.question
    return passages_card(
        header(round_),
        *stimulus(question.shown),
        bold(question.prompt),
        *_listed(posed),
        *_controls(round_, posed),
        *round_controls(round_),
        f"-# {_KIND[question.kind]} {time_left(round_, closes)} Difficulty: {_DIFFICULTY[question.difficulty]}.",
    )


def header(round_: Round) -> str:
    title = cut(plain(round_.title), _TITLE_LIMIT, "…")
    if is_generated(round_.current.question.id):
        title += " · made from the material"
    return f"### Question {round_.position + 1} of {len(round_.posed)} · {title}"


def stimulus(shown: Shown | None) -> list[str | Block | ui.Item[ui.LayoutView]]:
    """What stands above the prompt: a passage as a quotation, a picture, and where it comes from."""
    if shown is None:
        return []
    parts: list[str | Block | ui.Item[ui.LayoutView]] = []
    if shown.intro:
        parts.append((Passage(plain(shown.intro)),))
    if shown.image:
        alt = cut(shown.alt, _ALT_LIMIT, "…") if shown.alt else None
        parts.append(ui.MediaGallery(discord.MediaGalleryItem(shown.image, description=alt)))
    if shown.text:
        parts.append(quotation(shown.text))
    if shown.attribution:
        parts.append(small(shown.attribution))
    return [*parts, line()]


def answer_modal(round_: Round) -> ui.Modal:
    """The form for a typed answer."""
    question = round_.current.question
    modal = ui.Modal(
        title=f"Question {round_.position + 1}",
        custom_id=custom_id("typed", round_.id, round_.position),
    )
    is_date = isinstance(question, Dated)
    field = ui.TextInput[ui.Modal](
        custom_id="text",
        placeholder=f"for example {day_words(EXAMPLE)}, April 1927, or 1927" if is_date else "a name or a term",
        max_length=200,
    )
    modal.add_item(
        ui.Label(
            text="When was it?" if is_date else "Your answer",
            description=cut(question.prompt, 100, "…"),
            component=field,
        )
    )
    return modal


def _listed(posed: Posed) -> tuple[Block, ...]:
    """What stands in the text, because no button or select could hold it."""
    question = posed.question
    match question:
        case Match():
            return both_sides(posed, question)
        case Order():
            return (lettered(posed),)
        case Choice() | Multi() if not labels_fit(option_texts(posed)):
            return (lettered(posed),)
        case _:
            return ()


def _controls(round_: Round, posed: Posed) -> list[ui.ActionRow[ui.LayoutView]]:
    where = (round_.id, round_.position)
    question = posed.question
    if isinstance(question, Choice):
        return rows(
            button(label, custom_id("answer", *where, place), style=discord.ButtonStyle.primary)
            for place, label in enumerate(_labels(posed))
        )
    if isinstance(question, Multi):
        return [row(_select(posed, custom_id("pick", *where)))]
    opens = custom_id(_OPENS.get(question.kind, "type"), *where)
    return [row(button("Answer", opens, style=discord.ButtonStyle.primary))]


def _labels(posed: Posed) -> list[str]:
    texts = option_texts(posed)
    if posed.question.kind == "true-false":
        return texts
    if not labels_fit(texts):
        return list(letters(posed).values())
    return [f"{each} · {texts[place]}" for place, each in letters(posed).items()]


def _select(posed: Posed, id_: str) -> ui.Select[ui.LayoutView]:
    texts = option_texts(posed)
    return ui.Select(
        custom_id=id_,
        placeholder="Choose every right answer",
        min_values=1,
        max_values=len(texts),
        options=[
            discord.SelectOption(label=cut(f"{each} · {texts[place]}", _SELECT_LABEL_LIMIT, "…"), value=str(place))
            for place, each in letters(posed).items()
        ],
    )
