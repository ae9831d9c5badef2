"""What the stand-in tells: as much as discord.py wants to know, in the shapes of Discord's API v10."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from bot.sandbox.payloads import GUILD_SETTINGS

Json: TypeAlias = dict[str, Any]

FIRST_ID = 1_300_000_000_000_000_000
CHANNELS = 10
_NOW = "2026-11-22T12:00:00.000000+00:00"
_EVERYTHING = str((1 << 53) - 1)
_BOT_ID = FIRST_ID - 1


def user(id_: int, name: str, *, bot: bool = False) -> Json:
    return {
        "id": str(id_),
        "username": name,
        "discriminator": "0",
        "global_name": name,
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


BOT = user(_BOT_ID, "clio", bot=True) | {"verified": True, "mfa_enabled": True, "email": None, "flags": 0}
APPLICATION: Json = {
    "id": str(_BOT_ID),
    "name": "Clio",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0" * 64,
    "flags": 0,
    "owner": user(1, "owner"),
    "team": None,
    "summary": "",
}


def guild_id(number: int) -> int:
    """The id of a server by its number, counted from 0."""
    return 900_000_000_000_000_000 + (number << 22)


def channel_id(number: int, channel: int = 0) -> int:
    """The id of a server's channel, both counted from 0."""
    return guild_id(number) + 1 + channel


def guild(number: int) -> Json:
    """A server of ten channels in which the bot may do everything."""
    id_ = guild_id(number)
    return GUILD_SETTINGS | {
        "id": str(id_),
        "name": f"Server {number}",
        "owner_id": "1",
        "preferred_locale": "en-GB",
        "roles": [_role(id_)],
        "joined_at": _NOW,
        "large": False,
        "unavailable": False,
        "member_count": 40,
        "members": [_member(BOT)],
        "channels": [_channel(number, channel) for channel in range(CHANNELS)],
        "threads": [],
        "guild_scheduled_events": [],
    }


def _role(id_: int) -> Json:
    return {
        "id": str(id_),
        "name": "@everyone",
        "permissions": _EVERYTHING,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def _member(of: Json) -> Json:
    return {
        "user": of,
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": _NOW,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def _channel(number: int, channel: int) -> Json:
    return {
        "id": str(channel_id(number, channel)),
        "type": 0,
        "guild_id": str(guild_id(number)),
        "name": f"channel-{channel}",
        "topic": None,
        "position": channel,
        "parent_id": None,
        "permission_overwrites": [],
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "nsfw": False,
        "flags": 0,
    }


def ready(guilds: Sequence[Json], gateway: str) -> Json:
    return {
        "v": 10,
        "user": BOT,
        "guilds": [{"id": each["id"], "unavailable": True} for each in guilds],
        "session_id": "benchmark",
        "session_type": "normal",
        "resume_gateway_url": gateway,
        "shard": [0, 1],
        "application": {"id": APPLICATION["id"], "flags": 0},
    }


def message(id_: int, channel: int, content: Mapping[str, Any]) -> Json:
    return {
        "id": str(id_),
        "channel_id": str(channel),
        "type": 0,
        "author": BOT,
        "content": content.get("content") or "",
        "timestamp": _NOW,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": content.get("components") or [],
        "pinned": False,
        "flags": content.get("flags") or 0,
    }


def command(server: int, name: str, options: Sequence[Json], member: int = 1) -> Json:
    """The use of a slash command; without its id and token."""
    data = {"id": "1", "name": name, "type": 1, "options": list(options)}
    return _interaction(server, 2, data, member)


def press(server: int, message_: Json, custom_id: str, member: int) -> Json:
    """The press of a button on a message; without its id and token."""
    data = {"custom_id": custom_id, "component_type": 2, "id": 1}
    return _interaction(server, 3, data, member) | {"message": message_}


def _interaction(server: int, kind: int, data: Json, member: int) -> Json:
    return {
        "application_id": APPLICATION["id"],
        "type": kind,
        "version": 1,
        "data": data,
        "guild_id": str(guild_id(server)),
        "guild": {"id": str(guild_id(server)), "locale": "en-GB", "features": []},
        "guild_locale": "en-GB",
        "channel_id": str(channel_id(server)),
        "channel": _channel(server, 0) | {"permissions": _EVERYTHING},
        "app_permissions": _EVERYTHING,
        "member": _member(user(member, f"member-{member}")) | {"permissions": _EVERYTHING},
        "locale": "en-GB",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": str(guild_id(server))},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    }
