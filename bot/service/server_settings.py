"""What a server has set, at hand for every command, and how its moderators change it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.rules import Mode, Rules
from bot.service.changes import change_of
from bot.service.plans import read_exam
from bot.store.changes import Change
from bot.store.server_settings import (
    LEAST_SECONDS,
    MOST_CHANNELS,
    MOST_EXTRA_SECONDS,
    MOST_SECONDS,
    USUAL_SETTINGS,
    DateOrder,
    ServerSettings,
    ServerSettingsRecords,
)
from bot.study.plan import LEAST_RETENTION, MOST_RETENTION, USUAL_RETENTION, Plan

__all__ = ["DATE_ORDERS", "MOST_CHANNELS", "USUAL_SETTINGS", "ServerSettings", "ServerSettingsBook"]

DATE_ORDERS: tuple[DateOrder, ...] = ("day-first", "month-first")
LONGEST_TYPED = 40
T = TypeVar("T", bound=str)

_NUMBER = re.compile(r"\+?(\d{1,4})\s*(?:s|sec|seconds?|%|per ?cent)?", re.IGNORECASE)


class NotChosenFromList(UserError):
    """A choice that the card does not offer."""

    def __init__(self) -> None:
        super().__init__("That is not among the choices. Open /settings again and choose from its lists.")


class NotInRange(UserError):
    """A number that was typed is none, or lies outside of what is allowed."""

    def __init__(self, typed: str, what: str, least: int, most: int) -> None:
        super().__init__(f"{_quoted(typed)} does not do for {what}. Write a whole number from {least} to {most}.")


@frozen
class Timing:
    """Seconds for a question, and those on top of them, as they were typed."""

    seconds: str
    extra: str

    def applied(self, settings: ServerSettings) -> ServerSettings:
        """Raises `NotInRange`."""
        seconds = _number(self.seconds, "the seconds of a question", LEAST_SECONDS, MOST_SECONDS)
        extra = _number(self.extra.strip() or "0", "the extra seconds", 0, MOST_EXTRA_SECONDS)
        return replace(settings, seconds=seconds, extra_seconds=extra)


@frozen
class StudyPlan:
    """The plan of members who have none, as it was typed; left empty, the server has none."""

    retention: str
    exam: str

    def applied(self, settings: ServerSettings, today: date) -> ServerSettings:
        """Raises `NotInRange`, `NoSuchDay` or `ExamIsPast`."""
        least, most = round(LEAST_RETENTION * 100), round(MOST_RETENTION * 100)
        typed = self.retention.strip()
        percent = _number(typed, "the retention in per cent", least, most) if typed else None
        exam = read_exam(self.exam, today, month_first=settings.is_month_first) if self.exam.strip() else None
        return replace(settings, retention=percent and percent / 100, exam=exam)


class ServerSettingsBook:
    """The settings of every server; what was read once is kept in memory, and follows every change."""

    def __init__(self, records: ServerSettingsRecords) -> None:
        self._records = records
        self._known: dict[int, ServerSettings] = {}

    async def of(self, guild: int | None) -> ServerSettings:
        """What is set in a server; the defaults outside of servers."""
        if guild is None:
            return USUAL_SETTINGS
        known = self._known.get(guild)
        if known is not None:
            return known
        read = await self._records.of(guild)
        return self._known.setdefault(guild, read)  # what a change put there in the meantime is newer

    async def plan(self, guild: int | None) -> Plan:
        """What members without a plan of their own aim at in a server."""
        return plan_of(await self.of(guild))

    async def change(
        self, guild: int, by: int, change: Callable[[ServerSettings], ServerSettings], now: datetime
    ) -> ServerSettings:
        """Apply a change to what is set by now, and write down what it changed. Raises what the change raises."""

        def told(before: ServerSettings, after: ServerSettings) -> Sequence[Change]:
            return [change_of(by, what, detail, now) for what, detail in differences(before, after)]

        after = self._known[guild] = await self._records.change(guild, change, told)
        return after

    def forget(self, guild: int) -> None:
        """Read a server's settings anew when they are wanted next, as after they were deleted."""
        self._known.pop(guild, None)


def plan_of(settings: ServerSettings) -> Plan:
    """What members without a plan of their own aim at."""
    return Plan(USUAL_RETENTION if settings.retention is None else settings.retention, settings.exam)


def rules_in(settings: ServerSettings, rules: Rules) -> Rules:
    """How a round is played in a server: with its extra time on every timed question, and its order of dates."""
    extra = settings.extra_seconds if rules.is_timed else 0
    return replace(rules, seconds=rules.seconds + extra, month_first=settings.is_month_first)


def allows_rounds(settings: ServerSettings, channel: int, parent: int | None = None) -> bool:
    """Whether rounds may begin in a channel, or in a thread of `parent`."""
    return not settings.channels or channel in settings.channels or parent in settings.channels


def with_date_order(settings: ServerSettings, chosen: str) -> ServerSettings:
    """Raises `NotChosenFromList`."""
    return replace(settings, date_order=_chosen(chosen, DATE_ORDERS))


def with_mode(settings: ServerSettings, chosen: str) -> ServerSettings:
    """Raises `NotChosenFromList`."""
    return replace(settings, mode=_chosen(chosen, tuple(Mode)))


def with_moderator_role(settings: ServerSettings, chosen: int | None) -> ServerSettings:
    """None where only those who manage the server moderate."""
    return replace(settings, moderator_role=chosen)


def with_channels(settings: ServerSettings, chosen: Sequence[int]) -> ServerSettings:
    """None of them where rounds are allowed everywhere. Raises `NotChosenFromList` for more than a list can hold."""
    if len(chosen) > MOST_CHANNELS:
        raise NotChosenFromList
    return replace(settings, channels=tuple(dict.fromkeys(chosen)))


def differences(before: ServerSettings, after: ServerSettings) -> list[tuple[str, str]]:
    """What was changed, in the words of the history: the name of the setting, and from what to what."""
    changed = [
        (field.name, old, new)
        for field in fields(ServerSettings)
        if (old := getattr(before, field.name)) != (new := getattr(after, field.name))
    ]
    return [(_NAMES.get(name, name), f"{_told(name, old)} → {_told(name, new)}") for name, old, new in changed]


_NAMES = {
    "moderator_role": "moderators' role",
    "date_order": "dates",
    "mode": "mode",
    "seconds": "seconds",
    "extra_seconds": "extra seconds",
    "channels": "channels for rounds",
    "retention": "retention",
    "exam": "exam",
}


def _told(name: str, value: Any) -> str:
    match name:
        case "moderator_role":
            return f"<@&{value}>" if value else "none"
        case "channels":
            return ", ".join(f"<#{channel}>" for channel in value) or "all"
        case "retention":
            return "not set" if value is None else f"{round(value * 100)} %"
        case "exam":
            return "not set" if value is None else value.isoformat()
        case _:
            return str(value)


def _chosen(chosen: str, among: Sequence[T]) -> T:
    found = next((each for each in among if each == chosen), None)
    if found is None:
        raise NotChosenFromList
    return found


def _number(typed: str, what: str, least: int, most: int) -> int:
    read = _NUMBER.fullmatch(typed.strip())
    if read is None or not least <= int(read[1]) <= most:
        raise NotInRange(typed, what, least, most)
    return int(read[1])


def _quoted(typed: str) -> str:
    """What was typed, short and without the characters that format text."""
    shown = "".join(char for char in typed[:LONGEST_TYPED] if char.isprintable() and char not in "*_`~|\\<>@#[]")
    return f"“{shown}”" if shown.strip() else "Nothing"
