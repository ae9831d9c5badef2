"""The JSON shapes of Discord's API v10 for the things in the world."""

from datetime import UTC, datetime

from bot.sandbox.entities import Attachment, Channel, Guild, Json, Member, Message, Role, User

# What a guild has besides, the same for each.
GUILD_SETTINGS: Json = {
    "icon": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "description": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "vanity_url_code": None,
    "application_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "nsfw": False,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "max_members": 500_000,
    "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50,
    "lazy": True,
    "hub_type": None,
    "features": [],
    "emojis": [],
    "stickers": [],
    "voice_states": [],
    "presences": [],
    "stage_instances": [],
    "soundboard_sounds": [],
}


def moment(time: datetime | None) -> str | None:
    return None if time is None else time.astimezone(UTC).isoformat(timespec="microseconds")


def user_json(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.username,
        "discriminator": "0000" if user.bot else "0",
        "global_name": None if user.bot else user.name,
        "avatar": None,
        "avatar_decoration_data": None,
        "bot": user.bot,
        "system": False,
        "public_flags": 0,
        "primary_guild": None,
    }


def member_json(member: Member, permissions: int | None = None) -> Json:
    payload: Json = {
        "user": user_json(member.user),
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in member.roles],
        "joined_at": moment(member.joined),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    if permissions is not None:
        payload["permissions"] = str(permissions)
    return payload


def role_json(role: Role) -> Json:
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed_by is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.managed_by is not None:
        payload["tags"] = {"bot_id": str(role.managed_by)}
    return payload


def channel_json(channel: Channel) -> Json:
    if channel.guild_id is None:
        return _direct_json(channel)
    if channel.is_thread:
        return _thread_json(channel)
    return {
        "id": str(channel.id),
        "type": channel.type,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "topic": channel.topic,
        "position": channel.position,
        "parent_id": str(channel.parent_id) if channel.parent_id else None,
        "permission_overwrites": _overwrites(channel),
        "last_message_id": _id(channel.last_message_id),
        "last_pin_timestamp": None,
        "rate_limit_per_user": 0,
        "nsfw": False,
        "flags": 0,
    }


def _overwrites(channel: Channel) -> list[Json]:
    return [
        {
            "id": str(target),
            "type": 0 if target == channel.guild_id else 1,
            "allow": str(int(allow)),
            "deny": str(int(deny)),
        }
        for target, (allow, deny) in channel.overwrites.items()
    ]


def _direct_json(channel: Channel) -> Json:
    return {
        "id": str(channel.id),
        "type": channel.type,
        "last_message_id": _id(channel.last_message_id),
        "recipients": [user_json(user) for user in channel.recipients],
        "flags": 0,
    }


def _thread_json(thread: Channel) -> Json:
    return {
        "id": str(thread.id),
        "type": thread.type,
        "guild_id": str(thread.guild_id),
        "parent_id": str(thread.parent_id),
        "owner_id": str(thread.owner_id),
        "name": thread.name,
        "last_message_id": _id(thread.last_message_id),
        "message_count": len(thread.messages),
        "total_message_sent": len(thread.messages),
        "member_count": len(thread.thread_members),
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": thread.auto_archive_minutes,
            "archive_timestamp": moment(datetime.now(UTC)),
            "create_timestamp": moment(datetime.now(UTC)),
        },
    }


def attachment_json(attachment: Attachment) -> Json:
    payload: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.content_type,
    }
    optional: Json = {
        "description": attachment.description,
        "title": attachment.title,
        "width": attachment.width,
        "height": attachment.height,
        "ephemeral": attachment.ephemeral or None,
    }
    payload.update({key: value for key, value in optional.items() if value is not None})
    return payload


def message_json(message: Message) -> Json:
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": message.type,
        "author": user_json(message.author),
        "content": message.content,
        "timestamp": moment(message.created),
        "edited_timestamp": moment(message.edited),
        "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [str(role) for role in message.mention_roles],
        "attachments": [attachment_json(attachment) for attachment in message.attachments],
        "embeds": message.embeds,
        "components": message.components,
        "pinned": False,
        "flags": message.flags,
    }
    payload.update(_message_links(message))
    return payload


def _message_links(message: Message) -> Json:
    links: Json = {}
    if message.nonce is not None:
        links["nonce"] = message.nonce
    if message.reference is not None:
        links["message_reference"] = message.reference
    if message.webhook_id is not None:
        links["webhook_id"] = links["application_id"] = str(message.webhook_id)
    if message.interaction is not None:
        links["interaction_metadata"] = message.interaction
        links["interaction"] = {key: message.interaction[key] for key in ("id", "type", "user")}
        links["interaction"]["name"] = message.interaction.get("name", "")
    return links


def guild_json(guild: Guild, *, me: Member | None) -> Json:
    """GUILD_CREATE as a bot without the members intent gets it: the only member in it is the bot."""
    members = [] if me is None else [member_json(me)]
    payload: Json = {
        **GUILD_SETTINGS,
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "preferred_locale": guild.locale,
        "roles": [role_json(role) for role in guild.roles.values()],
        "joined_at": moment(guild.joined),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": members,
        "channels": [channel_json(channel) for channel in guild.channels.values()],
        "threads": [channel_json(thread) for thread in guild.threads.values() if not thread.archived],
        "guild_scheduled_events": list(guild.scheduled_events.values()),
    }
    return payload


def partial_guild_json(guild: Guild) -> Json:
    return {"id": str(guild.id), "locale": guild.locale, "features": []}


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)
