"""`/quiz`: starting and leading a round in a channel."""

import re
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.deck import ALL_KINDS, Wanted
from bot.quiz.round import Phase
from bot.quiz.rules import Mode, Rules
from bot.service.materials import EVERYTHING, MISSES, book_choice
from bot.service.rounds import Ongoing, Seen, Start
from bot.service.shelves import Shelf
from bot.ui import doors
from bot.ui.commands.offers import CHAPTER, chapter_choices, shelf_of
from bot.ui.places import is_moderator, place_of
from bot.ui.render.cards import card, cut
from bot.ui.render.rounds import lobby_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services
from bot.ui.speaking import check_speaking

DEFAULT_QUESTIONS = 10
MOST_TEAMS = 4

MODES = [
    Choice(name="classic: everyone answers until the time is over", value=Mode.CLASSIC.value),
    Choice(name="race: the first right answer ends the question", value=Mode.RACE.value),
    Choice(name="hosted: no clock, the host moves on", value=Mode.HOSTED.value),
    Choice(name="survival: who misses is out", value=Mode.SURVIVAL.value),
]
DIFFICULTIES = {"easy": (1, 2), "medium": (2, 4), "hard": (4, 5)}
KINDS = {
    "buttons and menus": frozenset({"choice", "true-false", "quote", "multi", "match", "order"}),
    "typed answers": frozenset({"name", "date"}),
    "who and what": frozenset({"choice", "name", "quote", "multi"}),
    "dates and order": frozenset({"date", "order"}),
    "choice": frozenset({"choice"}),
    "several right answers": frozenset({"multi"}),
    "true or false": frozenset({"true-false"}),
    "names": frozenset({"name"}),
    "dates": frozenset({"date"}),
    "order": frozenset({"order"}),
    "match": frozenset({"match"}),
    "quotations": frozenset({"quote"}),
}


DESCRIPTIONS = {
    "chapter": "A chapter, a book, or what this group got wrong lately; all chapters when left out",
    "questions": "How many questions, 10 when left out",
    "mode": "How it is played; classic when left out, or what /settings says",
    "seconds": "Seconds for each question; 30 when left out, or what /settings says",
    "difficulty": "Any difficulty when left out",
    "kinds": "Which kinds of question; all when left out",
    "teams": "How many teams; everyone alone when left out",
    "speed": "Extra points for quick right answers; off when left out",
    "hints": "Hints that cost points; on when left out",
    "generated": "Also questions made from the timeline, people and terms; off when left out",
}
"""What the options of a round are, whether it begins now or is planned."""

CHOICES = {
    "mode": MODES,
    "difficulty": [Choice(name=name, value=name) for name in DIFFICULTIES],
    "kinds": [Choice(name=name, value=name) for name in KINDS],
}


class TeamsDoNotFit(UserError):
    """Roles and the number of teams contradict each other."""

    def __init__(self) -> None:
        super().__init__(
            "Teams by role need two to four different roles; name them as team-a, team-b and so on, without a gap."
        )


@frozen
class _Order:
    """What `/quiz start` was given."""

    about: str | None
    wanted: Wanted
    rules: Rules
    with_generated: bool = False


