"""Events as cards."""

from collections.abc import Sequence

from discord import ui

from bot.service.timelines import Entry
from bot.ui.render.captions import date_text
from bot.ui.render.cards import button, card, line, plain, rows
from bot.ui.render.facts import citations_text
from bot.ui.render.timeline import event_line, timeline_button
from bot.ui.router import custom_id

_LINKS = 5
"""Buttons that lead on to causes, and as many to consequences."""


def event_card(entry: Entry, led_to: Sequence[Entry], led_to_by: Sequence[Entry]) -> ui.LayoutView:
    """All that the library knows of an event, and the ways to its causes and consequences."""
    event, chapter = entry.event, entry.chapter
    details = [
        ("When", date_text(entry)),
        ("Where", event.place),
        ("Who", ", ".join(chapter.people[person].name for person in event.people)),
        ("Chapter", chapter.head.title),
    ]
    links = [*(("← ", cause) for cause in led_to_by[:_LINKS]), *(("→ ", result) for result in led_to[:_LINKS])]
    parts = [
        f"### {plain(event.label)}",
        "\n".join(f"**{name}:** {plain(value)}" for name, value in details if value),
        plain(event.note or ""),
        citations_text(chapter, event.cite),
        _related("What led to it", led_to_by),
        _related("What it led to", led_to),
    ]
    return card(
        *(part for part in parts if part),
        line(),
        *rows([*(_link(arrow, other) for arrow, other in links), timeline_button(chapter, "Timeline of the chapter")]),
    )


def _related(title: str, entries: Sequence[Entry]) -> str:
    return "\n".join([f"**{title}**", *(f"- {event_line(entry)}" for entry in entries)]) if entries else ""


def _link(arrow: str, entry: Entry) -> ui.Button[ui.LayoutView]:
    return button(f"{arrow}{entry.event.label}", custom_id("event", entry.key))
