"""The daily post: its card for moderators, and the controls of the question of the day."""

import re
from collections.abc import Sequence

import discord

from bot.errors import UserError
from bot.service.daily_posts import DailyKind, DailyPost
from bot.service.daily_questions import Told
from bot.ui import doors
from bot.ui.places import check_moderator, place_of
from bot.ui.render.daily import OFF, daily_card, own_answer_card, time_modal
from bot.ui.render.review import wanted_card
from bot.ui.render.review_questions import review_card
from bot.ui.router import NotOffered, Pressed, Route
from bot.ui.services import Services
from bot.ui.speaking import check_speaking

_WHERE = (discord.TextChannel, discord.Thread)


class NoSuchChannel(UserError):
    """The channel is gone, or nothing can be posted in it."""

    def __init__(self) -> None:
        super().__init__("Choose a channel of this server in which people can write. Nothing was changed.")


def daily_routes(services: Services) -> Sequence[Route]:
    """What moderators set, and what members answer."""

    async def show(pressed: Pressed) -> None:
        guild, _ = await _moderated(services, pressed)
        await doors.reply(pressed.interaction, daily_card(await services.daily_posts.of(guild)))

    async def choose_kind(pressed: Pressed) -> None:
        guild, here = await _moderated(services, pressed)
        chosen = pressed.chosen
        if chosen == OFF:
            await services.daily_posts.stop(guild)
        else:
            kind, post = _kind(chosen), await services.daily_posts.of(guild)
            _check_channel(pressed.interaction, post.channel if post else here)
            await services.daily_posts.turn_on(guild, kind, here, services.clock())
        await _changed(services, pressed, guild)

    async def choose_channel(pressed: Pressed) -> None:
        guild, _ = await _moderated(services, pressed)
        (channel,) = pressed.chosen_numbers or (0,)
        _check_channel(pressed.interaction, channel)
        await services.daily_posts.move_to(guild, channel, services.clock())
        await _changed(services, pressed, guild)

    async def ask_time(pressed: Pressed) -> None:
        guild, _ = await _moderated(services, pressed)
        await doors.ask(pressed.interaction, time_modal(await services.daily_posts.of(guild)))

    async def set_time(pressed: Pressed) -> None:
        guild, here = await _moderated(services, pressed)
        typed, zone = pressed.fields.get("time", ""), pressed.fields.get("zone", "")
        await services.daily_posts.set_time(guild, typed, zone, here, services.clock())
        await _changed(services, pressed, guild)

    async def answer(pressed: Pressed) -> None:
        guild, _ = place_of(pressed.interaction)
        (question,), member = pressed.numbers(), pressed.player.id
        opened = await services.daily_questions.open(guild, question, member, services.clock())
        card = own_answer_card(opened, member) if isinstance(opened, Told) else review_card(opened)
        await doors.reply(pressed.interaction, card)

    async def remind(pressed: Pressed) -> None:
        guild, _ = place_of(pressed.interaction)
        (question,) = pressed.numbers()
        await services.daily_questions.want(guild, question, pressed.player.id, services.clock())
        await doors.reply(pressed.interaction, wanted_card())

    nothing, number = re.compile(""), re.compile(r"\d{1,15}")
    return (
        Route("daily", nothing, show),
        Route("daily-kind", nothing, choose_kind),
        Route("daily-channel", nothing, choose_channel),
        Route("daily-time", nothing, ask_time),
        Route("daily-timed", nothing, set_time),
        Route("daily-answer", number, answer),
        Route("daily-remind", number, remind),
    )


def _kind(chosen: str) -> DailyKind:
    """Raises `NotOffered`."""
    if chosen not in tuple(DailyKind):
        raise NotOffered
    return DailyKind(chosen)


async def _moderated(services: Services, pressed: Pressed) -> tuple[int, int]:
    """The server and the channel, when the member moderates the server. Raises `NotInServer` or `ModeratorsOnly`."""
    place = place_of(pressed.interaction)
    await check_moderator(services, pressed.interaction)
    return place


def _check_channel(interaction: discord.Interaction, channel_id: int) -> None:
    """Raises `NoSuchChannel` or `CannotSpeakHere`."""
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or not isinstance(channel, _WHERE):
        raise NoSuchChannel
    check_speaking(channel.permissions_for(guild.me), is_thread=isinstance(channel, discord.Thread))


async def _changed(services: Services, pressed: Pressed, guild: int) -> None:
    """Write down what is set now, and show it."""
    now = await services.daily_posts.describe(guild)
    await services.changes.record(guild, pressed.interaction.user.id, "daily post", now, services.clock())
    post: DailyPost | None = await services.daily_posts.of(guild)
    await doors.replace_own(pressed.interaction, daily_card(post))
