"""The card of `/help`."""

from discord import ui

from bot.content.library import Library
from bot.ui.render.cards import card


def help_card(library: Library, *, for_moderator: bool) -> ui.LayoutView:
    """What members can do; for moderators also what only they can do."""
    parts = [
        f"## Clio\nA study companion for history. The library holds {len(library.chapters)} chapters "
        f"of {len(library.books)} books.",
        "**Read**\n"
        "`/read chapter` shows what a chapter is about, and leads on to its facts and a round.\n"
        "`/fact` shows a fact with its source.",
        "**Play**\n"
        "`/quiz start` asks questions in this channel; everybody can answer, and only you see your answer.\n"
        "`/quiz next` goes on at once, `/quiz stop` ends the round; both are for its host and moderators.\n"
        "`/leaderboard` shows who has learned most here.",
    ]
    if for_moderator:
        parts.append(
            "**For moderators**\n"
            "`/content reload` reads the content folder again, and tells exactly what is wrong with it."
        )
    return card(*parts)
