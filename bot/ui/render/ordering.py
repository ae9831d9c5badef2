"""Things to be put in order: a member's own card on which they are tapped, the earliest first."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.content.dates import read_edtf
from bot.quiz.question import Item, Order
from bot.quiz.round import Posed, Round
from bot.ui.render.cards import button, plain, row, rows
from bot.ui.render.options import labels_fit, letter, lettered, letters, option_texts, written
from bot.ui.render.passages import Block, Passage, passages_card
from bot.ui.render.written_dates import date_words
from bot.ui.router import custom_id


def sorting_card(round_: Round, chosen: Sequence[int]) -> ui.LayoutView:
    """The items as buttons. `chosen` holds the places that were tapped so far, the earliest first.

    What was tapped keeps its place and can no longer be tapped, so that a double tap does not hit its neighbour.
    """
    posed = round_.current
    count = len(posed.shown_order)
    is_done = len(chosen) == count
    what_next = "Lock it in, or undo." if is_done else f"Tap number {len(chosen) + 1} of {count}, the earliest first."
    texts = option_texts(posed)
    return passages_card(
        f"### Question {round_.position + 1} · your order\n{what_next}",
        sequence(posed, chosen, blanks=count - len(chosen)),
        *(() if labels_fit(texts) else (lettered(posed, without=chosen),)),
        *_item_buttons(round_, chosen),
        _controls(round_, chosen, is_done=is_done),
    )


def sequence(posed: Posed, chosen: Sequence[int], blanks: int = 0) -> Block:
    """An order that somebody gave, numbered, with places left open for what is still to come."""
    texts = option_texts(posed)
    placed = [
        Passage(plain(texts[place]), f"{number}. **{letter(posed, place)}** · ")
        for number, place in enumerate(chosen, start=1)
    ]
    return (*placed, *(Passage("", f"{len(placed) + number}. …") for number in range(1, blanks + 1)))


def right_order(posed: Posed, question: Order) -> Block:
    """The items in order, with their dates."""
    return tuple(
        Passage(
            plain(item.text),
            f"{number}. **{_letter_of(posed, question, item)}** · ",
            f" — {date_words(read_edtf(item.date))}",
        )
        for number, item in enumerate(question.items, start=1)
    )


def _letter_of(posed: Posed, question: Order, item: Item) -> str:
    return letter(posed, posed.shown_order.index(question.items.index(item)))


def _item_buttons(round_: Round, chosen: Sequence[int]) -> list[ui.ActionRow[ui.LayoutView]]:
    """A button a row where the items' texts fit on it, so that they can be read and hit with a thumb."""
    buttons = [_item_button(round_, chosen, place) for place in letters(round_.current)]
    return [row(each) for each in buttons] if labels_fit(option_texts(round_.current)) else rows(buttons)


def _item_button(round_: Round, chosen: Sequence[int], place: int) -> ui.Button[ui.LayoutView]:
    posed = round_.current
    texts = option_texts(posed)
    label = f"{letter(posed, place)} · {texts[place]}" if labels_fit(texts) else letter(posed, place)
    is_placed = place in chosen
    return button(
        f"{chosen.index(place) + 1}. {label}" if is_placed else label,
        custom_id("sorting", round_.id, round_.position, written(posed, (*chosen, place))),
        style=discord.ButtonStyle.secondary if is_placed else discord.ButtonStyle.primary,
        disabled=is_placed,
    )


def _controls(round_: Round, chosen: Sequence[int], *, is_done: bool) -> ui.ActionRow[ui.LayoutView]:
    where = (round_.id, round_.position)
    so_far = written(round_.current, chosen)
    return row(
        button("Undo", custom_id("sorting", *where, so_far[:-1], "undo"), disabled=not chosen),
        button("Start over", custom_id("sorting", *where, "", "over"), disabled=not chosen),
        button("Lock in", custom_id("sorted", *where, so_far), style=discord.ButtonStyle.success, disabled=not is_done),
    )
