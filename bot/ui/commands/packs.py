"""`/content upload`, `remove`, `packs` and `export`: what a server has of its own."""

import io
import re
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.service.packs import CLIO, EXPORT_FORMATS, LARGEST_UPLOAD, UPLOAD_FORMATS, Upload, key_of
from bot.ui import doors
from bot.ui.attachments import read_attachment
from bot.ui.commands.offers import CHAPTER, CHOICE_LIMIT, PAGE, chapter_choices, shelf_of
from bot.ui.places import check_moderator, is_moderator, place_of
from bot.ui.render.cards import cut
from bot.ui.render.lists import one_line
from bot.ui.render.notices import text_file
from bot.ui.render.packs import (
    REMARKS_FILE,
    REMARKS_SHOWN,
    exported_card,
    notes_of,
    pack_card,
    packs_card,
    removal_card,
    removed_card,
    uploaded_card,
)
from bot.ui.router import Pressed, Route
from bot.ui.services import Services

_MOST_CHOICES = 25
_ID = r"\d{1,15}"


def add_pack_commands(group: app_commands.Group, services: Services) -> None:
    """Add them to the group `/content`."""
    _add_upload(group, services)
    _add_remove(group, services)
    _add_export(group, services)

    @group.command(name="packs", description="The packs and chapters of this server, each with its switch")
    async def packs(interaction: discord.Interaction) -> None:
        guild = await _moderated(services, interaction)
        await doors.reply(interaction, packs_card(await services.packs.own(guild), 0))


