"""The first answer to an interaction."""

from bot.sandbox.command_limits import STRING, check_choices
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Json, Message, MessageFlag
from bot.sandbox.errors import ApiError, Problems, unknown
from bot.sandbox.exchanges import Interaction, InteractionKind, Modal, Status
from bot.sandbox.modal_limits import check_modal
from bot.sandbox.rest.calls import Answer, Call, Handled, Routes
from bot.sandbox.rest.drafts import Draft, draft_new, name_defaults
from bot.sandbox.rest.messages import apply_edit, seen_by_bot
from bot.sandbox.rest.webhooks import COMMAND_ANSWER, REPLY, new_answer

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9


def add_routes(routes: Routes) -> None:
    path = "/interactions/{interaction_id}/{interaction_token}/callback"
    routes.add("POST", path, answer, needs_token=False)


def answer(call: Call) -> Handled:
    interaction = _waiting(call)
    body = call.form()
    kind = body.get("type")
    problems = Problems()
    problems.choice(("type",), kind, _allowed(interaction))
    problems.close()
    message = _HOW[int(kind or 0)](call, interaction, body.get("data") or {})
    if call.query.get("with_response") in ("1", "true", "True"):
        return Answer(200, _response(call, interaction, int(kind or 0), message))
    return None


def _waiting(call: Call) -> Interaction:
    """The interaction, if its three seconds are not over and nobody answered before."""
    interaction = call.interactions.find(call.parameters["interaction_token"])
    if interaction is None or interaction.id != call.number("interaction_id"):
        raise unknown("Interaction")
    if interaction.acknowledged:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    if interaction.overdue:
        raise unknown("Interaction")
    return interaction


def _allowed(interaction: Interaction) -> tuple[int, ...]:
    match interaction.kind:
        case InteractionKind.PING:
            return (PONG,)
        case InteractionKind.COMMAND:
            return (MESSAGE, DEFERRED_MESSAGE, MODAL)
        case InteractionKind.AUTOCOMPLETE:
            return (CHOICES,)
        case InteractionKind.COMPONENT:
            return (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL)
        case _:
            from_message = interaction.message is not None
            return (MESSAGE, DEFERRED_MESSAGE) + ((DEFERRED_UPDATE, UPDATE) if from_message else ())


def _pong(call: Call, interaction: Interaction, data: Json) -> None:
    call.interactions.acknowledge(interaction)
    call.interactions.answer(interaction, Status.ANSWERED)


def _say(call: Call, interaction: Interaction, data: Json) -> Message:
    draft = draft_new(call, interaction.channel, data, ("data",))
    call.interactions.acknowledge(interaction)
    message = _original(call, interaction, draft)
    call.interactions.answer(interaction, Status.ANSWERED, message)
    return message


def _think(call: Call, interaction: Interaction, data: Json) -> Message:
    flags = int(data.get("flags") or 0) & MessageFlag.EPHEMERAL
    call.interactions.acknowledge(interaction)
    message = _original(call, interaction, Draft(flags=flags | MessageFlag.LOADING))
    call.interactions.answer(interaction, Status.DEFERRED, message)
    return message


def _original(call: Call, interaction: Interaction, draft: Draft) -> Message:
    ephemeral = bool(draft.flags & MessageFlag.EPHEMERAL)
    kind = COMMAND_ANSWER if interaction.kind == InteractionKind.COMMAND else REPLY
    message = new_answer(call, interaction, draft, ephemeral=ephemeral, kind=kind)
    interaction.original = message
    return message


def _promise_update(call: Call, interaction: Interaction, data: Json) -> Message | None:
    call.interactions.acknowledge(interaction)
    interaction.original = interaction.message
    call.interactions.answer(interaction, Status.DEFERRED, interaction.message)
    return interaction.message


def _update(call: Call, interaction: Interaction, data: Json) -> Message | None:
    message = interaction.message
    if message is None or message.deleted:
        raise unknown("Message")
    apply_edit(call, interaction.channel, message, data, ("data",))
    call.interactions.acknowledge(interaction)
    interaction.original = message
    call.interactions.answer(interaction, Status.ANSWERED, message)
    return message


def _choose(call: Call, interaction: Interaction, data: Json) -> None:
    problems = Problems()
    choices = data.get("choices")
    kind = interaction.exchange.choice_kind
    check_choices(problems, ("data", "choices"), [] if choices is None else choices, kind or STRING)
    problems.close()
    interaction.exchange.choices = choices or []
    call.interactions.acknowledge(interaction)
    call.interactions.answer(interaction, Status.ANSWERED)


def _open(call: Call, interaction: Interaction, data: Json) -> None:
    problems = Problems()
    check_modal(problems, ("data",), data)
    problems.close()
    for component in walk(data["components"]):
        name_defaults(component)
    identity = call.world.snowflakes.next()
    modal = Modal(identity, data["custom_id"], data["title"], data["components"], interaction)
    interaction.exchange.modal = modal
    interaction.modal_id = identity
    call.interactions.modals[identity] = modal
    call.interactions.acknowledge(interaction)
    call.interactions.answer(interaction, Status.ANSWERED)


_HOW = {
    PONG: _pong,
    MESSAGE: _say,
    DEFERRED_MESSAGE: _think,
    DEFERRED_UPDATE: _promise_update,
    UPDATE: _update,
    CHOICES: _choose,
    MODAL: _open,
}


def _response(call: Call, interaction: Interaction, kind: int, message: Message | None) -> Json:
    payload: Json = {"interaction": {"id": str(interaction.id), "type": interaction.kind}}
    if message is None:
        if kind == MODAL:
            payload["resource"] = {"type": kind}
        return payload
    payload["interaction"] |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.is_loading,
        "response_message_ephemeral": message.is_ephemeral,
    }
    if kind in (MESSAGE, UPDATE, DEFERRED_MESSAGE):
        payload["resource"] = {"type": kind, "message": seen_by_bot(call, message)}
    return payload
