"""Moving to another database: everything arrives or nothing, and ids go on being new."""

import os
import random
import sqlite3
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Float, LargeBinary, Table, Text, insert, inspect, select

from bot.store.claim import DatabaseInUse, held
from bot.store.columns import Moment, Words
from bot.store.connections import AsyncConnection
from bot.store.engine import BadDatabase
from bot.store.moving import MoveFailed, NothingToMove, TargetNotEmpty, move
from bot.store.reports import Report, ReportKind, ReportStatus
from bot.store.server_claim import ShardsTaken
from bot.store.shards import Shards
from bot.store.store import Store
from bot.store.tables import metadata
from tests.databases import ON_SQLITE, Server, connected, rows_of
from tests.store.rounds import ANA, BEN, GUILD, NOW, new_round

ROWS = 1200
WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]


@pytest.fixture(params=WAYS, ids="-to-".join)
async def ways(request: pytest.FixtureRequest, tmp_path: Path, postgresql: Server) -> AsyncGenerator[tuple[str, str]]:
    """A database at the newest schema, and one where nothing is yet."""
    urls = [
        await postgresql.create_empty() if kind == "postgresql" else f"sqlite:///{tmp_path / f'{place}.sqlite3'}"
        for place, kind in zip(("source", "target"), request.param, strict=True)
    ]
    await (await Store.open(urls[0])).close()
    yield urls[0], urls[1]
    for url in urls:
        if url.startswith("postgresql"):
            await postgresql.drop(url)


async def test_random_rows_of_every_table_arrive_as_they_were(ways: tuple[str, str]) -> None:
    source, target = ways
    async with connected(source) as connection:
        await fill(connection, random.Random(1066))
    moved = {each.name: each for each in await move(source, target)}
    assert set(moved) == {table.name for table in metadata.sorted_tables}
    assert len({each.checksum for each in moved.values()}) == len(moved)
    for table in metadata.sorted_tables:
        assert moved[table.name].rows > 0
        assert moved[table.name].rows == len(await contents(source, table))
        assert await contents(target, table) == await contents(source, table)


async def test_what_is_kept_works_on_in_the_new_database(ways: tuple[str, str]) -> None:
    old = await Store.open(ways[0])
    running = await old.rounds.create(new_round(), "Ana", NOW)
    report = Report(0, GUILD, running.id, 0, "key", ANA, ReportKind.QUESTION, "A typo", False, ReportStatus.OPEN, NOW)
    (kept, _) = await old.reports.file(report, "Ana")
    withdrawn, _ = await old.reports.file(replace(report, member=BEN), "Ben")
    await old.reports.withdraw(withdrawn.id, BEN)
    await old.close()
    await move(*ways)
    new = await Store.open(ways[1])
    assert await new.rounds.running() == [running]
    assert (await new.rounds.create(new_round(channel=5), "Ana", NOW)).id > running.id
    again, _ = await new.reports.file(replace(report, member=BEN), "Ben")
    assert again.id > withdrawn.id > kept.id
    await new.close()


async def test_a_database_without_any_row_is_moved_as_well(ways: tuple[str, str]) -> None:
    assert sum(each.rows for each in await move(*ways)) == 0
    new = await Store.open(ways[1])
    assert (await new.rounds.create(new_round(), "Ana", NOW)).id == 1
    await new.close()


async def test_a_target_that_is_in_use_already_is_refused_unchanged(ways: tuple[str, str]) -> None:
    for url in ways:
        store = await Store.open(url)
        await store.opt_outs.add(GUILD, ANA)
        await store.close()
    with pytest.raises(TargetNotEmpty, match="opted_out"):
        await move(*ways)
    with pytest.raises((TargetNotEmpty, DatabaseInUse, ShardsTaken)):
        await move(ways[1], ways[1])


async def test_texts_that_no_database_may_keep_are_mended_and_counted(postgresql: Server, tmp_path: Path) -> None:
    source, target = f"sqlite:///{tmp_path / 'old.sqlite3'}", await postgresql.create_empty()
    store = await Store.open(source)
    for member, name in ((ANA, "Ana"), (BEN, "B" * 100_000)):
        await store.rounds.record_team(replace(await new_team(store, member), teams={member: 0}), member, name)
    await store.close()
    old = sqlite3.connect(tmp_path / "old.sqlite3")
    old.execute("UPDATE members SET name = 'A' || char(0) || 'na' WHERE name = 'Ana'")
    old.commit()
    old.close()
    moved = await move(source, target)
    assert {each.name: each.mended for each in moved if each.mended} == {"members": 1}
    assert set(await rows_of(target, "SELECT name FROM members")) == {("Ana",), ("B" * 100_000,)}
    await postgresql.drop(target)


