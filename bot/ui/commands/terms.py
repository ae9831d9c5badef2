"""`/term`: the stretches of time after which a server's leaderboard begins anew."""

import discord
from discord import app_commands

from bot.ui import doors
from bot.ui.places import check_moderator, place_of
from bot.ui.render.terms import new_term_card, terms_card
from bot.ui.services import Services


def term_commands(services: Services) -> app_commands.Group:
    """The group `/term`."""
    group = app_commands.Group(name="term", description="Terms, by which the leaderboard is kept", guild_only=True)

    @group.command(
        name="start",
        description="Begin a new term: its leaderboard starts empty, the earlier ones are kept",
        extras=doors.PUBLIC,
    )
    @app_commands.describe(name="What the term is called, such as Spring 2027; numbered when left out")
    async def start(interaction: discord.Interaction, name: app_commands.Range[str, 1, 60] | None = None) -> None:
        guild, _ = place_of(interaction)
        await check_moderator(services, interaction)
        now = services.clock()
        new, before = await services.terms.start(guild, name, now)
        await services.changes.record(guild, interaction.user.id, "term", f"{new.name} began", now)
        await doors.reply(interaction, new_term_card(new, before), ephemeral=False)

    @group.command(name="list", description="The terms of this server, the newest first")
    async def list_(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        await doors.reply(interaction, terms_card(await services.terms.of_guild(guild)))

    return group
