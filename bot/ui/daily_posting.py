"""The daily post as people see it: the question of the day, its answer a day later, and what happened on this day."""

import logging
from datetime import datetime

import discord
from discord.ui import LayoutView

from bot.errors import UserError
from bot.service.daily_posts import DailyKind, DailyPost
from bot.service.daily_questions import NothingToAskToday
from bot.service.lookups import Lookups
from bot.service.zones import zone_named
from bot.store.due import Due
from bot.ui.render.daily import answer_of_the_day, question_of_the_day
from bot.ui.render.finding import today_card
from bot.ui.sending import NOT_TAKEN
from bot.ui.services import Services

log = logging.getLogger(__name__)


class DailyPosting:
    """What happens in a server when the time of its daily post comes."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    async def close(self, guild: discord.Guild, question: int, now: datetime) -> None:
        """Show the answer of a question of the day on its card."""
        told = await self._services.daily_questions.close(Due(question, guild.id))
        if told is None or told.daily.message is None:
            return
        channel = self._client.get_partial_messageable(told.daily.channel, guild_id=guild.id)
        try:
            await channel.get_partial_message(told.daily.message).edit(view=answer_of_the_day(told))
        except NOT_TAKEN as error:
            log.info("the answer to question of the day %s cannot be shown: %r", question, error)

    async def post(self, guild: discord.Guild, guild_id: int, now: datetime) -> None:
        """Post what the server has set. What Discord cannot take for now is tried again within the hour."""
        claimed = await self._services.daily_posts.claim(guild_id, now)
        if claimed is None:
            return
        try:
            await self._post(claimed.post, now)
        except NothingToAskToday as error:
            log.warning("no question of the day in server %s: %s", guild_id, error)
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("the daily post of server %s cannot be sent: %s", guild_id, error)
        except (*NOT_TAKEN, UserError) as error:
            log.warning("the daily post of server %s waits: %r", guild_id, error)
            await self._services.daily_posts.put_back(claimed)

    async def _post(self, post: DailyPost, now: datetime) -> None:
        match post.kind:
            case DailyKind.QUESTION:
                await self._ask(post, now)
            case DailyKind.ON_THIS_DAY:
                await self._remember(post, now)

    async def _ask(self, post: DailyPost, now: datetime) -> None:
        questions = self._services.daily_questions
        yesterdays = await questions.yesterdays(post.guild, now)
        daily = await questions.choose(post.guild, post.channel, now, post.next_at or now)
        try:
            message = await self._send(post, question_of_the_day(daily, yesterdays), f"daily-{daily.id}")
        except Exception:
            await questions.was_not_posted(daily)
            raise
        await questions.was_posted(daily, message)

    async def _remember(self, post: DailyPost, now: datetime) -> None:
        """On days on which nothing has happened nothing is posted."""
        lookups = Lookups(await self._services.contents.of(post.guild))
        day = lookups.day(now.astimezone(zone_named(post.zone)).date())
        if not day.is_nearest:
            await self._send(post, today_card(day, lookups.anniversaries(day), 0), f"day-{now.timestamp():.0f}")

    async def _send(self, post: DailyPost, card: LayoutView, nonce: str) -> int:
        channel = self._client.get_partial_messageable(post.channel, guild_id=post.guild)
        return (await channel.send(view=card, nonce=nonce)).id
