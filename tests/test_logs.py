"""The log as an operator reads it, and what is never in it."""

import json
import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.logs import Redacting, json_formatter, passwords
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.store.schema import known_revisions
from tests.processes import CHAPTER, ROOM, Starter, card, clio, environment_for, right_button

PASSWORD = "Borís/\"7'\\%"  # noqa: S105 - nobody's
HTTP_TOKEN = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4"  # noqa: S105 - nobody's


def written(formatter: logging.Formatter, message: str, *values: object, **fields: object) -> str:
    record = logging.LogRecord("bot.ui.stage", logging.ERROR, __file__, 1, message, values, None)
    record.__dict__.update(fields)
    return Redacting(formatter, ["the-token", PASSWORD]).format(record)


def raised(error: Exception) -> object:
    return type(error), error, error.__traceback__


@pytest.mark.parametrize("formatter", [logging.Formatter("%(message)s"), json_formatter()], ids=["text", "json"])
@pytest.mark.parametrize("secret", ["the-token", PASSWORD])
def test_a_secret_is_hidden_in_the_message_the_fields_and_the_traceback(
    formatter: logging.Formatter, secret: str
) -> None:
    for text in (
        written(formatter, f"with {secret} in it"),
        written(formatter, "with %s and %r", secret, secret),
        written(formatter, "a field", value=secret),
        written(formatter, "an exception", exc_info=raised(ValueError(secret))),
        written(formatter, "an exception", exc_info=raised(ValueError([secret]))),
    ):
        assert secret not in text
        assert json.dumps(secret)[1:-1] not in text
        assert repr(secret)[1:-1] not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://clio:pw@db/clio is gone", "postgresql://***@db/clio is gone"),
        ("postgresql://db/clio?password=pw&ssl=on", "postgresql://db/clio?password=***&ssl=on"),
        (f"POST /webhooks/123/{HTTP_TOKEN}/messages", "POST /webhooks/***/messages"),
        (f"POST /interactions/123/{HTTP_TOKEN}/callback", "POST /interactions/***/callback"),
        (f"Bot {'M' * 24}.Gabcde.{'x' * 38} was reset", "Bot *** was reset"),
        ("see https://example.org/a@b and 10:30", "see https://example.org/a@b and 10:30"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_as_well(text: str, shown: str) -> None:
    assert written(logging.Formatter("%(message)s"), text) == shown


def test_the_passwords_of_an_address_are_found_however_they_are_written() -> None:
    assert passwords("postgresql+asyncpg://clio:p%40ss@db/clio?password=second") == ["p@ss", "second"]
    assert passwords("sqlite:////var/lib/clio.sqlite3") == []


def test_a_line_of_json_says_when_where_and_what() -> None:
    line = json.loads(written(json_formatter(), "round %s failed", 5, round=5, exc_info=raised(ValueError("why"))))
    assert (line["level"], line["logger"]) == ("ERROR", "bot.ui.stage")
    assert (line["message"], line["round"]) == ("round 5 failed", 5)
    assert "ValueError: why" in line["exception"]
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta()


async def test_a_clio_that_writes_json_writes_nothing_else_and_tells_nobodys_answers(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        environment = environment_for(sandbox, tmp_path) | {"CLIO_LOG_FORMAT": "json", "CLIO_LOG_LEVEL": "DEBUG"}
        process = await (starter := Starter(sandbox, environment)).start()
        try:
            ana = sandbox.person("Ana")
            await ana.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=60, channel=ROOM)
            await ana.command("quiz next", channel=ROOM)
            shown = await card(sandbox, "Question 1 of 1")
            await ana.press(shown, custom_id=right_button(shown))
        finally:
            process.terminate()
            _, err = await process.communicate()
            await starter.end_all()
    lines = [json.loads(line) for line in err.decode().splitlines()]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert any(line["message"].startswith("stopping") for line in lines)
    assert [line["message"] for line in lines if "schema" in line["message"]] == [
        f"making the tables of a new database, schema {known_revisions()[-1]}"
    ]
    assert not any(line["logger"].startswith("alembic") for line in lines)
    for secret in (sandbox.token, "Ana", right_button(shown)):
        assert secret not in err.decode()


async def test_a_fault_that_holds_the_token_is_told_without_it(tmp_path: Path) -> None:
    """A Discord that answers with the token where an id should be."""
    token = "a-token.that-is-told"  # noqa: S105 - nobody's

    async def answer(request: web.Request) -> web.Response:
        told = {"url": "ws://127.0.0.1:9", "id": token, "username": "Clio", "discriminator": "0"}
        return web.Response(body=json.dumps(told).encode(), content_type="application/json")

    app = web.Application()
    app.router.add_get("/{anything:.*}", answer)
    async with TestServer(app) as server, Sandbox() as sandbox:
        environment = environment_for(sandbox, tmp_path)
        environment |= {"DISCORD_TOKEN": token, "CLIO_DISCORD_API": str(server.make_url("/api/v10"))}
        for log_format in ("text", "json"):
            process = await clio(environment | {"CLIO_LOG_FORMAT": log_format}, "run")
            out, err = (text.decode() for text in await process.communicate())
            assert process.returncode == 70, err
            assert "ValueError" in err
            assert "***" in err
            assert token not in out + err


def test_settings_that_are_logged_tell_no_secret() -> None:
    settings = Settings("the-token", Path(), f"postgresql://clio:{PASSWORD}@db/clio", logging.INFO)
    assert "the-token" not in f"{settings!r}"
