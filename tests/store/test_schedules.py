"""Schedules in the store: nothing that is due is done twice, and nothing is done that was cancelled."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.quiz.deck import Wanted
from bot.quiz.programme import Programme
from bot.quiz.rules import Mode, Rules
from bot.store.due import Due
from bot.store.rounds import ChannelTaken
from bot.store.schedules import AT_MOST, AlreadyMoved, Schedule, TooManySchedules
from bot.store.store import Store
from tests.store.rounds import CHANNEL, GUILD, new_round

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
STARTS = NOW + timedelta(hours=2)
NEXT_WEEK = STARTS + timedelta(weeks=1)
PROGRAMME = Programme("Treaties", None, Wanted(5, frozenset({"date"})), Rules(mode=Mode.RACE, team_roles=(4, 5)), True)


def schedule(guild: int = GUILD, at: datetime = STARTS, *, is_weekly: bool = True) -> Schedule:
    return Schedule(0, guild, CHANNEL, 5, "Mara", PROGRAMME, at.replace(tzinfo=None), "Europe/Berlin", is_weekly, at)


async def test_a_schedule_is_read_as_it_was_kept(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    assert kept.remind_at == STARTS - timedelta(minutes=10)
    assert await store.schedules.find(kept.id) == kept
    assert await store.schedules.of(GUILD) == [kept]
    assert await store.schedules.of(GUILD + 1) == []
    assert await store.schedules.last_zone(GUILD) == "Europe/Berlin"
    assert await store.schedules.last_zone(GUILD + 1) is None


async def test_what_is_to_come_is_listed_in_the_order_of_time(store: Store) -> None:
    late = await store.schedules.add(schedule(at=NEXT_WEEK), NOW)
    early = await store.schedules.add(schedule(), NOW)
    assert await store.schedules.of(GUILD) == [early, late]


async def test_only_what_is_due_is_due_and_one_of_many_moves_it_on(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    assert await store.schedules.due(STARTS - timedelta(seconds=1)) == []
    assert await store.schedules.due(STARTS) == [Due(kept.id, GUILD)]
    moved = await asyncio.gather(*(store.schedules.move(kept, NEXT_WEEK, STARTS) for _ in range(5)))
    assert sorted(moved) == [False] * 4 + [True]
    assert await store.schedules.due(STARTS) == []
    after = await store.schedules.find(kept.id)
    assert after == replace(kept, next_at=NEXT_WEEK, remind_at=NEXT_WEEK - timedelta(minutes=10))


async def test_a_reminder_is_claimed_once_for_each_date(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    at = STARTS - timedelta(minutes=10)
    assert await store.schedules.due_reminders(at - timedelta(seconds=1)) == []
    assert await store.schedules.due_reminders(at) == [Due(kept.id, GUILD)]
    assert [await store.schedules.claim_reminder(kept) for _ in range(2)] == [True, False]
    assert await store.schedules.due_reminders(at) == []
    await store.schedules.move(replace(kept, remind_at=None), NEXT_WEEK, STARTS)
    assert await store.schedules.due_reminders(NEXT_WEEK) == [Due(kept.id, GUILD)]


async def test_what_begins_in_a_few_minutes_is_announced_without_a_reminder(store: Store) -> None:
    kept = await store.schedules.add(schedule(at=NOW + timedelta(minutes=9)), NOW)
    assert kept.remind_at is None
    assert await store.schedules.due_reminders(kept.next_at or NOW) == []


async def test_a_round_and_the_move_of_its_schedule_are_kept_together_or_not_at_all(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    moving = store.schedules.moving(kept, NEXT_WEEK, STARTS)
    begun = await store.rounds.create(new_round(), "Mara", STARTS, moving)
    moved = await store.schedules.find(kept.id)
    assert moved is not None
    assert moved.next_at == NEXT_WEEK
    with pytest.raises(AlreadyMoved):
        await store.rounds.create(new_round(channel=CHANNEL + 1), "Mara", STARTS, moving)
    assert [each.id for each in await store.rounds.running()] == [begun.id]


async def test_where_the_channel_is_taken_the_schedule_stays_where_it_was(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    await store.rounds.create(new_round(), "Ana", NOW)
    with pytest.raises(ChannelTaken):
        await store.rounds.create(new_round(), "Mara", STARTS, store.schedules.moving(kept, NEXT_WEEK, STARTS))
    assert await store.schedules.find(kept.id) == kept


async def test_what_is_cancelled_is_over_for_its_server_alone(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    assert await store.schedules.cancel(GUILD + 1, kept.id) is None
    assert await store.schedules.cancel(GUILD, kept.id) == kept
    assert await store.schedules.cancel(GUILD, kept.id) is None
    assert await store.schedules.of(GUILD) == []
    assert await store.schedules.due(STARTS) == await store.schedules.due_reminders(STARTS) == []
    assert not await store.schedules.move(kept, NEXT_WEEK, STARTS)
    assert not await store.schedules.claim_reminder(kept)
    assert not await store.schedules.keep_event(kept, 7)
    assert await store.schedules.last_zone(GUILD) == "Europe/Berlin"


async def test_discords_event_belongs_to_one_date(store: Store) -> None:
    kept = await store.schedules.add(schedule(), NOW)
    assert await store.schedules.keep_event(kept, 7)
    with_event = await store.schedules.find(kept.id)
    assert with_event == replace(kept, event=7)
    await store.schedules.move(kept, NEXT_WEEK, STARTS)
    after = await store.schedules.find(kept.id)
    assert after is not None
    assert after.event is None
    assert not await store.schedules.keep_event(kept, 8)


async def test_a_server_has_a_limit_and_what_is_over_does_not_count(store: Store) -> None:
    kept = [await store.schedules.add(schedule(), NOW) for _ in range(AT_MOST)]
    with pytest.raises(TooManySchedules, match="Cancel one"):
        await store.schedules.add(schedule(), NOW)
    await store.schedules.add(schedule(guild=GUILD + 1), NOW)
    await store.schedules.move(kept[0], None, STARTS)
    added = await store.schedules.add(schedule(), NOW)
    assert added.id > kept[-1].id


async def test_moments_are_those_that_were_kept(store: Store) -> None:
    at = datetime(2027, 3, 28, 1, tzinfo=UTC)
    kept = await store.schedules.add(schedule(at=at, is_weekly=False), NOW)
    found = await store.schedules.find(kept.id)
    assert found is not None
    assert (found.next_at, found.starts, found.is_weekly) == (at, at.replace(tzinfo=None), False)
