"""`clio backup` and `clio restore`, beside a Clio that runs and without one."""

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.server import Sandbox
from bot.store import restoring
from bot.store.store import Store
from tests.processes import CHAPTER, ROOM, Starter, card, clio, environment_for, right_button


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    """An empty database that nobody serves."""
    path = tmp_path / "data" / "clio.sqlite3"
    await (await Store.open(f"sqlite:///{path}")).close()
    return path


def begin_term(database: Path, title: str) -> None:
    """Something that is easily told apart."""
    with closing(sqlite3.connect(database)) as connection, connection:
        (number,) = connection.execute("SELECT count(*) FROM terms").fetchone()
        values = (1, f"2026-01-0{number + 1} 00:00:00.000000", title)
        connection.execute("INSERT INTO terms (guild_id, began_at, name) VALUES (?, ?, ?)", values)


def terms(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM terms ORDER BY name")]


def run(database: Path | str, *arguments: object, **more: str) -> tuple[int, str]:
    """What a command prints, and how it ends."""
    url = database if isinstance(database, str) else f"sqlite+aiosqlite:///{database}"
    done = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        env={**os.environ, "CLIO_DATABASE_URL": url, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_backup_holds_what_is_committed_and_is_its_owners_alone(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as open_elsewhere:  # so that the commit stands in the -wal file
        open_elsewhere.execute("PRAGMA journal_mode=WAL")
        begin_term(database, "Autumn")
        code, said = run(database, "backup", tmp_path / "copy.sqlite3")
    assert code == 0, said
    assert "terms: 1" in said
    assert terms(tmp_path / "copy.sqlite3") == ["Autumn"]
    assert stat.S_IMODE((tmp_path / "copy.sqlite3").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.sqlite3"]


def test_a_backup_replaces_no_file_unless_it_is_forced_to(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("something dear")
    code, said = run(database, "backup", copy)
    assert (code, copy.read_text()) == (2, "something dear")
    assert "--force" in said
    assert run(database, "backup", copy, "--force")[0] == 0
    assert terms(copy) == []


def test_a_backup_never_replaces_the_database_itself(database: Path) -> None:
    assert run(database, "backup", database, "--force")[0] == 2
    assert terms(database) == []


@pytest.mark.parametrize(
    ("target", "says"),
    [("nowhere/copy", "no folder"), ("data", "there already"), ("/proc/copy", "could not be written")],
)
def test_where_nothing_can_be_written_is_said(database: Path, tmp_path: Path, target: str, says: str) -> None:
    code, said = run(database, "backup", tmp_path / target)
    assert code == 2
    assert says in said


def test_a_backup_that_does_not_fit_is_said_and_leaves_nothing(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.sqlite3"
    copy.parent.mkdir()
    limited = f"ulimit -f 8; trap '' XFSZ; exec {sys.executable} -m bot backup {copy}"
    done = subprocess.run(
        ["/bin/bash", "-c", limited],
        env={**os.environ, "CLIO_DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "could not be written" in done.stderr
    assert list(copy.parent.iterdir()) == []


def test_a_damaged_database_is_not_backed_up_as_if_it_were_sound(database: Path, tmp_path: Path) -> None:
    content = bytearray(database.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    database.write_bytes(content)
    code, said = run(database, "backup", tmp_path / "copy.sqlite3")
    assert code == 2
    assert "not a sound database" in said
    assert not (tmp_path / "copy.sqlite3").exists()


def test_there_is_nothing_to_back_up_before_the_first_start(tmp_path: Path) -> None:
    code, said = run(tmp_path / "none.sqlite3", "backup", tmp_path / "copy.sqlite3")
    assert code == 2
    assert "no database" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_database_on_a_server_is_left_to_its_own_tools(tmp_path: Path, command: str) -> None:
    code, said = run("postgresql+asyncpg://clio:hunter22@127.0.0.1/clio", command, tmp_path / "copy")
    assert code == 2
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert "hunter22" not in said


def test_a_restore_keeps_the_database_that_was_there(database: Path, tmp_path: Path) -> None:
    begin_term(database, "Autumn")
    run(database, "backup", tmp_path / "copy.sqlite3")
    begin_term(database, "Winter")
    code, said = run(database, "restore", tmp_path / "copy.sqlite3")
    assert code == 0, said
    assert terms(database) == ["Autumn"]
    (kept,) = database.parent.glob("clio.sqlite3-before-restore-*")
    assert str(kept) in said
    assert terms(kept) == ["Autumn", "Winter"]
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_ids_that_were_given_since_the_backup_are_not_given_again(database: Path, tmp_path: Path) -> None:
    run(database, "backup", tmp_path / "copy.sqlite3")
    run(database, "restore", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        (last_round,) = connection.execute("SELECT max(id) FROM rounds").fetchone()
        counted = connection.execute("SELECT name, seq FROM sqlite_sequence WHERE name = 'reports'").fetchall()
    assert last_round == 1_000_000
    assert counted == [("reports", 1_000_000)]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root restores for others")
def test_what_root_restores_belongs_to_the_user_who_had_it(database: Path, tmp_path: Path) -> None:
    run(database, "backup", tmp_path / "copy.sqlite3")
    for path in (database, database.parent):
        os.chown(path, 12345, 12345)
    code, said = run(database, "restore", tmp_path / "copy.sqlite3")
    assert code == 0, said
    assert {path.stat().st_uid for path in database.parent.iterdir()} == {12345}


def test_a_backup_is_restored_where_there_was_nothing(database: Path, tmp_path: Path) -> None:
    begin_term(database, "Autumn")
    run(database, "backup", tmp_path / "copy.sqlite3")
    code, said = run(tmp_path / "new" / "clio.sqlite3", "restore", tmp_path / "copy.sqlite3")
    assert code == 0, said
    assert terms(tmp_path / "new" / "clio.sqlite3") == ["Autumn"]


def test_a_backup_takes_the_place_of_a_damaged_database(database: Path, tmp_path: Path) -> None:
    run(database, "backup", tmp_path / "copy.sqlite3")
    database.write_bytes(b"no database at all" * 1000)
    code, said = run(database, "restore", tmp_path / "copy.sqlite3")
    assert code == 0, said
    assert terms(database) == []
    (kept,) = database.parent.glob("clio.sqlite3-before-restore-*Z")
    assert kept.read_bytes().startswith(b"no database")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE anything (id INTEGER)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    path.write_bytes(content)


def _gone(path: Path) -> None:
    path.unlink()


def _text(path: Path) -> None:
    path.write_text("not a database" * 99)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_gone, "no such file"),
        (_text, "not a database"),
        (_foreign, "another program"),
        (_newer, "newer version of Clio"),
        (_damaged, "damaged"),
    ],
    ids=["missing", "text", "foreign", "newer", "damaged"],
)
def test_what_is_no_sound_backup_is_refused_and_nothing_changes(
    database: Path, tmp_path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    copy = tmp_path / "copy.sqlite3"
    run(database, "backup", copy)
    begin_term(database, "Winter")
    spoil(copy)
    code, said = run(database, "restore", copy)
    assert code == 2
    assert says in said
    assert terms(database) == ["Winter"]
    assert not list(database.parent.glob("*restore*"))


def test_a_database_that_another_program_has_open_is_not_swapped(database: Path, tmp_path: Path) -> None:
    run(database, "backup", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(database)) as shell:
        shell.execute("PRAGMA journal_mode=WAL")
        shell.execute("SELECT * FROM terms").fetchall()
        code, said = run(database, "restore", tmp_path / "copy.sqlite3")
    assert code == 2
    assert "Another program has" in said
    assert not list(database.parent.glob("*restore*"))


async def test_a_copy_that_waits_since_a_power_cut_is_taken_at_the_next_start(database: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{database}"
    begin_term(database, "Autumn")
    await asyncio.to_thread(run, database, "backup", tmp_path / "copy.sqlite3")
    begin_term(database, "Winter")
    await restoring.prepare(url, tmp_path / "copy.sqlite3", datetime.now(UTC))
    restoring.take_if_waiting(url, datetime.now(UTC))
    assert terms(database) == ["Autumn"]
    assert not restoring.is_waiting(url)


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as running:
        yield running


async def _play(sandbox: Sandbox, *members: str) -> None:
    """One round of one question, which those members answer right."""
    host = sandbox.person(members[0])
    await host.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=60, channel=ROOM)
    await host.command("quiz next", channel=ROOM)
    shown = await sandbox.until(lambda: _open_question(sandbox), timeout=30)
    for member in members:
        await sandbox.person(member).press(shown, custom_id=right_button(shown))
    for _ in range(2):
        await host.command("quiz next", channel=ROOM)
    await card(sandbox, f"🥇 **{members[-1]}**")


def _open_question(sandbox: Sandbox) -> Message | None:
    newest = sandbox.person("Ana").messages(ROOM)[-1]
    return newest if "Question 1 of 1" in transcript.plain(newest) else None


async def _told(environment: dict[str, str], *arguments: str) -> tuple[int | None, str]:
    process = await clio(environment, *arguments)
    out, err = await process.communicate()
    return process.returncode, out.decode() + err.decode()


async def test_a_running_clio_plays_on_from_the_backup_that_is_restored_under_it(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    environment, copy = environment_for(sandbox, tmp_path), str(tmp_path / "copy.sqlite3")
    starter = Starter(sandbox, environment)
    process = await starter.start()
    try:
        await _play(sandbox, "Ana", "Ben")
        assert (await _told(environment, "backup", copy))[0] == 0
        await _play(sandbox, "Ben", "Chloe")
        await sandbox.person("Ben").command("quiz start", chapter=CHAPTER, seconds=60, channel="reading-room")
        identified = sandbox.gateway.identified

        code, said = await _told(environment, "restore", copy)
        assert code == 0, said
        assert "starts again from it" in said
        await sandbox.until(lambda: sandbox.gateway.identified > identified and sandbox.world.online, timeout=30)

        board = (await sandbox.person("Ana").command("leaderboard", channel=ROOM)).text
        assert "Ana" in board
        assert "Chloe" not in board
        gone = await sandbox.person("Ben").command("quiz next", channel="reading-room")
        assert "No round is running" in gone.text
        await _play(sandbox, "Ana", "Chloe")
        assert process.returncode is None
    finally:
        await starter.end_all()


async def test_a_running_clio_that_could_not_start_again_refuses_and_goes_on(sandbox: Sandbox, tmp_path: Path) -> None:
    environment, copy = environment_for(sandbox, tmp_path), str(tmp_path / "copy.sqlite3")
    library = Path(shutil.copytree(environment["CLIO_CONTENT_DIR"], tmp_path / "library"))
    starter = Starter(sandbox, environment | {"CLIO_CONTENT_DIR": str(library)})
    await starter.start()
    try:
        assert (await _told(environment, "backup", copy))[0] == 0
        await _play(sandbox, "Ana", "Ben")
        (library / "treaties" / "book.yaml").write_text("schema: [")
        code, said = await _told(environment, "restore", copy)
        assert code == 2
        assert "its log says why" in said
        assert "Ana" in (await sandbox.person("Ana").command("leaderboard", channel=ROOM)).text
    finally:
        await starter.end_all()
