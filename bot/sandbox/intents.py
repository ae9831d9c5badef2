"""Which events a session asked to hear."""

from enum import IntFlag

from bot.sandbox.entities import Event, Json
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


VALID = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
# In a guild and in a conversation of two.
NEEDED: dict[str, tuple[int, int]] = {
    "MESSAGE": (Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
    "TYPING": (Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING),
    "CHANNEL": (Intent.GUILDS, Intent.DIRECT_MESSAGES),
    "THREAD": (Intent.GUILDS, 0),
}


def is_heard(world: World, event: Event, intents: int) -> bool:
    """Whether a session with these intents hears of the event."""
    if event.kind == "GUILD_MEMBER_UPDATE" and event.payload["user"]["id"] == str(world.bot.id):
        return True
    if event.kind == "GUILD_DELETE":
        return bool(intents & Intent.GUILDS)
    if event.guild_id is not None and world.bot.id not in world.guilds[event.guild_id].members:
        return False
    if not intents & _needed(event):
        return False
    return not event.kind.startswith(("MESSAGE", "TYPING")) or _sees(world, event)


def _needed(event: Event) -> int:
    noun, *_ = event.kind.split("_")
    if event.kind.startswith("GUILD_MEMBER"):
        return Intent.GUILD_MEMBERS
    if event.kind.startswith("GUILD_SCHEDULED"):
        return Intent.GUILD_SCHEDULED_EVENTS
    in_guild, direct = NEEDED.get(noun, (Intent.GUILDS, 0))
    return direct if event.guild_id is None else in_guild


def _sees(world: World, event: Event) -> bool:
    channel = world.channels.get(event.channel_id or 0)
    return channel is None or bool(world.permissions_of(world.bot.id, channel) & Permission.VIEW_CHANNEL)


def without_content(world: World, event: Event, intents: int) -> Json:
    """A message as it is heard without MESSAGE_CONTENT: empty, unless it is the bot's own, direct or mentions it."""
    message = event.message
    if message is None or "content" not in event.payload or intents & Intent.MESSAGE_CONTENT:
        return event.payload
    if message.guild_id is None or message.author is world.bot or world.bot in message.mentions:
        return event.payload
    return {**event.payload, "content": "", "embeds": [], "attachments": [], "components": []}
