"""`clio doctor` says what is wrong and how to mend it, and changes nothing."""

import json
import os
import shutil
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from bot.sandbox.settlement import settle_many
from bot.store.store import Store
from tests.processes import Starter, clio, environment_for

Environment = dict[str, str]
Findings = list[dict[str, Any]]


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def environment(sandbox: Sandbox, tmp_path: Path) -> Environment:
    """A Clio that has been started once, and is well."""
    environment = environment_for(sandbox, tmp_path)
    starter = Starter(sandbox, environment)
    await starter.start()
    await starter.end_all()
    return environment


async def examine(environment: Environment, *options: str) -> tuple[int | None, Findings]:
    process = await clio(environment, "doctor", "--json", *options)
    out, err = (text.decode() for text in await process.communicate())
    assert "Traceback" not in err, err
    assert environment["DISCORD_TOKEN"] not in out + err or not environment["DISCORD_TOKEN"]
    return process.returncode, json.loads(out)["findings"]


def bad(findings: Findings) -> list[tuple[str, str]]:
    """What is not well, by topic."""
    return [(each["verdict"], each["topic"]) for each in findings if each["verdict"] != "ok"]


def told(findings: Findings, topic: str) -> str:
    return "\n".join(f"{each['says']} {each['mend']}" for each in findings if each["topic"] == topic)


async def test_a_clio_that_is_well_is_said_to_be(sandbox: Sandbox, environment: Environment) -> None:
    before = len(sandbox.requests)
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [])
    assert {each["topic"] for each in findings} == {
        *("versions", "settings", "content", "database", "token", "application", "commands", "servers", "clock")
    }
    assert all(request.method == "GET" for request in sandbox.requests[before:])
    assert "no Clio is serving it" in told(findings, "database")


async def test_people_read_sentences_with_what_to_do(environment: Environment) -> None:
    process = await clio(environment | {"CLIO_LOG_LEVEL": "LOUD"}, "doctor")
    out, _ = await process.communicate()
    assert process.returncode == 1
    assert "ok: token: Discord accepts it" in out.decode()
    assert "CLIO_LOG_LEVEL" in out.decode()
    assert "1 error, 0 warnings." in out.decode()


async def test_a_clio_that_runs_is_seen(sandbox: Sandbox, environment: Environment) -> None:
    starter = Starter(sandbox, environment)
    await starter.start()
    try:
        code, findings = await examine(environment)
    finally:
        await starter.end_all()
    assert code == 0
    assert "a Clio is serving it" in told(findings, "database")


@pytest.mark.parametrize(
    ("changes", "topic", "says"),
    [
        ({"DISCORD_TOKEN": ""}, "token", "DISCORD_TOKEN is not set"),
        ({"DISCORD_TOKEN": "wrong.token"}, "token", "page “Bot”"),
        ({"CLIO_DISCORD_API": "http://127.0.0.1:9/api/v10"}, "Discord", "Check the network"),
        ({"CLIO_CONTENT_DIR": "/nowhere"}, "content", "not a folder"),
        ({"CLIO_METRICS": "on"}, "settings", "CLIO_METRICS"),
        ({"CLIO_SHARDS": "all"}, "settings", "0-3/16"),
        ({"CLIO_DATABASE_URL": "sqlite:////etc/passwd/clio.sqlite3"}, "database", "set CLIO_DATABASE_URL"),
        ({"CLIO_DATABASE_URL": "mysql://clio:hunter22@db/clio"}, "database", "SQLite and PostgreSQL"),
        ({"CLIO_DATABASE_URL": "postgresql://clio:hunter22@127.0.0.1:9/clio"}, "database", "127.0.0.1"),
    ],
)
async def test_a_setting_that_does_not_work_is_an_error(
    environment: Environment, changes: Environment, topic: str, says: str
) -> None:
    code, findings = await examine(environment | changes)
    assert (code, bad(findings)) == (1, [("error", topic)])
    assert says in told(findings, topic)
    assert "hunter22" not in str(findings)


async def test_what_is_amiss_with_the_application_is_said(sandbox: Sandbox, environment: Environment) -> None:
    sandbox.world.application_settings = {
        "flags": 1 << 19,
        "interactions_endpoint_url": "https://example.org/interactions",
        "bot_require_code_grant": True,
        "integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "3072"}}},
    }
    code, findings = await examine(environment)
    assert code == 1
    assert bad(findings) == [(verdict, "application") for verdict in ("warning", "error", "error", "warning")]
    for part in (
        "Message Content",
        "Interactions Endpoint URL",
        "Code Grant",
        "applications.commands, Send",
    ):
        assert part in told(findings, "application")


async def test_an_application_without_an_installation_link_is_warned_of(
    sandbox: Sandbox, environment: Environment
) -> None:
    sandbox.world.application_settings = {"integration_types_config": {"0": {}}}
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [("warning", "application")])


async def test_commands_that_discord_has_otherwise_are_named(sandbox: Sandbox, environment: Environment) -> None:
    command = next(each for each in sandbox.world.commands.values() if each.name == "fact")
    command.payload["description"] = "Something else"
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [("warning", "commands")])
    assert "/fact " in told(findings, "commands")


