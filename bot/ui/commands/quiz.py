"""`/quiz`: rounds in a channel, and the controls of their cards."""

import re
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.errors import UserError
from bot.quiz.round import Rules
from bot.service.rounds import Start
from bot.ui import doors
from bot.ui.commands.chapters import CHAPTER, chapter_choices
from bot.ui.places import is_moderator, place_of
from bot.ui.render.cards import card
from bot.ui.render.questions import answer_modal
from bot.ui.render.reveals import locked_card, why_card
from bot.ui.render.rounds import lobby_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

DEFAULT_QUESTIONS, DEFAULT_SECONDS = 10, 30


def quiz_commands(services: Services) -> app_commands.Group:
    """The group `/quiz`."""
    group = app_commands.Group(name="quiz", description="Quiz rounds in this channel", guild_only=True)

    @group.command(name="start", description="Start a round in this channel", extras=doors.PUBLIC)
    @app_commands.describe(
        chapter="Which chapter; all chapters when left out",
        questions="How many questions, 10 when left out",
        seconds="Seconds for each question, 30 when left out",
    )
    async def start(
        interaction: discord.Interaction,
        chapter: str | None = None,
        questions: app_commands.Range[int, 1, 50] = DEFAULT_QUESTIONS,
        seconds: app_commands.Range[int, 5, 300] = DEFAULT_SECONDS,
    ) -> None:
        await _start(services, interaction, chapter, questions, seconds)

    @start.autocomplete("chapter")
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return chapter_choices(services.contents, typed)

    @group.command(name="next", description="Go on at once: reveal the open question, or ask the next one")
    async def next_(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        await services.rounds.hurry(channel, interaction.user.id, is_moderator(interaction), services.clock())
        await doors.reply(interaction, card("The round goes on."))

    @group.command(name="stop", description="End the round in this channel with its scores")
    async def stop(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        await services.rounds.stop(channel, interaction.user.id, is_moderator(interaction), services.clock())
        await doors.reply(interaction, card("The round is ended. Its table comes in a moment."))

    return group


def quiz_routes(services: Services) -> Sequence[Route]:
    """The controls on the cards of a round."""

    async def answer(pressed: Pressed) -> None:
        round_id, position, place = pressed.numbers()
        await _lock_in(services, pressed, round_id, position, [place])

    async def pick(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        await _lock_in(services, pressed, round_id, position, sorted(int(value) for value in pressed.values))

    async def type_(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        round_ = services.rounds.open_round(round_id, position, services.clock())
        await doors.ask(pressed.interaction, answer_modal(round_))

    async def typed(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        member = pressed.interaction.user
        posed, locked = await services.rounds.answer_typed(
            round_id, position, member.id, member.display_name, pressed.fields.get("text", ""), services.clock()
        )
        await doors.reply(pressed.interaction, locked_card(posed, locked))

    async def why(pressed: Pressed) -> None:
        round_id, position = pressed.numbers()
        posed, given = await services.rounds.recall(round_id, position, pressed.interaction.user.id)
        await doors.reply(pressed.interaction, why_card(posed, given))

    async def play(pressed: Pressed) -> None:
        chapter = services.contents.chapter_by_token(pressed.parts[0])
        await _start(services, pressed.interaction, chapter.key, DEFAULT_QUESTIONS, DEFAULT_SECONDS)

    two, three = re.compile(r"\d{1,15}:\d{1,3}"), re.compile(r"\d{1,15}:\d{1,3}:\d{1,2}")
    return (
        Route("answer", three, answer),
        Route("pick", two, pick),
        Route("type", two, type_),
        Route("typed", two, typed),
        Route("why", two, why),
        Route("play", re.compile(CHAPTER), play),
    )


class CannotSpeakHere(UserError):
    """Clio lacks permissions in the channel."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = missing
        super().__init__(
            f"Clio may not play here. In this channel it needs: {', '.join(missing)}. "
            "A moderator can allow that in the channel's settings under Permissions."
        )


async def _start(
    services: Services, interaction: discord.Interaction, chapter: str | None, questions: int, seconds: int
) -> None:
    guild, channel = place_of(interaction)
    _check_permissions(interaction)
    host = interaction.user
    wanted = Start(guild, channel, host.id, host.display_name, chapter, questions, Rules(seconds))
    ongoing = await services.rounds.start(wanted, services.clock())
    try:
        await doors.reply(interaction, lobby_card(ongoing.round, host.display_name), ephemeral=False)
    finally:
        services.stage.play(ongoing)


async def _lock_in(services: Services, pressed: Pressed, round_id: int, position: int, places: list[int]) -> None:
    member = pressed.interaction.user
    posed, locked = await services.rounds.answer_shown(
        round_id, position, member.id, member.display_name, places, services.clock()
    )
    await doors.reply(pressed.interaction, locked_card(posed, locked))


def _check_permissions(interaction: discord.Interaction) -> None:
    """Raises `CannotSpeakHere` when Clio could not send the questions."""
    has = interaction.app_permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    needed = {
        "View Channel": has.view_channel,
        "Send Messages in Threads" if is_thread else "Send Messages": (
            has.send_messages_in_threads if is_thread else has.send_messages
        ),
    }
    missing = [label for label, is_given in needed.items() if not is_given]
    if missing:
        raise CannotSpeakHere(missing)
