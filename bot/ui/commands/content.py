"""`/content`: what moderators do with the shared library; what belongs to their own server is in `packs`."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ui import LayoutView

from bot.service.libraries import Compared
from bot.ui import doors
from bot.ui.commands.offers import CHOICE_LIMIT
from bot.ui.commands.packs import add_pack_commands
from bot.ui.commands.reports import add_reports_command
from bot.ui.places import check_moderator, is_moderator, place_of
from bot.ui.render.cards import cut
from bot.ui.render.library import (
    CHANGES_FILE,
    Onlooker,
    changes_text,
    checked_card,
    reloaded_card,
    rolled_back_card,
    status_card,
    version_label,
)
from bot.ui.render.notices import text_file
from bot.ui.services import Services


def content_commands(services: Services) -> app_commands.Group:
    """The group `/content`. A server may name a role for it, so Discord hides it from nobody; Clio checks."""
    group = app_commands.Group(
        name="content",
        description="The material, for moderators",
        guild_only=True,
    )
    _add_reload(group, services)
    _add_status(group, services)
    _add_rollback(group, services)
    add_pack_commands(group, services)
    add_reports_command(group, services)
    return group


def _add_reload(group: app_commands.Group, services: Services) -> None:
    @group.command(name="reload", description="Read the content folder again; running rounds keep their questions")
    async def reload(interaction: discord.Interaction) -> None:
        guild = await _moderated(services, interaction)
        services.contents.check_home(guild)
        now, by = services.clock(), interaction.user.id
        done = await services.contents.reload(by, now)
        detail = f"version {done.library.version}: {done.different.counted()}"
        await services.changes.record(guild, by, "content reloaded", detail, now)
        await _reply(interaction, reloaded_card(done), done)

    @group.command(name="check", description="What a reload would find and change; nothing is changed by this")
    async def check(interaction: discord.Interaction) -> None:
        await _moderated(services, interaction)
        done = await services.contents.check(services.clock())
        await _reply(interaction, checked_card(done), done)


def _add_status(group: app_commands.Group, services: Services) -> None:
    @group.command(
        name="status", description="Which version is in use, since when, and what this server has of its own"
    )
    async def status(interaction: discord.Interaction) -> None:
        guild = await _moderated(services, interaction)
        onlooker = Onlooker(interaction.user.id, services.contents.may_change(guild))
        own = await services.packs.own(guild)
        shown = status_card(await services.contents.standing(), own, onlooker, services.clock())
        await doors.reply(interaction, shown)


def _add_rollback(group: app_commands.Group, services: Services) -> None:
    @group.command(name="rollback", description="Go back to one of the last ten good versions, until the next reload")
    @app_commands.describe(version="Which version")
    async def rollback(interaction: discord.Interaction, version: str) -> None:
        guild = await _moderated(services, interaction)
        services.contents.check_home(guild)
        now, by = services.clock(), interaction.user.id
        done = await services.contents.roll_back(version.strip(), by, now)
        detail = f"version {done.library.version}: {done.different.counted()}"
        await services.changes.record(guild, by, "content rolled back", detail, now)
        await _reply(interaction, rolled_back_card(done), done)

    @rollback.autocomplete("version")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        if not await is_moderator(services, interaction):
            return []
        now = services.clock()
        labels = {each.version: version_label(each, now) for each in await services.contents.versions()}
        return [
            Choice(name=cut(label, CHOICE_LIMIT, "…"), value=version)
            for version, label in labels.items()
            if typed.casefold() in label.casefold()
        ]


async def _moderated(services: Services, interaction: discord.Interaction) -> int:
    """The server, when the member moderates it. Raises `NotInServer` or `ModeratorsOnly`."""
    guild, _ = place_of(interaction)
    await check_moderator(services, interaction)
    return guild


async def _reply(interaction: discord.Interaction, shown: LayoutView, done: Compared) -> None:
    """The card, with a file of all changes where they are too many for it."""
    text = changes_text(done)
    await doors.reply(interaction, shown, files=[text_file(text, CHANGES_FILE)] if text else [])
