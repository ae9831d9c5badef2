"""What a small Discord is made of. Ids are integers here; Discord's JSON shapes are made in `payloads`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from bot.frozen import frozen

Json: TypeAlias = dict[str, Any]


def listed(value: Any) -> list[Json]:
    """A list of objects out of JSON, where nothing and null mean an empty one."""
    return value or []


class ChannelType:
    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12

    THREADS = frozenset({ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})


class MessageFlag:
    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    IS_COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, eq=False)
class User:
    id: int
    username: str
    name: str  # as people read it
    bot: bool = False
    locale: str = "en-US"


@dataclass(slots=True, eq=False)
class Role:
    id: int
    guild_id: int
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    managed_by: int | None = None


@dataclass(slots=True, eq=False)
class Member:
    user: User
    guild_id: int
    roles: list[int]
    joined: datetime
    nick: str | None = None

    @property
    def name(self) -> str:
        return self.nick or self.user.name


@dataclass(slots=True, eq=False)
class Attachment:
    id: int
    channel_id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False


@dataclass(slots=True, eq=False)
class Message:
    id: int
    channel_id: int
    guild_id: int | None
    author: User
    created: datetime
    type: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: int = 0
    edited: datetime | None = None
    nonce: str | int | None = None
    reference: Json | None = None
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    interaction: Json | None = None  # interaction_metadata of an answer to an interaction
    webhook_id: int | None = None
    ephemeral_for: int | None = None
    tts: bool = False
    deleted: bool = False
    thread_id: int | None = None

    @property
    def is_ephemeral(self) -> bool:
        return self.ephemeral_for is not None

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def is_components_v2(self) -> bool:
        return bool(self.flags & MessageFlag.IS_COMPONENTS_V2)


@dataclass(slots=True, eq=False)
class Channel:
    id: int
    type: int
    name: str
    guild_id: int | None = None
    topic: str | None = None
    position: int = 0
    parent_id: int = 0  # of a thread: the channel it hangs on
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    messages: dict[int, Message] = field(default_factory=dict[int, Message])
    whispers: dict[int, Message] = field(default_factory=dict[int, Message])  # ephemeral ones
    nonces: dict[str | int, Message] = field(default_factory=dict[str | int, Message])
    recipients: list[User] = field(default_factory=list[User])
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    thread_members: set[int] = field(default_factory=set[int])
    last_message_id: int | None = None

    @property
    def is_thread(self) -> bool:
        return self.type in ChannelType.THREADS


@dataclass(slots=True, eq=False)
class Command:
    """An application command; `payload` is the object that Discord answers with."""

    id: int
    guild_id: int | None
    type: int
    name: str
    payload: Json


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    joined: datetime
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    threads: dict[int, Channel] = field(default_factory=dict[int, Channel])
    scheduled_events: dict[int, Json] = field(default_factory=dict[int, Json])
    commands: dict[int, Command] = field(default_factory=dict[int, Command])

    def channel(self, name: str) -> Channel:
        """The channel or thread of that name; `#` before it is allowed."""
        wanted = name.removeprefix("#")
        for channel in [*self.channels.values(), *self.threads.values()]:
            if channel.name == wanted:
                return channel
        raise LookupError(f"There is no channel called #{wanted} in {self.name}.")


@frozen
class Event:
    """Something that changed in the world. `kind` is the gateway's name for it, or begins with SANDBOX_
    where Discord has no event that a bot could hear (SANDBOX_COMMANDS, SANDBOX_BOT, SANDBOX_EXCHANGE)."""

    kind: str
    payload: Json
    guild_id: int | None = None
    channel_id: int | None = None
    message: Message | None = None
    only_for: int | None = None  # a user id: nobody else, the bot included, hears of it
