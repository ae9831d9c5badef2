"""A bot that sends everything there is."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ui.select import BaseSelect
from PIL import Image

Interaction = discord.Interaction["Gallery"]
Click = Callable[[Interaction], Awaitable[None]]


class Press(ui.Button[Any]):
    def __init__(self, label: str, style: discord.ButtonStyle, pressed: Click, **more: Any) -> None:
        super().__init__(label=label, style=style, custom_id=more.pop("custom_id", label), **more)
        self.pressed = pressed

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await self.pressed(interaction)


async def whisper(interaction: Interaction) -> None:
    sent = cast(dict[str, Any], interaction.data)
    name = interaction.user.display_name
    text = f"Locked in for {name}: **{sent.get('values') or sent['custom_id']}**"
    await interaction.response.send_message(text, ephemeral=True)


async def say_nothing(interaction: Interaction) -> None:
    """As a bot that hangs."""


async def count(interaction: Interaction) -> None:
    await interaction.response.edit_message(content="Pressed once more", view=None)


async def open_form(interaction: Interaction) -> None:
    await interaction.response.send_modal(Form())


def menu(kind: type[BaseSelect[Any]], **more: Any) -> ui.ActionRow[Any]:
    select = kind(**more)
    select.callback = whisper
    return ui.ActionRow(select)


def picture(name: str) -> discord.File:
    """A blue picture of 64 by 48."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "blue").save(content, "PNG")
    content.seek(0)
    return discord.File(content, name)


class Everything(ui.LayoutView):
    """One of each component that a message can hold."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        styles = discord.ButtonStyle
        small = ui.Thumbnail[Any]("attachment://map.png", description="A small map")
        answers = [Press(letter, styles.primary, whisper) for letter in "ABCD"]
        self.add_item(
            ui.Container(
                ui.TextDisplay("### Question 1\nIn which year was the **Comintern** founded?"),
                ui.Separator(),
                ui.Section[Any]("A section", accessory=small),
                ui.ActionRow(*answers),
                accent_colour=0x3366CC,
            )
        )
        self.add_item(ui.Container(ui.TextDisplay("The hidden answer"), spoiler=True))
        self.add_item(ui.Section("Beside a button", accessory=Press("Why?", styles.secondary, whisper)))
        shown = discord.MediaGalleryItem("attachment://map.png", description="The map of China")
        self.add_item(ui.MediaGallery(shown, discord.MediaGalleryItem("https://example.org/far.png")))
        self.add_item(ui.File("attachment://notes.txt"))
        self.add_item(ui.Separator(visible=False, spacing=discord.SeparatorSpacing.large))
        self.add_item(self._buttons())
        options = [
            discord.SelectOption(label=f"Choice {n}", value=f"value-{n}", description=f"About {n}") for n in range(4)
        ]
        self.add_item(menu(ui.Select, custom_id="one", placeholder="Choose one", options=options))
        self.add_item(
            menu(ui.Select, custom_id="some", placeholder="Choose some", options=options, min_values=2, max_values=3)
        )
        self.add_item(menu(ui.UserSelect, custom_id="user", placeholder="Choose a member"))
        self.add_item(menu(ui.RoleSelect, custom_id="role", placeholder="Choose a role"))
        self.add_item(menu(ui.ChannelSelect, custom_id="channel", placeholder="Choose a channel"))
        self.add_item(menu(ui.MentionableSelect, custom_id="both", placeholder="Choose anyone"))

    def _buttons(self) -> ui.ActionRow[Any]:
        styles = discord.ButtonStyle
        return ui.ActionRow(
            Press("Good", styles.success, whisper, emoji="👍"),
            Press("Silent", styles.danger, say_nothing),
            Press("Off", styles.secondary, whisper, disabled=True),
            Press("Form", styles.secondary, open_form),
            ui.Button[Any](label="Read on", url="https://example.org/chapter"),
        )


class Form(ui.Modal, title="Your answer"):
    def __init__(self) -> None:
        super().__init__()
        self.name = ui.TextInput[Any](custom_id="name", min_length=3, max_length=40)
        self.why = ui.TextInput[Any](custom_id="why", style=discord.TextStyle.paragraph, required=False)
        self.sure = ui.RadioGroup[Any](custom_id="sure")
        self.seen = ui.CheckboxGroup[Any](custom_id="seen", min_values=1, max_values=2)
        for label in ("Certain", "Guessing"):
            self.sure.add_option(label=label, value=label.lower())
        for label in ("The chapter", "A lecture", "A film"):
            self.seen.add_option(label=label, value=label.lower())
        self.ready = ui.Checkbox[Any](custom_id="ready")
        self.add_item(ui.TextDisplay("Spelling is **forgiven**."))
        self.add_item(ui.Label(text="Name", description="A surname is enough.", component=self.name))
        self.add_item(ui.Label(text="How sure are you?", component=self.sure))
        self.add_item(ui.Label(text="Where did you read it?", component=self.seen))
        self.add_item(ui.Label(text="Remind me", component=self.ready))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text = f"{self.name.value}, {self.sure.value}, {sorted(self.seen.values)}, {self.ready.value}"
        await interaction.response.send_message(f"Received: {text}", ephemeral=True)


class Papers(ui.Modal, title="Your papers"):
    def __init__(self) -> None:
        super().__init__()
        options = [discord.SelectOption(label=f"Chapter {n}", value=f"c{n}") for n in range(3)]
        self.chapter = ui.Select[Any](custom_id="chapter", options=options)
        self.file = ui.FileUpload[Any](custom_id="file")
        self.why = ui.TextInput[Any](custom_id="why", style=discord.TextStyle.paragraph, required=False)
        for text, component in (("Chapter", self.chapter), ("Notes", self.file), ("Why", self.why)):
            self.add_item(ui.Label(text=text, component=component))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text = f"{self.chapter.values}, {[file.filename for file in self.file.values]}, {self.why.value!r}"
        await interaction.response.send_message(f"Received: {text}", ephemeral=True)


class Gallery(discord.Client):
    """`go_on` is set by a test to let a deferred answer come."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        # By default discord.py waits two seconds for more guilds before it says that it is ready.
        self._connection.guild_ready_timeout = 0.05  # pyright: ignore[reportAttributeAccessIssue]
        self.go_on = asyncio.Event()
        self.is_synced = asyncio.Event()
        commands: list[Any] = [gallery, classic, slow, silent, form, papers, find, options, topic, moderate]
        for command in commands:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.is_synced.set()


