"""The real discord.py against the stand-in: everything that a bot for a study group does."""

import asyncio
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest

from bot.sandbox.entities import MessageFlag
from bot.sandbox.exchanges import Status
from bot.sandbox.options import Refused
from bot.sandbox.permissions import Permission
from bot.sandbox.settlement import settle_many
from tests.sandbox.barebot import PIXEL, BareBot, app_commands, discord, opened, running

Interaction = discord.Interaction[Any]


async def test_a_command_is_synchronised_offered_and_answered() -> None:
    bot = BareBot()

    @bot.tree.command(description="Say hello")
    async def hello(interaction: Interaction, name: str, times: app_commands.Range[int, 1, 3] = 1) -> None:
        await interaction.response.send_message(f"Hello {name}! " * times)

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        exchange = await ana.command("hello", {"times": 2}, channel="quiz-room", name="Ana")
        assert exchange.status is Status.ANSWERED
        assert exchange.text == "Hello Ana! Hello Ana!"
        assert sandbox.person("Ben").last("quiz-room") is exchange.message
        assert [command.name for command in ana.commands()] == ["hello"]
        with pytest.raises(Refused, match="at most 3"):
            await ana.command("hello", name="Ana", times=4)
        with pytest.raises(Refused, match="required"):
            await ana.command("hello")


async def test_subcommands_and_chosen_things_reach_the_bot_resolved() -> None:
    bot = BareBot()
    group = app_commands.Group(name="quiz", description="Rounds")
    seen: list[Any] = []

    @group.command(description="Begin")
    async def start(
        interaction: Interaction,
        who: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        sheet: discord.Attachment,
    ) -> None:
        seen.extend([who.display_name, where.name, role.name, (await sheet.read()).decode()])
        await interaction.response.send_message(interaction.command.qualified_name if interaction.command else "")

    bot.tree.add_command(group)
    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        sheet = ana.upload("../answers.txt", b"1919")
        role = next(role for role in sandbox.guild.roles.values() if role.name == "Student")
        exchange = await ana.command(
            "quiz start",
            who=sandbox.person("Ben").user,
            where=sandbox.channel("reading-room"),
            role=role,
            sheet=sheet,
        )
        assert exchange.text == "quiz start"
        assert seen == ["Ben", "reading-room", "Student", "1919"]


async def test_autocomplete_brings_the_choices_that_the_bot_proposes() -> None:
    bot = BareBot()

    @bot.tree.command(description="Read a chapter")
    async def read(interaction: Interaction, chapter: str) -> None:
        await interaction.response.send_message(chapter)

    @read.autocomplete("chapter")
    async def chapters(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}itary", value="military")]

    async with opened() as sandbox, running(sandbox, bot):
        exchange = await sandbox.person("Ana").autocomplete("read", "chapter", "mil")
        assert exchange.choices == [{"name": "military", "value": "military"}]