def pack_routes(services: Services) -> Sequence[Route]:
    """The controls on the cards of packs. Who uses one must moderate the server at that moment."""

    async def show(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        await _redraw(services, pressed, guild, int(pressed.parts[0]))

    async def switch(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        pack_id, state, page = pressed.parts
        on = state == "on"
        pack = await services.packs.switch(guild, int(pack_id), pressed.player.id, services.clock(), on=on)
        await _redraw(services, pressed, guild, int(page), f"✅ `{pack.name}` is {state}.")

    async def switch_chapter(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        chapter_token, state, page = pressed.parts
        on = state == "on"
        chapter = await services.packs.switch_chapter(guild, chapter_token, pressed.player.id, services.clock(), on=on)
        await _redraw(services, pressed, guild, int(page), f"✅ `{chapter.head.id}` is {state}.")

    async def open_pack(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        await _show_pack(services, pressed, guild, _number(pressed.values))

    async def back(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        (pack_id,) = pressed.numbers()
        version = _number(pressed.values)
        await services.packs.go_back(guild, pack_id, version, pressed.player.id, services.clock())
        await _show_pack(services, pressed, guild, pack_id, f"✅ Version {version} is shown now.")

    async def remove(pressed: Pressed) -> None:
        guild = await _moderated(services, pressed.interaction)
        (pack_id,) = pressed.numbers()
        removed = await services.packs.remove(guild, pack_id, pressed.player.id, services.clock())
        await doors.replace_own(pressed.interaction, removed_card(removed))

    return (
        Route("packs", re.compile(PAGE), show),
        Route("pack", re.compile(""), open_pack),
        Route("pack-switch", re.compile(rf"{_ID}:(on|off):\d{{1,4}}"), switch),
        Route("pack-back", re.compile(_ID), back),
        Route("pack-remove", re.compile(_ID), remove),
        Route("chapter-switch", re.compile(rf"{CHAPTER}:(on|off):\d{{1,4}}"), switch_chapter),
    )


def _add_upload(group: app_commands.Group, services: Services) -> None:
    @group.command(name="upload", description="Add a chapter for this server alone, or a new version of it")
    @app_commands.describe(
        file="A chapter's YAML file, or questions from another program; 1 MB at most",
        file_format="From which program it is; told from the file when left out",
    )
    @app_commands.rename(file_format="format")
    @app_commands.choices(file_format=[Choice(name=each, value=each) for each in UPLOAD_FORMATS])
    async def upload(
        interaction: discord.Interaction, file: discord.Attachment, file_format: str | None = None
    ) -> None:
        guild = await _moderated(services, interaction)
        content = await read_attachment(file, LARGEST_UPLOAD)
        wanted = Upload(guild, interaction.user.id, file.filename, content, file_format)
        done = await services.packs.upload(wanted, services.clock())
        notes = notes_of(done)
        files = [text_file("\n".join(notes), REMARKS_FILE)] if len(notes) > REMARKS_SHOWN else []
        await doors.reply(interaction, uploaded_card(done, bool(files)), files=files)


def _add_remove(group: app_commands.Group, services: Services) -> None:
    @group.command(name="remove", description="Remove a pack of this server with all its versions")
    @app_commands.describe(pack="Which pack")
    async def remove(interaction: discord.Interaction, pack: str) -> None:
        guild = await _moderated(services, interaction)
        found = await services.packs.named(guild, pack)
        versions = await services.packs.versions(guild, found.id)
        await doors.reply(interaction, removal_card(found, len(versions)))

    @remove.autocomplete("pack")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await _pack_choices(services, interaction, typed)


def _add_export(group: app_commands.Group, services: Services) -> None:
    @group.command(name="export", description="A pack or a chapter as a file, for Clio or for another program")
    @app_commands.describe(what="Which pack or chapter", to="For which program; for Clio when left out")
    @app_commands.rename(to="format")
    @app_commands.choices(to=[Choice(name=each, value=each) for each in EXPORT_FORMATS])
    async def export(interaction: discord.Interaction, what: str, to: str = CLIO) -> None:
        guild = await _moderated(services, interaction)
        exported = await services.packs.export(guild, what, to, services.clock())
        files = [discord.File(io.BytesIO(exported.content), exported.file_name)]
        if len(exported.left_out) > REMARKS_SHOWN:
            files.append(text_file("\n".join(exported.left_out), REMARKS_FILE))
        await doors.reply(interaction, exported_card(exported, files[0].filename), files=files)

    @export.autocomplete("what")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        packs = await _pack_choices(services, interaction, typed)
        shelf = await shelf_of(services, interaction)
        own = {choice.value for choice in packs}
        chapters = [each for each in chapter_choices(shelf, typed) if each.value not in own]
        return [*packs, *chapters][:_MOST_CHOICES]


async def _pack_choices(services: Services, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
    guild = interaction.guild_id
    if guild is None or not await is_moderator(services, interaction):
        return []
    labels = {key_of(pack): f"Pack: {pack.title} · {pack.name}" for pack in await services.packs.of_guild(guild)}
    return [
        Choice(name=cut(one_line(label), CHOICE_LIMIT, "…"), value=key)
        for key, label in labels.items()
        if typed.casefold() in label.casefold()
    ][:_MOST_CHOICES]


async def _moderated(services: Services, interaction: discord.Interaction) -> int:
    """The server, when the member moderates it. Raises `NotInServer` or `ModeratorsOnly`."""
    guild, _ = place_of(interaction)
    await check_moderator(services, interaction)
    return guild


async def _redraw(services: Services, pressed: Pressed, guild: int, page: int, notice: str = "") -> None:
    await doors.replace_own(pressed.interaction, packs_card(await services.packs.own(guild), page, notice))


async def _show_pack(services: Services, pressed: Pressed, guild: int, pack_id: int, notice: str = "") -> None:
    pack, versions = await services.packs.find(guild, pack_id), await services.packs.versions(guild, pack_id)
    await doors.replace_own(pressed.interaction, pack_card(pack, versions, notice))


def _number(values: Sequence[str]) -> int:
    """What was chosen from a list of numbers; 0, which nothing has, where it is no such thing."""
    value = values[0] if len(values) == 1 else ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 15 else 0
