"""The content's own texts in a card: plain text whatever they hold, and cut only where they are too long together."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.frozen import frozen
from bot.ui.render.cards import CONTENT_LIMIT, INK, TEXT_LIMIT, card, fit_together, plain


@frozen
class Passage:
    """A text of the content, and our own markup around it, which stays whole when the text is cut."""

    text: str
    before: str = ""
    after: str = ""

    @property
    def frame(self) -> int:
        """The characters that the markup and the end of the line need."""
        return len(self.before) + len(self.after) + 1


Block = tuple[Passage, ...]
"""Passages that stand in one text, each beginning a line."""


def passages_card(*parts: str | Block | ui.Item[ui.LayoutView], accent: discord.Colour = INK) -> ui.LayoutView:
    """A card in which the passages give way to all else, the longest first. Parts that say nothing are left out."""
    texts = iter(_fitted([part for part in parts if isinstance(part, str | tuple)], TEXT_LIMIT))
    drawn = [next(texts) if isinstance(part, str | tuple) else part for part in parts]
    return card(*(part for part in drawn if part != ""), accent=accent)


def passages_text(*parts: str | Block) -> str:
    """A plain message of a line or two, in which the passages give way to all else, the longest first."""
    return "\n".join(_fitted(parts, CONTENT_LIMIT))


def _fitted(parts: Sequence[str | Block], limit: int) -> list[str]:
    """The parts' texts, which together keep within the limit."""
    passages = [passage for part in parts if isinstance(part, tuple) for passage in part]
    taken = sum(len(part) for part in parts if isinstance(part, str)) + sum(each.frame for each in passages)
    following = iter(fit_together([each.text for each in passages], limit - taken))
    return [
        "\n".join([f"{each.before}{next(following)}{each.after}" for each in part]) if isinstance(part, tuple) else part
        for part in parts
    ]


def bold(text: str) -> Block:
    return (Passage(plain(text), "**", "**"),)


def quotation(text: str) -> Block:
    """A text as Discord draws a quotation."""
    return (Passage("\n".join(f"> {each}" for each in plain(text).splitlines())),)


def small(text: str) -> Block:
    """Small print that is Markdown already, such as a citation."""
    return (Passage(text, "-# "),)
