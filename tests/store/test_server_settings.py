import asyncio
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

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


WRITTEN = (
    '{"moderator_role": 1152921504606846977, "date_order": "month-first", "mode": "survival", "seconds": 45, '
    '"extra_seconds": 15, "channels": [1152921504606846979, 7], "retention": 0.95, "exam": "2027-06-12"}'
)


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "clio.sqlite3"
    await (await Store.open(f"sqlite+aiosqlite:///{path}")).close()
    return path


async def read(file: Path, text: str) -> ServerSettings:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO server_settings (guild_id, settings) VALUES (?, ?)", (GUILD, text))
    store = await Store.open(f"sqlite+aiosqlite:///{file}")
    found = await store.server_settings.of(GUILD)
    await store.close()
    return found


async def test_settings_are_read_and_written_as_they_always_were(file: Path) -> None:
    assert await read(file, WRITTEN) == EVERYTHING
    store = await Store.open(f"sqlite+aiosqlite:///{file}")
    await change(store, lambda settings: settings)
    await store.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT settings FROM server_settings").fetchall() == [(WRITTEN,)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("moderator_role", "7"),
        ("moderator_role", 1.5),
        ("date_order", "year-first"),
        ("date_order", []),
        ("mode", "relay"),
        ("mode", {}),
        ("seconds", 4),
        ("seconds", 301),
        ("seconds", None),
        ("seconds", True),
        ("extra_seconds", -1),
        ("extra_seconds", 301),
        ("channels", "all"),
        ("channels", ["7"]),
        ("channels", list(range(26))),
        ("retention", 0.5),
        ("retention", 0.999),
        ("retention", float("nan")),
        ("exam", "12.6.2099"),
        ("exam", 5),
    ],
)
async def test_a_setting_that_is_not_understood_costs_no_other(file: Path, name: str, value: object) -> None:
    written = json.dumps(json.loads(WRITTEN) | {name: value})
    usual = {name: getattr(USUAL_SETTINGS, name)}
    assert await read(file, written) == replace(EVERYTHING, **usual)


@pytest.mark.parametrize(("name", "value"), [("seconds", 5), ("seconds", 300), ("channels", tuple(range(25)))])
async def test_a_setting_at_its_limit_holds(file: Path, name: str, value: object) -> None:
    written = json.dumps(json.loads(WRITTEN) | {name: value})
    changed: dict[str, Any] = {name: value}
    assert await read(file, written) == replace(EVERYTHING, **changed)