async def test_context_menus_carry_what_they_were_opened_on() -> None:
    bot = BareBot()

    @bot.tree.context_menu(name="Quote this")
    async def quote(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"> {message.content}")

    @bot.tree.context_menu(name="Greet")
    async def greet(interaction: Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hello {member.display_name}")

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        said = sandbox.person("Ben").say("general", "Peace, land, bread")
        assert (await ana.context_command("Quote this", said)).text == "> Peace, land, bread"
        assert (await ana.context_command("Greet", sandbox.person("Ben").user)).text == "Hello Ben"


async def test_a_deferred_answer_is_filled_in_by_the_first_follow_up() -> None:
    bot = BareBot()

    @bot.tree.command(description="Slow")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("Found it")
        more = await interaction.followup.send("And more", wait=True)
        await more.edit(content="And much more")

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        exchange = await ana.command("slow")
        message = await exchange.completed()
        assert message.content == "Found it"
        assert message.is_ephemeral
        await sandbox.until(lambda: exchange.followups and exchange.followups[0].edited)
        assert exchange.followups[0].content == "And much more"
        # What follows an ephemeral answer is seen by all, unless it says otherwise.
        assert sandbox.person("Ben").last() is exchange.followups[0]


async def test_the_original_answer_can_be_read_edited_and_deleted() -> None:
    bot = BareBot()

    @bot.tree.command(description="Change")
    async def change(interaction: Interaction) -> None:
        answer = await interaction.response.send_message("one")
        assert answer.message_id is not None
        await interaction.edit_original_response(content="two")
        original = await interaction.original_response()
        assert original.content == "two"
        await interaction.delete_original_response()

    async with opened() as sandbox, running(sandbox, bot):
        exchange = await sandbox.person("Ana").command("change")
        await sandbox.until(lambda: exchange.message and exchange.message.deleted)
        assert sandbox.person("Ana").messages() == []


async def test_a_picture_travels_with_the_message_and_can_be_fetched() -> None:
    bot = BareBot()

    @bot.tree.command(description="Timeline")
    async def timeline(interaction: Interaction) -> None:
        view = discord.ui.LayoutView()
        gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
        gallery.add_item(media="attachment://line.png", description="A timeline")
        view.add_item(gallery)
        view.add_item(discord.ui.File("attachment://notes.txt"))
        files = [discord.File(BytesIO(PIXEL), "line.png"), discord.File(BytesIO(b"notes"), "notes.txt")]
        await interaction.response.send_message(view=view, files=files)

    async with opened() as sandbox, running(sandbox, bot):
        message = (await sandbox.person("Ana").command("timeline")).message
        assert message is not None
        picture = message.components[0]["items"][0]["media"]
        assert (picture["width"], picture["height"]) == (3, 2)
        assert await bot.http.get_from_cdn(picture["url"]) == PIXEL
        assert message.components[1]["name"] == "notes.txt"


async def test_messages_in_channels_are_sent_edited_read_and_deleted() -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        sandbox.world.set_bot_permissions(sandbox.channel("general"), allow=Permission.READ_MESSAGE_HISTORY)
        channel = await bot.fetch_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        sent = await channel.send("first", nonce="once")
        assert (await channel.send("again", nonce="once")).id == sent.id
        reply = await sent.reply("second", file=discord.File(BytesIO(b"x"), "x.txt"))
        assert reply.attachments[0].size == 1
        assert reply.reference is not None
        assert reply.reference.message_id == sent.id
        await sent.edit(content="changed")
        assert [message.content async for message in channel.history()] == ["second", "changed"]
        await sent.delete()
        with pytest.raises(discord.NotFound) as gone:
            await sent.edit(content="too late")
        assert gone.value.code == 10008


async def test_threads_direct_messages_and_scheduled_events_work() -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        role = next(role for role in sandbox.guild.roles.values() if role.managed_by)
        role.permissions |= Permission.CREATE_EVENTS
        channel = bot.get_channel(sandbox.channel("reading-room").id)
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="Chapter 3", type=discord.ChannelType.public_thread)
        await thread.send("Begin here")
        assert sandbox.person("Ana").last("Chapter 3").content == "Begin here"
        user = await bot.fetch_user(sandbox.person("Ana").id)
        await user.send("Three facts are due")
        direct = sandbox.world.direct_channels[user.id]
        assert sandbox.person("Ana").last(direct).content == "Three facts are due"
        assert sandbox.person("Ben").messages(direct) == []
        begins = datetime.now(UTC) + timedelta(days=1)
        event = await channel.guild.create_scheduled_event(
            name="Read together",
            start_time=begins,
            end_time=begins + timedelta(hours=1),
            entity_type=discord.EntityType.external,
            location="#reading-room",
            privacy_level=discord.PrivacyLevel.guild_only,
        )
        assert sandbox.guild.scheduled_events[event.id]["name"] == "Read together"


