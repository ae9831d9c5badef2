"""The scheduled events of a guild."""

from datetime import datetime
from typing import Any

from bot.sandbox.entities import Event, Guild, Json
from bot.sandbox.errors import ApiError, Problems, missing_permissions, unknown
from bot.sandbox.payloads import user_json
from bot.sandbox.permissions import Permission, in_guild
from bot.sandbox.rest.calls import Call, Handled, Routes

EXTERNAL = 3
MOST_EVENTS = 100


def add_routes(routes: Routes) -> None:
    base = "/guilds/{guild_id}/scheduled-events"
    routes.add("GET", base, show_all)
    routes.add("POST", base, create)
    routes.add("GET", f"{base}/{{event_id}}", show)
    routes.add("PATCH", f"{base}/{{event_id}}", edit)
    routes.add("DELETE", f"{base}/{{event_id}}", delete)


def _permitted(call: Call) -> Guild:
    guild = call.guild()
    granted = in_guild(guild, guild.members[call.world.bot.id])
    if not granted & (Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS):
        raise missing_permissions()
    return guild


def _found(call: Call, guild: Guild) -> Json:
    event = guild.scheduled_events.get(call.number("event_id"))
    if event is None:
        raise unknown("Guild Scheduled Event")
    return event


def show_all(call: Call) -> Handled:
    return list(call.guild().scheduled_events.values())


def show(call: Call) -> Handled:
    return _found(call, call.guild())


def create(call: Call) -> Handled:
    guild = _permitted(call)
    body = call.form()
    if len(guild.scheduled_events) >= MOST_EVENTS:
        raise ApiError(400, 30038, f"Maximum number of server scheduled events reached ({MOST_EVENTS})")
    _check(body)
    identity = call.world.snowflakes.next()
    event = guild.scheduled_events[identity] = {**_defaults(call, guild, identity), **body}
    call.world.tell(Event("GUILD_SCHEDULED_EVENT_CREATE", event, guild.id))
    return event


def _defaults(call: Call, guild: Guild, identity: int) -> Json:
    return {
        "id": str(identity),
        "guild_id": str(guild.id),
        "channel_id": None,
        "creator_id": str(call.world.bot.id),
        "creator": user_json(call.world.bot),
        "description": None,
        "scheduled_end_time": None,
        "status": 1,
        "entity_id": None,
        "entity_metadata": None,
        "image": None,
        "recurrence_rule": None,
        "user_count": 0,
    }


def edit(call: Call) -> Handled:
    guild = _permitted(call)
    event = _found(call, guild)
    changed = {**event, **call.form()}
    _check(changed)
    event.update(changed)
    call.world.tell(Event("GUILD_SCHEDULED_EVENT_UPDATE", event, guild.id))
    return event


def delete(call: Call) -> Handled:
    guild = _permitted(call)
    event = _found(call, guild)
    del guild.scheduled_events[int(event["id"])]
    call.world.tell(Event("GUILD_SCHEDULED_EVENT_DELETE", event, guild.id))
    return None


def _check(body: Json) -> None:
    problems = Problems()
    problems.length(("name",), body.get("name"), 1, 100)
    problems.length(("description",), body.get("description"), 0, 1000, needed=False)
    problems.choice(("privacy_level",), body.get("privacy_level"), (2,))
    problems.choice(("entity_type",), body.get("entity_type"), (1, 2, EXTERNAL))
    start = _moment(problems, "scheduled_start_time", body.get("scheduled_start_time"))
    external = body.get("entity_type") == EXTERNAL
    if external:
        metadata: Json = body.get("entity_metadata") or {}
        problems.length(("entity_metadata", "location"), metadata.get("location"), 1, 100)
    elif not body.get("channel_id"):
        problems.required(("channel_id",))
    end = None
    if external or body.get("scheduled_end_time") is not None:
        end = _moment(problems, "scheduled_end_time", body.get("scheduled_end_time"))
    _check_order(problems, start, end)
    problems.close()


def _moment(problems: Problems, key: str, value: Any) -> datetime | None:
    if value is None:
        problems.required((key,))
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        problems.add((key,), "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return None


def _check_order(problems: Problems, start: datetime | None, end: datetime | None) -> None:
    if start is not None and start < datetime.now(start.tzinfo):
        problems.add(
            ("scheduled_start_time",),
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.",
        )
    if start is not None and end is not None and end <= start:
        problems.add(
            ("scheduled_end_time",),
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "Cannot schedule event to end before it starts.",
        )
