"""The card of a question while it is asked."""

from datetime import datetime

import discord
from discord import ui

from bot.quiz.question import Choice, Dated, Multi, Shown
from bot.quiz.round import Posed, Round
from bot.ui.render.cards import button, card, cut, line, row, rows
from bot.ui.router import custom_id

LETTERS = "ABCDEFGHIJ"
LABEL_ON_A_PHONE = 38
"""Longer options stand in the text of the card, and their buttons carry the letter alone."""

_DIFFICULTY = {1: "easy", 2: "fairly easy", 3: "medium", 4: "hard", 5: "very hard"}
_KIND = {
    "choice": "Choose one answer.",
    "true-false": "True or false?",
    "quote": "Who said or wrote this?",
    "multi": "Choose every right answer.",
    "name": "Type the name.",
    "date": "Type the date as exactly as you know it.",
}


def question_card(round_: Round, closes: datetime) -> ui.LayoutView:
    """The open question with its controls. `closes` is when its time ends; Discord counts it down."""
    posed = round_.current
    question = posed.question
    parts: list[str | ui.Item[ui.LayoutView]] = [header(round_), *stimulus(question.shown), f"**{question.prompt}**"]
    if isinstance(question, Choice | Multi) and not _labels_fit(posed):
        parts.append(options_text(posed))
    parts.extend(_controls(round_, posed))
    countdown = discord.utils.format_dt(closes, "R")
    parts.append(
        f"-# {_KIND[question.kind]} Closes {countdown}; until then you can change your answer. "
        f"Difficulty: {_DIFFICULTY[question.difficulty]}."
    )
    return card(*parts)


def header(round_: Round) -> str:
    return f"### Question {round_.position + 1} of {len(round_.posed)} · {round_.title}"


def stimulus(shown: Shown | None) -> list[str | ui.Item[ui.LayoutView]]:
    """What stands above the prompt: a passage as a quotation, a picture, and where it comes from."""
    if shown is None:
        return []
    parts: list[str | ui.Item[ui.LayoutView]] = []
    if shown.image:
        parts.append(
            ui.MediaGallery(discord.MediaGalleryItem(shown.image, description=cut(shown.alt or "", 1024, "…")))
        )
    if shown.text:
        parts.append("\n".join(f"> {each}" for each in shown.text.splitlines()))
    if shown.attribution:
        parts.append(f"-# {shown.attribution}")
    return [*parts, line()]


def options_text(posed: Posed) -> str:
    """The options by their letters on this card."""
    texts = option_texts(posed)
    return "\n".join(f"**{LETTERS[place]}**  {text}" for place, text in enumerate(texts))


def option_texts(posed: Posed) -> list[str]:
    """The options in the order in which this round shows them."""
    question = posed.question
    if not isinstance(question, Choice | Multi):
        return []
    return [question.options[own].text for own in posed.shown_order]


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
        placeholder="for example 12 April 1927, April 1927, or 1927" if is_date else "a name or a term",
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


def _labels_fit(posed: Posed) -> bool:
    return all(len(text) <= LABEL_ON_A_PHONE for text in option_texts(posed))


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
    return [row(button("Answer", custom_id("type", *where), style=discord.ButtonStyle.primary))]


def _labels(posed: Posed) -> list[str]:
    texts = option_texts(posed)
    if not _labels_fit(posed):
        return list(LETTERS[: len(texts)])
    if posed.question.kind == "true-false":
        return texts
    return [f"{LETTERS[place]} · {text}" for place, text in enumerate(texts)]


def _select(posed: Posed, id_: str) -> ui.Select[ui.LayoutView]:
    texts = option_texts(posed)
    return ui.Select(
        custom_id=id_,
        placeholder="Choose every right answer",
        min_values=1,
        max_values=len(texts),
        options=[
            discord.SelectOption(label=cut(f"{LETTERS[place]} · {text}", 100, "…"), value=str(place))
            for place, text in enumerate(texts)
        ],
    )