async def test_a_command_for_moderators_is_not_offered_to_students() -> None:
    bot = BareBot()

    @bot.tree.command(description="Reload")
    @app_commands.default_permissions(manage_guild=True)
    async def reload(interaction: Interaction) -> None:
        permitted = interaction.permissions.manage_guild
        await interaction.response.send_message(str(permitted), ephemeral=True)

    async with opened() as sandbox, running(sandbox, bot):
        assert (await sandbox.person("Mara").command("reload")).text == "True"
        with pytest.raises(Refused, match="no command"):
            await sandbox.person("Ana").command("reload")
        command = next(iter(sandbox.world.commands.values()))
        forged = {"id": str(command.id), "name": "reload", "type": 1}
        assert (await sandbox.person("Ana").raw(2, forged)).text == "False"


async def test_a_bot_without_permission_is_told_so() -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        channel = bot.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        sandbox.world.set_bot_permissions(sandbox.channel("general"), deny=Permission.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("hello")
        assert refused.value.code == 50013
        sandbox.world.set_bot_permissions(sandbox.channel("general"), deny=Permission.VIEW_CHANNEL)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("hello")
        assert refused.value.code == 50001
        sandbox.world.delete_channel(sandbox.channel("general"))
        with pytest.raises(discord.NotFound) as gone:
            await channel.send("hello")
        assert gone.value.code == 10003


async def test_a_bot_that_is_removed_hears_of_it_and_can_be_invited_again() -> None:
    async with opened(second_guild="Other group") as sandbox, running(sandbox, BareBot()) as bot:
        assert len(bot.guilds) == 2
        sandbox.world.remove_bot(sandbox.guild)
        await sandbox.until(lambda: len(bot.guilds) == 1)
        sandbox.world.invite_bot(sandbox.guild)
        await sandbox.until(lambda: len(bot.guilds) == 2)


async def test_flags_that_are_not_a_bots_to_set_are_ignored() -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        channel = bot.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        await channel.send("quietly", silent=True)
        assert sandbox.person("Ana").last().flags == MessageFlag.SUPPRESS_NOTIFICATIONS


async def test_commands_work_in_threads_and_in_conversations_of_two() -> None:
    bot = BareBot()

    @bot.tree.command(description="Where")
    async def where(interaction: Interaction) -> None:
        place = interaction.channel
        await interaction.response.send_message(f"{type(place).__name__} {interaction.context.dm_channel}")

    @bot.tree.command(description="Here only")
    @app_commands.guild_only()
    async def here(interaction: Interaction) -> None:
        await interaction.response.send_message("here")

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        reading = sandbox.channel("reading-room")
        sandbox.world.add_thread(reading, "Chapter 3", sandbox.world.bot, kind=11)
        assert (await ana.command("where", channel="Chapter 3")).text == "Thread False"
        direct = sandbox.world.direct_channel(ana.user)
        assert (await ana.command("where", channel=direct)).text == "DMChannel True"
        assert [command.name for command in ana.commands(direct)] == ["where"]


async def test_two_thousand_guilds_are_greeted() -> None:
    async with opened(rate_limits=False) as sandbox:
        guilds = settle_many(sandbox.world, 2000, channels=2)
        bot = BareBot()

        @bot.tree.command(description="A card")
        async def card(interaction: Interaction) -> None:
            await interaction.response.send_message("here")

        async with running(sandbox, bot):
            assert len(bot.guilds) == 2001
            ana = sandbox.person("Ana")
            sandbox.world.join(guilds[-1], ana.user, [])
            role = next(role.id for role in guilds[-1].roles.values() if role.name == "Student")
            sandbox.world.set_roles(guilds[-1].members[ana.id], [role])
            channel = guilds[-1].channel("channel-2")
            assert (await ana.command("card", channel=channel)).status is Status.ANSWERED


async def test_nothing_is_left_running_when_all_is_closed() -> None:
    before = asyncio.all_tasks()
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        await bot.fetch_user(sandbox.person("Ana").id)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
