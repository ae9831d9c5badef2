"""People who use the bot: what they do through Discord's client, and what comes back to them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.sandbox import forms, options
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Attachment, Channel, Command, Guild, Json, Member, Message, User
from bot.sandbox.exchanges import Exchange, InteractionKind, Modal
from bot.sandbox.files import Files
from bot.sandbox.interactions import Interactions
from bot.sandbox.options import Refused
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

BUTTON = 2
LINKS = (5, 6)

Place = Channel | str | int | None


class Person:
    """One member. Each `begin_…` gives the Exchange at once; its namesake without waits for the answer.

    Both raise Refused where Discord's own client would not let a person go on; `raw` checks nothing.
    """

    def __init__(self, world: World, interactions: Interactions, files: Files, user: User) -> None:
        self.user = user
        self._world = world
        self._interactions = interactions
        self._files = files

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def member(self) -> Member:
        """The person as a member of the first guild."""
        return self._world.guild.members[self.user.id]

    # -- reading ----------------------------------------------------------------------------------

    def channel(self, place: Place = None) -> Channel:
        """A channel by its name or id; the first one of the first guild when nothing is said."""
        if isinstance(place, Channel):
            return place
        if isinstance(place, int):
            return self._world.channels[place]
        guild = self._world.guild
        return next(iter(guild.channels.values())) if place is None else guild.channel(place)

    def messages(self, place: Place = None) -> list[Message]:
        """What this person reads there, oldest first; what was whispered to them included."""
        return self._world.visible_messages(self.id, self.channel(place))

    def last(self, place: Place = None) -> Message:
        """The newest message that this person reads there. Raises LookupError when there is none."""
        messages = self.messages(place)
        if not messages:
            raise LookupError(f"{self.name} sees no message there.")
        return messages[-1]

    def ephemeral(self, place: Place = None) -> list[Message]:
        """The messages that only this person sees."""
        return [message for message in self.messages(place) if message.is_ephemeral]

    def may(self, place: Place = None) -> int:
        """This person's permissions there."""
        return self._world.permissions_of(self.id, self.channel(place))

    def commands(self, place: Place = None) -> list[Command]:
        """The commands that this person is offered there."""
        return self._world.commands_for(self.id, self.channel(place))

    # -- writing ----------------------------------------------------------------------------------

    def say(self, place: Place, content: str, attachments: list[Attachment] | None = None) -> Message:
        """An ordinary message of a member."""
        channel = self.channel(place)
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if not self.may(channel) & needed:
            raise Refused("You do not have permission to send messages in this channel.")
        if not content.strip() and not attachments:
            raise Refused("A message cannot be empty.")
        identity = self._world.snowflakes.next()
        message = Message(identity, channel.id, channel.guild_id, self.user, datetime.now(UTC), content=content)
        message.attachments = attachments or []
        return self._world.add_message(message)

    def upload(self, filename: str, content: bytes) -> Attachment:
        """A file for a command's option, a form or a message."""
        return self._files.store(self.user.id, filename, content, ephemeral=True)

    def dismiss(self, message_id: int) -> None:
        """Takes away an ephemeral message of one's own."""
        for channel in self._world.channels.values():
            message = channel.whispers.get(message_id)
            if message is not None and message.ephemeral_for == self.id:
                self._world.delete_message(message)
                return

    # -- commands ---------------------------------------------------------------------------------

    async def command(
        self, path: str, values: Mapping[str, Any] | None = None, /, *, channel: Place = None, **named: Any
    ) -> Exchange:
        """Runs a slash command, as `command("quiz start", {"chapter": "x"}, channel="quiz-room")`."""
        where = self.channel(channel)
        command, way = options.find_command(self.commands(where), path)
        filled = options.fill(command, way, {**(values or {}), **named})
        return await self.begin_command(where, command.id, filled).first()

    def begin_command(self, place: Place, command_id: int, filled: list[Json]) -> Exchange:
        """Runs a command whose options are already in Discord's nested form."""
        where = self.channel(place)
        command = self._offered(where, command_id)
        options.check(command, filled)
        data = self._command_data(where, command, filled)
        return self._begin(InteractionKind.COMMAND, where, data, name=options.path_of(command, filled))

    async def context_command(self, name: str, target: Message | User | Member, *, channel: Place = None) -> Exchange:
        """Runs a command from the context menu of a message or a member."""
        on_message = isinstance(target, Message)
        where = self.channel(target.channel_id if on_message else channel)
        command, _ = options.find_command(self.commands(where), name, 3 if on_message else 2)
        identity = str(options.plain(target))
        data = self._command_data(where, command, [])
        data["target_id"] = identity
        if isinstance(target, Message):
            data["resolved"] = options.resolve_message(target)
        else:
            guild = self._guild(where)
            data["resolved"] = options.resolve(self._world, self._files, guild, [(options.USER, identity)])
        return await self._begin(InteractionKind.COMMAND, where, data, name=name).first()

    async def autocomplete(
        self,
        path: str,
        option: str,
        typed: str | float,
        values: Mapping[str, Any] | None = None,
        *,
        channel: Place = None,
    ) -> Exchange:
        """Types into an option; `choices` of the answer are what the bot proposes."""
        where = self.channel(channel)
        command, way = options.find_command(self.commands(where), path)
        filled = options.fill(command, way, {**(values or {}), option: typed}, focused=option)
        return await self.begin_autocomplete(where, command.id, filled).first()

    def begin_autocomplete(self, place: Place, command_id: int, filled: list[Json]) -> Exchange:
        where = self.channel(place)
        command = self._offered(where, command_id)
        described, given = options.leaf(command, filled)
        focused = next((option["name"] for option in given if option.get("focused")), None)
        known = {option["name"]: option for option in described.get("options") or ()}
        if focused not in known or not known[focused].get("autocomplete"):
            raise Refused(f"The option {focused} of /{command.name} proposes nothing.")
        data = self._command_data(where, command, filled)
        exchange = self._begin(InteractionKind.AUTOCOMPLETE, where, data, name=command.name)
        exchange.choice_kind = known[focused]["type"]
        return exchange

    def _offered(self, where: Channel, command_id: int) -> Command:
        for command in self.commands(where):
            if command.id == command_id:
                return command
        raise Refused("This command is not offered to you here.")

    def _command_data(self, where: Channel, command: Command, filled: list[Json]) -> Json:
        data: Json = {"id": str(command.id), "name": command.name, "type": command.type}
        if command.guild_id is not None:
            data["guild_id"] = str(command.guild_id)
        if filled:
            data["options"] = filled
        _, given = options.leaf(command, filled)
        chosen = [
            (option["type"], str(option["value"]))
            for option in given
            if option["type"] in options.ENTITIES and not option.get("focused")
        ]
        if chosen:
            data["resolved"] = options.resolve(self._world, self._files, self._guild(where), chosen)
        return data

    # -- components -------------------------------------------------------------------------------

    async def press(self, message: Message, *, label: str | None = None, custom_id: str | None = None) -> Exchange:
        """Presses a button by its label (a part is enough when only one has it) or its custom_id."""
        button = _button(message, label, custom_id)
        return await self.begin_component(message.channel_id, message.id, button["custom_id"]).first()

    async def select(self, message: Message, custom_id: str | None, values: list[Any]) -> Exchange:
        """Chooses in a select menu; without a custom_id in the only one that the message has."""
        if custom_id is None:
            menus = [item["custom_id"] for item in walk(message.components) if item["type"] in (3, 5, 6, 7, 8)]
            if len(menus) != 1:
                raise Refused(f"The message has {len(menus)} menus: say which.")
            custom_id = str(menus[0])
        chosen = [str(options.plain(value)) for value in values]
        return await self.begin_component(message.channel_id, message.id, custom_id, chosen).first()

    def begin_component(
        self, place: Place, message_id: int, custom_id: str, values: list[str] | None = None
    ) -> Exchange:
        where = self.channel(place)
        message = self._seen(where, message_id)
        found = [item for item in walk(message.components) if item.get("custom_id") == custom_id]
        if not found:
            raise Refused("This message has no such button or menu.")
        component = found[0]
        if component.get("disabled"):
            raise Refused("This button or menu is disabled.")
        data: Json = {"component_type": component["type"], "custom_id": custom_id, "id": component["id"]}
        if component["type"] != BUTTON:
            data |= self._choice(where, component, values or [])
        return self._begin(InteractionKind.COMPONENT, where, data, message=message)

    def _seen(self, where: Channel, message_id: int) -> Message:
        message = self._world.find_message(where, message_id)
        visible = message is not None and message.ephemeral_for in (None, self.id)
        if message is None or not visible or not self.may(where) & Permission.VIEW_CHANNEL:
            raise Refused("You do not see this message.")
        return message

    def _choice(self, where: Channel, component: Json, values: list[str]) -> Json:
        low, high = component.get("min_values"), component.get("max_values") or 1
        if not (1 if low is None else low) <= len(values) <= high:
            raise Refused(f"This menu takes between {1 if low is None else low} and {high} choices.")
        forms.check_chosen("this menu", component, values)
        data: Json = {"values": values}
        kind = forms.ENTITY_SELECTS.get(component["type"])
        if kind is not None:
            chosen = [(kind, value) for value in values]
            data["resolved"] = options.resolve(self._world, self._files, self._guild(where), chosen)
        return data

    # -- forms ------------------------------------------------------------------------------------

    async def submit(self, form: Modal | Exchange, values: Mapping[str, Any] | None = None) -> Exchange:
        """Fills in a modal by custom_id or label, and sends it."""
        modal = form.modal if isinstance(form, Exchange) else form
        if modal is None:
            raise Refused("The bot opened no form.")
        return await self.begin_modal_submit(modal.id, forms.fill(modal.components, values or {})).first()

    def begin_modal_submit(self, modal_id: int, submitted: list[Json]) -> Exchange:
        modal = self._interactions.modals.get(modal_id)
        if modal is None or modal.interaction.user is not self.user:
            raise Refused("This form is not open.")
        forms.check(modal.components, submitted)
        where = modal.interaction.channel
        data: Json = {"custom_id": modal.custom_id, "components": submitted}
        chosen = [
            (kind, value) for kind, field in forms.fields_submitted(submitted) if kind for value in field["values"]
        ]
        if chosen:
            data["resolved"] = options.resolve(self._world, self._files, self._guild(where), chosen)
        source = modal.interaction
        exchange = self._interactions.begin(
            InteractionKind.MODAL_SUBMIT, self.user, where, data, message=source.message, source=source
        )
        # The form stays open when the bot does not answer, as in Discord's client.
        exchange.on_change(lambda answered: self._close(modal_id, answered))
        return exchange

    def _close(self, modal_id: int, exchange: Exchange) -> None:
        if not exchange.failure:
            self._interactions.modals.pop(modal_id, None)

    # -- hostile ----------------------------------------------------------------------------------

    async def raw(self, kind: int, data: Json, *, channel: Place = None, message: Message | None = None) -> Exchange:
        """Sends any interaction at all, checked by nobody."""
        where = self.channel(message.channel_id if message is not None else channel)
        return await self._begin(kind, where, data, message=message).first()

    def _begin(
        self, kind: int, where: Channel, data: Json, *, message: Message | None = None, name: str = ""
    ) -> Exchange:
        return self._interactions.begin(kind, self.user, where, data, message=message, name=name)

    def _guild(self, where: Channel) -> Guild | None:
        return self._world.guilds.get(where.guild_id or 0)


def _button(message: Message, label: str | None, custom_id: str | None) -> Json:
    buttons = [item for item in walk(message.components) if item["type"] == BUTTON and item["style"] not in LINKS]
    if custom_id is not None:
        found = [button for button in buttons if button["custom_id"] == custom_id]
    else:
        found = [button for button in buttons if _label(button) == label] or [
            button for button in buttons if label and label in _label(button)
        ]
    if len(found) != 1:
        known = ", ".join(_label(button) for button in buttons) or "none"
        raise Refused(f"There are {len(found)} buttons {label or custom_id!r}; the message has: {known}.")
    return found[0]


def _label(button: Json) -> str:
    return str(button.get("label") or (button.get("emoji") or {"name": ""})["name"])
