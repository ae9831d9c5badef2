"""Lists on cards: a page of them at a time, and a select that opens what is listed."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import discord
from discord import ui

from bot.content.entries import Kind
from bot.content.library import Chapter
from bot.frozen import frozen
from bot.service.shelves import token
from bot.ui.render.cards import button, cut, row
from bot.ui.router import custom_id

OPTION_LIMIT = 100
MOST_OPTIONS = 25
LAST_PAGE = 9_999
"""Controls carry a page of at most four digits."""

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


@frozen
class Page(Generic[Item_co]):
    """Some of the items. `number` counts from 0, `first` is the place of the first item among all."""

    items: Sequence[Item_co]
    number: int
    pages: int
    first: int


def page_of(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """The page of that number, or the last one where there are not so many."""
    pages = min(max(1, -(-len(items) // size)), LAST_PAGE)
    number = min(number, pages - 1)
    return Page(items[number * size : (number + 1) * size], number, pages, number * size)


def turning(number: int, pages: int, *route: object) -> list[ui.ActionRow[ui.LayoutView]]:
    """The buttons that turn the page, where there is more than one."""
    if pages == 1:
        return []
    name, *parts = (str(part) for part in route)
    return [
        row(
            button("Back", custom_id(name, *parts, max(number - 1, 0), "back"), disabled=number == 0),
            button("More", custom_id(name, *parts, number + 1, "more"), disabled=number + 1 >= pages),
        )
    ]


def page_note(number: int, pages: int) -> str:
    return f"-# Page {number + 1} of {pages}"


def opening(kind: Kind, chapter: Chapter, id_: str) -> str:
    """What a control carries that opens something; at most 90 characters."""
    return f"{kind}:{token(chapter)}:{id_}"


def option(label: str, value: str, description: str = "") -> discord.SelectOption:
    return discord.SelectOption(
        label=cut(one_line(label), OPTION_LIMIT, "…"),
        value=value,
        description=cut(one_line(description), OPTION_LIMIT, "…") or None,
    )


def open_select(options: Sequence[discord.SelectOption], placeholder: str) -> list[ui.ActionRow[ui.LayoutView]]:
    """A select that opens one of these, each offered once; nothing where there are none."""
    offered = list({each.value: each for each in options}.values())[:MOST_OPTIONS]
    if not offered:
        return []
    return [row(ui.Select(custom_id=custom_id("open"), placeholder=placeholder, options=offered))]


def one_line(text: str) -> str:
    return " ".join(text.split())
