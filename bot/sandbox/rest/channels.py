"""Channels and the threads in them."""

from bot.sandbox.entities import Channel, ChannelType, Json, MessageFlag
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.payloads import channel_json
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.calls import Answer, Call, Handled, Routes

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)


def add_routes(routes: Routes) -> None:
    routes.add("GET", "/channels/{channel_id}", show)
    routes.add("PATCH", "/channels/{channel_id}", edit)
    routes.add("DELETE", "/channels/{channel_id}", delete)
    routes.add("GET", "/guilds/{guild_id}/channels", show_all)
    routes.add("GET", "/guilds/{guild_id}/threads/active", show_threads)
    routes.add("POST", "/channels/{channel_id}/threads", begin_thread)
    routes.add("POST", "/channels/{channel_id}/messages/{message_id}/threads", begin_thread_at_message)
    routes.add("PUT", "/channels/{channel_id}/thread-members/@me", join_thread)
    routes.add("DELETE", "/channels/{channel_id}/thread-members/@me", leave_thread)
    routes.add("PUT", "/channels/{channel_id}/thread-members/{user_id}", add_to_thread)


def show(call: Call) -> Handled:
    return channel_json(call.channel())


def show_all(call: Call) -> Handled:
    return [channel_json(channel) for channel in call.guild().channels.values()]


def show_threads(call: Call) -> Handled:
    threads = [channel_json(thread) for thread in call.guild().threads.values() if not thread.archived]
    return {"threads": threads, "members": [], "has_more": False}


def edit(call: Call) -> Handled:
    channel = call.channel()
    own = channel.is_thread and channel.owner_id == call.world.bot.id
    needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    if not own:
        call.channel(needed)
    body = call.form()
    problems = Problems()
    if "name" in body:
        problems.length(("name",), body["name"], 1, 100)
    if body.get("topic") is not None:
        problems.length(("topic",), body["topic"], 0, 1024)
    if body.get("auto_archive_duration") is not None:
        problems.choice(("auto_archive_duration",), body["auto_archive_duration"], ARCHIVE_MINUTES)
    problems.close()
    _change(channel, body)
    call.world.change_channel(channel)
    return channel_json(channel)


def _change(channel: Channel, body: Json) -> None:
    channel.name = body.get("name") or channel.name
    channel.topic = body.get("topic", channel.topic)
    channel.archived = bool(body.get("archived", channel.archived))
    channel.locked = bool(body.get("locked", channel.locked))
    channel.auto_archive_minutes = body.get("auto_archive_duration") or channel.auto_archive_minutes


def delete(call: Call) -> Handled:
    channel = call.channel()
    if channel.guild_id is not None:
        call.channel(Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
        call.world.delete_channel(channel)
    return channel_json(channel)


def begin_thread(call: Call) -> Handled:
    body = call.form()
    kind = body.get("type") or ChannelType.PRIVATE_THREAD
    problems = _thread_problems(body)
    problems.choice(("type",), kind, (ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD))
    problems.close()
    private = kind == ChannelType.PRIVATE_THREAD
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    parent = _parent(call, needed)
    return Answer(201, channel_json(_begun(call, parent, body, kind=kind)))


def begin_thread_at_message(call: Call) -> Handled:
    parent = _parent(call, Permission.CREATE_PUBLIC_THREADS)
    message = call.message(parent)
    body = call.form()
    _thread_problems(body).close()
    if message.thread_id is not None:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = _begun(call, parent, body, kind=ChannelType.PUBLIC_THREAD, thread_id=message.id)
    message.thread_id = thread.id
    message.flags |= MessageFlag.HAS_THREAD
    call.world.change_message(message)
    return Answer(201, channel_json(thread))


def _parent(call: Call, needed: Permission) -> Channel:
    parent = call.channel(needed)
    if parent.type != ChannelType.TEXT:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    return parent


def _thread_problems(body: Json) -> Problems:
    problems = Problems()
    problems.length(("name",), body.get("name"), 1, 100)
    if body.get("auto_archive_duration") is not None:
        problems.choice(("auto_archive_duration",), body["auto_archive_duration"], ARCHIVE_MINUTES)
    return problems


def _begun(call: Call, parent: Channel, body: Json, *, kind: int, thread_id: int = 0) -> Channel:
    thread = call.world.add_thread(parent, body["name"], call.world.bot, kind=kind, thread_id=thread_id)
    thread.auto_archive_minutes = body.get("auto_archive_duration") or thread.auto_archive_minutes
    return thread


def join_thread(call: Call) -> Handled:
    call.channel().thread_members.add(call.world.bot.id)
    return None


def leave_thread(call: Call) -> Handled:
    call.channel().thread_members.discard(call.world.bot.id)
    return None


def add_to_thread(call: Call) -> Handled:
    call.channel(Permission.SEND_MESSAGES_IN_THREADS).thread_members.add(call.number("user_id"))
    return None
