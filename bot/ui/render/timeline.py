"""Timelines as cards."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.content.library import Chapter
from bot.service.shelves import token
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.themes import ThemeName
from bot.ui.render.captions import date_text, summary
from bot.ui.render.cards import button, card, cut, plain, row
from bot.ui.router import custom_id

PICTURE = "timeline.png"
ALT_LIMIT = 1024
"""Discord's limit on a picture's description."""

_OPTION_LIMIT = 100
_LABEL_LENGTH = 220
_OTHER_THEME: dict[ThemeName, ThemeName] = {"dark": "light", "light": "dark"}


def timeline_card(timeline: Timeline, page: int, theme: ThemeName) -> ui.LayoutView:
    """One page: the picture, which is attached as `PICTURE`, the same as text, and a select to open an event."""
    picture = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt_text(timeline, page))
    return card(
        f"## {plain(timeline.title)}\n{plain(timeline.subtitle)} · {summary(timeline, page)}",
        ui.MediaGallery[ui.LayoutView](picture),
        "\n".join(event_line(entry) for entry in timeline.page(page)),
        row(_event_select(timeline.page(page))),
        row(*_turning(timeline, page, theme)),
    )


def alt_text(timeline: Timeline, page: int) -> str:
    """What the picture shows, for those who cannot see it; all of it stands in the card's list."""
    told = "; ".join(f"{date_text(entry)}: {entry.event.label}" for entry in timeline.page(page))
    return cut(
        f"Timeline of {timeline.title}, {summary(timeline, page)}. {told}.", ALT_LIMIT, " … The list has the rest."
    )


def timeline_button(chapter: Chapter, label: str = "Timeline") -> ui.Button[ui.LayoutView]:
    """Opens a chapter's timeline; for any card on which a chapter is shown."""
    opening = custom_id("timeline", token(chapter), "", "dark", 0)
    return button(label, opening, disabled=not chapter.events)


def event_line(entry: Entry) -> str:
    """An event in a list: its date and what happened."""
    return f"**{date_text(entry)}** · {plain(cut(entry.event.label, _LABEL_LENGTH, ' …'))}"


def _event_select(entries: Sequence[Entry]) -> ui.Select[ui.LayoutView]:
    options = [
        discord.SelectOption(
            label=cut(entry.event.label, _OPTION_LIMIT, "…"),
            value=entry.key,
            description=cut(date_text(entry), _OPTION_LIMIT, "…"),
        )
        for entry in entries
    ]
    return ui.Select(custom_id=custom_id("event"), placeholder="Open an event", options=options)


def _turning(timeline: Timeline, page: int, theme: ThemeName) -> list[ui.Button[ui.LayoutView]]:
    def turned_to(number: int, shown: ThemeName = theme) -> str:
        period = timeline.period.edtf if timeline.period else ""
        return custom_id("timeline", timeline.scope, period, shown, number, "turn")

    other = _OTHER_THEME[theme]
    in_other_theme = button(f"{other.capitalize()} picture", turned_to(page, other))
    if timeline.pages == 1:
        return [in_other_theme]
    return [
        button("Earlier", turned_to(max(page - 1, 0)), disabled=page == 0),
        button("Later", turned_to(page + 1), disabled=page + 1 == timeline.pages),
        in_other_theme,
    ]
