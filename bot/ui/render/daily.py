"""The daily post: what is set, the question of the day, and its answer."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.quiz.round import Given, Posed
from bot.service.daily_posts import CALLED, USUAL_TIME, USUAL_ZONE, DailyKind, DailyPost
from bot.service.daily_questions import Told
from bot.store.daily_questions import DailyQuestion
from bot.ui.render.answers import given_answer, headed, right_answer
from bot.ui.render.cards import GOLD, GREEN, INK, button, card, cut, line, plain, row
from bot.ui.render.passages import Block, Passage, bold, passages_card
from bot.ui.render.questions import stimulus
from bot.ui.render.reveals import revealed, sources
from bot.ui.render.rounds import count
from bot.ui.router import custom_id

OFF = "off"
_PROMPT_LIMIT = 200
_TITLE = "Question of the day"
_OPTIONS = {
    OFF: ("Off", "Nothing is posted"),
    DailyKind.QUESTION: (CALLED[DailyKind.QUESTION], "Everybody answers alone; the answer comes the next day"),
    DailyKind.ON_THIS_DAY: (CALLED[DailyKind.ON_THIS_DAY], "Only on days on which something in the library happened"),
}
_CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


def daily_card(post: DailyPost | None) -> ui.LayoutView:
    """What a server has set, and the controls that change it."""
    is_on = post is not None and post.is_on
    chosen = post.kind if post is not None and post.is_on else OFF
    at, zone = (post.at, post.zone) if post else (USUAL_TIME, USUAL_ZONE)
    coming = f"The next one comes {discord.utils.format_dt(post.next_at, 'F')}." if post and post.next_at else ""
    options = [
        discord.SelectOption(label=label, description=about, value=value, default=value == chosen)
        for value, (label, about) in _OPTIONS.items()
    ]
    return card(
        f"## Daily post\n{coming or 'Nothing is posted.'}",
        row(ui.Select(custom_id=custom_id("daily-kind"), options=options)),
        "**Channel**",
        row(_channel_select(post)),
        f"**Time:** {at:%H:%M} ({zone})",
        row(button("Change the time", custom_id("daily-time"))),
        accent=GREEN if is_on else INK,
    )


def time_modal(post: DailyPost | None) -> ui.Modal:
    """The form for the time of day and the time zone."""
    at, zone = (post.at, post.zone) if post else (USUAL_TIME, USUAL_ZONE)
    modal = ui.Modal(title="When is it posted?", custom_id=custom_id("daily-timed"))
    when = ui.TextInput[ui.Modal](custom_id="time", default=f"{at:%H:%M}", max_length=20)
    where = ui.TextInput[ui.Modal](custom_id="zone", default=zone, max_length=64)
    modal.add_item(ui.Label(text="Time of day", description="for example 9:00 or 6:30 pm", component=when))
    modal.add_item(ui.Label(text="Time zone", description="for example Europe/Berlin or UTC", component=where))
    return modal


def question_of_the_day(daily: DailyQuestion, yesterdays: Told | None) -> ui.LayoutView:
    """The question, to be answered by each member alone; before it how the last one went."""
    question = daily.posed.question
    return passages_card(
        *(_yesterday(yesterdays) if yesterdays else ()),
        f"### {_TITLE}",
        *stimulus(question.shown),
        bold(question.prompt),
        row(button("Answer", custom_id("daily-answer", daily.id), style=discord.ButtonStyle.primary)),
        "-# Only you see your answer, and it counts for your review. Everybody's answers are shown "
        f"{discord.utils.format_dt(daily.closes_at, 'R')}.",
    )


def answer_of_the_day(told: Told) -> ui.LayoutView:
    """The answer, and how everybody chose. Nobody is named."""
    question = told.daily.posed.question
    return passages_card(
        f"### {_TITLE}",
        *revealed(told.daily.posed, told.answers),
        *([row(button("Remind me", custom_id("daily-remind", told.daily.id)))] if question.tests else []),
        accent=GREEN,
    )


def own_answer_card(told: Told, member: int) -> ui.LayoutView:
    """What a member has answered already, for this member alone."""
    posed, given = told.daily.posed, told.answers[member]
    credit = given.grade.credit
    mark = "✅ right" if credit >= 1 else "◐ right in part" if credit > 0 else "✗ not right"
    question = posed.question
    return passages_card(
        f"### {_TITLE}\nYou have answered it.",
        headed("**Your answer:**", given_answer(posed, given.answer), f" — {mark}."),
        headed("**Answer:**", right_answer(posed)),
        (Passage(plain(question.explain)),),
        sources(question.sources),
        accent=GREEN if credit >= 1 else GOLD,
    )


def _yesterday(told: Told) -> tuple[Block | str | ui.Item[ui.LayoutView], ...]:
    posed, daily = told.daily.posed, told.daily
    link = ""
    if daily.message:
        link = f" · [all answers](https://discord.com/channels/{daily.guild}/{daily.channel}/{daily.message})"
    return (
        (Passage(plain(cut(posed.question.prompt, _PROMPT_LIMIT, " …")), "**The last one:** "),),
        headed("**Answer:**", right_answer(posed)),
        f"-# {_share(posed, told.answers)}{link}",
        line(),
    )


def _share(posed: Posed, answers: Mapping[int, Given]) -> str:
    if not answers:
        return "Nobody answered it."
    right = sum(given.grade.credit >= 1 for given in answers.values())
    return f"{right} of {count(len(answers), 'answer')} right"


def _channel_select(post: DailyPost | None) -> ui.ChannelSelect[ui.LayoutView]:
    chosen = [discord.SelectDefaultValue(id=post.channel, type=discord.SelectDefaultValueType.channel)] if post else []
    return ui.ChannelSelect(
        custom_id=custom_id("daily-channel"),
        channel_types=_CHANNELS,
        placeholder="The channel where it is posted",
        default_values=chosen,
    )
