"""`/content`: what moderators do with the material."""

import discord
from discord import app_commands

from bot.ui import doors
from bot.ui.commands.reports import add_reports_command
from bot.ui.places import check_moderator
from bot.ui.render.library import reloaded_card
from bot.ui.services import Services


def content_commands(services: Services) -> app_commands.Group:
    """The group `/content`. A server may name a role for it, so Discord hides it from nobody; Clio checks."""
    group = app_commands.Group(
        name="content",
        description="The material, for moderators",
        guild_only=True,
    )

    @group.command(name="reload", description="Read the content folder again; running rounds keep their questions")
    async def reload(interaction: discord.Interaction) -> None:
        await check_moderator(services, interaction)
        await doors.reply(
            interaction, reloaded_card(await services.contents.reload(interaction.user.id, services.clock()))
        )

    add_reports_command(group, services)
    return group
