"""Pairs to be matched: a member's own card with a select for each item of the left side."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.quiz.question import Match
from bot.quiz.round import Posed, Round
from bot.ui.render.cards import button, cut, plain, row
from bot.ui.render.options import letter, lettered, letters, option_texts
from bot.ui.render.passages import Block, Passage, passages_card
from bot.ui.router import custom_id

OPEN = "-"
"""Stands in a custom_id for an item that has no match yet."""

_LABEL_LIMIT, _PLACEHOLDER_LIMIT = 100, 150


def pairing_card(round_: Round, question: Match, chosen: str) -> ui.LayoutView:
    """`chosen` has for each left side the letter of the right side that was chosen for it, or `OPEN`."""
    is_done = OPEN not in chosen
    where = (round_.id, round_.position)
    parts: list[str | Block | ui.Item[ui.LayoutView]] = []
    for left, text in enumerate(question.lefts):
        parts.append((_numbered(left, text),))
        parts.append(row(_select(round_, left, text, chosen)))
    return passages_card(
        f"### Question {round_.position + 1} · your pairs\n"
        + ("Lock them in, or change one." if is_done else f"Still to be matched: {chosen.count(OPEN)}."),
        *parts,
        row(
            button(
                "Lock in", custom_id("paired", *where, chosen), style=discord.ButtonStyle.success, disabled=not is_done
            )
        ),
    )


def both_sides(posed: Posed, question: Match) -> tuple[Block, Block]:
    """What is to be matched: the left side by numbers, the right side by letters."""
    return tuple(_numbered(left, text) for left, text in enumerate(question.lefts)), lettered(posed)


def right_pairs(posed: Posed, question: Match) -> Block:
    return pairs(posed, question, [posed.shown_order.index(left) for left in range(len(question.lefts))])


def pairs(posed: Posed, question: Match, chosen: Sequence[int], *, marked: bool = False) -> Block:
    """Each left side with the right side at the place chosen for it; `marked` says which pairs are right."""
    return tuple(
        passage for left, place in enumerate(chosen) for passage in _pair(posed, question, left, place, marked=marked)
    )


def is_right(question: Match, left: int, own: int) -> bool:
    """Whether the right side with that index belongs to the left side."""
    return question.rights[own] == question.rights[left]


def _pair(posed: Posed, question: Match, left: int, place: int, *, marked: bool) -> Block:
    mark = (" ✓" if is_right(question, left, posed.shown_order[place]) else " ✗") if marked else ""
    return (
        _numbered(left, question.lefts[left]),
        Passage(plain(option_texts(posed)[place]), f"→ **{letter(posed, place)}** · ", mark),
    )


def _numbered(left: int, text: str) -> Passage:
    return Passage(plain(text), f"**{left + 1}**  ")


def _select(round_: Round, left: int, text: str, chosen: str) -> ui.Select[ui.LayoutView]:
    texts = option_texts(round_.current)
    return ui.Select(
        custom_id=custom_id("pairing", round_.id, round_.position, chosen, left),
        placeholder=cut(f"Match for {left + 1} · {text}", _PLACEHOLDER_LIMIT, "…"),
        options=[
            discord.SelectOption(
                label=cut(f"{each} · {texts[place]}", _LABEL_LIMIT, "…"), value=each, default=each == chosen[left]
            )
            for place, each in letters(round_.current).items()
        ],
    )
