"""The content folder, the database and the heartbeat taken away while Clio serves."""

import asyncio
import logging
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import discord.gateway
import pytest

from bot.sandbox.exchanges import Status
from bot.sandbox.server import Sandbox
from tests.databases import ON_SQLITE, locked
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import QUESTION, finish, right_button

CHAPTER = "treaties/leaving-the-war"


async def reload(table: Table) -> str:
    return (await table.person("Mara").command("content reload", channel=ROOM)).text


async def read(table: Table) -> str:
    return (await table.person("Ana").command("read chapter", chapter=CHAPTER, channel=ROOM)).text


async def test_a_content_folder_that_is_gone_changes_nothing(table: Table) -> None:
    shutil.rmtree(table.library)
    assert "There is no such folder" in await reload(table)
    assert "Leaving the war" in await read(table)
    table.library.mkdir()
    assert "No book is here" in await reload(table)
    assert "Leaving the war" in await read(table)


async def test_a_file_that_is_being_written_changes_nothing_until_it_is_whole(table: Table) -> None:
    path = table.library / "treaties" / "leaving-the-war.yaml"
    whole = path.read_bytes().replace(b"title: Leaving the war", b"title: Out of the war")
    for last in (b"schema: 1", b"aliases: [", b"text: Rapallo", b"prompt: The treaty", b"answer: {person: t"):
        path.write_bytes(whole[: whole.index(last) + len(last)])
        assert "Nothing was changed" in await reload(table)
        assert "Leaving the war" in await read(table)
    path.write_bytes(whole)
    assert "reloaded" in await reload(table)
    assert "Out of the war" in await read(table)


@ON_SQLITE  # a file whose own description of its tables is damaged
async def test_a_database_that_is_damaged_while_clio_runs_is_told_and_the_round_waits(
    table: Table, tmp_path: Path
) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    whole = _damaged(tmp_path / "clio.sqlite3")
    refused = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "cannot reach its database" in refused.text
    _mended(tmp_path / "clio.sqlite3", whole)
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "Locked in" in told.text
    assert "**Ana** · 10 points" in await finish(table, card)


def _damaged(database: Path) -> str:
    """Damage the schema, and give what stood there."""
    connection = sqlite3.connect(database)
    (whole,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'answers'").fetchone()
    _write_schema(connection, "CREATE NOTHING answers")
    return str(whole)


def _mended(database: Path, whole: str) -> None:
    _write_schema(sqlite3.connect(database), whole)


def _write_schema(connection: sqlite3.Connection, sql: str) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'answers'", (sql,))
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.commit()
    connection.close()


@ON_SQLITE  # a file
async def test_a_database_that_may_only_be_read_refuses_answers_kindly_until_it_may_be_written(
    table: Table, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await table.start_round(QUESTION)
    await table.shown("Question 1 of 1")
    await table.stop()
    _allow_writing(tmp_path / "clio.sqlite3", False)
    await table.start()
    card = await table.shown("Question 1 of 1")
    refused = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "cannot reach its database" in refused.text
    assert any("readonly database" in record.getMessage() for record in caplog.records)
    assert "Leaving the war" in await read(table)
    _allow_writing(tmp_path / "clio.sqlite3", True)
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "Locked in" in told.text
    assert "**Ana** · 10 points" in await finish(table, card)


def _allow_writing(database: Path, is_allowed: bool) -> None:
    """Change what the header says of who may write: a version that SQLite does not know may only be read.

    This holds for root as well, whom no permission of the file would stop.
    """
    with database.open("rb+") as file:
        file.seek(18)
        file.write(bytes([2 if is_allowed else 99]))


async def test_a_channel_that_is_deleted_while_clio_thinks_is_no_fault_of_clios(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    channel = table.sandbox.channel(ROOM)
    async with locked(table.settings.database_url):
        slow = await table.person("Ana").command("quiz start", channel=channel)
        assert slow.status is Status.DEFERRED
        table.sandbox.world.delete_channel(channel)
    await table.sandbox.until(lambda: any("no longer there" in record.getMessage() for record in caplog.records))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


class Impatient(discord.gateway.KeepAliveHandler):
    """discord.py calls a heartbeat lost after a minute, which is long for a test."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.heartbeat_timeout = 2


async def test_a_lost_heartbeat_brings_the_connection_back(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.gateway, "KeepAliveHandler", Impatient)
    async with (
        Sandbox(heartbeat_seconds=1) as sandbox,
        Table(sandbox, library, tmp_path / "clio.sqlite3", random.Random(5)) as table,
    ):
        await table.start_round(QUESTION | {"seconds": 300})
        card = await table.shown("Question 1 of 1")
        sandbox.faults.mute_heartbeats = True
        await sandbox.until(lambda: not sandbox.world.online, timeout=30)
        sandbox.faults.mute_heartbeats = False
        await sandbox.until(lambda: sandbox.world.online, timeout=60)
        await asyncio.sleep(1)
        await table.person("Ana").press(card, custom_id=right_button(card))
        assert "**Ana** · 10 points" in await finish(table, card)
