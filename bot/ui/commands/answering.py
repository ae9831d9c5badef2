"""Answers that take several taps: things put in order, and pairs matched, on an ephemeral card of one's own.

What was tapped so far stands in the custom_ids of that card, as the letters of the question's card, so that nothing is
kept of it until it is locked in.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from bot.quiz.question import Chosen, Match, Order
from bot.quiz.refusals import QuestionClosed
from bot.quiz.round import Round
from bot.ui import doors
from bot.ui.render.matching import OPEN, pairing_card
from bot.ui.render.options import places, written
from bot.ui.render.ordering import sorting_card
from bot.ui.render.reveals import locked_card
from bot.ui.router import Pressed, Route, custom_id
from bot.ui.services import Services

Kind = TypeVar("Kind", Order, Match)


def answering_routes(services: Services) -> Sequence[Route]:
    """The controls for putting in order and for matching."""

    def open_round(pressed: Pressed) -> Round:
        round_id, position = (int(part) for part in pressed.parts[:2])
        services.rounds.check_played_in(pressed.interaction.channel_id, round_id)
        return services.rounds.open_round(round_id, position, pressed.player.id, services.clock())

    async def sort(pressed: Pressed) -> None:
        round_ = open_round(pressed)
        _check_kind(round_, Order)
        await doors.reply(pressed.interaction, sorting_card(round_, _last_places(round_, pressed)))

    async def sorting(pressed: Pressed) -> None:
        round_ = open_round(pressed)
        _check_kind(round_, Order)
        tapped = tuple(dict.fromkeys(places(round_.current, pressed.parts[2])))
        await doors.replace_own(pressed.interaction, sorting_card(round_, tapped))

    async def pair(pressed: Pressed) -> None:
        round_ = open_round(pressed)
        question = _check_kind(round_, Match)
        chosen = written(round_.current, _last_places(round_, pressed)) or OPEN * len(question.lefts)
        await doors.reply(pressed.interaction, pairing_card(round_, question, chosen))

    async def pairing(pressed: Pressed) -> None:
        round_ = open_round(pressed)
        question = _check_kind(round_, Match)
        chosen = _with_choice(pressed)
        places(round_.current, chosen.replace(OPEN, ""))
        if len(chosen) != len(question.lefts):
            raise QuestionClosed
        await doors.replace_own(pressed.interaction, pairing_card(round_, question, chosen))

    async def lock_in(pressed: Pressed, back: str) -> None:
        round_ = open_round(pressed)
        round_id, position, chosen = pressed.parts[:3]
        shown = places(round_.current, chosen)
        posed, locked = await services.rounds.answer_shown(
            round_.id, round_.position, pressed.player, shown, services.clock()
        )
        change = custom_id(back, round_id, position, chosen)
        await doors.replace_own(pressed.interaction, locked_card(posed, locked, change))

    async def sorted_(pressed: Pressed) -> None:
        await lock_in(pressed, "sorting")

    async def paired(pressed: Pressed) -> None:
        await lock_in(pressed, "pairing")

    where = r"\d{1,15}:\d{1,3}"
    return (
        Route("sort", re.compile(where), sort),
        Route("sorting", re.compile(rf"{where}:[A-Z]{{0,26}}(:undo|:over)?"), sorting),
        Route("sorted", re.compile(rf"{where}:[A-Z]{{1,26}}"), sorted_),
        Route("pair", re.compile(where), pair),
        Route("pairing", re.compile(rf"{where}:[A-Z{OPEN}]{{1,5}}(:\d)?"), pairing),
        Route("paired", re.compile(rf"{where}:[A-Z]{{1,5}}"), paired),
    )


def _check_kind(round_: Round, kind: type[Kind]) -> Kind:
    """The open question. Raises `QuestionClosed` where the control belongs to one of another kind."""
    question = round_.current.question
    if not isinstance(question, kind):
        raise QuestionClosed
    return question


def _last_places(round_: Round, pressed: Pressed) -> tuple[int, ...]:
    """The member's answer so far to the open question, by its places on the card; none where there is none."""
    given = round_.current_answers.get(pressed.interaction.user.id)
    if given is None or not isinstance(given.answer, Chosen):
        return ()
    return tuple(round_.current.shown_order.index(own) for own in given.answer.indices)


def _with_choice(pressed: Pressed) -> str:
    """The letters chosen so far, with the one that was chosen now in its place."""
    _, _, chosen, *left = pressed.parts
    if not left or not pressed.values:
        return chosen
    number = int(left[0])
    return "".join((chosen[:number], pressed.values[0], chosen[number + 1 :]))
