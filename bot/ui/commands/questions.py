"""The controls on the card of a question: one click, a form, the hint, and why."""

import re
from collections.abc import Sequence

from bot.ui import doors
from bot.ui.places import place_of
from bot.ui.render.questions import answer_modal
from bot.ui.render.reveals import locked_text, why_card
from bot.ui.render.rounds import hint_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

QUESTION = re.compile(r"\d{1,15}:\d{1,3}")
CHOICE = re.compile(r"\d{1,15}:\d{1,3}:\d{1,2}")


def question_routes(services: Services) -> Sequence[Route]:
    """Choosing, typing, hints, and why."""

    async def lock_in(pressed: Pressed, round_id: int, position: int, places: list[int]) -> None:
        posed, locked = await services.rounds.answer_shown(round_id, position, pressed.player, places, services.clock())
        await doors.tell(pressed.interaction, locked_text(posed, locked))

    async def answer(pressed: Pressed) -> None:
        round_id, position, place = question_here(services, pressed)
        await lock_in(pressed, round_id, position, [place])

    async def pick(pressed: Pressed) -> None:
        round_id, position = question_here(services, pressed)
        await lock_in(pressed, round_id, position, sorted(pressed.chosen_numbers))

    async def type_(pressed: Pressed) -> None:
        round_id, position = question_here(services, pressed)
        round_ = services.rounds.open_round(round_id, position, pressed.player.id, services.clock())
        await doors.ask(pressed.interaction, answer_modal(round_))

    async def typed(pressed: Pressed) -> None:
        round_id, position = question_here(services, pressed)
        text = pressed.fields.get("text", "")
        posed, locked = await services.rounds.answer_typed(round_id, position, pressed.player, text, services.clock())
        await doors.tell(pressed.interaction, locked_text(posed, locked))

    async def hint(pressed: Pressed) -> None:
        round_id, position = question_here(services, pressed)
        text = await services.rounds.take_hint(round_id, position, pressed.player.id, services.clock())
        await doors.reply(pressed.interaction, hint_card(text))

    async def why(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        posed, given = await services.rounds.recall(
            place_of(pressed.interaction)[0], round_id, position, pressed.player.id
        )
        await doors.reply(pressed.interaction, why_card(posed, given))

    return (
        Route("answer", CHOICE, answer),
        Route("pick", QUESTION, pick),
        Route("type", QUESTION, type_),
        Route("typed", QUESTION, typed),
        Route("hint", QUESTION, hint),
        Route("why", QUESTION, why),
    )


def question_here(services: Services, pressed: Pressed) -> tuple[int, ...]:
    """The control's numbers, the first of which is a round in this channel. Raises `RoundOver`."""
    numbers = pressed.numbers()
    services.rounds.check_played_in(pressed.interaction.channel_id, numbers[0])
    return numbers
