"""Messages in channels and threads."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice

from bot.sandbox import limits
from bot.sandbox.entities import Channel, Event, Json, Message, MessageFlag
from bot.sandbox.errors import ApiError, Problems, missing_permissions
from bot.sandbox.payloads import message_json
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.calls import Call, Handled, Routes
from bot.sandbox.rest.drafts import draft_edit, draft_new

REPLY = 19
NONCES = 1000  # how many of a channel's last nonces are remembered


def add_routes(routes: Routes) -> None:
    routes.add("GET", "/channels/{channel_id}/messages", history)
    routes.add("POST", "/channels/{channel_id}/messages", send)
    routes.add("GET", "/channels/{channel_id}/messages/{message_id}", show)
    routes.add("PATCH", "/channels/{channel_id}/messages/{message_id}", edit)
    routes.add("DELETE", "/channels/{channel_id}/messages/{message_id}", delete)
    routes.add("POST", "/channels/{channel_id}/messages/bulk-delete", delete_many)
    routes.add("POST", "/channels/{channel_id}/typing", typing)


def seen_by_bot(call: Call, message: Message) -> Json:
    """The message as the API gives it, with what it answers."""
    payload = message_json(message)
    if message.reference is not None:
        channel = call.world.channels.get(int(message.reference["channel_id"]))
        answered = channel and channel.messages.get(int(message.reference["message_id"]))
        payload["referenced_message"] = None if answered is None else message_json(answered)
    if message.thread_id is not None:
        payload["thread"] = {"id": str(message.thread_id)}
    return payload


def history(call: Call) -> Handled:
    channel = call.channel()
    granted = call.world.permissions_of(call.world.bot.id, channel)
    if not granted & Permission.READ_MESSAGE_HISTORY:
        return []
    limit = int(call.query.get("limit", "50"))
    problems = Problems()
    problems.integer(("limit",), limit, 1, 100)
    problems.close()
    return [seen_by_bot(call, message) for message in _chosen(channel, call.query, limit)]


def _chosen(channel: Channel, query: Mapping[str, str], limit: int) -> list[Message]:
    """So many messages, the newest first."""
    if not query.keys() & {"before", "after", "around"}:
        return list(islice(reversed(channel.messages.values()), limit))
    messages = list(channel.messages.values())
    if "before" in query:
        chosen = [message for message in messages if message.id < int(query["before"])][-limit:]
    elif "after" in query:
        chosen = [message for message in messages if message.id > int(query["after"])][:limit]
    else:
        middle = sum(message.id <= int(query["around"]) for message in messages)
        chosen = messages[max(0, middle - limit // 2) : middle + limit // 2]
    return chosen[::-1]


def show(call: Call) -> Handled:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return seen_by_bot(call, call.message(channel))


def _may_send(call: Call, channel: Channel) -> None:
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    granted = call.world.permissions_of(call.world.bot.id, channel)
    if not granted & needed:
        raise missing_permissions()
    if call.uploads and not granted & Permission.ATTACH_FILES:
        raise missing_permissions()
    if isinstance(call.body, dict) and call.form().get("embeds") and not granted & Permission.EMBED_LINKS:
        raise missing_permissions()
    if channel.locked and not granted & Permission.MANAGE_THREADS:
        raise ApiError(400, 50083, "Thread is archived")


def send(call: Call) -> Handled:
    channel = call.channel()
    _may_send(call, channel)
    body = call.form()
    problems = Problems()
    limits.check_nonce(problems, body.get("nonce"))
    problems.close()
    repeated = _repeated(channel, body)
    if repeated is not None:
        return seen_by_bot(call, repeated)
    draft = draft_new(call, channel, body)
    draft.flags &= ~MessageFlag.EPHEMERAL
    message = draft.put_into(_blank(call, channel, body))
    channel.archived = False
    _remember_nonce(channel, message)
    call.world.add_message(message)
    return seen_by_bot(call, message)


def _repeated(channel: Channel, body: Json) -> Message | None:
    """With `enforce_nonce`, the message that was already sent with this nonce."""
    nonce = body.get("nonce")
    return channel.nonces.get(nonce) if nonce is not None and body.get("enforce_nonce") else None


def _remember_nonce(channel: Channel, message: Message) -> None:
    if message.nonce is not None:
        channel.nonces[message.nonce] = message
        if len(channel.nonces) > NONCES:
            del channel.nonces[next(iter(channel.nonces))]


def _blank(call: Call, channel: Channel, body: Json) -> Message:
    message = Message(call.world.snowflakes.next(), channel.id, channel.guild_id, call.world.bot, datetime.now(UTC))
    message.nonce = body.get("nonce")
    message.tts = bool(body.get("tts"))
    reference: Json | None = body.get("message_reference")
    if reference is not None:
        message.reference = _reference(call, channel, reference)
        message.type = REPLY if message.reference is not None else 0
    return message


def _reference(call: Call, channel: Channel, reference: Json) -> Json | None:
    granted = call.world.permissions_of(call.world.bot.id, channel)
    if not granted & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(400, 160002, "Cannot reply without permission to read message history")
    if int(reference["message_id"]) not in channel.messages:
        if reference.get("fail_if_not_exists") is False:
            return None
        problems = Problems()
        problems.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        problems.close()
    found: Json = {"type": 0, "channel_id": str(channel.id), "message_id": str(reference["message_id"])}
    if channel.guild_id is not None:
        found["guild_id"] = str(channel.guild_id)
    return found


def edit(call: Call) -> Handled:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    apply_edit(call, channel, message, call.form())
    return seen_by_bot(call, message)


def apply_edit(call: Call, channel: Channel, message: Message, body: Json, path: tuple[str, ...] = ()) -> None:
    """Changes a message and tells of it; 50006 when nothing would be left of it."""
    draft = draft_edit(call, channel, body, message, path)
    draft.flags &= MessageFlag.IS_COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS
    _refuse_nothing_left(message, body)
    draft.put_into(message)
    message.flags &= ~MessageFlag.LOADING
    message.edited = datetime.now(UTC)
    call.world.change_message(message)


def _refuse_nothing_left(message: Message, body: Json) -> None:
    left = (
        body.get("content", message.content),
        body.get("embeds", message.embeds),
        body.get("components", message.components),
        body.get("attachments", message.attachments),
    )
    if not any(left):
        raise ApiError(400, 50006, "Cannot send an empty message")


def delete(call: Call) -> Handled:
    channel = call.channel()
    message = call.message(channel)
    granted = call.world.permissions_of(call.world.bot.id, channel)
    if message.author is not call.world.bot and not granted & Permission.MANAGE_MESSAGES:
        raise missing_permissions()
    call.world.delete_message(message)
    return None


def delete_many(call: Call) -> Handled:
    channel = call.channel(Permission.MANAGE_MESSAGES)
    numbers = call.form().get("messages")
    problems = Problems()
    problems.count(("messages",), numbers, 2, 100)
    problems.close()
    for number in numbers or ():
        message = channel.messages.get(int(number))
        if message is not None:
            call.world.delete_message(message)
    return None


def typing(call: Call) -> Handled:
    channel = call.channel(Permission.SEND_MESSAGES)
    now = int(datetime.now(UTC).timestamp())
    payload: Json = {
        "channel_id": str(channel.id),
        "user_id": str(call.world.bot.id),
        "timestamp": now,
    }
    if channel.guild_id is not None:
        payload["guild_id"] = str(channel.guild_id)
    call.world.tell(Event("TYPING_START", payload, channel.guild_id, channel.id))
    return None
