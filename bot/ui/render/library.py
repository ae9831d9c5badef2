"""What a reload did to the library."""

from collections.abc import Sequence

from discord import ui

from bot.service.libraries import Compared
from bot.ui.render.cards import GREEN, card

LISTED_AT_MOST = 15


def reloaded_card(done: Compared) -> ui.LayoutView:
    """Version, time taken, and what was added, changed and removed, by id."""
    counts = (
        f"{len(done.library.books)} books, {len(done.library.chapters)} chapters, "
        f"{sum(len(chapter.facts) for chapter in done.library.chapters.values())} facts, "
        f"{sum(len(chapter.questions) for chapter in done.library.chapters.values())} questions"
    )
    parts = [
        f"**The content was reloaded** in {done.seconds * 1000:.0f} ms. Version `{done.library.version}`: {counts}.",
        *_listed("Added", done.added),
        *_listed("Changed", done.changed),
        *_listed("Removed", done.removed),
        *_listed("Warnings", [str(warning) for warning in done.warnings]),
    ]
    if len(parts) == 1:
        parts.append("Nothing is different.")
    return card(*parts, accent=GREEN)


def _listed(title: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return []
    shown = [f"- `{entry}`" for entry in entries[:LISTED_AT_MOST]]
    if len(entries) > LISTED_AT_MOST:
        shown.append(f"- … and {len(entries) - LISTED_AT_MOST} more")
    return [f"**{title}** ({len(entries)})\n" + "\n".join(shown)]
