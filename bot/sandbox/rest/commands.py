"""Application commands, global and of a guild."""

from typing import Any

from bot.sandbox.command_limits import CHAT_INPUT, check_command, check_counts, kept
from bot.sandbox.entities import Command, Json
from bot.sandbox.errors import ApiError, Problems, unknown
from bot.sandbox.rest.calls import Answer, Call, Handled, Routes


def add_routes(routes: Routes) -> None:
    for base in (
        "/applications/{application_id}/commands",
        "/applications/{application_id}/guilds/{guild_id}/commands",
    ):
        routes.add("GET", base, show_all)
        routes.add("PUT", base, replace_all)
        routes.add("POST", base, create)
        routes.add("GET", f"{base}/{{command_id}}", show)
        routes.add("PATCH", f"{base}/{{command_id}}", edit)
        routes.add("DELETE", f"{base}/{{command_id}}", delete)


def _guild_id(call: Call) -> int | None:
    return call.guild().id if "guild_id" in call.parameters else None


def _commands(call: Call) -> dict[int, Command]:
    call.application()
    guild_id = _guild_id(call)
    return call.world.commands if guild_id is None else call.world.guilds[guild_id].commands


def _shown(call: Call, command: Command) -> Json:
    """Translations are told only to those who ask for them."""
    if call.query.get("with_localizations") in ("1", "true", "True"):
        return command.payload
    return _without_translations(command.payload)


def _without_translations(thing: Json) -> Json:
    payload = {key: value for key, value in thing.items() if not key.endswith("_localizations")}
    if "options" in payload:
        payload["options"] = [_without_translations(option) for option in payload["options"]]
    return payload


def show_all(call: Call) -> Handled:
    return [_shown(call, command) for command in _commands(call).values()]


def show(call: Call) -> Handled:
    return _found(call, _commands(call)).payload


def _found(call: Call, commands: dict[int, Command]) -> Command:
    command = commands.get(call.number("command_id"))
    if command is None:
        raise unknown("application command")
    return command


def replace_all(call: Call) -> Handled:
    commands = _commands(call)
    given = _given(call.body)
    problems = Problems()
    for number, command in enumerate(given):
        check_command(problems, (number,), command)
    problems.close()
    check_counts(given)
    before = {(command.type, command.name): command for command in commands.values()}
    after = [_kept(call, command, before) for command in given]
    commands.clear()
    commands.update({command.id: command for command in after})
    call.world.commands_changed(_guild_id(call))
    return [command.payload for command in after]


def _given(body: Any) -> list[Json]:
    if not isinstance(body, list):
        raise ApiError(400, 50109, "The request body contains invalid JSON.")
    return body  # pyright: ignore[reportUnknownVariableType] - a list out of JSON


def _kept(call: Call, given: Json, before: dict[tuple[int, str], Command]) -> Command:
    """The command under the id it had, and under the version it had if nothing in it changed."""
    kind = given.get("type") or CHAT_INPUT
    old = before.get((kind, given["name"]))
    fresh = call.world.snowflakes.next()
    identity = old.id if old is not None else fresh
    payload = kept(
        given,
        identity=identity,
        version=fresh,
        application_id=call.world.application_id,
        guild_id=_guild_id(call),
    )
    if old is not None and {**payload, "version": old.payload["version"]} == old.payload:
        return old
    return Command(identity, _guild_id(call), kind, given["name"], payload)


def create(call: Call) -> Handled:
    """A new command; one of the same name and type is overwritten (then the status is 200)."""
    commands = _commands(call)
    given = call.form()
    _check(given)
    before = {(command.type, command.name): command for command in commands.values()}
    command = _kept(call, given, before)
    others = [other.payload for other in commands.values() if other.id != command.id]
    check_counts([*others, command.payload])
    status = 200 if command.id in commands else 201
    commands[command.id] = command
    call.world.commands_changed(command.guild_id)
    return Answer(status, command.payload)


def edit(call: Call) -> Handled:
    commands = _commands(call)
    old = _found(call, commands)
    given = {**old.payload, **call.form()}
    _check(given)
    payload = kept(
        given,
        identity=old.id,
        version=call.world.snowflakes.next(),
        application_id=call.world.application_id,
        guild_id=old.guild_id,
    )
    commands[old.id] = Command(old.id, old.guild_id, old.type, payload["name"], payload)
    call.world.commands_changed(old.guild_id)
    return payload


def _check(given: Json) -> None:
    problems = Problems()
    check_command(problems, (), given)
    problems.close()


def delete(call: Call) -> Handled:
    commands = _commands(call)
    command = _found(call, commands)
    del commands[command.id]
    call.world.commands_changed(command.guild_id)
    return None