def quiz_commands(services: Services) -> app_commands.Group:
    """The group `/quiz`."""
    group = app_commands.Group(name="quiz", description="Quiz rounds in this channel", guild_only=True)
    _add_start(group, services)

    @group.command(name="next", description="Go on at once: reveal the open question, or ask the next one")
    async def next_(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        await services.rounds.hurry(
            channel, interaction.user.id, await is_moderator(services, interaction), services.clock()
        )
        await doors.reply(interaction, card("The round goes on."))

    @group.command(name="pause", description="Stop the clock of the round in this channel")
    async def pause(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        ongoing = await services.rounds.pause(
            channel, interaction.user.id, await is_moderator(services, interaction), services.clock()
        )
        await _note(services, interaction, ongoing, "paused")
        await doors.reply(interaction, card("The round is paused. /quiz resume lets the clock go on."), ephemeral=False)

    @group.command(name="resume", description="Let the clock of a paused round go on")
    async def resume(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        ongoing = await services.rounds.unpause(
            channel, interaction.user.id, await is_moderator(services, interaction), services.clock()
        )
        await _note(services, interaction, ongoing, "resumed")
        await doors.reply(interaction, card("The round goes on."), ephemeral=False)

    @group.command(name="stop", description="End the round in this channel with its scores")
    async def stop(interaction: discord.Interaction) -> None:
        _, channel = place_of(interaction)
        ongoing = await services.rounds.stop(
            channel, interaction.user.id, await is_moderator(services, interaction), services.clock()
        )
        await _note(services, interaction, ongoing, "stopped")
        await doors.reply(interaction, card("The round is ended. Its table comes in a moment."))

    return group


def quiz_routes(services: Services) -> Sequence[Route]:
    """The controls that start and lead a round."""

    async def play(pressed: Pressed) -> None:
        chapter = (await shelf_of(services, pressed.interaction)).chapter_by_token(pressed.parts[0])
        settings = await services.server_settings.of(pressed.interaction.guild_id)
        rules = Rules(seconds=settings.seconds, mode=settings.mode)
        await _start(services, pressed.interaction, _Order(chapter.key, Wanted(DEFAULT_QUESTIONS), rules))

    async def join(pressed: Pressed) -> None:
        round_id, team = pressed.numbers()
        services.rounds.check_played_in(pressed.interaction.channel_id, round_id)
        ongoing = await services.rounds.join_team(round_id, pressed.player, team)
        await doors.replace(pressed.interaction, lobby_card(ongoing.round, ongoing.names))

    async def go_on(pressed: Pressed) -> None:
        interaction = pressed.interaction
        round_id, position, phase = pressed.parts
        seen = Seen(int(round_id), int(position), Phase(phase))
        services.rounds.check_played_in(interaction.channel_id, seen.round)
        await services.rounds.go_on(
            seen, interaction.user.id, await is_moderator(services, interaction), services.clock()
        )
        await doors.reply(interaction, card("The round goes on."))

    return (
        Route("play", re.compile(CHAPTER), play),
        Route("join", re.compile(r"\d{1,15}:\d"), join),
        Route("go-on", re.compile(r"\d{1,15}:\d{1,3}:(asking|revealed)"), go_on),
    )


def material_choices(shelf: Shelf, typed: str) -> list[Choice[str]]:
    """What a round can be about: everything, the group's misses, books, chapters."""
    library = shelf.library
    special = [
        Choice(name="All chapters", value=EVERYTHING),
        Choice(name="What this group got wrong lately", value=MISSES),
        *(
            Choice(name=cut(f"Book: {book.title}", 100, "…"), value=book_choice(book.id))
            for book in library.books.values()
        ),
    ]
    fitting = [each for each in special if typed.casefold() in each.name.casefold()]
    return [*fitting, *chapter_choices(shelf, typed)][:25]


def wanted_questions(count: int, kinds: str | None, difficulty: str | None) -> Wanted:
    """What was chosen among `CHOICES`; any of them where nothing was."""
    easiest, hardest = DIFFICULTIES.get(difficulty or "", (1, 5))
    return Wanted(count, KINDS.get(kinds or "", ALL_KINDS), easiest, hardest)


def _add_start(group: app_commands.Group, services: Services) -> None:
    @group.command(name="start", description="Start a round in this channel", extras=doors.PUBLIC)
    @app_commands.describe(
        **DESCRIPTIONS,
        team_a="The role that makes team A",
        team_b="The role that makes team B",
        team_c="The role that makes team C",
        team_d="The role that makes team D",
    )
    @app_commands.rename(team_a="team-a", team_b="team-b", team_c="team-c", team_d="team-d")
    @app_commands.choices(**CHOICES)
    async def start(
        interaction: discord.Interaction,
        chapter: str | None = None,
        questions: app_commands.Range[int, 1, 50] = DEFAULT_QUESTIONS,
        mode: str | None = None,
        seconds: app_commands.Range[int, 5, 300] | None = None,
        difficulty: str | None = None,
        kinds: str | None = None,
        teams: app_commands.Range[int, 2, MOST_TEAMS] | None = None,
        speed: bool = False,
        hints: bool = True,
        generated: bool = False,
        team_a: discord.Role | None = None,
        team_b: discord.Role | None = None,
        team_c: discord.Role | None = None,
        team_d: discord.Role | None = None,
    ) -> None:
        roles = _team_roles([team_a, team_b, team_c, team_d], teams)
        settings = await services.server_settings.of(interaction.guild_id)
        rules = Rules(
            seconds=seconds or settings.seconds,
            mode=Mode(mode) if mode else settings.mode,
            speed=speed,
            hints=hints,
            teams=len(roles) or teams or 0,
            team_roles=roles,
        )
        wanted = wanted_questions(questions, kinds, difficulty)
        await _start(services, interaction, _Order(chapter, wanted, rules, generated))

    @start.autocomplete("chapter")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return material_choices(await shelf_of(services, interaction), typed)


async def _start(services: Services, interaction: discord.Interaction, order: _Order) -> None:
    guild, channel = place_of(interaction)
    check_speaking(interaction.app_permissions, is_thread=isinstance(interaction.channel, discord.Thread))
    host = interaction.user
    start = Start(
        guild=guild,
        channel=channel,
        host=host.id,
        host_name=host.display_name,
        about=order.about,
        with_generated=order.with_generated,
        wanted=order.wanted,
        rules=order.rules,
        parent=_parent_of(interaction),
    )
    ongoing = await services.rounds.start(start, services.clock())
    try:
        await doors.reply(interaction, lobby_card(ongoing.round, ongoing.names), ephemeral=False)
    finally:
        services.stage.play(ongoing)


def _parent_of(interaction: discord.Interaction) -> int | None:
    """The channel that a thread belongs to."""
    return interaction.channel.parent_id if isinstance(interaction.channel, discord.Thread) else None


async def _note(services: Services, interaction: discord.Interaction, ongoing: Ongoing, what: str) -> None:
    """What a moderator did to somebody else's round goes into the server's history."""
    round_, by = ongoing.round, interaction.user.id
    if by != round_.host:
        detail = f"{what} “{round_.title}” in <#{round_.channel}>"
        await services.changes.record(round_.guild, by, "round", detail, services.clock())


def _team_roles(given: Sequence[discord.Role | None], teams: int | None) -> tuple[int, ...]:
    """The roles that make the teams. Raises `TeamsDoNotFit`."""
    roles = tuple(role.id for role in given if role is not None)
    has_gap = any(role is not None for role in given[len(roles) :])
    if roles and (len(set(roles)) < max(2, len(roles)) or has_gap or teams not in (None, len(roles))):
        raise TeamsDoNotFit
    return roles
