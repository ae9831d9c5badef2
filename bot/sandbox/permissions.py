"""Discord's permissions and the way they add up for a member in a channel."""

from collections.abc import Iterable
from enum import IntFlag

from bot.sandbox.entities import Channel, Guild, Member


class Permission(IntFlag):
    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44


ALL = (1 << 53) - 1
STUDENT = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
MODERATOR = STUDENT | Permission.MANAGE_GUILD
BOT = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
# In a conversation of two, Discord reports about what a member without a role has.
DIRECT = STUDENT


def in_guild(guild: Guild, member: Member) -> int:
    if member.user.id == guild.owner_id:
        return ALL
    permissions = guild.roles[guild.id].permissions
    for role in member.roles:
        permissions |= guild.roles[role].permissions
    return ALL if permissions & Permission.ADMINISTRATOR else permissions


def in_channel(guild: Guild, channel: Channel, member: Member) -> int:
    """What a member may do there, in the order that Discord documents: everyone, roles, the member."""
    permissions = in_guild(guild, member)
    if permissions == ALL:
        return ALL
    overwrites = (guild.channels[channel.parent_id] if channel.is_thread else channel).overwrites
    if not overwrites:
        return _without_view(permissions)
    permissions = _apply(permissions, overwrites, [guild.id])
    permissions = _apply(permissions, overwrites, member.roles)
    return _without_view(_apply(permissions, overwrites, [member.user.id]))


def _apply(permissions: int, overwrites: dict[int, tuple[int, int]], targets: Iterable[int]) -> int:
    allow = deny = 0
    for target in targets:
        allowed, denied = overwrites.get(target, (0, 0))
        allow |= allowed
        deny |= denied
    return permissions & ~deny | allow


def _without_view(permissions: int) -> int:
    return permissions if permissions & Permission.VIEW_CHANNEL else 0
