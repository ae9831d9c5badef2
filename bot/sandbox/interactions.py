"""Begins interactions, gives them their tokens and lets them lapse: three seconds for the first answer,
fifteen minutes for the rest."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable

from bot.sandbox.entities import Channel, Event, Json, Message, User
from bot.sandbox.exchanges import Exchange, Interaction, InteractionKind, Modal, Status
from bot.sandbox.payloads import (
    channel_json,
    member_json,
    message_json,
    partial_guild_json,
    user_json,
)
from bot.sandbox.world import World

TOKEN_SECONDS = 15 * 60
ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024
INTERACTION_FAILED = "This interaction failed"
NO_RESPONSE = "The application did not respond"


class Interactions:
    """Every interaction that can still be answered, found by its token."""

    def __init__(self, world: World, *, answer_seconds: float = 3.0) -> None:
        self.answer_seconds = answer_seconds
        self.deliver: Callable[[Event], bool] = lambda event: False  # set by the gateway
        self.modals: dict[int, Modal] = {}
        self._world = world
        self._by_token: dict[str, Interaction] = {}
        self._lapsing: deque[Interaction] = deque()
        self._deadlines: dict[int, asyncio.TimerHandle] = {}

    def begin(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        name: str = "",
        source: Interaction | None = None,
    ) -> Exchange:
        """Sends INTERACTION_CREATE to the bot and starts the clock. Nothing is checked here."""
        self._forget_lapsed()
        exchange = Exchange()
        interaction = self._new(kind, user, channel, exchange)
        interaction.name = name
        interaction.message = message
        interaction.metadata = self._metadata(interaction, source)
        exchange.interaction_id = interaction.id
        payload = self._payload(interaction, data)
        if self.deliver(Event("INTERACTION_CREATE", payload, channel.guild_id, channel.id)):
            loop = asyncio.get_running_loop()
            self._deadlines[interaction.id] = loop.call_later(self.answer_seconds, self._overdue, interaction)
        else:
            self._overdue(interaction)
        return exchange

    def _new(self, kind: int, user: User, channel: Channel, exchange: Exchange) -> Interaction:
        expires = asyncio.get_running_loop().time() + TOKEN_SECONDS
        token = secrets.token_urlsafe(48)
        interaction = Interaction(self._world.snowflakes.next(), token, kind, user, channel, expires, exchange)
        self._by_token[token] = interaction
        self._lapsing.append(interaction)
        return interaction

    def find(self, token: str) -> Interaction | None:
        """The interaction of a token; None when it is unknown or fifteen minutes old."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.expires < asyncio.get_running_loop().time():
            return None
        return interaction

    def acknowledge(self, interaction: Interaction) -> None:
        interaction.acknowledged = True
        deadline = self._deadlines.pop(interaction.id, None)
        if deadline is not None:
            deadline.cancel()

    def answer(self, interaction: Interaction, status: Status, message: Message | None = None) -> None:
        """Lets the person know what came."""
        exchange = interaction.exchange
        if message is not None:
            exchange.message = message
        exchange.change(status)
        self._tell(interaction)

    def expire(self, interaction: Interaction) -> None:
        """Ends an interaction's token now, as after fifteen minutes."""
        interaction.expires = 0.0

    def close(self) -> None:
        for deadline in self._deadlines.values():
            deadline.cancel()
        self._deadlines.clear()

    def _overdue(self, interaction: Interaction) -> None:
        self._deadlines.pop(interaction.id, None)
        interaction.overdue = True
        pressed = interaction.kind in (InteractionKind.COMPONENT, InteractionKind.MODAL_SUBMIT)
        interaction.exchange.change(Status.FAILED, INTERACTION_FAILED if pressed else NO_RESPONSE)
        self._tell(interaction)

    def _tell(self, interaction: Interaction) -> None:
        status = str(interaction.exchange.status)
        payload: Json = {"interaction_id": str(interaction.id), "status": status}
        channel = interaction.channel
        self._world.tell(Event("SANDBOX_EXCHANGE", payload, channel.guild_id, channel.id, None, interaction.user.id))

    def _forget_lapsed(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._lapsing and self._lapsing[0].expires < now:
            lapsed = self._lapsing.popleft()
            del self._by_token[lapsed.token]
            self.modals.pop(lapsed.modal_id, None)

    def _metadata(self, interaction: Interaction, source: Interaction | None) -> Json:
        metadata: Json = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": user_json(interaction.user),
            "authorizing_integration_owners": self._owners(interaction.channel),
        }
        if interaction.name:
            metadata["name"] = interaction.name
        if interaction.message is not None:
            metadata["interacted_message_id"] = str(interaction.message.id)
        if source is not None:
            metadata["triggering_interaction_metadata"] = source.metadata
        return metadata

    def _owners(self, channel: Channel) -> Json:
        return {"0": "0" if channel.guild_id is None else str(channel.guild_id)}

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        channel, user = interaction.channel, interaction.user
        granted = self._world.permissions_of(user.id, channel)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(self._world.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": {**channel_json(channel), "permissions": str(granted)},
            "app_permissions": str(self._world.permissions_of(self._world.bot.id, channel)),
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": self._owners(channel),
            "context": 0 if channel.guild_id is not None else 1,
            "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
        }
        payload.update(self._whereabouts(channel, user, granted))
        if interaction.message is not None:
            payload["message"] = message_json(interaction.message)
        return payload

    def _whereabouts(self, channel: Channel, user: User, granted: int) -> Json:
        guild = self._world.guilds.get(channel.guild_id or 0)
        if guild is None:
            return {"user": user_json(user)}
        member = guild.members.get(user.id)
        return {
            "guild_id": str(guild.id),
            "guild": partial_guild_json(guild),
            "guild_locale": guild.locale,
            **({} if member is None else {"member": member_json(member, granted)}),
        }
