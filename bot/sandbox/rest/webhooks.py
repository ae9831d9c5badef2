"""What an interaction's token allows for fifteen minutes: its original answer and further ones."""

from datetime import UTC, datetime

from bot.sandbox.entities import Json, Message, MessageFlag
from bot.sandbox.errors import ApiError, unknown
from bot.sandbox.exchanges import Interaction, Status
from bot.sandbox.rest.calls import Answer, Call, Handled, Routes
from bot.sandbox.rest.drafts import Draft, draft_new
from bot.sandbox.rest.messages import apply_edit, seen_by_bot

COMMAND_ANSWER, REPLY = 20, 19


def add_routes(routes: Routes) -> None:
    base = "/webhooks/{webhook_id}/{webhook_token}"
    routes.add("POST", base, follow_up, needs_token=False)
    for name in ("@original", "{message_id}"):
        routes.add("GET", f"{base}/messages/{name}", show, needs_token=False)
        routes.add("PATCH", f"{base}/messages/{name}", edit, needs_token=False)
        routes.add("DELETE", f"{base}/messages/{name}", delete, needs_token=False)


def _interaction(call: Call) -> Interaction:
    """The acknowledged interaction of the token in the path."""
    if call.number("webhook_id") != call.world.application_id:
        raise unknown("Webhook")
    interaction = call.interactions.find(call.parameters["webhook_token"])
    if interaction is None:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    if not interaction.acknowledged:
        raise unknown("Webhook")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    if "message_id" not in call.parameters:
        message = interaction.original
    else:
        identity = call.number("message_id")
        message = call.world.find_message(interaction.channel, identity)
    own = message is not None and (message is interaction.original or message.webhook_id is not None)
    if message is None or not own or message.deleted or interaction.channel.id not in call.world.channels:
        raise unknown("Message")
    return message


def new_answer(call: Call, interaction: Interaction, draft: Draft, *, ephemeral: bool, kind: int) -> Message:
    """A message that answers an interaction, put into the world."""
    channel = interaction.channel
    message = Message(
        call.world.snowflakes.next(), channel.id, channel.guild_id, call.world.bot, datetime.now(UTC), kind
    )
    draft.put_into(message)
    message.webhook_id = call.world.application_id
    message.interaction = interaction.metadata
    message.flags &= ~MessageFlag.EPHEMERAL
    if ephemeral:
        message.ephemeral_for = interaction.user.id
        message.flags |= MessageFlag.EPHEMERAL
    return call.world.add_message(message)


def follow_up(call: Call) -> Handled:
    interaction = _interaction(call)
    body = call.form()
    if interaction.channel.id not in call.world.channels:
        raise unknown("Channel")
    original = interaction.original
    if original is not None and original.is_loading and not original.deleted:
        return _fill(call, interaction, original, body)
    draft = draft_new(call, interaction.channel, body)
    ephemeral = bool(draft.flags & MessageFlag.EPHEMERAL)
    message = new_answer(call, interaction, draft, ephemeral=ephemeral, kind=REPLY)
    interaction.exchange.followups.append(message)
    call.interactions.answer(interaction, Status.ANSWERED)
    return Answer(200, seen_by_bot(call, message))


def _fill(call: Call, interaction: Interaction, original: Message, body: Json) -> Handled:
    """The first follow-up after a deferred answer takes the place of "thinking…", seen by whom that was."""
    draft = draft_new(call, interaction.channel, body, ephemeral=original.is_ephemeral)
    draft.flags &= ~MessageFlag.EPHEMERAL
    draft.put_into(original)
    original.flags &= ~MessageFlag.LOADING
    call.world.change_message(original)
    call.interactions.answer(interaction, Status.ANSWERED, original)
    return seen_by_bot(call, original)


def show(call: Call) -> Handled:
    return seen_by_bot(call, _message(call, _interaction(call)))


def edit(call: Call) -> Handled:
    interaction = _interaction(call)
    message = _message(call, interaction)
    apply_edit(call, interaction.channel, message, call.form())
    if message is interaction.original:
        call.interactions.answer(interaction, Status.ANSWERED, message)
    return seen_by_bot(call, message)


def delete(call: Call) -> Handled:
    interaction = _interaction(call)
    call.world.delete_message(_message(call, interaction))
    return None
