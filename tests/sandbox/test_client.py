"""The real discord.py against the stand-in: everything that a bot for a study group does."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest

from bot.sandbox.entities import MessageFlag
from bot.sandbox.exchanges import Status
from bot.sandbox.options import Refused
from bot.sandbox.permissions import Permission
from tests.sandbox.barebot import BareBot, app_commands, discord, opened, running

PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00" + b"\x00" * 16
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


class Card(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        for label in ("A", "B"):
            button: discord.ui.Button[Any] = discord.ui.Button(label=label, custom_id=f"answer:{label}")
            button.callback = self.answered
            self.row.add_item(button)
        closed: discord.ui.Button[Any] = discord.ui.Button(label="C", custom_id="answer:C", disabled=True)
        self.row.add_item(closed)
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="menu",
            min_values=1,
            max_values=2,
            options=[discord.SelectOption(label=name) for name in ("Lenin", "Trotsky", "Stalin")],
        )
        menu.callback = self.chosen
        self.menu = menu
        self.box: discord.ui.Container[Any] = discord.ui.Container(
            discord.ui.TextDisplay("# Who wrote it?"), self.row, discord.ui.ActionRow(menu), accent_color=0x123456
        )
        self.add_item(self.box)

    async def answered(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Locked in: {str(interaction.custom_id)[-1]}", ephemeral=True)

    async def chosen(self, interaction: Interaction) -> None:
        self.box.add_item(discord.ui.TextDisplay(", ".join(self.menu.values)))
        await interaction.response.edit_message(view=self)


def with_card(bot: BareBot) -> BareBot:
    @bot.tree.command(description="A card")
    async def card(interaction: Interaction) -> None:
        await interaction.response.send_message(view=Card())

    return bot


async def test_a_button_answers_in_a_whisper_that_nobody_else_reads() -> None:
    bot = with_card(BareBot())
    async with opened() as sandbox, running(sandbox, bot):
        ana, ben = sandbox.person("Ana"), sandbox.person("Ben")
        card = (await ana.command("card")).message
        assert card is not None
        assert card.is_components_v2
        exchange = await ben.press(card, label="B")
        assert exchange.text == "Locked in: B"
        assert exchange.is_ephemeral
        assert ben.ephemeral() == [exchange.message]
        assert ana.ephemeral() == []
        with pytest.raises(Refused, match="disabled"):
            await ana.press(card, label="C")


async def test_a_menu_updates_the_message_it_is_in() -> None:
    bot = with_card(BareBot())
    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        card = (await ana.command("card")).message
        assert card is not None
        exchange = await ana.select(card, None, ["Lenin", "Stalin"])
        assert exchange.message is card
        assert "Lenin, Stalin" in exchange.text
        with pytest.raises(Refused, match="not among the choices"):
            await ana.select(card, "menu", ["Chiang"])


async def test_user_role_and_channel_menus_bring_what_was_chosen() -> None:
    bot = BareBot()
    seen: list[Any] = []

    class Menus(discord.ui.View):
        @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
        async def who(self, interaction: Interaction, menu: discord.ui.UserSelect[Any]) -> None:
            seen.extend(user.display_name for user in menu.values)
            await interaction.response.defer()

        @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="where")
        async def where(self, interaction: Interaction, menu: discord.ui.ChannelSelect[Any]) -> None:
            seen.extend(channel.name for channel in menu.values)
            await interaction.response.defer()

    @bot.tree.command(description="Menus")
    async def menus(interaction: Interaction) -> None:
        await interaction.response.send_message("Choose", view=Menus())

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        message = (await ana.command("menus")).message
        assert message is not None
        assert (await ana.select(message, "who", [ana.user])).status is Status.DEFERRED
        await ana.select(message, "where", [sandbox.channel("general")])
        await sandbox.until(lambda: len(seen) == 2)
        assert seen == ["Ana", "general"]


class Form(discord.ui.Modal, title="Your answer"):
    note: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("Take your time.")
    name: discord.ui.Label[Any] = discord.ui.Label(
        text="Name", component=discord.ui.TextInput(custom_id="name", min_length=2, max_length=20)
    )
    sure: discord.ui.Label[Any] = discord.ui.Label(
        text="How sure?",
        component=discord.ui.RadioGroup(
            custom_id="sure",
            options=[discord.RadioGroupOption(label="Guess"), discord.RadioGroupOption(label="Certain")],
        ),
    )
    why: discord.ui.Label[Any] = discord.ui.Label(
        text="Because of",
        component=discord.ui.CheckboxGroup(
            custom_id="why",
            min_values=0,
            max_values=2,
            required=False,
            options=[discord.CheckboxGroupOption(label="Style"), discord.CheckboxGroupOption(label="Date")],
        ),
    )
    agree: discord.ui.Label[Any] = discord.ui.Label(
        text="Show my name", component=discord.ui.Checkbox(custom_id="agree")
    )
    proof: discord.ui.Label[Any] = discord.ui.Label(
        text="Proof", component=discord.ui.FileUpload(custom_id="proof", required=False, min_values=0)
    )
    whom: discord.ui.Label[Any] = discord.ui.Label(
        text="With whom", component=discord.ui.UserSelect(custom_id="whom", required=False, min_values=0)
    )

    def values(self) -> list[Any]:
        fields: list[Any] = [self.name, self.sure, self.why, self.agree]
        name, sure, why, agree = (label.component for label in fields)
        return [name.value, sure.value, why.values, agree.value]


async def test_a_form_is_filled_in_by_labels_and_comes_back_whole() -> None:
    bot = BareBot()
    seen: list[Any] = []

    class Answer(Form):
        async def on_submit(self, interaction: Interaction, /) -> None:
            seen.extend(self.values())
            proof: Any = self.proof.component
            seen.extend([file.filename for file in proof.values])
            await interaction.response.send_message("Thank you", ephemeral=True)

    @bot.tree.command(description="Answer")
    async def answer(interaction: Interaction) -> None:
        # Discord allows five fields at once, and the form has seven.
        form = Answer()
        form.remove_item(form.note)
        form.remove_item(form.whom)
        await interaction.response.send_modal(form)

    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        asked = await ana.command("answer")
        assert asked.modal is not None
        assert asked.modal.title == "Your answer"
        with pytest.raises(Refused, match="between 2 and 20"):
            await ana.submit(asked, {"Name": "x", "sure": "Guess"})
        with pytest.raises(Refused, match="How sure"):
            await ana.submit(asked, {"Name": "Lenin"})
        proof = ana.upload("proof.png", PIXEL)
        values = {"Name": "Lenin", "sure": "Certain", "why": ["Style"], "agree": True, "Proof": [proof]}
        exchange = await ana.submit(asked, values)
        assert exchange.text == "Thank you"
        assert seen == ["Lenin", "Certain", ["Style"], True, "proof.png"]
        with pytest.raises(Refused, match="not open"):
            await ana.submit(asked, values)


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
