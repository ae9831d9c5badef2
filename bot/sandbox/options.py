"""A slash command as a person fills it in: words for the command, values for its options."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.entities import Attachment, Channel, Command, Guild, Json, Member, Message, Role, User, listed
from bot.sandbox.files import Files
from bot.sandbox.payloads import (
    attachment_json,
    channel_json,
    member_json,
    message_json,
    role_json,
    user_json,
)
from bot.sandbox.permissions import in_guild
from bot.sandbox.world import World

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
ENTITIES = frozenset({USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT})


class Refused(Exception):
    """What Discord's own client would not let a person do, said as a sentence."""


def find_command(commands: list[Command], path: str, kind: int = 1) -> tuple[Command, list[Json]]:
    """The command of `quiz start` and the (groups and) subcommand on the way to it.

    Raises Refused when the person is not offered such a command.
    """
    name, *rest = path.removeprefix("/").split() if kind == 1 else [path]
    for command in commands:
        if command.type == kind and command.name == name:
            return command, _descend(command.payload, rest, path)
    raise Refused(f"There is no command /{path} here for you.")


def _descend(payload: Json, words: list[str], path: str) -> list[Json]:
    way: list[Json] = []
    here = payload
    for word in words:
        nested = [option for option in listed(here.get("options")) if option["type"] in (SUBCOMMAND, GROUP)]
        found = next((option for option in nested if option["name"] == word), None)
        if found is None:
            raise Refused(f"There is no command /{path} here for you.")
        way.append(found)
        here = found
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in listed(here.get("options"))):
        raise Refused(f"/{path} is not complete: it has subcommands.")
    return way


def path_of(command: Command, filled: list[Json]) -> str:
    """The command as people read it, with its group and subcommand: `quiz start`."""
    names = [command.name]
    while filled and filled[0]["type"] in (SUBCOMMAND, GROUP):
        names.append(filled[0]["name"])
        filled = filled[0].get("options", [])
    return " ".join(names)


def fill(command: Command, way: list[Json], values: Mapping[str, Any], focused: str | None = None) -> list[Json]:
    """The nested `options` of an interaction. Raises Refused for a value that the client would not send."""
    place = way[-1] if way else command.payload
    known = {option["name"]: option for option in listed(place.get("options"))}
    unknown = values.keys() - known.keys()
    if unknown:
        raise Refused(f"/{command.name} has no option called {', '.join(sorted(unknown))}.")
    filled: list[Json] = []
    for name, value in values.items():
        entry: Json = {"name": name, "type": known[name]["type"], "value": plain(value)}
        if name == focused:
            entry["focused"] = True
        filled.append(entry)
    for step in reversed(way):
        filled = [{"name": step["name"], "type": step["type"], "options": filled}]
    return filled


def plain(value: Any) -> Any:
    """An entity becomes its id, as a client sends it; everything else stays."""
    if isinstance(value, (User, Channel, Role, Attachment, Message)):
        return str(value.id)
    return str(value.user.id) if isinstance(value, Member) else value


def leaf(command: Command, options: list[Json]) -> tuple[Json, list[Json]]:
    """What was chosen in the end: the description with its options, and what was filled in."""
    place, filled = command.payload, options
    while filled and filled[0]["type"] in (SUBCOMMAND, GROUP):
        step = filled[0]
        found = next((o for o in listed(place.get("options")) if o["name"] == step["name"]), None)
        if found is None:
            raise Refused(f"/{command.name} has nothing called {step['name']}.")
        place, filled = found, listed(step.get("options"))
    return place, filled


def check(command: Command, options: list[Json]) -> None:
    """What Discord's client checks before it sends: required options, choices, ranges, lengths."""
    place, filled = leaf(command, options)
    given = {option["name"]: option["value"] for option in filled}
    for option in listed(place.get("options")):
        if option["name"] not in given:
            if option.get("required"):
                raise Refused(f"The option {option['name']} is required.")
            continue
        _check_value(option, given[option["name"]])


def _check_value(option: Json, value: Any) -> None:
    kind, name = option["type"], option["name"]
    fits = {
        STRING: lambda: isinstance(value, str),
        INTEGER: lambda: isinstance(value, int) and not isinstance(value, bool),
        NUMBER: lambda: isinstance(value, (int, float)) and not isinstance(value, bool),
        BOOLEAN: lambda: isinstance(value, bool),
    }.get(kind, lambda: str(value).isdigit())
    if not fits():
        raise Refused(f"The value {value!r} does not fit the option {name}.")
    choices = [choice["value"] for choice in listed(option.get("choices"))]
    if choices and value not in choices:
        raise Refused(f"{value!r} is not one of the choices of {name}.")
    size = len(value) if kind == STRING else value
    low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    if option.get(low) is not None and size < option[low]:
        raise Refused(f"The option {name} must be at least {option[low]}.")
    if option.get(high) is not None and size > option[high]:
        raise Refused(f"The option {name} must be at most {option[high]}.")


def resolve(world: World, files: Files, guild: Guild | None, identities: list[tuple[int, str]]) -> Json:
    """`resolved` of an interaction: the things whose ids were chosen, each with the option type it has."""
    resolved: Json = {}
    for kind, identity in identities:
        for group, payload in _described(world, files, guild, kind, int(identity)).items():
            resolved.setdefault(group, {})[identity] = payload
    return resolved


def _described(world: World, files: Files, guild: Guild | None, kind: int, identity: int) -> Json:
    if kind in (USER, MENTIONABLE) and identity in world.users:
        return _user(world, guild, identity)
    if kind in (ROLE, MENTIONABLE) and guild is not None and identity in guild.roles:
        return {"roles": role_json(guild.roles[identity])}
    if kind == CHANNEL and identity in world.channels:
        channel = world.channels[identity]
        granted = str(world.permissions_of(world.bot.id, channel))
        return {"channels": {**channel_json(channel), "permissions": granted}}
    attachment = files.find(identity) if kind == ATTACHMENT else None
    if attachment is not None:
        return {"attachments": attachment_json(attachment)}
    raise Refused(f"There is nothing with the id {identity} to choose.")


def _user(world: World, guild: Guild | None, identity: int) -> Json:
    described: Json = {"users": user_json(world.users[identity])}
    member = guild.members.get(identity) if guild is not None else None
    if member is not None and guild is not None:
        payload = member_json(member, in_guild(guild, member))
        described["members"] = {key: value for key, value in payload.items() if key not in ("user", "deaf", "mute")}
    return described


def resolve_message(message: Message) -> Json:
    return {"messages": {str(message.id): message_json(message)}}
