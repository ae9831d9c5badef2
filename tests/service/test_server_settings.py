"""The settings of a server: what is typed, what is remembered, and what is written into the history."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.errors import UserError
from bot.quiz.rules import Mode
from bot.service.changes import Changes
from bot.service.server_settings import (
    USUAL_SETTINGS,
    NotChosenFromList,
    ServerSettings,
    ServerSettingsBook,
    StudyPlan,
    Timing,
    differences,
    with_channels,
    with_date_order,
    with_mode,
)
from bot.store.store import Store
from bot.study.plan import Plan

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = NOW.date()
GUILD, MARA = 1, 2


@pytest.mark.parametrize("typed", ["45", " 45 ", "+45", "45 s", "45 seconds", "45sec"])
def test_seconds_are_read_as_people_write_them(typed: str) -> None:
    assert Timing(typed, "").applied(USUAL_SETTINGS) == replace(USUAL_SETTINGS, seconds=45)


@pytest.mark.parametrize("typed", ["", "-45", "4", "301", "4 5", "45.0", "forty", "1e2", "0x2d", "9" * 300, "45\n45"])
def test_seconds_that_are_no_number_or_out_of_range_are_refused(typed: str) -> None:
    with pytest.raises(UserError, match="whole number from 5 to 300"):
        Timing(typed, "0").applied(USUAL_SETTINGS)


def test_an_exam_is_read_in_the_order_of_the_server() -> None:
    month_first = replace(USUAL_SETTINGS, date_order="month-first")
    assert StudyPlan("", "06/12/2027").applied(USUAL_SETTINGS, TODAY).exam == date(2027, 12, 6)
    assert StudyPlan("", "06/12/2027").applied(month_first, TODAY).exam == date(2027, 6, 12)


def test_a_study_plan_left_empty_is_none() -> None:
    set_ = replace(USUAL_SETTINGS, retention=0.95, exam=date(2027, 6, 12))
    assert StudyPlan("", "").applied(set_, TODAY) == USUAL_SETTINGS
    assert StudyPlan("92%", "none").applied(set_, TODAY) == replace(USUAL_SETTINGS, retention=0.92)


def test_only_what_the_lists_offer_can_be_chosen() -> None:
    for change in (
        lambda: with_mode(USUAL_SETTINGS, "relay"),
        lambda: with_date_order(USUAL_SETTINGS, "x" * 300),
        lambda: with_channels(USUAL_SETTINGS, range(26)),
    ):
        with pytest.raises(NotChosenFromList):
            change()


def test_differences_name_the_old_and_the_new_value() -> None:
    after = ServerSettings(7, "month-first", Mode.RACE, 60, 10, (3, 4), 0.95, date(2027, 6, 12))
    assert differences(USUAL_SETTINGS, after) == [
        ("moderators' role", "none → <@&7>"),
        ("dates", "day-first → month-first"),
        ("mode", "classic → race"),
        ("seconds", "30 → 60"),
        ("extra seconds", "0 → 10"),
        ("channels for rounds", "all → <#3>, <#4>"),
        ("retention", "not set → 95 %"),
        ("exam", "not set → 2027-06-12"),
    ]


async def test_what_is_changed_is_known_at_once_and_after_a_restart(store: Store) -> None:
    book = ServerSettingsBook(store.server_settings)
    assert await book.of(GUILD) == USUAL_SETTINGS
    await book.change(GUILD, MARA, lambda settings: replace(settings, retention=0.95), NOW)
    assert (await book.of(GUILD)).retention == 0.95
    assert await book.plan(GUILD) == Plan(0.95)
    assert await book.plan(None) == Plan()
    assert await ServerSettingsBook(store.server_settings).of(GUILD) == await book.of(GUILD)


async def test_settings_that_are_read_while_they_change_do_not_fall_behind(store: Store) -> None:
    book = ServerSettingsBook(store.server_settings)
    await asyncio.gather(
        *(book.of(GUILD) for _ in range(5)),
        book.change(GUILD, MARA, lambda settings: replace(settings, seconds=60), NOW),
        *(book.of(GUILD) for _ in range(5)),
    )
    assert (await book.of(GUILD)).seconds == 60


async def test_texts_of_the_history_are_one_line_and_cut(store: Store) -> None:
    changes = Changes(store.changes)
    await changes.record(GUILD, MARA, "w" * 300, "a\nb\0" + "x" * 5000, NOW)
    (kept,) = await changes.recent(GUILD, 9)
    assert len(kept.what) == 40
    assert kept.detail.startswith("a bx")
    assert len(kept.detail) == 1500
