"""The card of `/help`."""

from discord import ui

from bot.content.library import Library
from bot.content.report import counted
from bot.ui.render.cards import card


def help_card(library: Library, *, for_moderator: bool) -> ui.LayoutView:
    """What members can do; for moderators also what only they can do."""
    parts = [
        f"## Clio\nA study companion for history. The library holds {counted(len(library.chapters), 'chapter')} "
        f"of {counted(len(library.books), 'book')}.",
        "**Read**\n"
        "`/read chapter` and `/read book` lead on to facts, timeline, people, terms, discussion and a round.\n"
        "`/fact`, `/who`, `/define` and `/today` look things up, each with its source; `/find` searches everything.\n"
        "`/timeline` draws events as a picture.",
        "**Play**\n"
        "`/quiz start` asks questions in this channel; everybody can answer, and only you see your answer.\n"
        "`/quiz next`, `/quiz pause`, `/quiz resume` and `/quiz stop` are for its host and moderators.\n"
        "`/quiz schedules` lists the rounds that are planned.\n"
        "`/leaderboard` shows who has learned most here.",
        "**Remember**\n"
        "`/review` asks you alone, when a fact is due again; `/progress` shows what you know.\n"
        "`/study plan`, `/study remind` and `/study export` are for exams, reminders and Anki.",
        "**Your data**\n"
        "`/privacy about` says what is kept, `/privacy export` hands it to you, `/privacy delete` deletes it.\n"
        "`/privacy opt-out` takes you off the board.",
    ]
    if for_moderator:
        parts.append(
            "**For moderators**\n"
            "`/content upload` adds a chapter of your own for this server; `/content packs` switches chapters on and "
            "off, `/content export` hands them out.\n"
            "`/content reload` reads the content folder again, and tells exactly what is wrong with it; "
            "`/content check` only looks, `/content rollback` goes back, `/content status` tells how it stands.\n"
            "`/content reports` lists reported questions, and answers that members think should count.\n"
            "`/settings` holds what is set for this server: time, mode, channels, dates, study plan, moderators, terms "
            "and the daily post; its History tells who changed what.\n"
            "`/quiz schedule` plans a round that begins by itself, once or every week.\n"
            "`/term start` begins a new term on the leaderboard.\n"
            "`/progress` with `server` shows what this server finds hard, without names."
        )
    return card(*parts)
