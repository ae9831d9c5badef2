import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.quiz.rules import Mode
from bot.store.changes import Change
from bot.store.server_settings import USUAL_SETTINGS, ServerSettings
from bot.store.store import Store
from tests.store.rounds import ANA, GUILD, NOW

EVERYTHING = ServerSettings(
    moderator_role=2**60 + 1,
    date_order="month-first",
    mode=Mode.SURVIVAL,
    seconds=45,
    extra_seconds=15,
    channels=(2**60 + 3, 7),
    retention=0.95,
    exam=date(2027, 6, 12),
)


async def change(store: Store, made: Callable[[ServerSettings], ServerSettings], guild: int = GUILD) -> ServerSettings:
    def told(before: ServerSettings, after: ServerSettings) -> Sequence[Change]:
        return [Change(ANA, "settings", f"{before.seconds} → {after.seconds}", NOW)]

    return await store.server_settings.change(guild, made, told)


async def test_a_server_that_set_nothing_has_the_defaults(store: Store) -> None:
    assert await store.server_settings.of(GUILD) == USUAL_SETTINGS


async def test_everything_that_is_set_comes_back(store: Store, database_url: str) -> None:
    await change(store, lambda _: EVERYTHING)
    assert await store.server_settings.of(GUILD) == EVERYTHING
    assert await store.server_settings.of(GUILD + 1) == USUAL_SETTINGS


async def test_a_change_and_what_is_told_of_it_are_kept_together_or_not_at_all(store: Store) -> None:
    await change(store, lambda settings: replace(settings, seconds=60))
    (kept,) = await store.changes.recent(GUILD, 9)
    assert kept.detail == "30 → 60"

    def refuse(_: ServerSettings) -> ServerSettings:
        raise LookupError

    with pytest.raises(LookupError):
        await change(store, refuse)
    assert len(await store.changes.recent(GUILD, 9)) == 1
    assert (await store.server_settings.of(GUILD)).seconds == 60


async def test_changes_made_at_once_lose_nothing_of_each_other(store: Store) -> None:
    await asyncio.gather(
        change(store, lambda settings: replace(settings, seconds=60)),
        change(store, lambda settings: replace(settings, extra_seconds=20)),
        change(store, lambda settings: replace(settings, mode=Mode.RACE)),
    )
    assert await store.server_settings.of(GUILD) == ServerSettings(seconds=60, extra_seconds=20, mode=Mode.RACE)