async def test_a_server_without_a_channel_to_play_in_is_an_error(sandbox: Sandbox, environment: Environment) -> None:
    role = next(role for role in sandbox.guild.roles.values() if role.managed_by)
    sandbox.world.set_granted(sandbox.guild, role, Permission.VIEW_CHANNEL)
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (1, [("error", "servers")])
    assert "0 of 3" in told(findings, "servers")
    assert "Send Messages, Send Messages in Threads, Attach Files" in told(findings, "servers")


async def test_a_channel_where_something_is_missing_is_named_and_a_hidden_one_only_told(
    sandbox: Sandbox, environment: Environment
) -> None:
    sandbox.world.set_bot_permissions(sandbox.channel("general"), deny=Permission.VIEW_CHANNEL)
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [])
    assert "does not see #general" in told(findings, "servers")
    sandbox.world.set_bot_permissions(sandbox.channel("quiz-room"), deny=Permission.ATTACH_FILES)
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [("warning", "servers")])
    assert "it lacks Attach Files in #quiz-room" in told(findings, "servers")


async def test_many_servers_are_looked_at_page_by_page_and_no_more_than_wanted(
    sandbox: Sandbox, environment: Environment
) -> None:
    settle_many(sandbox.world, 203, channels=1)
    _, none = await examine(environment, "--servers", "0")
    assert told(none, "servers") == ""
    _, some = await examine(environment, "--servers", "3")
    assert [each["topic"] for each in some].count("servers") == 4
    assert "only the first 3" in told(some, "servers")


async def test_a_clio_in_no_server_is_told_how_to_be_invited(sandbox: Sandbox, environment: Environment) -> None:
    sandbox.world.remove_bot(sandbox.guild)
    code, findings = await examine(environment)
    assert (code, bad(findings)) == (0, [("warning", "servers")])
    assert "Invite it" in told(findings, "servers")


async def test_content_with_problems_is_counted(environment: Environment, tmp_path: Path) -> None:
    library = Path(shutil.copytree(environment["CLIO_CONTENT_DIR"], tmp_path / "library"))
    (library / "treaties" / "book.yaml").write_text("schema: [")
    code, findings = await examine(environment | {"CLIO_CONTENT_DIR": str(library)})
    assert (code, bad(findings)) == (1, [("error", "content")])
    assert "clio check" in told(findings, "content")


def _open_to_all(path: Path) -> None:
    path.chmod(0o644)


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE anything (id INTEGER)")
    path.chmod(0o600)


def _text(path: Path) -> None:
    path.write_text("not a database" * 999)


def _gone(path: Path) -> None:
    path.unlink()


def _waiting(path: Path) -> None:
    Path(f"{path}-restore").touch()


@pytest.mark.parametrize(
    ("spoil", "verdict", "says"),
    [
        (_open_to_all, "warning", "chmod 600"),
        (_newer, "error", "newer than this version"),
        (_foreign, "error", "another program"),
        (_text, "error", "clio restore"),
        (_gone, None, "made at the first start"),
        (_waiting, "warning", "waits to be restored"),
    ],
)
async def test_what_is_amiss_with_the_database_is_said(
    environment: Environment, tmp_path: Path, spoil: Any, verdict: str | None, says: str
) -> None:
    path = tmp_path / "data" / "clio.sqlite3"
    await (await Store.open(f"sqlite:///{path}")).close()
    spoil(path)
    before = sorted(path.parent.iterdir())
    code, findings = await examine(environment | {"CLIO_DATABASE_URL": f"sqlite:///{path}"}, "--servers", "0")
    assert (code, bad(findings)) == (int(verdict == "error"), [(verdict, "database")] if verdict else [])
    assert says in told(findings, "database")
    assert {each for each in path.parent.iterdir() if not each.name.endswith(("-wal", "-shm"))} == {
        each for each in before if not each.name.endswith(("-wal", "-shm"))
    }


async def test_a_database_that_another_program_locks_cannot_be_written_to(
    environment: Environment, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "clio.sqlite3", isolation_level=None)) as shell:
        shell.execute("BEGIN IMMEDIATE")
        code, findings = await examine(environment, "--servers", "0")
    assert (code, bad(findings)) == (1, [("error", "database")])
    assert "cannot be written to" in told(findings, "database")


async def test_a_clock_that_goes_wrong_is_warned_of(environment: Environment) -> None:
    """A Discord whose day is long past."""

    async def answer(request: web.Request) -> web.Response:
        headers = {"Date": "Wed, 12 Apr 1927 06:00:00 GMT"}
        told = {"url": "ws://127.0.0.1:9", "message": "401: Unauthorized", "code": 0}
        return web.json_response(told, headers=headers, status=200 if request.path.endswith("/gateway") else 401)

    app = web.Application()
    app.router.add_get("/{anything:.*}", answer)
    async with TestServer(app) as server:
        api = str(server.make_url("/api/v10"))
        code, findings = await examine(environment | {"CLIO_DISCORD_API": api})
    assert (code, bad(findings)) == (1, [("error", "token"), ("warning", "clock")])
    assert "ahead of Discord's" in told(findings, "clock")


@pytest.mark.skipif(os.name != "posix", reason="other systems have no modes of files")
async def test_the_doctor_leaves_no_file_behind(environment: Environment, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    await examine(environment | {"TMPDIR": str(temporary)})
    assert list(temporary.iterdir()) == []
