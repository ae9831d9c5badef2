"""Commands are sent to Discord only when they differ from what Discord has."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

from discord import app_commands

log = logging.getLogger(__name__)

_DEFAULTS: Mapping[str, Any] = {
    "required": False,
    "autocomplete": False,
    "nsfw": False,
    "dm_permission": True,
    "options": [],
    "choices": [],
    "description": "",
    "default_member_permissions": None,
}
"""What Discord leaves out, or fills in, where we say nothing."""

_COMPARED = frozenset(
    {
        *_DEFAULTS,
        "type",
        "name",
        "value",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "channel_types",
    }
)


async def sync_if_changed(tree: app_commands.CommandTree[Any]) -> bool:
    """Bring Discord's list of global commands up to date; whether that was needed."""
    client = tree.client
    if client.application_id is None:
        raise app_commands.MissingApplicationID
    differing = out_of_step(tree, await client.http.get_global_commands(client.application_id))
    if not differing:
        return False
    await tree.sync()
    log.info("the commands were sent to Discord, for these differed: %s", ", ".join(differing))
    return True


def out_of_step(tree: app_commands.CommandTree[Any], theirs: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the commands that Discord has not, has otherwise, or has besides ours."""
    ours = {_key(each): each for each in (command.to_dict(tree) for command in tree.get_commands())}
    known = {_key(each): each for each in theirs}
    differing = {key for key in ours.keys() | known.keys() if not _agree(ours.get(key), known.get(key))}
    return sorted(name for _, name in differing)


def _agree(our: Mapping[str, Any] | None, their: Mapping[str, Any] | None) -> bool:
    if our is None or their is None:
        return False
    return _comparable(our) == _comparable(their) and _places_agree(our, their)


def _places_agree(our: Mapping[str, Any], their: Mapping[str, Any]) -> bool:
    """Whether the command can be used where we say; where we say nothing, Discord's own choice stands."""
    return all(
        our.get(place) is None or sorted(our[place]) == sorted(their.get(place) or [])
        for place in ("contexts", "integration_types")
    )


def _key(command: Mapping[str, Any]) -> tuple[int, str]:
    """Commands of different types may have the same name; a slash command need not say its type."""
    return command.get("type", 1), command["name"]


def _comparable(part: Any) -> Any:
    """A command, an option or a choice without what Discord adds, and without defaults."""
    if isinstance(part, dict):
        fields = cast(dict[str, Any], part)
        shown = {key: _comparable(value) for key, value in fields.items() if key in _COMPARED}
        return {key: value for key, value in shown.items() if value is not None and value != _DEFAULTS.get(key)}
    if isinstance(part, list):
        return [_comparable(each) for each in cast(list[Any], part)]
    return str(part) if isinstance(part, int) and not isinstance(part, bool) else part
