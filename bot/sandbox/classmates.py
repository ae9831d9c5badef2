"""Simulated members join in: they press, choose or write something in the newest message that asks them to."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.frozen import frozen
from bot.sandbox.entities import Channel, Json, Message
from bot.sandbox.exchanges import Exchange, Modal, Status
from bot.sandbox.people import Person, Refused
from bot.sandbox.world import MODERATOR_ROLE

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

MOST_STEPS = 60
ACTION_ROW, BUTTON, STRING_SELECT, SECTION, LABEL = 1, 2, 3, 9, 18
LINK_STYLE = 5


@frozen
class AnswerControls:
    """How the custom_ids of the controls begin by which classmates answer.

    `first`: on the card that everybody sees. `further` and `last`: on a card of one's own that the first may open, the
    steps and what ends them. Whatever ends as `back` says leads back and is left alone.
    """

    first: tuple[str, ...] = ("",)
    further: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


async def classmates_answer(sandbox: "Sandbox", me: Person, channel: Channel, rng: random.Random) -> str:
    """Lets every student but `me` answer; the sentence says who did."""
    message = _newest_open(sandbox, channel)
    if message is None:
        raise Refused("No message in this channel waits for an answer. Start a round first.")
    students = [person for person in sandbox.people if person.id != me.id and _is_student(sandbox, person)]
    answered = [person for person in students if await _answer(sandbox, person, message, rng)]
    if not answered:
        raise Refused("Nobody could answer the newest message.")
    return f"{_listed([person.name for person in answered])} answered."


def _is_student(sandbox: "Sandbox", person: Person) -> bool:
    roles = sandbox.guild.roles
    return not any(roles[role].name == MODERATOR_ROLE for role in person.member.roles if role in roles)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _newest_open(sandbox: "Sandbox", channel: Channel) -> Message | None:
    by_the_bot = [one for one in channel.messages.values() if one.author.id == sandbox.world.bot.id]
    return next((one for one in reversed(by_the_bot) if _choices(sandbox, one)), None)


def _choices(sandbox: "Sandbox", message: Message) -> list[Json]:
    """The live controls of the first row that has any by which one answers."""
    for row in _rows(message.components):
        live = [one for one in row if _is_live(one) and one["custom_id"].startswith(sandbox.answer_controls.first)]
        if live:
            return live
    return []


def _rows(components: list[Json]) -> Iterator[list[Json]]:
    for component in components:
        if component["type"] == ACTION_ROW:
            yield component["components"]
        elif component["type"] == SECTION:
            yield [component["accessory"]]
        else:
            yield from _rows(component.get("components", []))


def _is_live(component: Json) -> bool:
    if component.get("disabled"):
        return False
    if component["type"] == BUTTON:
        return component.get("style") != LINK_STYLE and "custom_id" in component
    return component["type"] == STRING_SELECT


async def _answer(sandbox: "Sandbox", person: Person, message: Message, rng: random.Random) -> bool:
    choices = _choices(sandbox, message)
    if not choices:
        return False
    try:
        exchange = await _use(sandbox, person, message, rng.choice(choices), rng)
        if exchange.modal is not None:
            return await _fill(sandbox, person, exchange.modal, rng)
        if exchange.message is not None and exchange.message.ephemeral_for == person.id:
            return await _finish(sandbox, person, exchange.message, rng)
    except Refused:
        return False
    return exchange.status is not Status.FAILED


async def _use(sandbox: "Sandbox", person: Person, message: Message, control: Json, rng: random.Random) -> Exchange:
    channel = sandbox.world.channels[message.channel_id]
    values = None if control["type"] == BUTTON else _values(control, rng)
    return await person.begin_component(channel, message.id, control["custom_id"], values).first()


async def _finish(sandbox: "Sandbox", person: Person, own: Message, rng: random.Random) -> bool:
    """Goes through the steps of a card of one's own, in any order, until it can be ended."""
    known = sandbox.answer_controls
    for _ in range(MOST_STEPS):
        live = [one for row in _rows(own.components) for one in row if _is_live(one)]
        last = [one for one in live if one["custom_id"].startswith(known.last)] if known.last else []
        steps = [
            one
            for one in live
            if one["custom_id"].startswith(known.further) and not one["custom_id"].endswith(known.back)
        ]
        if not last and not steps:
            return True
        exchange = await _use(sandbox, person, own, last[0] if last else rng.choice(steps), rng)
        if last or exchange.status is Status.FAILED:
            return exchange.status is not Status.FAILED
    return False


def _values(control: Json, rng: random.Random) -> list[str]:
    options = [option["value"] for option in control.get("options", [])]
    count = max(1, int(control.get("min_values", 1)))
    return rng.sample(options, min(count, len(options)))


async def _fill(sandbox: "Sandbox", person: Person, modal: Modal, rng: random.Random) -> bool:
    """Writes one of `sandbox.guesses`; a form that asks for what cannot be guessed is left alone."""
    try:
        components = [_filled(component, sandbox.guesses, rng) for component in modal.components]
    except LookupError:
        return False
    exchange = await person.begin_modal_submit(modal.id, components).first()
    return exchange.status is not Status.FAILED


def _filled(component: Json, guesses: list[str], rng: random.Random) -> Json:
    if component["type"] == LABEL:
        return {**_identity(component), "component": _filled(component["component"], guesses, rng)}
    if component["type"] == ACTION_ROW:
        inner = [_filled(one, guesses, rng) for one in component["components"]]
        return {**_identity(component), "components": inner}
    if "custom_id" not in component:
        return _identity(component)
    return {**_identity(component), "custom_id": component["custom_id"], **_input(component, guesses, rng)}


def _identity(component: Json) -> Json:
    return {key: component[key] for key in ("type", "id") if key in component}


def _input(component: Json, guesses: list[str], rng: random.Random) -> Json:
    match component["type"]:
        case 4:  # a text input
            return {"value": rng.choice(guesses)[: component.get("max_length", 4000)]}
        case 21:  # a radio group
            return {"value": rng.choice(component["options"])["value"]}
        case 3 | 22:  # a string select, a checkbox group
            return {"values": _values(component, rng)}
        case 23:  # a checkbox
            return {"value": rng.random() < 0.5}
        case _:
            if component.get("required", True):
                raise LookupError(f"No guess fits a component of type {component['type']}.")
            return {"values": []}
