"""What the page is given beyond Discord's JSON: the markdown of every text, already read into a tree."""

import copy

from bot.sandbox.entities import Json, Message
from bot.sandbox.inline import Names
from bot.sandbox.markdown import read_markdown
from bot.sandbox.payloads import member_json, message_json
from bot.sandbox.world import World

TEXT_DISPLAY = 10
REPLY = 19


def names_of(world: World, guild_id: int | None) -> Names:
    guild = world.guilds.get(guild_id or 0)

    def name(kind: str, snowflake: str) -> str | None:
        known = int(snowflake)
        if kind == "user":
            member = guild.members.get(known) if guild else None
            return member.name if member else getattr(world.users.get(known), "name", None)
        if kind == "role":
            return getattr(guild.roles.get(known), "name", None) if guild else None
        return getattr(world.channels.get(known), "name", None)

    return name


def rendered_message(world: World, message: Message) -> Json:
    names = names_of(world, message.guild_id)
    payload = copy.deepcopy(message_json(message))
    payload["ephemeral_for"] = None if message.ephemeral_for is None else str(message.ephemeral_for)
    payload["member"] = _member(world, message)
    payload["rendered"] = read_markdown(message.content, names)
    if message.type == REPLY:
        payload["referenced_message"] = _referenced(world, message)
    for embed in payload["embeds"]:
        _render_embed(embed, names)
    payload["components"] = [rendered_component(one, names) for one in payload["components"]]
    return payload


def _member(world: World, message: Message) -> Json | None:
    guild = world.guilds.get(message.guild_id or 0)
    member = guild.members.get(message.author.id) if guild else None
    return member_json(member) if member else None


def _referenced(world: World, message: Message) -> Json | None:
    """The message that this one answers; of an answer to a press, the one whose control was pressed."""
    channel = world.channels.get(message.channel_id)
    pressed_id = (message.interaction or {}).get("interacted_message_id")
    referenced_id = (message.reference or {}).get("message_id", pressed_id)
    found = world.find_message(channel, int(referenced_id)) if channel and referenced_id else None
    return message_json(found) if found else None


def _render_embed(embed: Json, names: Names) -> None:
    embed["rendered"] = read_markdown(embed.get("description") or "", names)
    embed["rendered_title"] = read_markdown(embed.get("title") or "", names)
    fields: list[Json] = embed.get("fields") or []
    for field in fields:
        field["rendered_name"] = read_markdown(field["name"], names)
        field["rendered"] = read_markdown(field["value"], names)


def rendered_component(component: Json, names: Names) -> Json:
    """A copy of the component, and of all within it, with the trees of its texts."""
    copied = dict(component)
    if copied["type"] == TEXT_DISPLAY:
        copied["rendered"] = read_markdown(copied["content"], names)
    for key in ("accessory", "component"):
        if copied.get(key):
            copied[key] = rendered_component(copied[key], names)
    if "components" in copied:
        copied["components"] = [rendered_component(one, names) for one in copied["components"]]
    return copied
