"""Where interactions come in and where their answers go out.

There are two doors: the command tree for slash commands, and the router for buttons, selects and modals. Both let
every interaction be answered within Discord's three seconds: work that takes longer is announced as "thinking" first.
Both send their errors through `explain`, so that whoever asked gets a sentence, and bugs get a reference and a
traceback in the log.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ui import LayoutView

from bot.content.problems import ContentError
from bot.errors import UserError
from bot.ui.incoming import Misfit
from bot.ui.measuring import ACKNOWLEDGED, OUTCOME
from bot.ui.render import notices
from bot.ui.sending import NOT_TAKEN

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
"""After this time without an answer an interaction is deferred, well within Discord's three seconds."""

PUBLIC = {"public": True}
"""The extras of a command whose answer everybody in the channel sees."""

_TOO_LATE = {10062, 40060}
"""Discord's codes for an interaction whose time is over, and for one that is answered."""

_PLACE_GONE = {10003, 10004, 10015, 50027}
"""Its codes for a channel, a server or an interaction's webhook that is no longer there."""


class FormClosed(UserError):
    """Discord opens a form only as the first answer, and to no other form."""

    def __init__(self) -> None:
        super().__init__("The form cannot be opened any more. Use the button again.")


class _Patience:
    """The timer that defers one interaction. Answers wait for a deferral that is under way."""

    def __init__(self, interaction: discord.Interaction, *, ephemeral: bool) -> None:
        self._interaction = interaction
        self._ephemeral = ephemeral
        self._timer = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._run_out)
        self._deferring: asyncio.Task[None] | None = None

    async def end(self) -> None:
        """Stop waiting; when a deferral is on its way, wait until Discord has it."""
        self._timer.cancel()
        if self._deferring is not None:
            await asyncio.wait([self._deferring])

    def _run_out(self) -> None:
        if not self._interaction.response.is_done():
            self._deferring = asyncio.create_task(self._defer(), name="clio-patience")

    async def _defer(self) -> None:
        try:
            await self._interaction.response.defer(ephemeral=self._ephemeral, thinking=True)
            _note_answered(self._interaction)
            self._interaction.extras["deferred"] = self._ephemeral
        except NOT_TAKEN as error:
            log.info("an interaction could not be deferred: %r", error)


def begin(interaction: discord.Interaction, *, ephemeral: bool) -> None:
    """Start the clock of an interaction. `ephemeral` says who sees that Clio is thinking."""
    interaction.extras["patience"] = _Patience(interaction, ephemeral=ephemeral)


async def settle(interaction: discord.Interaction) -> None:
    """End the clock of an interaction; to be called before each answer and when the work is done."""
    patience = interaction.extras.pop("patience", None)
    if isinstance(patience, _Patience):
        await patience.end()


async def reply(
    interaction: discord.Interaction, card: LayoutView, *, ephemeral: bool = True, files: Sequence[discord.File] = ()
) -> None:
    """Answer with a card, seen by everybody in the channel or, when ephemeral, by the member alone."""
    await settle(interaction)
    if not interaction.response.is_done():
        await interaction.response.send_message(view=card, ephemeral=ephemeral, files=list(files))
        _note_answered(interaction)
        return
    if interaction.extras.pop("deferred", ephemeral) != ephemeral:
        await interaction.delete_original_response()
    await interaction.followup.send(view=card, ephemeral=ephemeral, files=list(files))


async def tell(interaction: discord.Interaction, text: str) -> None:
    """Answer the member alone with a plain message, which is soon read and soon gone."""
    await settle(interaction)
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)
        _note_answered(interaction)


async def replace(interaction: discord.Interaction, card: LayoutView) -> None:
    """Answer a click by drawing the card that carries the clicked component anew."""
    await settle(interaction)
    if interaction.response.is_done():
        await interaction.followup.send(view=card, ephemeral=True)
    else:
        await interaction.response.edit_message(view=card)
        _note_answered(interaction)


async def replace_own(interaction: discord.Interaction, card: LayoutView) -> None:
    """Draw one's own card anew. What others see is never replaced by it, whatever a control made by hand says."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await replace(interaction, card)
    else:
        await reply(interaction, card)


async def ask(interaction: discord.Interaction, modal: discord.ui.Modal) -> None:
    """Answer by opening a modal. Raises `FormClosed`.

    Its submission comes back through the router, so Clio keeps nothing of it.
    """
    await settle(interaction)
    modal.stop()
    if interaction.response.is_done() or interaction.type is discord.InteractionType.modal_submit:
        raise FormClosed
    await interaction.response.send_modal(modal)
    _note_answered(interaction)


def _note_answered(interaction: discord.Interaction) -> None:
    """Discord has the first answer now."""
    interaction.extras[ACKNOWLEDGED] = time.perf_counter()


async def explain(interaction: discord.Interaction, error: Exception) -> None:
    """The one translator of errors into answers."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE | _PLACE_GONE:
        why = "came too late for Discord" if cause.code in _TOO_LATE else "was for a place that is no longer there"
        log.warning("an answer %s: %s", why, cause)
        interaction.extras[OUTCOME] = "late"
        return
    interaction.extras[OUTCOME] = "refused"
    shown, files = _notice(interaction, cause)
    if interaction.type is discord.InteractionType.autocomplete:
        log.info("interaction %s proposes nothing: %r", interaction.id, cause)
        await propose_nothing(interaction)
        return
    try:
        await reply(interaction, shown, files=files)
    except NOT_TAKEN as failure:
        log.warning("an error could not be told: %r", failure)


async def propose_nothing(interaction: discord.Interaction) -> None:
    """End an autocomplete that is not answered."""
    if not interaction.response.is_done():
        with suppress(*NOT_TAKEN):
            await interaction.response.autocomplete([])


def _notice(interaction: discord.Interaction, cause: Exception) -> tuple[LayoutView, Sequence[discord.File]]:
    if isinstance(cause, ContentError):
        return notices.problems(cause.problems)
    return _sentence(interaction, cause), ()


def _sentence(interaction: discord.Interaction, cause: Exception) -> LayoutView:
    match cause:
        case UserError():
            return notices.refusal(str(cause))
        case app_commands.CheckFailure():
            return notices.refusal("You may not use this command here.")
        case app_commands.TransformerError():
            return notices.refusal(f"“{cause.value}” does not fit here. Choose a value from the list that opens.")
        case app_commands.AppCommandError():  # discord.py found no command for it, or not as it was sent
            return notices.refusal(str(Misfit()))
        case aiohttp.ClientError() | TimeoutError() | discord.DiscordServerError():
            log.warning("interaction %s: Discord did not take the answer: %r", interaction.id, cause)
            return notices.refusal("Discord did not take Clio's answer. What you did may count already; try it again.")
        case _:
            interaction.extras[OUTCOME] = "failed"
            reference = secrets.token_hex(4)
            fields = {"reference": reference, "guild": interaction.guild_id}
            log.error("reference %s: %r failed", reference, _what(interaction), exc_info=cause, extra=fields)
            return notices.bug(reference)


def _what(interaction: discord.Interaction) -> str:
    """The command, or the route of the control: what follows it in a custom_id may be what a member has chosen."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    return str(data.get("name") or ":".join(str(data.get("custom_id", "")).split(":")[:2]))
