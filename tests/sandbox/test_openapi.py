"""The check against Discord's description finds what is wrong and nothing else."""

import os
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.openapi import Description

DESCRIPTION = os.environ.get("CLIO_DISCORD_OPENAPI")
pytestmark = pytest.mark.skipif(not DESCRIPTION, reason="CLIO_DISCORD_OPENAPI names no description")

SEND = ("POST", "/channels/{channel_id}/messages")
CALLBACK = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
COMMANDS = ("PUT", "/applications/{application_id}/commands")
BUTTON = {"type": 2, "style": 1, "label": "A", "custom_id": "a"}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description(Path(DESCRIPTION or ""))


def row(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(children)}


GOOD: list[tuple[tuple[str, str], Any]] = [
    (SEND, {"content": "x", "nonce": "1", "enforce_nonce": True, "tts": False, "flags": 4096}),
    (SEND, {"flags": 1 << 15, "components": [{"type": 17, "components": [row(BUTTON)], "spoiler": False}]}),
    (SEND, {"attachments": [{"id": 0, "filename": "x.png", "description": None}]}),
    (CALLBACK, {"type": 8, "data": {"choices": []}}),
    (CALLBACK, {"type": 8, "data": {"choices": [{"name": "x", "value": 1}]}}),
    (CALLBACK, {"type": 6}),
    (CALLBACK, {"type": 7, "data": {"tts": False, "components": []}}),
    (CALLBACK, {"type": 4, "data": {"tts": False, "content": "x", "flags": 64}}),
    (COMMANDS, [{"name": "x", "description": "x", "default_member_permissions": "32", "nsfw": False}]),
    (("PATCH", "/channels/{channel_id}/messages/{message_id}"), {"content": "x", "tts": False}),
    (("GET", "/users/@me"), None),
]

BAD: list[tuple[tuple[str, str], Any, str, str]] = [
    (SEND, {"contents": "x"}, "", "contents"),
    (SEND, {"content": 5}, "content", "not of type"),
    (SEND, {"components": [row({**BUTTON, "label": "x" * 81})]}, "components.0.components.0.label", "too long"),
    (SEND, {"components": [row({**BUTTON, "stile": 1})]}, "components.0.components.0", "stile"),
    (SEND, {"components": [row({"type": 2, "label": "A"})]}, "components.0.components.0", "style"),
    (SEND, {"embeds": [{"timestamp": "yesterday"}]}, "embeds.0.timestamp", "date-time"),
    (SEND, {"embeds": [{"url": "no address"}]}, "embeds.0.url", "uri"),
    (SEND, {"message_reference": {"message_id": "007"}}, "message_reference", "not valid"),
    (CALLBACK, {"type": 9, "data": {"custom_id": "x", "title": "x" * 46, "components": []}}, "data.title", "too long"),
    (COMMANDS, [{"name": "x", "description": "x", "contexts": [7]}], "0.contexts.0", "not valid"),
    (("GET", "/users/@me"), {}, "", "none is described"),
    (("POST", "/nowhere"), {}, "", "no such route"),
]


@pytest.mark.parametrize(("route", "body"), GOOD)
def test_what_discord_reads_raises_no_alarm(description: Description, route: tuple[str, str], body: Any) -> None:
    assert list(description.problems(*route, body)) == []


@pytest.mark.parametrize(("route", "body", "where", "complaint"), BAD)
def test_what_discord_does_not_describe_is_found(
    description: Description, route: tuple[str, str], body: Any, where: str, complaint: str
) -> None:
    problems = list(description.problems(*route, body))
    assert any(place.startswith(where) and complaint in message for place, message in problems), problems
