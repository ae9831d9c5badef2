"""Short messages to one person: refusals, problems, bugs."""

import io
from collections.abc import Sequence

import discord
from discord import ui
from discord.ui import LayoutView

from bot.content.problems import Problem
from bot.ui.render.cards import GOLD, RED, TEXT_LIMIT, card

PROBLEMS_FILE = "problems.txt"
_PROBLEM_LIMIT = 700
_LARGEST_TEXT = 4 * 1024 * 1024
"""In bytes; Discord takes files of 10 MB."""


def refusal(sentence: str) -> LayoutView:
    """Something that the member can act on."""
    return card(sentence, accent=GOLD)


def bug(reference: str) -> LayoutView:
    """Something that only the operator can act on."""
    return card(
        "Something went wrong inside Clio, and it has been written down. Please try again. "
        f"If it happens again, tell whoever runs Clio this reference: `{reference}`",
        accent=RED,
    )


def problems(found: Sequence[Problem]) -> tuple[LayoutView, Sequence[discord.File]]:
    """Why nothing was changed: all problems, in a file as well where they are too many for the message."""
    counted = "There is 1 problem" if len(found) == 1 else f"There are {len(found)} problems"
    head = f"**Nothing was changed.** {counted}:"
    listed: list[str] = []
    room = TEXT_LIMIT - len(head) - 100
    for problem in found:
        shown = f"- `{str(problem).replace('`', 'ˋ')[:_PROBLEM_LIMIT]}`"
        if room < len(shown) + 1:
            break
        room -= len(shown) + 1
        listed.append(shown)
    left = len(found) - len(listed)
    if not left and all(len(str(problem)) <= _PROBLEM_LIMIT for problem in found):
        return card(head, "\n".join(listed), accent=RED), ()
    more = f"… and {left} more. " if left else ""
    told = ui.File[LayoutView](f"attachment://{PROBLEMS_FILE}")
    file = text_file("\n".join(map(str, found)), PROBLEMS_FILE)
    return card(head, "\n".join((*listed, f"{more}The file lists them all.")), told, accent=RED), (file,)


def text_file(text: str, name: str) -> discord.File:
    """A text to attach, cut where it is larger than any list that a person reads."""
    content = text.encode("utf-8", "replace")
    kept = content if len(content) <= _LARGEST_TEXT else content[:_LARGEST_TEXT].rpartition(b"\n")[0] + b"\n...\n"
    return discord.File(io.BytesIO(kept), name)
