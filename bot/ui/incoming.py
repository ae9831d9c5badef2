"""What comes in from Discord, looked at before anything is done with it.

discord.py takes Discord at its word: an interaction that it cannot read would end the whole connection, and a value
of the wrong type would come as far as the services. Nothing of the kind comes from Discord's own client, but anybody
can write one that sends what it likes, and a command may have changed since Discord heard of it.
"""

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import discord
from discord import AppCommandOptionType as Kind
from discord import app_commands
from discord.app_commands import Parameter

from bot.errors import UserError

log = logging.getLogger(__name__)

MOST = 2**53
"""Discord's integers are not larger."""

_RESPONSE = "_cs_response"
"""Where discord.py keeps an interaction's response once it was asked for."""

_NESTED = (Kind.subcommand.value, Kind.subcommand_group.value)
_RESOLVED = {
    Kind.user: ("users",),
    Kind.channel: ("channels",),
    Kind.role: ("roles",),
    Kind.mentionable: ("users", "roles"),
    Kind.attachment: ("attachments",),
}


class Misfit(UserError):
    """What was sent does not fit the command as it is now."""

    def __init__(self) -> None:
        super().__init__("This command has changed. Reload Discord (Ctrl+R) and try it again.")


class NobodyThere(UserError):
    """Discord did not say who it was."""

    def __init__(self) -> None:
        super().__init__("Discord did not say who you are. Try it again.")


def guarded(parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """discord.py's reading of interactions, so that one which it cannot read costs only itself.

    The card on which a control was used is Clio's own: what stands on it is not read again with every click.
    """

    def read(payload: Any) -> None:
        try:
            payload.get("message", {}).pop("components", None)
            parse(payload)
        except Exception as error:  # whatever it is, the connection must not end with it
            log.warning("interaction %s cannot be read: %r", payload.get("id"), error)

    return read


def is_of_discord(error: Exception) -> bool:
    """Whether discord.py raised it, and not Clio, or what Clio called."""
    rooms = [frame.f_globals.get("__name__", "").split(".")[0] for frame, _ in traceback.walk_tb(error.__traceback__)]
    return [room for room in rooms if room in ("bot", "discord")][-1:] == ["discord"]


def let_go(interaction: discord.Interaction) -> None:
    """End with an interaction. It and its response point at each other, and would stay until the collector comes."""
    if hasattr(interaction, _RESPONSE):
        delattr(interaction, _RESPONSE)


def check_sender(interaction: discord.Interaction) -> None:
    """Raises `NobodyThere`."""
    if interaction.user is discord.utils.MISSING:
        raise NobodyThere


def check_options(interaction: discord.Interaction) -> None:
    """Raises `Misfit` where the options are not such as the command takes."""
    sent = _mapping(interaction.data)
    if not isinstance(sent.get("name"), str):
        raise Misfit
    given = _given(sent.get("options", ()))
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return  # the tree says that there is none
    known = {parameter.display_name: parameter for parameter in command.parameters}
    resolved = _mapping(sent.get("resolved", {}))
    for option in given:
        parameter = known.get(option["name"])
        if parameter is None or option.get("type") != parameter.type.value:
            raise Misfit
        if interaction.type is discord.InteractionType.application_command:
            _check_value(parameter, option.get("value"), resolved)
        elif not _is_completed(parameter, option):
            raise Misfit


def _given(options: object) -> Sequence[Mapping[str, Any]]:
    """The options of the command itself, below its groups."""
    if not isinstance(options, Sequence) or isinstance(options, str):
        raise Misfit
    listed = [_mapping(option) for option in cast(Sequence[object], options)]
    if not all(isinstance(option.get("name"), str) for option in listed):
        raise Misfit
    if listed and listed[0].get("type") in _NESTED:
        return _given(listed[0].get("options", ()))
    return listed


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Misfit
    return cast(Mapping[str, Any], value)


def _is_completed(parameter: Parameter, option: Mapping[str, Any]) -> bool:
    """Whether what is being typed can be completed; what stands in the other options is typed only in part."""
    if option.get("focused"):
        return parameter.autocomplete and isinstance(option.get("value"), str)
    return parameter.type is not Kind.string or isinstance(option.get("value"), str)


def _check_value(parameter: Parameter, value: Any, resolved: Mapping[str, Any]) -> None:
    if not _fits(parameter, value, resolved):
        raise Misfit
    if parameter.choices and value not in [choice.value for choice in parameter.choices]:
        raise Misfit


def _fits(parameter: Parameter, value: Any, resolved: Mapping[str, Any]) -> bool:
    match parameter.type:
        case Kind.string:
            return isinstance(value, str) and "\0" not in value and _is_within(parameter, len(value))
        case Kind.integer:
            return type(value) is int and abs(value) <= MOST and _is_within(parameter, value)
        case Kind.number:
            return type(value) in (int, float) and _is_within(parameter, value)
        case Kind.boolean:
            return isinstance(value, bool)
        case kind:
            return any(str(value) in _mapping(resolved.get(group, {})) for group in _RESOLVED.get(kind, ()))


def _is_within(parameter: Parameter, size: float) -> bool:
    low, high = parameter.min_value, parameter.max_value
    return (low is None or low <= size) and (high is None or size <= high)
