"""Buttons, menus and forms of the real discord.py, as people use them."""

from typing import Any

import pytest

from bot.sandbox.component_limits import walk
from bot.sandbox.exchanges import Status
from bot.sandbox.options import Refused
from tests.sandbox.barebot import PIXEL, BareBot, discord, opened, running

Interaction = discord.Interaction[Any]


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


async def test_a_forged_press_reaches_the_bot_and_nobody_answers() -> None:
    bot = with_card(BareBot())
    async with opened() as sandbox, running(sandbox, bot):
        ana = sandbox.person("Ana")
        card = (await ana.command("card")).message
        assert card is not None
        sandbox.interactions.answer_seconds = 0.2
        with pytest.raises(Refused, match="no such button"):
            await ana.begin_component(card.channel_id, card.id, "forged").first()
        forged = {"component_type": 2, "custom_id": "forged", "id": 1}
        exchange = await ana.raw(3, forged, message=card)
        assert (exchange.status, exchange.failure) == (Status.FAILED, "This interaction failed")


async def test_what_a_menu_has_chosen_already_is_handed_on_by_ids_as_text() -> None:
    bot = BareBot()

    @bot.tree.command(description="Roles")
    async def roles(interaction: Interaction) -> None:
        view = discord.ui.LayoutView()
        default = discord.SelectDefaultValue(id=2**53 + 1, type=discord.SelectDefaultValueType.role)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        row.add_item(discord.ui.RoleSelect[Any](custom_id="roles", min_values=0, default_values=[default]))
        await interaction.response.send_message(view=view.add_item(row))

    async with opened() as sandbox, running(sandbox, bot):
        shown = (await sandbox.person("Ana").command("roles")).message
        assert shown is not None
        (menu,) = (each for each in walk(shown.components) if each.get("custom_id") == "roles")
        assert menu["default_values"] == [{"id": str(2**53 + 1), "type": "role"}]
