"""The button under a final table that hands the host the answers of the round as files."""

import io
import re
from collections.abc import Sequence

import discord

from bot.ui import doors
from bot.ui.places import is_moderator, place_of
from bot.ui.render.report_file import report_file_card
from bot.ui.router import Pressed, Route
from bot.ui.services import Services


def report_file_routes(services: Services) -> Sequence[Route]:
    """The report of a round, for its host and moderators alone."""

    async def report_file(pressed: Pressed) -> None:
        interaction = pressed.interaction
        guild, _ = place_of(interaction)
        (round_id,) = pressed.numbers()
        report = await services.round_reports.report(
            guild, round_id, interaction.user.id, is_moderator=await is_moderator(services, interaction)
        )
        files = [discord.File(io.BytesIO(content), name) for name, content in report.files]
        await doors.reply(interaction, report_file_card(report), files=files)

    return (Route("report-file", re.compile(r"\d{1,15}"), report_file),)
