"""`/review`: what is due, asked one by one on a card of one's own.

The card is drawn anew with every step. What was set on it stands in its custom_ids, and which question is asked stands
in the store, so that a review goes on after a restart.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ui import LayoutView

from bot.service.materials import EVERYTHING, MISSES
from bot.service.reviews import MY_MISSES, Doubt, Finished, Outlook, Place, Wanted
from bot.service.shelves import Shelf
from bot.store.sittings import Sitting
from bot.study.rating import Certainty
from bot.ui import doors
from bot.ui.commands.offers import shelf_of
from bot.ui.commands.quiz import material_choices
from bot.ui.places import place_of
from bot.ui.render.options import places
from bot.ui.render.review import finished_card, nothing_due_card, outcome_card, wanted_card
from bot.ui.render.review_questions import Draft, review_card, review_modal
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

USUAL_COUNT = 10
_PLACE = r"\d{13}:\d{1,3}"
_DRAFT = rf"{_PLACE}:[0-3][01]:[A-Z-]{{0,26}}"


def add_review_command(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """`/review`."""

    @tree.command(name="review", description="Go through the facts that are due, and some new ones; only you see it")
    @app_commands.describe(
        chapter="A chapter, a book, or what you got wrong lately; everything when left out",
        count="How many questions at most, 10 when left out",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def review(
        interaction: discord.Interaction,
        chapter: str | None = None,
        count: app_commands.Range[int, 1, 50] = USUAL_COUNT,
    ) -> None:
        wanted = Wanted(chapter, count)
        begun = await services.reviews.begin(interaction.user.id, wanted, services.clock(), interaction.guild_id)
        await doors.reply(interaction, begun_card(begun))

    @review.autocomplete("chapter")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return _choices(await shelf_of(services, interaction), typed)


def review_routes(services: Services) -> Sequence[Route]:
    """The controls of a review."""

    async def begin(pressed: Pressed) -> None:
        await _begin(services, pressed, Wanted(count=USUAL_COUNT))

    async def new(pressed: Pressed) -> None:
        await doors.reply(pressed.interaction, await _begun(services, pressed, Wanted(count=USUAL_COUNT)))

    async def more(pressed: Pressed) -> None:
        await _begin(services, pressed, Wanted(count=USUAL_COUNT, more=True))

    async def draft(pressed: Pressed) -> None:
        drawn = _draft(pressed)
        sitting = await services.reviews.current(pressed.player.id, drawn.place)
        places(sitting.posed, drawn.letters.replace("-", ""))
        await doors.replace(pressed.interaction, review_card(sitting, drawn))

    async def pair(pressed: Pressed) -> None:
        drawn, left = _draft(pressed), int(pressed.parts[4])
        chosen = f"{drawn.letters[:left]}{pressed.chosen}{drawn.letters[left + 1 :]}"
        sitting = await services.reviews.current(pressed.player.id, drawn.place)
        places(sitting.posed, chosen.replace("-", ""))
        await doors.replace(pressed.interaction, review_card(sitting, replace(drawn, letters=chosen)))

    async def choose(pressed: Pressed) -> None:
        await _answer(services, pressed, [int(pressed.parts[4])])

    async def pick(pressed: Pressed) -> None:
        await _answer_letters(services, pressed, "".join(pressed.values))

    async def lock(pressed: Pressed) -> None:
        await _answer_letters(services, pressed, pressed.parts[3])

    async def type_(pressed: Pressed) -> None:
        drawn = _draft(pressed)
        sitting = await services.reviews.current(pressed.player.id, drawn.place)
        await doors.ask(pressed.interaction, review_modal(sitting, drawn))

    async def typed(pressed: Pressed) -> None:
        drawn, text = _draft(pressed), pressed.fields.get("text", "")
        outcome = await services.reviews.answer_typed(
            pressed.player.id, drawn.place, text, drawn.doubt, services.clock(), pressed.interaction.guild_id
        )
        await services.daily_questions.note(outcome)
        await doors.replace(pressed.interaction, outcome_card(outcome))

    async def next_(pressed: Pressed) -> None:
        place = Place(*pressed.numbers())
        after = await services.reviews.go_on(pressed.player.id, place, services.clock(), pressed.interaction.guild_id)
        shown = finished_card(after) if isinstance(after, Finished) else review_card(after)
        await doors.replace(pressed.interaction, shown)

    async def remind(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        posed, _ = await services.rounds.recall(place_of(pressed.interaction)[0], round_id, position, pressed.player.id)
        await services.reviews.want(pressed.player.id, posed.question, services.clock())
        await doors.reply(pressed.interaction, wanted_card())

    return (
        Route("review-begin", re.compile(""), begin),
        Route("review-new", re.compile(""), new),
        Route("review-more", re.compile(""), more),
        Route("review-draft", re.compile(rf"{_DRAFT}:(sure|hint|tap|undo|over)"), draft),
        Route("review-pair", re.compile(rf"{_DRAFT}:\d"), pair),
        Route("review-choose", re.compile(rf"{_DRAFT}:\d{{1,2}}"), choose),
        Route("review-pick", re.compile(_DRAFT), pick),
        Route("review-lock", re.compile(_DRAFT), lock),
        Route("review-type", re.compile(_DRAFT), type_),
        Route("review-typed", re.compile(_DRAFT), typed),
        Route("review-next", re.compile(_PLACE), next_),
        Route("remind", re.compile(r"\d{1,15}:\d{1,3}"), remind),
    )


def begun_card(begun: Sitting | Outlook) -> LayoutView:
    """The first question, or that there is none."""
    return nothing_due_card(begun) if isinstance(begun, Outlook) else review_card(begun)


def _choices(shelf: Shelf, typed: str) -> list[Choice[str]]:
    """What a review can be about: what a round can, but one's own misses in place of the group's."""
    own = Choice(name="What I got wrong lately", value=MY_MISSES)
    offered = [each for each in material_choices(shelf, typed) if each.value not in (MISSES, EVERYTHING)]
    return [*([own] if typed.casefold() in own.name.casefold() else []), *offered][:25]


def _draft(pressed: Pressed) -> Draft:
    begun, position, said, letters = pressed.parts[:4]
    return Draft(Place(int(begun), int(position)), Doubt(Certainty(int(said[0])), said[1] == "1"), letters)


async def _begin(services: Services, pressed: Pressed, wanted: Wanted) -> None:
    await doors.replace(pressed.interaction, await _begun(services, pressed, wanted))


async def _begun(services: Services, pressed: Pressed, wanted: Wanted) -> LayoutView:
    guild = pressed.interaction.guild_id
    return begun_card(await services.reviews.begin(pressed.player.id, wanted, services.clock(), guild))


async def _answer_letters(services: Services, pressed: Pressed, letters: str) -> None:
    sitting = await services.reviews.current(pressed.player.id, _draft(pressed).place)
    await _answer(services, pressed, places(sitting.posed, letters))


async def _answer(services: Services, pressed: Pressed, shown: Sequence[int]) -> None:
    drawn = _draft(pressed)
    outcome = await services.reviews.answer_shown(
        pressed.player.id, drawn.place, shown, drawn.doubt, services.clock(), pressed.interaction.guild_id
    )
    await services.daily_questions.note(outcome)
    await doors.replace(pressed.interaction, outcome_card(outcome))
