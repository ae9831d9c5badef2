"""One window of the page: a person at a websocket, told what they may see, and doing what they ask."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from bot.sandbox.entities import Attachment, Channel, Event, Json, Role
from bot.sandbox.exchanges import Exchange, Status
from bot.sandbox.payloads import channel_json, user_json
from bot.sandbox.people import Person, Refused
from bot.sandbox.permissions import Permission
from bot.sandbox.rendering import names_of, rendered_component, rendered_message

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

SHOWN_MESSAGES = 100
STATUSES = {Status.ANSWERED: "done", Status.DEFERRED: "deferred", Status.FAILED: "failed"}
MESSAGE_EVENTS = {"MESSAGE_CREATE", "MESSAGE_UPDATE"}
FRAMES_OF = {
    "CHANNEL_": ("CHANNELS", "COMMANDS"),
    "THREAD_": ("CHANNELS",),
    "GUILD_MEMBER_": ("MEMBERS", "COMMANDS"),
    "GUILD_SCHEDULED_EVENT_": ("EVENTS",),
    "SANDBOX_COMMANDS": ("COMMANDS",),
    "SANDBOX_BOT": ("BOT",),
}


def member_of(person: Person, sandbox: "Sandbox") -> Json:
    guild = sandbox.guild
    member = guild.members[person.id]
    roles = [guild.roles[role].name for role in member.roles if role in guild.roles]
    first = next(iter(guild.channels.values()), None)
    may = sandbox.world.permissions_of(person.id, first) if first else 0
    return {
        "id": str(person.id),
        "name": person.name,
        "roles": roles,
        "moderator": bool(may & Permission.MANAGE_GUILD),
    }


def _start_of(event: Json) -> datetime:
    return datetime.fromisoformat(event["scheduled_start_time"])


def _location_of(event: Json) -> str:
    metadata: Json = event.get("entity_metadata") or {}
    return str(metadata.get("location") or "")


class Window:
    """`uploads` holds what was sent to /page/attachments, by id, until a message takes it."""

    def __init__(self, sandbox: "Sandbox", person: Person, uploads: dict[int, Attachment]) -> None:
        self.sandbox = sandbox
        self.world = sandbox.world
        self.person = person
        self.uploads = uploads
        self.outbox: asyncio.Queue[str] = asyncio.Queue()

    async def serve(self, socket: web.WebSocketResponse) -> None:
        self.tell(self.state())
        stop = self.world.observe(self.observe)
        writer = asyncio.create_task(self._write(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self.hear(message.data)
        finally:
            stop()
            writer.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await writer

    async def _write(self, socket: web.WebSocketResponse) -> None:
        while True:
            await socket.send_str(await self.outbox.get())

    def tell(self, frame: Json) -> None:
        """Writes the frame down as it is now: what it holds may change before it is sent."""
        self.outbox.put_nowait(json.dumps(frame, ensure_ascii=False))

    # -- what this person sees --------------------------------------------------------------------

    def state(self) -> Json:
        guild = self.sandbox.guild
        parts = [self._channels(), self._commands(), self._members(), self._events(), self._bot()]
        merged = {key: value for part in parts for key, value in part.items()}
        return {
            **merged,
            "op": "STATE",
            "me": member_of(self.person, self.sandbox),
            "guild": {"id": str(guild.id), "name": guild.name},
            "roles": [{"id": str(role.id), "name": role.name} for role in self._roles()],
            "messages": {str(channel.id): self._messages(channel) for channel in self.channels()},
            "bot": {**user_json(self.world.bot), "name": self.world.bot.name, "online": self.world.online},
            "content_path": self.sandbox.content_path,
        }

    def channels(self) -> list[Channel]:
        guild = self.sandbox.guild
        direct = self.world.direct_channels.get(self.person.id)
        all_channels = [*guild.channels.values(), *guild.threads.values(), *([direct] if direct else [])]
        return [channel for channel in all_channels if self._sees(channel)]

    def _sees(self, channel: Channel) -> bool:
        return bool(self.world.permissions_of(self.person.id, channel) & Permission.VIEW_CHANNEL)

    def _roles(self) -> list[Role]:
        guild = self.sandbox.guild
        return [role for role in guild.roles.values() if role.id != guild.id]

    def _messages(self, channel: Channel) -> list[Json]:
        visible = self.world.visible_messages(self.person.id, channel)[-SHOWN_MESSAGES:]
        return [rendered_message(self.world, message) for message in visible]

    def _channels(self) -> Json:
        bot = self.world.bot.name
        return {
            "op": "CHANNELS",
            "channels": [{"name": bot, **channel_json(channel)} for channel in self.channels()],
        }

    def _commands(self) -> Json:
        offered: dict[int, Json] = {}
        for channel in self.channels():
            for command in self.world.commands_for(self.person.id, channel):
                offered[command.id] = command.payload
        return {"op": "COMMANDS", "commands": list(offered.values())}

    def _members(self) -> Json:
        return {
            "op": "MEMBERS",
            "members": [member_of(person, self.sandbox) for person in self.sandbox.people],
        }

    def _events(self) -> Json:
        """Discord shows them above the channels, the next one first."""
        events = sorted(self.sandbox.guild.scheduled_events.values(), key=_start_of)
        return {"op": "EVENTS", "events": [{**event, "location": _location_of(event)} for event in events]}

    def _bot(self) -> Json:
        return {"op": "BOT", "online": self.world.online}

    def observe(self, event: Event) -> None:
        if event.guild_id not in (None, self.sandbox.guild.id) or not self.world.may_see(self.person.id, event):
            return
        if event.kind in MESSAGE_EVENTS and event.message is not None:
            self.tell({"op": event.kind, "message": rendered_message(self.world, event.message)})
        elif event.kind == "MESSAGE_DELETE":
            payload = event.payload
            self.tell({"op": event.kind, "channel_id": payload["channel_id"], "id": payload["id"]})
        elif event.kind == "TYPING_START":
            self._tell_typing(event.payload)
        else:
            self._tell_change(event.kind)

    def _tell_typing(self, payload: Json) -> None:
        if payload["user_id"] == str(self.person.id):
            return
        name = names_of(self.world, self.sandbox.guild.id)("user", payload["user_id"])
        self.tell({"op": "TYPING", "channel_id": payload["channel_id"], "name": name or "Someone"})

    def _tell_change(self, kind: str) -> None:
        make: dict[str, Callable[[], Json]] = {
            "CHANNELS": self._channels,
            "COMMANDS": self._commands,
            "MEMBERS": self._members,
            "EVENTS": self._events,
            "BOT": self._bot,
        }
        for beginning, ops in FRAMES_OF.items():
            if kind.startswith(beginning):
                for op in ops:
                    self.tell(make[op]())

    # -- what this person does --------------------------------------------------------------------

    async def hear(self, text: str) -> None:
        """Does what one frame asks; what cannot be done is answered with a sentence."""
        nonce = None
        try:
            frame = json.loads(text)
            nonce = frame.get("nonce")
            self._act(frame)
        except Refused as refusal:
            self._refuse(nonce, str(refusal))
        except (KeyError, ValueError, TypeError, AttributeError, LookupError):
            self._refuse(nonce, "The sandbox could not read that. Reload the page and try again.")

    def _refuse(self, nonce: str | None, sentence: str) -> None:
        self.tell({"op": "INTERACTION", "nonce": nonce, "status": "refused", "error": sentence})

    def _act(self, frame: Json) -> None:
        match frame["op"]:
            case "MESSAGE":
                self._say(frame)
            case "DISMISS":
                self.person.dismiss(int(frame["message_id"]))
            case op:
                exchange = self._begin(op, frame)
                exchange.on_change(lambda changed: self._answer(frame, changed))
                return
        self.tell({"op": "INTERACTION", "nonce": frame["nonce"], "status": "done"})

    def _say(self, frame: Json) -> None:
        ids: list[str] = frame.get("attachments") or []
        attachments = [self.uploads.pop(int(one)) for one in ids]
        self.person.say(self._channel(frame), str(frame["content"]), attachments=attachments)

    def _begin(self, op: str, frame: Json) -> Exchange:
        person = self.person
        match op:
            case "COMMAND":
                return person.begin_command(self._channel(frame), int(frame["command_id"]), list(frame["options"]))
            case "AUTOCOMPLETE":
                return person.begin_autocomplete(self._channel(frame), int(frame["command_id"]), list(frame["options"]))
            case "COMPONENT":
                message, custom_id = int(frame["message_id"]), str(frame["custom_id"])
                return person.begin_component(self._channel(frame), message, custom_id, frame.get("values"))
            case "MODAL_SUBMIT":
                return person.begin_modal_submit(int(frame["modal_id"]), list(frame["components"]))
            case _:
                raise ValueError(op)

    def _channel(self, frame: Json) -> Channel:
        channel = self.world.channels[int(frame["channel_id"])]
        if not self._sees(channel):
            raise Refused("You cannot see that channel.")
        return channel

    def _answer(self, frame: Json, exchange: Exchange) -> None:
        nonce = frame["nonce"]
        if exchange.choices is not None:
            self.tell({"op": "AUTOCOMPLETE", "nonce": nonce, "choices": exchange.choices})
            return
        if exchange.modal is not None:
            self.tell({"op": "MODAL", "nonce": nonce, "modal": self._modal(exchange)})
        if exchange.status in STATUSES:
            answer: Json = {"op": "INTERACTION", "nonce": nonce, "status": STATUSES[exchange.status]}
            self.tell({**answer, "error": exchange.failure} if exchange.failure else answer)

    def _modal(self, exchange: Exchange) -> Json:
        modal = exchange.modal
        if modal is None:
            raise LookupError("The exchange opened no modal.")
        names = names_of(self.world, self.sandbox.guild.id)
        return {
            "id": str(modal.id),
            "custom_id": modal.custom_id,
            "title": modal.title,
            "components": [rendered_component(one, names) for one in modal.components],
        }
