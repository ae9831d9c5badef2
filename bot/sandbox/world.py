"""The world that the stand-in keeps: who is there, what was said, and who may see it.

Every change goes through a method here, and every method that changes something tells the observers.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.sandbox import permissions
from bot.sandbox.entities import (
    Channel,
    ChannelType,
    Command,
    Event,
    Guild,
    Json,
    Member,
    Message,
    Role,
    User,
)
from bot.sandbox.payloads import channel_json, guild_json, member_json, message_json, role_json, user_json
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import Snowflakes

GUILD_NAME = "History study group"
CHANNELS = ("general", "quiz-room", "reading-room")
STUDENTS = ("Ana", "Ben", "Chloe")
MODERATOR = "Mara"
STUDENT_ROLE = "Student"
MODERATOR_ROLE = "Moderator"
BOT_NAME = "Clio"


class World:
    """Users, guilds, channels, messages and commands, found by their ids."""

    def __init__(self, *, keep_messages: int = 10_000) -> None:
        self.snowflakes = Snowflakes()
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int, Command] = {}  # the global ones; a guild's own are in the guild
        self.direct_channels: dict[int, Channel] = {}  # by the id of the person
        self.bot = self.add_user(BOT_NAME, bot=True)
        self.online = False
        self.application_settings: Json = {}  # what the application says of itself besides, or otherwise
        self._keep_messages = keep_messages
        self._observers: list[Callable[[Event], None]] = []

    @property
    def application_id(self) -> int:
        return self.bot.id

    # -- telling ----------------------------------------------------------------------------------

    def observe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Calls `callback` at once on every change, in the same thread; the answer ends the subscription."""
        self._observers.append(callback)
        return lambda: self._observers.remove(callback)

    def tell(self, event: Event) -> None:
        for observer in tuple(self._observers):
            observer(event)

    def set_online(self, online: bool) -> None:
        if online != self.online:
            self.online = online
            self.tell(Event("SANDBOX_BOT", {"online": online}))

    # -- people -----------------------------------------------------------------------------------

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user_id = self.snowflakes.next()
        plain = "".join(c for c in name.lower() if c.isascii() and (c.isalnum() or c in "_."))
        username = name if bot else plain or f"member{user_id % 10_000}"
        user = self.users[user_id] = User(user_id, username, name, bot)
        return user

    def add_member(self, name: str, *, guild: Guild | None = None, roles: list[int] | None = None) -> Member:
        """A new person in the guild (by default the first one) with the role that students have."""
        guild = guild or self.guild
        if roles is None:
            roles = [role.id for role in guild.roles.values() if role.name == STUDENT_ROLE]
        return self.join(guild, self.add_user(name), roles)

    def join(self, guild: Guild, user: User, roles: list[int]) -> Member:
        member = guild.members[user.id] = Member(user, guild.id, roles, datetime.now(UTC))
        if guild.id in self.guilds:
            payload = {**member_json(member), "guild_id": str(guild.id)}
            self.tell(Event("GUILD_MEMBER_ADD", payload, guild.id))
        return member

    def set_roles(self, member: Member, roles: list[int]) -> None:
        member.roles = roles
        payload = {**member_json(member), "guild_id": str(member.guild_id)}
        self.tell(Event("GUILD_MEMBER_UPDATE", payload, member.guild_id))

    def remove_member(self, member: Member) -> None:
        del self.guilds[member.guild_id].members[member.user.id]
        payload = {"guild_id": str(member.guild_id), "user": user_json(member.user)}
        self.tell(Event("GUILD_MEMBER_REMOVE", payload, member.guild_id))

    def find_member(self, name: str, guild: Guild | None = None) -> Member:
        for member in (guild or self.guild).members.values():
            if member.name == name:
                return member
        raise LookupError(f"There is no member called {name}.")

    # -- guilds -----------------------------------------------------------------------------------

    @property
    def guild(self) -> Guild:
        """The first guild: the one that people are in unless another is named."""
        return next(iter(self.guilds.values()))

    def add_guild(self, guild: Guild) -> Guild:
        """Lets a guild begin that `settlement` has furnished; the bot hears GUILD_CREATE."""
        self.guilds[guild.id] = guild
        self.channels.update(guild.channels)
        if self.bot.id in guild.members:
            self.tell(Event("GUILD_CREATE", self.guild_payload(guild), guild.id))
        return guild

    def guild_payload(self, guild: Guild) -> Json:
        return guild_json(guild, me=guild.members.get(self.bot.id))

    def remove_bot(self, guild: Guild) -> None:
        """Throws the bot out: it hears GUILD_DELETE and no longer reaches anything in there."""
        del guild.members[self.bot.id]
        guild.commands.clear()
        self.tell(Event("GUILD_DELETE", {"id": str(guild.id)}, guild.id))

    def invite_bot(self, guild: Guild) -> None:
        managed = [role.id for role in guild.roles.values() if role.managed_by == self.bot.id]
        guild.members[self.bot.id] = Member(self.bot, guild.id, managed, datetime.now(UTC))
        self.tell(Event("GUILD_CREATE", self.guild_payload(guild), guild.id))

    def add_role(self, guild: Guild, name: str, granted: int, *, managed_by: int | None = None) -> Role:
        role = Role(self.snowflakes.next(), guild.id, name, int(granted), len(guild.roles), managed_by=managed_by)
        guild.roles[role.id] = role
        if guild.id in self.guilds:
            payload = {"guild_id": str(guild.id), "role": role_json(role)}
            self.tell(Event("GUILD_ROLE_CREATE", payload, guild.id))
        return role

    def set_granted(self, guild: Guild, role: Role, granted: int) -> None:
        """Changes what a role may do."""
        role.permissions = int(granted)
        payload = {"guild_id": str(guild.id), "role": role_json(role)}
        self.tell(Event("GUILD_ROLE_UPDATE", payload, guild.id))

    def delete_role(self, guild: Guild, role: Role) -> None:
        """Takes a role away from the guild and from everybody who has it."""
        del guild.roles[role.id]
        for member in guild.members.values():
            member.roles = [each for each in member.roles if each != role.id]
        self.tell(Event("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}, guild.id))

    # -- channels ---------------------------------------------------------------------------------

    def add_channel(self, guild: Guild, name: str, *, topic: str | None = None) -> Channel:
        channel = Channel(self.snowflakes.next(), ChannelType.TEXT, name, guild.id, topic, position=len(guild.channels))
        guild.channels[channel.id] = channel
        if guild.id in self.guilds:
            self.channels[channel.id] = channel
            self.tell(Event("CHANNEL_CREATE", channel_json(channel), guild.id, channel.id))
        return channel

    def add_thread(self, parent: Channel, name: str, owner: User, *, kind: int, thread_id: int = 0) -> Channel:
        guild = self.guilds[parent.guild_id or 0]
        identity = thread_id or self.snowflakes.next()
        thread = Channel(identity, kind, name, guild.id, parent_id=parent.id, owner_id=owner.id)
        thread.thread_members.add(owner.id)
        guild.threads[thread.id] = self.channels[thread.id] = thread
        payload = {**channel_json(thread), "newly_created": True}
        self.tell(Event("THREAD_CREATE", payload, guild.id, thread.id))
        return thread

    def change_channel(self, channel: Channel) -> None:
        """Tells of a channel or thread whose fields were set."""
        kind = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self.tell(Event(kind, channel_json(channel), channel.guild_id, channel.id))

    def delete_channel(self, channel: Channel) -> None:
        guild = self.guilds[channel.guild_id or 0]
        for thread in [thread for thread in guild.threads.values() if thread.parent_id == channel.id]:
            self._forget_channel(guild, thread)
        self._forget_channel(guild, channel)
        kind = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.tell(Event(kind, channel_json(channel), guild.id, channel.id))

    def _forget_channel(self, guild: Guild, channel: Channel) -> None:
        for place in (guild.channels, guild.threads, self.channels):
            place.pop(channel.id, None)

    def direct_channel(self, person: User) -> Channel:
        """The conversation of the bot with one person; it begins when first asked for."""
        channel = self.direct_channels.get(person.id)
        if channel is None:
            channel = Channel(self.snowflakes.next(), ChannelType.DIRECT, person.name, recipients=[person])
            self.direct_channels[person.id] = self.channels[channel.id] = channel
            self.tell(Event("CHANNEL_CREATE", channel_json(channel), None, channel.id))
        return channel

    def set_bot_permissions(self, channel: Channel, *, allow: int = 0, deny: int = 0) -> None:
        """Puts an overwrite for the bot on the channel; without arguments it is taken away again."""
        self.set_permissions(channel, self.bot.id, allow=allow, deny=deny)

    def set_permissions(self, channel: Channel, target: int, *, allow: int = 0, deny: int = 0) -> None:
        channel.overwrites.pop(target, None)
        if allow or deny:
            channel.overwrites[target] = (int(allow), int(deny))
        self.change_channel(channel)

    # -- messages ---------------------------------------------------------------------------------

    def add_message(self, message: Message) -> Message:
        channel = self.channels[message.channel_id]
        place = channel.whispers if message.is_ephemeral else channel.messages
        place[message.id] = message
        if len(place) > self._keep_messages:
            del place[next(iter(place))]
        if not message.is_ephemeral:
            channel.last_message_id = message.id
        self._tell_message("MESSAGE_CREATE", message)
        return message

    def change_message(self, message: Message) -> None:
        self._tell_message("MESSAGE_UPDATE", message)

    def delete_message(self, message: Message) -> None:
        channel = self.channels[message.channel_id]
        place = channel.whispers if message.is_ephemeral else channel.messages
        place.pop(message.id, None)
        message.deleted = True
        payload = {"id": str(message.id), "channel_id": str(message.channel_id)}
        if message.guild_id is not None:
            payload["guild_id"] = str(message.guild_id)
        self.tell(
            Event(
                "MESSAGE_DELETE",
                payload,
                message.guild_id,
                message.channel_id,
                message,
                message.ephemeral_for,
            )
        )

    def _tell_message(self, kind: str, message: Message) -> None:
        if not self._observers:
            return
        payload = message_json(message)
        if message.guild_id is not None:
            payload["guild_id"] = str(message.guild_id)
            member = self.guilds[message.guild_id].members.get(message.author.id)
            if member is not None:
                payload["member"] = {k: v for k, v in member_json(member).items() if k != "user"}
        self.tell(Event(kind, payload, message.guild_id, message.channel_id, message, message.ephemeral_for))

    # -- who may do and see what ------------------------------------------------------------------

    def permissions_of(self, user_id: int, channel: Channel) -> int:
        """What a user may do in a channel; 0 for someone who is not in it."""
        if channel.guild_id is None:
            inside = user_id == self.bot.id or any(user.id == user_id for user in channel.recipients)
            return int(permissions.DIRECT) if inside else 0
        guild = self.guilds[channel.guild_id]
        member = guild.members.get(user_id)
        return 0 if member is None else permissions.in_channel(guild, channel, member)

    def may_see(self, user_id: int, event: Event) -> bool:
        """Whether this person's Discord would show them the event."""
        if event.only_for is not None:
            return event.only_for == user_id
        channel = self.channels.get(event.channel_id or 0)
        if channel is not None:
            return bool(self.permissions_of(user_id, channel) & Permission.VIEW_CHANNEL)
        return event.guild_id is None or user_id in self.guilds[event.guild_id].members

    def visible_messages(self, user_id: int, channel: Channel) -> list[Message]:
        """What a person reads in a channel, oldest first: what all see, and what was whispered to them."""
        if not self.permissions_of(user_id, channel) & Permission.VIEW_CHANNEL:
            return []
        own = [message for message in channel.whispers.values() if message.ephemeral_for == user_id]
        return sorted([*channel.messages.values(), *own], key=lambda message: message.id)

    def find_message(self, channel: Channel, message_id: int) -> Message | None:
        return channel.messages.get(message_id) or channel.whispers.get(message_id)

    def commands_for(self, user_id: int, channel: Channel) -> list[Command]:
        """The commands that Discord offers this person in this channel."""
        granted = self.permissions_of(user_id, channel)
        guild = self.guilds.get(channel.guild_id or 0)
        if guild is not None and not (granted & Permission.USE_APPLICATION_COMMANDS and self.bot.id in guild.members):
            return []
        known = list(self.commands.values())
        if guild is not None:
            known += guild.commands.values()
        return [command for command in known if _is_offered(command, granted, in_guild=guild is not None)]

    def commands_changed(self, guild_id: int | None) -> None:
        self.tell(Event("SANDBOX_COMMANDS", {}, guild_id))


def _is_offered(command: Command, granted: int, *, in_guild: bool) -> bool:
    contexts = command.payload.get("contexts")
    if contexts is not None and (0 if in_guild else 1) not in contexts:
        return False
    if not in_guild:
        return command.guild_id is None and command.payload.get("dm_permission") is not False
    needed = command.payload.get("default_member_permissions")
    if needed is None or granted & Permission.ADMINISTRATOR:
        return True
    return int(needed) != 0 and granted & int(needed) == int(needed)
