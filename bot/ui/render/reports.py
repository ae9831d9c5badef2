"""Reports: the member's form and what becomes of it, and the moderators' queue."""

import discord
from discord import ButtonStyle, ui

from bot.service.reports import LONGEST_REPORT, Filed, Waiting
from bot.store.reports import Case, Decided, Report, ReportKind, ReportStatus
from bot.ui.render.answers import headed, right_answer
from bot.ui.render.cards import GOLD, GREEN, button, card, cut, line, name, plain, quoted, row
from bot.ui.render.passages import Passage, bold, passages_card, small
from bot.ui.render.questions import stimulus
from bot.ui.render.rounds import count
from bot.ui.router import custom_id

_ANSWER_LIMIT = 300
_KIND = {ReportKind.ANSWER: "An answer that should count", ReportKind.QUESTION: "Something is wrong"}
_TEXT = {ReportKind.ANSWER: "Typed", ReportKind.QUESTION: "What is wrong"}
_DECISIONS = {ReportKind.ANSWER: ("Accept", "Refuse"), ReportKind.QUESTION: ("Settle", "Dismiss")}


def report_modal(round_id: int, position: int, prompt: str) -> ui.Modal:
    """The form in which a member writes what is wrong with a question."""
    modal = ui.Modal(title="Report this question", custom_id=custom_id("reported", round_id, position))
    field = ui.TextInput[ui.Modal](
        custom_id="text",
        style=discord.TextStyle.paragraph,
        placeholder="for example: the date is that of the Old Style calendar",
        max_length=LONGEST_REPORT,
    )
    modal.add_item(ui.Label(text="What is wrong with it?", description=cut(prompt, 100, "…"), component=field))
    return modal


def filed_card(filed: Filed) -> ui.LayoutView:
    """What the member alone reads after pressing, with the ways to be told and to take it back."""
    report = filed.report
    if report.status is not ReportStatus.OPEN:
        return card(f"The moderators have decided about {_text(report)} already: it was {report.outcome}.", accent=GOLD)
    if not filed.is_new and report.kind is ReportKind.QUESTION:
        return _own_card(report, "Your report now reads")
    return _own_card(report, "Reported" if filed.is_new else "You have filed this already")


def own_report_card(report: Report) -> ui.LayoutView:
    """A member's open report after its member has changed something about it."""
    return _own_card(report, "Reported")


def withdrawn_card(report: Report) -> ui.LayoutView:
    return card(f"You have taken your report back: {_text(report)}. Nobody will decide about it.")


def queue_card(waiting: Waiting | None, notice: str = "") -> ui.LayoutView:
    """One open report of the queue, with what a moderator can do about it. `notice` tells what was just decided."""
    if waiting is None:
        return passages_card(notice, "No reports are waiting for a decision.", accent=GREEN)
    case, report = waiting.case, waiting.case.report
    return passages_card(
        notice,
        f"### Report {waiting.place + 1} of {waiting.total} · {_KIND[report.kind]}",
        bold(case.posed.question.prompt),
        headed("**Answer:**", right_answer(case.posed)),
        f"**{_TEXT[report.kind]}:** {_text(report)}",
        f"{name(case.name)} · {discord.utils.format_dt(report.at, 'R')}{_alike(case)}",
        f"-# Question `{report.question_key}`",
        _decisions(report, waiting.place),
        *_pages(waiting),
        accent=GOLD,
    )


def reported_question_card(case: Case) -> ui.LayoutView:
    """The question that a report is about, with its explanation and where that comes from."""
    question = case.posed.question
    return passages_card(
        *stimulus(question.shown),
        bold(question.prompt),
        headed("**Answer:**", right_answer(case.posed)),
        line(),
        (Passage(plain(question.explain)),),
        *(small(f"Source: {source}") for source in question.sources),
        f"-# Question `{question.key}`",
    )


def decision_notice(decided: Decided) -> str:
    """What a decision has changed, for the moderator who made it."""
    report = decided.report
    mark = "✅" if report.status is ReportStatus.ACCEPTED else "✗"
    done = f"{mark} **{report.outcome.capitalize()}:** {_text(report)}."
    if report.kind is ReportKind.QUESTION:
        return done
    if report.status is ReportStatus.REFUSED:
        return f"{done} No score has changed."
    return (
        f"{done} It counts in this server from now on, and {count(len(decided.gained), 'answer')} of that round "
        f"{'was' if len(decided.gained) == 1 else 'were'} scored again."
    )


def told_card(case: Case) -> ui.LayoutView:
    """The direct message to a member who asked to be told."""
    report = case.report
    if report.kind is ReportKind.QUESTION:
        told = f"The moderators have read your report, and it was {report.outcome}."
    elif report.status is ReportStatus.ACCEPTED:
        told = "The moderators have accepted your answer. It counts now, and that round was scored again."
    else:
        told = "The moderators have looked at your answer, and it stays as it was graded."
    return passages_card(
        told,
        bold(case.posed.question.prompt),
        f"**{'You typed' if report.kind is ReportKind.ANSWER else 'You wrote'}:** {_text(report)}",
        "-# You asked to be told what is decided about this report.",
    )


def _own_card(report: Report, done: str) -> ui.LayoutView:
    wants = report.wants_to_know
    what = f"{_text(report)} should count." if report.kind is ReportKind.ANSWER else _text(report)
    effect = " If they accept it, it is scored for everybody who typed it." if report.kind is ReportKind.ANSWER else ""
    told = "You will be told by a direct message." if wants else "You will not be told, unless you ask for it."
    return card(
        f"**{done}:** {what}",
        f"The moderators of this server decide.{effect} {told}",
        row(
            button("Do not tell me" if wants else "Tell me", custom_id("tell-me", report.id, int(not wants))),
            button("Take it back", custom_id("take-back", report.id)),
        ),
    )


def _decisions(report: Report, place: int) -> ui.ActionRow[ui.LayoutView]:
    accept, refuse = _DECISIONS[report.kind]
    return row(
        button(accept, custom_id("decide", report.id, "accept", place), style=ButtonStyle.success),
        button(refuse, custom_id("decide", report.id, "refuse", place), style=ButtonStyle.danger),
        button("Open", custom_id("case", report.id)),
    )


def _pages(waiting: Waiting) -> list[ui.ActionRow[ui.LayoutView]]:
    if waiting.total == 1:
        return []
    place, last = waiting.place, waiting.total - 1
    return [
        row(
            button("◀ Newer", custom_id("reports", max(0, place - 1), "newer"), disabled=place == 0),
            button("Older ▶", custom_id("reports", min(last, place + 1), "older"), disabled=place == last),
        )
    ]


def _alike(case: Case) -> str:
    if case.report.kind is ReportKind.QUESTION:
        return ""
    return f" · {count(case.alike, 'other')} typed the same" if case.alike else " · nobody else typed the same"


def _text(report: Report) -> str:
    return quoted(report.text, _ANSWER_LIMIT if report.kind is ReportKind.ANSWER else LONGEST_REPORT)
