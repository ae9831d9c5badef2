"""Cards: messages of Discord's components V2 within its limits, whatever the content's length."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import discord
from discord import ui

TEXT_LIMIT = 4000
"""Discord's limit on the characters of all texts of one card."""

CONTENT_LIMIT = 2000
"""Its limit on the characters of a plain message."""

BUTTON_LIMIT = 80
SHORTENED = " … *(shortened)*"

PLAIN_AT_HAND = 1000
"""The options of the questions that are being asked are told to everybody who chooses them."""

INK = discord.Colour(0x5B6EAE)
GOLD = discord.Colour(0xB8860B)
GREEN = discord.Colour(0x3B8C5A)
RED = discord.Colour(0xB3423A)


def card(*parts: "str | ui.Item[ui.LayoutView]", accent: discord.Colour = INK) -> ui.LayoutView:
    """A message that is one coloured card. Texts that together are too long are cut, the longest first.

    The view is finished before it is sent: clicks come back through the router, and Clio keeps nothing of it.
    """
    texts = fit_together([part for part in parts if isinstance(part, str)], TEXT_LIMIT)
    following = iter(texts)
    view = ui.LayoutView(timeout=None)
    items = [ui.TextDisplay[ui.LayoutView](next(following)) if isinstance(part, str) else part for part in parts]
    view.add_item(ui.Container[ui.LayoutView](*items, accent_colour=accent))
    view.stop()
    return view


def row(*controls: ui.Item[ui.LayoutView]) -> ui.ActionRow[ui.LayoutView]:
    """At most five buttons, or one select."""
    return ui.ActionRow(*controls)


def rows(controls: Iterable[ui.Item[ui.LayoutView]]) -> list[ui.ActionRow[ui.LayoutView]]:
    """Any number of buttons, five a row."""
    buttons = list(controls)
    return [row(*buttons[start : start + 5]) for start in range(0, len(buttons), 5)]


def line() -> ui.Separator[ui.LayoutView]:
    return ui.Separator(spacing=discord.SeparatorSpacing.small)


def button(
    label: str,
    custom_id: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=cut(label, BUTTON_LIMIT, "…"), custom_id=custom_id, style=style, disabled=disabled)


def cut(text: str, limit: int, mark: str = SHORTENED) -> str:
    """The text within the limit, cut at a word; the mark says so."""
    if len(text) <= limit:
        return text
    kept = text[: limit - len(mark)]
    at_word, space, _ = kept.rstrip().rpartition(" ")
    return (at_word if space else kept) + mark


def fit_together(texts: list[str], limit: int) -> list[str]:
    """The texts within the limit as a whole: the longest ones give way first."""
    if sum(map(len, texts)) <= limit:
        return texts
    fitted, room = dict[int, str](), limit
    for done, index in enumerate(sorted(range(len(texts)), key=lambda i: len(texts[i]))):
        fitted[index] = cut(texts[index], room // (len(texts) - done))
        room -= len(fitted[index])
    return [fitted[index] for index in range(len(texts))]


@lru_cache(maxsize=PLAIN_AT_HAND)
def plain(text: str) -> str:
    """A text of the content with nothing in it that Discord would take for markup or a mention."""
    return _escaped(text)


def name(text: str) -> str:
    """A member's name as plain text: no markdown, no mention, no characters that turn the line around."""
    return _as_plain(text, 80) or "member"


def quoted(text: str, limit: int = 80) -> str:
    """What a member typed, as plain text in quotation marks."""
    return f"“{_as_plain(text, limit)}”"


def _as_plain(text: str, limit: int) -> str:
    visible = "".join(" " if char.isspace() else char for char in text if char == " " or _is_visible(char))
    return _escaped(visible.strip()[:limit])


def _escaped(text: str) -> str:
    escaped = discord.utils.escape_mentions(discord.utils.escape_markdown(text))
    return escaped.replace("<", "\\<")  # channels, commands, times and emoji are named in angle brackets as well


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
