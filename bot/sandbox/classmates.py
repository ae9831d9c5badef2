"""Simulated members join in: they press, choose or write something in the newest message that asks them to."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.sandbox.entities import Channel, Json, Message
from bot.sandbox.exchanges import Modal, Status
from bot.sandbox.people import Person, Refused
from bot.sandbox.world import MODERATOR_ROLE

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

ACTION_ROW, BUTTON, STRING_SELECT, SECTION, LABEL = 1, 2, 3, 9, 18
LINK_STYLE = 5


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
    """The live controls of the first row that has any whose custom_id begins as `sandbox.answer_prefixes` say.

    Without prefixes every control counts: the first row is where a card puts its answers.
    """
    for row in _rows(message.components):
        live = [one for one in row if _is_live(one) and one["custom_id"].startswith(sandbox.answer_prefixes)]
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
    control = rng.choice(choices)
    channel = sandbox.world.channels[message.channel_id]
    values = None if control["type"] == BUTTON else _values(control, rng)
    try:
        exchange = person.begin_component(channel, message.id, control["custom_id"], values)
        await exchange.first()
        if exchange.modal is not None:
            return await _fill(sandbox, person, exchange.modal, rng)
    except Refused:
        return False
    return exchange.status is not Status.FAILED


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
