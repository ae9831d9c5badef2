"""Rounds to come: the announcement, the reminder, the list, and what is told when one did not begin."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot.quiz.round import LONGEST_LOBBY
from bot.store.schedules import Schedule
from bot.ui.render.cards import GOLD, GREEN, INK, button, card, cut, name, plain
from bot.ui.render.lists import page_note, page_of, turning
from bot.ui.render.rounds import count
from bot.ui.router import custom_id

ON_A_PAGE = 5
_TITLE_LIMIT = 150


def announcement_card(schedule: Schedule) -> ui.LayoutView:
    """What was planned, for everybody."""
    return card(
        f"## 📅 {_title(schedule)}\n{name(schedule.host_name)} plans a round in <#{schedule.channel}>.",
        f"{_when(schedule)}\n{_details(schedule)}",
        "-# It begins by itself, and everybody in the channel can play. /quiz schedules lists what is planned.",
        accent=GREEN,
    )


def reminder_card(schedule: Schedule) -> ui.LayoutView:
    """A few minutes before."""
    return card(f"### ⏰ {_title(schedule)} begins {_relative(schedule.next_at)}\n{_details(schedule)}")


def not_begun_card(schedule: Schedule, why: str, following: datetime | None) -> ui.LayoutView:
    """That a round did not begin, why, and when the next one will."""
    next_one = f"The next one begins {_full(following)}." if following else "It was planned once and is not repeated."
    return card(
        f"### {_title(schedule)} did not begin\nIt was planned for {_full(schedule.next_at)} in <#{schedule.channel}>. "
        f"{why}",
        f"-# {next_one} /quiz schedules lists what is planned.",
        accent=GOLD,
    )


def schedules_card(schedules: Sequence[Schedule], number: int, *, may_cancel: bool) -> ui.LayoutView:
    """What is planned in a server, for those who may with a button to cancel it; pages count from 0."""
    if not schedules:
        return card("No round is planned in this server. Moderators plan one with /quiz schedule.")
    page = page_of(schedules, number, ON_A_PAGE)
    return card(
        f"## {count(len(schedules), 'round')} planned",
        *(_cancellable(each, page.number) if may_cancel else _entry(each) for each in page.items),
        *([page_note(page.number, page.pages)] if page.pages > 1 else []),
        *turning(page.number, page.pages, "schedules"),
    )


def cancelled_card(schedule: Schedule, by: str) -> ui.LayoutView:
    """For the channel where people wait for it."""
    times = "It was planned every week; none of them takes place any more." if schedule.is_weekly else ""
    return card(
        f"### {_title(schedule)} is cancelled\n{name(by)} has cancelled the round planned for "
        f"{_full(schedule.next_at)}. {times}",
        accent=INK,
    )


def describe(schedule: Schedule) -> str:
    """A schedule in one line, for the server's history."""
    when = f"{'weekly from ' if schedule.is_weekly else ''}{schedule.starts:%Y-%m-%d %H:%M} {schedule.zone}"
    return f"“{schedule.programme.title}” in <#{schedule.channel}>, {when}"


def _entry(schedule: Schedule) -> str:
    return f"**{_title(schedule)}** in <#{schedule.channel}>\n{_when(schedule)}\n-# {_details(schedule)}"


def _cancellable(schedule: Schedule, page: int) -> ui.Section[ui.LayoutView]:
    cancel = button("Cancel", custom_id("schedule-cancel", schedule.id, page), style=discord.ButtonStyle.danger)
    return ui.Section(_entry(schedule), accessory=cancel)


def _title(schedule: Schedule) -> str:
    return plain(cut(schedule.programme.title, _TITLE_LIMIT, "…"))


def _when(schedule: Schedule) -> str:
    repeat = f"\nEvery {schedule.starts:%A} at {schedule.starts:%H:%M} ({schedule.zone})" if schedule.is_weekly else ""
    return f"**{_full(schedule.next_at)}** ({_relative(schedule.next_at)}){repeat}"


def _details(schedule: Schedule) -> str:
    programme = schedule.programme
    rules = programme.rules
    told = [f"Up to {count(programme.wanted.count, 'question')}", str(rules.mode)]
    if rules.is_timed:
        told.append(f"{rules.seconds} seconds each")
    if rules.teams:
        told.append(f"{rules.teams} teams")
    return f"{' · '.join(told)} · first question about {count(LONGEST_LOBBY.seconds // 60, 'minute')} after the start"


def _full(moment: datetime | None) -> str:
    return discord.utils.format_dt(moment, "F") if moment else "never"


def _relative(moment: datetime | None) -> str:
    return discord.utils.format_dt(moment, "R") if moment else "never"
