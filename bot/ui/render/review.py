"""What follows an answer in one's own review: what it was worth, why, and what comes next."""

from datetime import UTC, date, datetime, time

import discord
from discord import ui

from bot.quiz.question import Choice, Multi
from bot.quiz.round import Posed
from bot.service.reviews import Finished, Outcome, Outlook, place_of
from bot.store.sittings import Sitting
from bot.study.rating import Certainty
from bot.ui.render.answers import given_answer, headed, right_answer
from bot.ui.render.cards import GOLD, GREEN, RED, button, card, line, plain, row
from bot.ui.render.options import letter, option_texts
from bot.ui.render.passages import Block, Passage, bold, passages_card
from bot.ui.render.questions import stimulus
from bot.ui.render.reveals import sources
from bot.ui.render.review_questions import review_header
from bot.ui.render.rounds import count
from bot.ui.router import custom_id

_SHOWN_DAYS = 5
_SAID = {Certainty.GUESS: "a guess", Certainty.FAIRLY: "fairly sure", Certainty.CERTAIN: "certain"}
SURELY_WRONG = (
    "**Certain, and not right.** This is the kind of mistake that is mended best once it is seen: "
    "read the explanation, and say the right answer to yourself."
)


def outcome_card(outcome: Outcome) -> ui.LayoutView:
    """What was understood, whether it is right, why wrong options are wrong, the explanation and its source."""
    sitting, attempt = outcome.sitting, outcome.attempt
    question = sitting.posed.question
    is_right = outcome.grade.credit >= 1
    return passages_card(
        review_header(sitting),
        *stimulus(question.shown),
        bold(question.prompt),
        _own_answer(outcome),
        (Passage(outcome.grade.remark),) if outcome.grade.remark else (),
        SURELY_WRONG if attempt.is_surely_wrong else "",
        () if is_right and isinstance(question, Choice) else headed("**Answer:**", right_answer(sitting.posed)),
        *_why_wrong(sitting.posed),
        line(),
        (Passage(plain(question.explain)),),
        sources(question.sources),
        f"-# This comes back {_when(outcome.again)}." if outcome.again else "",
        row(_next_button(sitting)),
        accent=GREEN if is_right else RED if attempt.is_surely_wrong else GOLD,
    )


def finished_card(finished: Finished) -> ui.LayoutView:
    """How the sitting went, and what comes next and when."""
    sitting = finished.sitting
    parts = [f"## Review done\n{sitting.right} of {count(sitting.answered, 'answer')} right."]
    if sitting.surely_wrong:
        parts.append(f"Certain and wrong: {sitting.surely_wrong}. Those are worth reading again.")
    return card(*parts, outlook_text(finished.outlook), *_onwards(finished.outlook), accent=GREEN)


def nothing_due_card(outlook: Outlook) -> ui.LayoutView:
    """Nothing to review just now, and when there will be."""
    return card("## Nothing is due", outlook_text(outlook), *_onwards(outlook))


def outlook_text(outlook: Outlook) -> str:
    """What comes next and when."""
    lines = [f"**Due now:** {count(outlook.due, 'fact')}."] if outlook.due else []
    if outlook.next_days:
        lines.append("**Coming up**")
        lines += [f"- {_day(day)}: {count(facts, 'fact')}" for day, facts in outlook.next_days[:_SHOWN_DAYS]]
    later = sum(facts for _, facts in outlook.next_days[_SHOWN_DAYS:])
    if later:
        lines.append(f"- later: {count(later, 'fact')}")
    lines.append(_new_text(outlook))
    return "\n".join(lines)


def wanted_card() -> ui.LayoutView:
    """*Remind me* was pressed."""
    return card(
        "It is in your review, due now. /review asks it, in any channel or in a private message.",
        row(button("Review now", custom_id("review-begin"))),
        accent=GREEN,
    )


def _new_text(outlook: Outlook) -> str:
    if not outlook.new:
        return "You have met every fact of the library."
    today = (
        f"{min(outlook.new_today, outlook.new)} of them today" if outlook.new_today else "today's share of them is done"
    )
    return f"**Not asked yet:** {count(outlook.new, 'fact')}, {today}."


def _own_answer(outcome: Outcome) -> Block:
    credit = outcome.grade.credit
    mark = "✅ right" if credit >= 1 else "◐ right in part" if credit > 0 else "✗ not right"
    understood = f", {outcome.grade.understood}" if outcome.grade.understood else ""
    said = _SAID.get(outcome.attempt.certainty)
    ending = f"{understood} — {mark}{f' ({said})' if said else ''}."
    return headed("**Your answer:**", given_answer(outcome.sitting.posed, outcome.answer), ending)


def _why_wrong(posed: Posed) -> tuple[Block, ...]:
    question = posed.question
    if not isinstance(question, Choice | Multi) or question.kind == "true-false":
        return ()
    texts = option_texts(posed)
    return tuple(
        (Passage(plain(f"{texts[place]}: {why}"), f"-# ✗ {letter(posed, place)} · "),)
        for place, own in enumerate(posed.shown_order)
        if (why := question.options[own].why)
    )


def _next_button(sitting: Sitting) -> ui.Button[ui.LayoutView]:
    place = place_of(sitting)
    is_last = sitting.position + 1 == len(sitting.facts)
    label = "Finish" if is_last else "Next"
    return button(label, custom_id("review-next", place.begun, place.position), style=discord.ButtonStyle.primary)


def _onwards(outlook: Outlook) -> list[ui.ActionRow[ui.LayoutView]]:
    if outlook.due or min(outlook.new, outlook.new_today):
        return [row(button("Go on", custom_id("review-begin"), style=discord.ButtonStyle.primary))]
    return [row(button("More new facts", custom_id("review-more")))] if outlook.new else []


def _when(moment: datetime) -> str:
    return discord.utils.format_dt(moment, "R")


def _day(day: date) -> str:
    return discord.utils.format_dt(datetime.combine(day, time(12), UTC), "D")
