"""`/privacy`: what Clio keeps of a member, and whether others see it on the leaderboard."""

import discord
from discord import app_commands

from bot.ui import doors
from bot.ui.places import place_of
from bot.ui.render.privacy import about_card, opted_in_card, opted_out_card
from bot.ui.services import Services


def privacy_commands(services: Services) -> app_commands.Group:
    """The group `/privacy`. Its answers are seen by the member alone."""
    group = app_commands.Group(name="privacy", description="What Clio keeps of you, and who sees it")

    @group.command(name="about", description="What Clio keeps of you, and who sees it")
    async def about(interaction: discord.Interaction) -> None:
        await doors.reply(interaction, about_card())

    @group.command(name="opt-out", description="Be left out of this server's leaderboard")
    @app_commands.guild_only()
    async def opt_out(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        is_new = await services.privacy.opt_out(guild, interaction.user.id)
        await doors.reply(interaction, opted_out_card(is_new=is_new))

    @group.command(name="opt-in", description="Be shown on this server's leaderboard again")
    @app_commands.guild_only()
    async def opt_in(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        is_new = await services.privacy.opt_in(guild, interaction.user.id)
        await doors.reply(interaction, opted_in_card(is_new=is_new))

    return group
