"""The card of `/settings`, its forms, and the history of what moderators changed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import discord
from discord import ChannelType, SelectDefaultValue, SelectDefaultValueType, SelectOption, ui
from discord.utils import format_dt

from bot.frozen import frozen
from bot.quiz.forgetting import NOBODY
from bot.quiz.rules import Mode
from bot.service.server_settings import DATE_ORDERS, LONGEST_TYPED, MOST_CHANNELS, ServerSettings
from bot.store.changes import Change
from bot.store.names import DELETED_NAME
from bot.store.terms import Term
from bot.study.plan import USUAL_RETENTION
from bot.ui.render.boards import span
from bot.ui.render.cards import GOLD, GREEN, INK, button, card, cut, line, name, plain, row
from bot.ui.render.written_dates import day_words
from bot.ui.router import custom_id

CHANGES_ON_A_PAGE = 8
TERM_NAME_LIMIT = 60
_DETAIL_LIMIT = 320

PLAYABLE = (ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice, ChannelType.forum)
"""Channels in which, or in whose threads, a round can be played."""

_DATE_ORDERS = {
    "day-first": ("Day first", "12 April 1927; 04/12/1927 is the 4th of December"),
    "month-first": ("Month first", "April 12, 1927; 04/12/1927 is the 12th of April"),
}
_MODES: Mapping[str, tuple[str, str]] = {
    Mode.CLASSIC: ("Classic", "Everyone answers until the time is over"),
    Mode.RACE: ("Race", "The first right answer ends the question"),
    Mode.HOSTED: ("Hosted", "No clock; the host moves on"),
    Mode.SURVIVAL: ("Survival", "Who misses is out"),
}
_MENTION = re.compile(r"<(?:@[&!]?|#)\d{1,20}>")


@frozen
class Shown:
    """What the card shows of a server. `roles` and `channels` are those that still exist; `daily` is the daily post."""

    server: str
    settings: ServerSettings
    roles: frozenset[int]
    channels: frozenset[int]
    term: Term | None
    today: date
    daily: str


def settings_card(shown: Shown, notice: str = "") -> ui.LayoutView:
    """Everything that is set, each with the control that changes it."""
    settings = shown.settings
    return card(
        f"## Settings · {name(shown.server)}\n-# What you change is saved at once, and kept in the history.",
        *([notice] if notice else []),
        _section(f"**Time for a question**\n{_time(settings)}", "Change", custom_id("settings-form", "timing")),
        "**Mode**, when `/quiz start` names none",
        row(_string_select("mode", _MODES, settings.mode)),
        f"**Channels for rounds**\n{_channels(shown)}",
        row(_channel_select(shown)),
        line(),
        "**Dates**, shown and typed",
        row(_string_select("dates", {order: _DATE_ORDERS[order] for order in DATE_ORDERS}, settings.date_order)),
        _section(f"**Study plan**\n{_study(shown)}", "Change", custom_id("settings-form", "study")),
        line(),
        f"**Moderators**\n{_moderators(shown)}",
        row(_role_select(shown)),
        _section(f"**Term**\n{_term(shown.term)}", "New term", custom_id("settings-form", "term")),
        _section(f"**Daily post**\n{shown.daily}", "Change", custom_id("daily")),
        row(button("All terms", custom_id("terms")), button("History", custom_id("changes", 0))),
        accent=GREEN if notice else INK,
    )


def form(which: str, filled: Mapping[str, str]) -> ui.Modal:
    """The form behind a button of the card, filled in as it was or as it was typed before."""
    title, fields = _FORMS[which]
    modal = ui.Modal(title=title, custom_id=custom_id("settings-filled", which))
    for field in fields:
        modal.add_item(_label(field, filled.get(field.id, "")))
    return modal


def filled_in(which: str, settings: ServerSettings, today: date) -> Mapping[str, str]:
    """What stands in a form when it is opened: what is set now. An exam that is over is not offered again."""
    if which == "timing":
        return {"seconds": str(settings.seconds), "extra": str(settings.extra_seconds)}
    if which == "study":
        percent = "" if settings.retention is None else str(round(settings.retention * 100))
        exam = day_words(settings.exam) if settings.exam and settings.exam > today else ""
        return {"retention": percent, "exam": exam}
    return {}


def fields_of(which: str) -> tuple[str, ...]:
    """The ids of a form's fields, in their order."""
    return tuple(field.id for field in _FORMS[which][1])


def mistaken_card(sentence: str, which: str, typed: Sequence[str]) -> ui.LayoutView:
    """Why a form changed nothing, and the way back to it with what was typed."""
    kept = [text.replace(":", " ")[: field.limit] for text, field in zip(typed, _FORMS[which][1], strict=True)]
    again = custom_id("settings-form", which, *kept)
    return card(
        f"{sentence} Nothing was changed.",
        row(
            button("Try again", again, style=discord.ButtonStyle.primary),
            button("To the settings", custom_id("settings")),
        ),
        accent=GOLD,
    )


