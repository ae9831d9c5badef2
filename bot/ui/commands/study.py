"""`/study`: the plan of one's own reviews, reminders, and taking one's cards elsewhere."""

import io
import re
from collections.abc import Sequence
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, Choice

from bot.service.plans import PlanChange
from bot.service.zones import suggest_zones
from bot.study.plan import LEAST_RETENTION, MOST_NEW_A_DAY, MOST_RETENTION
from bot.study.reminding import EARLIEST_HOUR, LATEST_HOUR
from bot.ui import doors
from bot.ui.render.study import (
    anki_card,
    nothing_to_export_card,
    plan_card,
    reminders_off_card,
    reminders_on_card,
)
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

ANKI_FILE = "clio-anki.txt"


def study_commands(services: Services) -> app_commands.Group:
    """The group `/study`. Its answers are seen by the member alone."""
    group = app_commands.Group(
        name="study",
        description="Your plan, your reminders, and your cards for Anki",
        allowed_contexts=AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=AppInstallationType(guild=True, user=True),
    )
    _add_plan(group, services)
    _add_remind(group, services)

    @group.command(name="export", description="Your cards, or what you got wrong lately, as a file for Anki")
    @app_commands.describe(what="All your cards when left out")
    async def export(
        interaction: discord.Interaction, what: Literal["all my cards", "what I got wrong lately"] = "all my cards"
    ) -> None:
        misses_only = what != "all my cards"
        questions = await services.reviews.questions(
            interaction.user.id, misses_only, services.clock(), interaction.guild_id
        )
        if not questions:
            await doors.reply(interaction, nothing_to_export_card())
            return
        from bot.service.anki import anki_text  # for those alone who take their cards along

        file = discord.File(io.BytesIO(anki_text(questions).encode()), ANKI_FILE)
        await doors.reply(interaction, anki_card(len(questions), ANKI_FILE), files=[file])

    return group


def study_routes(services: Services) -> Sequence[Route]:
    """The button that stops reminders."""

    async def stop(pressed: Pressed) -> None:
        await services.reminders.stop(pressed.player.id)
        await doors.replace(pressed.interaction, reminders_off_card())

    return (Route("remind-stop", re.compile(""), stop),)


def _add_plan(group: app_commands.Group, services: Services) -> None:
    @group.command(name="plan", description="How much you want to remember, and until which exam")
    @app_commands.describe(
        retention="How many per cent of the facts you still know when they come back, 90 at first",
        exam="The day of an exam, as 12 June 2027, or none",
        new="How many new facts a day at most, 10 at first; 0 for none",
        reset="True forgets what you have set, so that the plan of the server holds",
    )
    async def plan(
        interaction: discord.Interaction,
        retention: app_commands.Range[int, round(LEAST_RETENTION * 100), round(MOST_RETENTION * 100)] | None = None,
        exam: str | None = None,
        new: app_commands.Range[int, 0, MOST_NEW_A_DAY] | None = None,
        reset: bool = False,
    ) -> None:
        change = PlanChange(retention / 100 if retention else None, exam, new)
        member, guild = interaction.user.id, interaction.guild_id
        if not change.is_empty:
            aim = await services.reviews.keep_plan(member, change, services.clock(), guild)
        elif reset:
            aim = await services.reviews.forget_plan(member, guild)
        else:
            aim = await services.reviews.aim(member, guild)
        await doors.reply(interaction, plan_card(aim, is_new=reset or not change.is_empty))


def _add_remind(group: app_commands.Group, services: Services) -> None:
    @group.command(name="remind", description="A private message on days on which something is due; off or on")
    @app_commands.describe(
        hour="At which hour of your day, 18 at first",
        zone="Your time zone, as Europe/Berlin; wanted once",
        off="True switches them off",
    )
    async def remind(
        interaction: discord.Interaction,
        hour: app_commands.Range[int, EARLIEST_HOUR, LATEST_HOUR] | None = None,
        zone: str | None = None,
        off: bool = False,
    ) -> None:
        member = interaction.user.id
        if off:
            await services.reminders.stop(member)
            await doors.reply(interaction, reminders_off_card())
            return
        reminder = await services.reminders.set(member, hour, zone, services.clock())
        await doors.reply(interaction, reminders_on_card(reminder))

    @remind.autocomplete("zone")
    async def suggest(_: discord.Interaction, typed: str) -> list[Choice[str]]:
        return [Choice(name=zone, value=zone) for zone in suggest_zones(typed)]
