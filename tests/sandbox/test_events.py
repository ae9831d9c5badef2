"""A server's scheduled events: who may make them, what Discord refuses, and who hears of them."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.entities import Event
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.events import MOST_EVENTS
from bot.sandbox.server import Sandbox
from tests.sandbox.raw import Raw, codes, raw


@pytest_asyncio.fixture
async def call() -> AsyncGenerator[Raw]:
    async with Sandbox(rate_limits=False) as sandbox, raw(sandbox) as made:
        yield made


def starts(days: float = 1) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def event(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Read together",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "#reading-room"},
        "scheduled_start_time": starts(),
        "scheduled_end_time": starts(1.1),
        **changed,
    }


def grant(sandbox: Sandbox, permission: Permission) -> None:
    role = next(role for role in sandbox.guild.roles.values() if role.managed_by)
    sandbox.world.set_granted(sandbox.guild, role, role.permissions | permission)


def path(sandbox: Sandbox, *more: object) -> str:
    return "/".join([f"/guilds/{sandbox.guild.id}/scheduled-events", *(str(part) for part in more)])


async def test_without_the_permission_no_event_is_made(call: Raw) -> None:
    status, answer = await call("POST", path(call.sandbox), event())
    assert (status, answer["code"]) == (403, 50013)
    assert call.sandbox.guild.scheduled_events == {}


@pytest.mark.parametrize("permission", [Permission.CREATE_EVENTS, Permission.MANAGE_EVENTS])
async def test_an_event_is_made_read_changed_and_deleted_and_the_world_hears_of_it(
    call: Raw, permission: Permission
) -> None:
    grant(call.sandbox, permission)
    heard: list[Event] = []
    call.sandbox.world.observe(heard.append)
    status, made = await call("POST", path(call.sandbox), event())
    assert status == 200
    assert made["status"] == 1
    assert await call("GET", path(call.sandbox, made["id"])) == (200, made)
    assert await call("GET", path(call.sandbox)) == (200, [made])
    status, changed = await call("PATCH", path(call.sandbox, made["id"]), {"name": "Read on"})
    assert (status, changed["name"], changed["entity_metadata"]) == (200, "Read on", {"location": "#reading-room"})
    assert (await call("DELETE", path(call.sandbox, made["id"])))[0] == 204
    assert (await call("GET", path(call.sandbox, made["id"])))[1]["code"] == 10070
    assert [each.kind for each in heard] == [f"GUILD_SCHEDULED_EVENT_{what}" for what in ("CREATE", "UPDATE", "DELETE")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "BASE_TYPE_BAD_LENGTH"),
        ({"name": "x" * 101}, "BASE_TYPE_BAD_LENGTH"),
        ({"entity_metadata": {"location": "x" * 101}}, "BASE_TYPE_BAD_LENGTH"),
        ({"entity_metadata": None}, "BASE_TYPE_REQUIRED"),
        ({"scheduled_end_time": None}, "BASE_TYPE_REQUIRED"),
        ({"scheduled_start_time": "soon"}, "DATE_TIME_TYPE_PARSE"),
        ({"scheduled_start_time": starts(-1)}, "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST"),
        ({"scheduled_end_time": starts(0.5)}, "GUILD_SCHEDULED_EVENT_END_BEFORE_START"),
        ({"privacy_level": 1}, "BASE_TYPE_CHOICES"),
        ({"entity_type": 2}, "BASE_TYPE_REQUIRED"),
    ],
)
async def test_what_discord_refuses_is_refused(call: Raw, changed: dict[str, Any], code: str) -> None:
    grant(call.sandbox, Permission.CREATE_EVENTS)
    status, answer = await call("POST", path(call.sandbox), event(**changed))
    assert (status, answer["code"]) == (400, 50035)
    assert code in codes(answer["errors"])
    assert call.sandbox.guild.scheduled_events == {}


async def test_a_server_has_a_hundred_events_at_most(call: Raw) -> None:
    grant(call.sandbox, Permission.CREATE_EVENTS)
    for _ in range(MOST_EVENTS):
        assert (await call("POST", path(call.sandbox), event()))[0] == 200
    status, answer = await call("POST", path(call.sandbox), event())
    assert (status, answer["code"]) == (400, 30038)