def history_card(changes: Sequence[Change], page: int, *, has_more: bool) -> ui.LayoutView:
    """Who changed what and when, the newest first. Mentions are shown, and ping nobody."""
    entries = [
        f"{format_dt(each.at, 'f')} · {_who(each.by)}\n"
        f"**{_without_markup(each.what)}:** {cut(_without_markup(each.detail), _DETAIL_LIMIT)}"
        for each in changes
    ]
    nothing = "Nothing has been changed so far." if page == 0 else "There are no earlier changes."
    return card(
        "## What moderators changed",
        *(entries or [nothing]),
        line(),
        row(
            button("Newer", custom_id("changes", max(page - 1, 0)), disabled=page == 0),
            button("Older", custom_id("changes", page + 1), disabled=not has_more),
            button("Settings", custom_id("settings")),
        ),
    )


@frozen
class _Field:
    """A line of a form; `limit` is the most that can be typed."""

    id: str
    label: str
    description: str
    limit: int
    is_required: bool = False


_FORMS: Mapping[str, tuple[str, tuple[_Field, ...]]] = {
    "timing": (
        "Time for a question",
        (
            _Field("seconds", "Seconds for a question", "From 5 to 300; /quiz start may name others", 15, True),
            _Field("extra", "Extra seconds for everybody", "From 0 to 300, on top of every timed question", 15),
        ),
    ),
    "study": (
        "Study plan of this server",
        (
            _Field("retention", "Retention in per cent", "From 85 to 95; empty leaves it at 90", 15),
            _Field("exam", "Day of the exam", "Like 12 June 2027 or June 12, 2027; empty for no exam", LONGEST_TYPED),
        ),
    ),
    "term": (
        "Begin a new term",
        (_Field("name", "Name", "Such as Spring 2027; numbered when left empty", TERM_NAME_LIMIT),),
    ),
}


def _label(field: _Field, filled: str) -> ui.Label[ui.Modal]:
    written = ui.TextInput[ui.Modal](
        custom_id=field.id, default=filled[: field.limit] or None, max_length=field.limit, required=field.is_required
    )
    return ui.Label(text=field.label, description=field.description, component=written)


def _section(text: str, label: str, opens: str) -> ui.Section[ui.LayoutView]:
    return ui.Section(text, accessory=button(label, opens))


def _string_select(which: str, labels: Mapping[str, tuple[str, str]], chosen: str) -> ui.Select[ui.LayoutView]:
    options = [
        SelectOption(label=label, value=value, description=description, default=value == chosen)
        for value, (label, description) in labels.items()
    ]
    return ui.Select(custom_id=custom_id("set", which), options=options)


def _channel_select(shown: Shown) -> ui.ChannelSelect[ui.LayoutView]:
    known = [channel for channel in shown.settings.channels if channel in shown.channels]
    return ui.ChannelSelect(
        custom_id=custom_id("set", "channels"),
        channel_types=list(PLAYABLE),
        placeholder="Every channel; choose some to allow rounds only there",
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=[SelectDefaultValue(id=each, type=SelectDefaultValueType.channel) for each in known],
    )


def _role_select(shown: Shown) -> ui.RoleSelect[ui.LayoutView]:
    role = shown.settings.moderator_role
    known = [role] if role is not None and role in shown.roles else []
    return ui.RoleSelect(
        custom_id=custom_id("set", "role"),
        placeholder="No role; choose one for more moderators",
        min_values=0,
        max_values=1,
        default_values=[SelectDefaultValue(id=each, type=SelectDefaultValueType.role) for each in known],
    )


def _time(settings: ServerSettings) -> str:
    extra = settings.extra_seconds
    more = f", and {extra} more for everybody" if extra else "; no extra time"
    return f"{settings.seconds} seconds{more}"


def _channels(shown: Shown) -> str:
    chosen = shown.settings.channels
    if not chosen:
        return "Rounds are allowed in every channel."
    gone = sum(channel not in shown.channels for channel in chosen)
    if gone == len(chosen):
        return "⚠ The channels that were allowed are deleted, so no round can begin. Choose others, or none for all."
    also = f" {gone} more that were allowed are deleted." if gone else ""
    return f"Only in the channels chosen here, and in their threads.{also}"


def _study(shown: Shown) -> str:
    settings = shown.settings
    percent = round((settings.retention or USUAL_RETENTION) * 100)
    exam = "no exam"
    if settings.exam is not None:
        exam = f"exam on {day_words(settings.exam)}{'' if settings.exam > shown.today else ', which is over'}"
    return f"{percent} % retention, {exam}; for members without a plan of their own"


def _moderators(shown: Shown) -> str:
    role = shown.settings.moderator_role
    if role is None:
        return "Who may manage this server."
    if role not in shown.roles:
        return "Who may manage this server. ⚠ The role that was named besides is deleted."
    return f"Who may manage this server, and <@&{role}>."


def _term(term: Term | None) -> str:
    return (
        f"{name(term.name)}, {span(term.began_at, term.ended_at)}"
        if term
        else "None; the leaderboard counts all rounds"
    )


def _without_markup(text: str) -> str:
    """The text without markup; mentions stay what they are."""
    pieces, end = list[str](), 0
    for mention in _MENTION.finditer(text):
        pieces += [plain(text[end : mention.start()]), mention[0]]
        end = mention.end()
    return "".join([*pieces, plain(text[end:])])


def _who(member: int) -> str:
    return DELETED_NAME if member == NOBODY else f"<@{member}>"
