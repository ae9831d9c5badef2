"""Short messages to one person: refusals, problems, bugs."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.content.problems import Problem
from bot.ui.render.cards import GOLD, RED, TEXT_LIMIT, card


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


def problems(found: Sequence[Problem]) -> LayoutView:
    """Why the content was not reloaded: as many problems as fit, and how many more there are."""
    head = f"**Nothing changed.** The content has {len(found)} problem{'s' if len(found) != 1 else ''}:"
    listed: list[str] = []
    room = TEXT_LIMIT - len(head) - 100
    for problem in found:
        shown = f"- `{str(problem).replace('`', 'ˋ')[:700]}`"
        if room < len(shown) + 1:
            break
        room -= len(shown) + 1
        listed.append(shown)
    left = len(found) - len(listed)
    if left:
        listed.append(f"… and {left} more. `clio check` lists them all.")
    return card(head, "\n".join(listed), accent=RED)