@app_commands.command(description="Shows everything")
async def gallery(interaction: Interaction) -> None:
    files = [picture("map.png"), discord.File(io.BytesIO(b"notes"), "notes.txt")]
    await interaction.response.send_message(view=Everything(), files=files)


@app_commands.command(description="An embed, a picture and a button")
async def classic(interaction: Interaction) -> None:
    embed = discord.Embed(
        title="Brest-Litovsk", url="https://example.org/brest", description="A **treaty**", colour=0xCC6633
    )
    embed.set_author(name="Alan Wood").set_footer(text="Publisher's abstract").add_field(name="Year", value="1918")
    view = ui.View(timeout=None)
    view.add_item(Press("Count", discord.ButtonStyle.primary, count))
    await interaction.response.send_message("Look", embed=embed, view=view, file=picture("front.png"))


@app_commands.command(description="Thinks for a while")
async def slow(interaction: Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.client.go_on.wait()
    await interaction.followup.send("Thought it **through**")


@app_commands.command(description="Never answers")
async def silent(interaction: Interaction) -> None:
    """As a bot that hangs."""


@app_commands.command(description="Opens a form")
async def form(interaction: Interaction) -> None:
    await interaction.response.send_modal(Form())


@app_commands.command(description="Asks for papers")
async def papers(interaction: Interaction) -> None:
    await interaction.response.send_modal(Papers())


@app_commands.command(description="Finds a chapter")
@app_commands.describe(chapter="Which chapter", pages="How many pages")
async def find(interaction: Interaction, chapter: str, pages: app_commands.Range[int, 1, 9] = 1) -> None:
    await interaction.response.send_message(f"Found {chapter} with {pages} pages", ephemeral=True)


@find.autocomplete("chapter")
async def chapters(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    known = {"military": "The military leader", "famine": "The famine"}
    return [
        app_commands.Choice(name=name, value=value) for value, name in known.items() if typed.lower() in name.lower()
    ]


@app_commands.command(description="Takes every kind of option")
@app_commands.choices(
    mode=[app_commands.Choice(name="Classic", value="classic"), app_commands.Choice(name="Race", value="race")]
)
async def options(
    interaction: Interaction,
    mode: str,
    file: discord.Attachment,
    member: discord.Member | None = None,
    role: discord.Role | None = None,
    channel: discord.TextChannel | None = None,
    anyone: discord.Member | discord.Role | None = None,
    share: float = 0.0,
    loud: bool = False,
) -> None:
    given = [
        mode,
        file.filename,
        *(str(one) for one in (member and member.display_name, role, channel, anyone)),
        share,
        loud,
    ]
    await interaction.response.send_message(f"Given: {' '.join(map(str, given))}", ephemeral=True)


topic = app_commands.Group(name="topic", description="Topics of the day")


@topic.command(name="start", description="Starts a topic")
async def start(interaction: Interaction) -> None:
    await interaction.response.send_message("A topic has started")


@topic.command(name="stop", description="Stops the topic")
async def stop(interaction: Interaction) -> None:
    await interaction.response.send_message("The topic has stopped")


@app_commands.command(description="For moderators alone")
@app_commands.default_permissions(manage_guild=True)
async def moderate(interaction: Interaction) -> None:
    await interaction.response.send_message("Moderated", ephemeral=True)
