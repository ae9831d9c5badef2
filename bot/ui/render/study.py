"""A member's plan, reminders, and the file for Anki."""

import discord
from discord import ui

from bot.service.plans import Aim
from bot.service.reviews import Due
from bot.store.reminders import Reminder
from bot.ui.render.cards import GREEN, INK, button, card, row
from bot.ui.render.rounds import count
from bot.ui.render.written_dates import day_words
from bot.ui.router import custom_id


def plan_card(aim: Aim, *, is_new: bool) -> ui.LayoutView:
    """What the member aims at, what of it the server has set, and how to change it."""
    plan = aim.plan
    exam = f"{day_words(plan.exam)}: nothing is put off beyond it" if plan.exam else "no day is set"
    retention_from, exam_from = (" *Set by this server.*" if is_set else "" for is_set in aim.of_server)
    own = " `reset` goes back to the plan of the server, or to the usual one." if aim.is_own else ""
    return card(
        "## Your plan" + (" is changed" if is_new else ""),
        f"**Retention:** {round(plan.retention * 100)} % of the facts are still known when they come back. "
        f"More means more reviews.{retention_from}\n"
        f"**Exam:** {exam}.{exam_from}\n"
        f"**New facts:** at most {plan.new_a_day} a day.",
        f"-# /study plan changes it; “none” as the exam removes the day.{own}",
        accent=GREEN if is_new else INK,
    )


def reminders_on_card(reminder: Reminder) -> ui.LayoutView:
    """When the next one comes."""
    when = discord.utils.format_dt(reminder.next_at, "f") if reminder.next_at else "never"
    return card(
        f"You will be reminded at {reminder.hour}:00 ({reminder.zone}), by a private message, on days on which "
        f"something is due: at most one a day, for the first time {when}.",
        row(_stop_button()),
        accent=GREEN,
    )


def reminders_off_card() -> ui.LayoutView:
    return card("Reminders are off. /study remind switches them on again.")


def reminder_card(due: Due) -> ui.LayoutView:
    """The reminder itself. A pack's facts are asked in its server alone, so no button leads to them from here."""
    begin = button("Review now", custom_id("review-new"), style=discord.ButtonStyle.primary)
    return card(
        f"**{count(due.total, 'fact')}** {'is' if due.total == 1 else 'are'} due for review.{_of_packs(due)}",
        row(*([begin] if due.shared else []), _stop_button()),
    )


def _of_packs(due: Due) -> str:
    if not due.of_packs:
        return ""
    which = f"\n{due.of_packs} of them" if due.shared else " It" if due.of_packs == 1 else " They"
    verb, thing = ("belongs", "it") if due.of_packs == 1 else ("belong", "them")
    return f"{which} {verb} to a server's own pack: ask for {thing} with `/review` in that server."


def anki_card(notes: int, filename: str) -> ui.LayoutView:
    """The file, and what to do with it."""
    return card(
        f"{count(notes, 'note')} for Anki. In Anki choose File, Import, and this file; importing a newer one later "
        "changes the notes that you have, and doubles none.",
        ui.File[ui.LayoutView](f"attachment://{filename}"),
    )


def nothing_to_export_card() -> ui.LayoutView:
    return card("There is nothing to export yet. Answer some questions with /review or in a round first.")


def _stop_button() -> ui.Button[ui.LayoutView]:
    return button("Stop reminders", custom_id("remind-stop"))
