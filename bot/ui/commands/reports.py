"""What is wrong with a question, which answer should count, and the moderators' queue of both."""

import logging
import re
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.service.reports import Asked
from bot.store.reports import Report, ReportKind
from bot.ui import doors
from bot.ui.places import check_moderator, place_of
from bot.ui.render.reports import (
    decision_notice,
    filed_card,
    own_report_card,
    queue_card,
    report_modal,
    reported_question_card,
    told_card,
    withdrawn_card,
)
from bot.ui.router import Pressed, Route
from bot.ui.sending import NOT_TAKEN
from bot.ui.services import Services

log = logging.getLogger(__name__)

_QUESTION = re.compile(r"\d{1,15}:\d{1,3}")
_REPORT = re.compile(r"\d{1,15}")


def add_reports_command(group: app_commands.Group, services: Services) -> None:
    """Add `reports` to the group `/content`."""

    @group.command(name="reports", description="Reported questions, and answers that should count")
    async def reports(interaction: discord.Interaction) -> None:
        guild, _ = place_of(interaction)
        await check_moderator(services, interaction)
        await doors.reply(interaction, queue_card(await services.reports.waiting(guild, 0)))


def report_routes(services: Services) -> Sequence[Route]:
    """What members press on a revealed card, and what moderators press in the queue."""

    async def report(pressed: Pressed) -> None:
        asked = _asked(pressed)
        posed, _ = await services.reports.find_revealed(asked, pressed.player.id)
        await doors.ask(pressed.interaction, report_modal(asked.round, asked.position, posed.question.prompt))

    async def reported(pressed: Pressed) -> None:
        text = pressed.fields.get("text", "")
        filed = await services.reports.report_question(_asked(pressed), pressed.player, text, services.clock())
        await doors.reply(pressed.interaction, filed_card(filed))

    async def count_it(pressed: Pressed) -> None:
        filed = await services.reports.report_answer(_asked(pressed), pressed.player, services.clock())
        await doors.reply(pressed.interaction, filed_card(filed))

    async def tell_me(pressed: Pressed) -> None:
        report_id, wants = pressed.numbers()
        changed = await services.reports.ask_to_know(report_id, pressed.player.id, wants=bool(wants))
        await doors.replace_own(pressed.interaction, own_report_card(changed))

    async def take_back(pressed: Pressed) -> None:
        (report_id,) = pressed.numbers()
        await doors.replace_own(
            pressed.interaction, withdrawn_card(await services.reports.withdraw(report_id, pressed.player.id))
        )

    async def queue(pressed: Pressed) -> None:
        guild = await _moderated_guild(services, pressed)
        await doors.replace_own(
            pressed.interaction, queue_card(await services.reports.waiting(guild, int(pressed.parts[0])))
        )

    async def case(pressed: Pressed) -> None:
        guild = await _moderated_guild(services, pressed)
        (report_id,) = pressed.numbers()
        await doors.reply(pressed.interaction, reported_question_card(await services.reports.case(guild, report_id)))

    async def decide(pressed: Pressed) -> None:
        guild = await _moderated_guild(services, pressed)
        report_id, decision, place = pressed.parts
        now, by = services.clock(), pressed.player.id
        decided = await services.reports.decide(guild, int(report_id), by, now, accept=decision == "accept")
        await services.changes.record(guild, by, "report", _told(decided.report), now)
        await doors.replace_own(
            pressed.interaction, queue_card(await services.reports.waiting(guild, int(place)), decision_notice(decided))
        )
        for each in (decided.report, *decided.also):
            if each.wants_to_know:
                await _tell(services, pressed.interaction.client, each)

    return (
        Route("report", _QUESTION, report),
        Route("reported", _QUESTION, reported),
        Route("count-it", _QUESTION, count_it),
        Route("tell-me", re.compile(r"\d{1,15}:[01]"), tell_me),
        Route("take-back", _REPORT, take_back),
        Route("reports", re.compile(r"\d{1,6}:(newer|older)"), queue),
        Route("case", _REPORT, case),
        Route("decide", re.compile(r"\d{1,15}:(accept|refuse):\d{1,6}"), decide),
    )


def _told(report: Report) -> str:
    """The decision for the history, without the words of the member, who may have all of them deleted."""
    what = "an answer to" if report.kind is ReportKind.ANSWER else "a report of"
    return f"{what} the question {report.question_key} was {report.outcome}"


def _asked(pressed: Pressed) -> Asked:
    guild, _ = place_of(pressed.interaction)
    return Asked(guild, *pressed.numbers())


async def _moderated_guild(services: Services, pressed: Pressed) -> int:
    """The server, when the member moderates it. Raises `NotInServer` or `ModeratorsOnly`."""
    guild, _ = place_of(pressed.interaction)
    await check_moderator(services, pressed.interaction)
    return guild


async def _tell(services: Services, client: discord.Client, report: Report) -> None:
    """Write to a member who asked to be told. Who takes no direct messages is not told; the decision stands."""
    told = told_card(await services.reports.case(report.guild, report.id))
    try:
        channel = await client.create_dm(discord.Object(report.member))
        await channel.send(view=told)
    except NOT_TAKEN as error:
        log.info("the decision about report %s could not be told: %r", report.id, error)