async def new_team(store: Store, channel: int) -> Any:
    return await store.rounds.create(new_round(channel=channel), "Ana", NOW)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_move_that_fails_leaves_the_target_as_it_was(postgresql: Server, tmp_path: Path, kind: str) -> None:
    target = await postgresql.create_empty() if kind == "postgresql" else str(tmp_path / "new.sqlite3")
    await (await Store.open(f"sqlite:///{tmp_path / 'old.sqlite3'}")).close()
    old = sqlite3.connect(tmp_path / "old.sqlite3")
    old.execute("INSERT INTO members VALUES (1, 2, 'Ana')")
    old.execute("INSERT INTO hints_taken VALUES (999, 0, 1)")  # of a round that is not there
    old.commit()
    old.close()
    with pytest.raises(MoveFailed, match="hints_taken"):
        await move(str(tmp_path / "old.sqlite3"), target)
    if kind == "sqlite":
        assert set(os.listdir(tmp_path)) == {"old.sqlite3", "old.sqlite3-claim"}
        return
    async with connected(target) as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []
    await postgresql.drop(target)


@ON_SQLITE
async def test_what_is_not_there_or_serves_just_now_is_not_moved(database_url: str, tmp_path: Path) -> None:
    target = str(tmp_path / "new.sqlite3")
    with pytest.raises(NothingToMove):
        await move(database_url, target)
    await (await Store.open(database_url)).close()
    async with held(database_url):
        with pytest.raises(DatabaseInUse):
            await move(database_url, target)
    with pytest.raises(BadDatabase):
        await move(database_url, "mysql://host/clio")
    assert not (tmp_path / "new.sqlite3").exists()


async def test_a_database_that_shards_serve_is_not_moved(postgresql: Server, tmp_path: Path) -> None:
    url = await postgresql.create()
    async with held(url, Shards((1,), 2)):
        with pytest.raises(ShardsTaken):
            await move(url, str(tmp_path / "new.sqlite3"))
    assert os.listdir(tmp_path) == []
    await postgresql.drop(url)


async def contents(url: str, table: Table) -> set[tuple[Any, ...]]:
    async with connected(url) as connection:
        return {tuple(row) for row in await connection.execute(select(table))}


async def fill(connection: AsyncConnection, rng: random.Random) -> None:
    """Random rows in every table; parents come before their children."""
    parents = dict[str, list[int]]()
    for table in metadata.sorted_tables:
        rows = [row_of(table, number, rng, parents) for number in range(ROWS if table.name == "answers" else 40)]
        await connection.execute(insert(table), rows)
        if "id" in table.c:
            parents[table.name] = [row["id"] for row in rows]


def row_of(table: Table, number: int, rng: random.Random, parents: dict[str, list[int]]) -> dict[str, Any]:
    return {column.name: value_of(column, number, rng, parents) for column in table.c}


def value_of(column: Column[Any], number: int, rng: random.Random, parents: dict[str, list[int]]) -> Any:
    """A value by the column's type; what makes a row unique is counted up."""
    for key in column.foreign_keys:
        return parents[key.column.table.name][number % 40]
    if column.nullable and rng.random() < 0.3:
        return None
    match column.type:
        case Moment():
            return NOW + timedelta(milliseconds=rng.randrange(10**11) + number)
        case Boolean():
            return rng.random() < 0.5
        case Float():
            return rng.choice((0.0, 1.0, 0.1, rng.random(), -1e300))
        case Date():
            return date(2026, 1, 1) + timedelta(days=rng.randrange(9999))
        case LargeBinary():
            return rng.randbytes(rng.randrange(300))
        case Words() if column.primary_key or column.name in ("name", "kind"):
            return f"{number} {text(rng, 10)}"
        case Words() | Text():
            return text(rng, 400)
        case _ if column.primary_key or column.name == "channel_id":
            return number * 977 + 1
        case _:
            return rng.randrange(1 << 31)


def text(rng: random.Random, length: int) -> str:
    return "".join(rng.choice("aä '\"\\%\n\t蒋🏛\u202eZ{}") for _ in range(rng.randrange(length)))
