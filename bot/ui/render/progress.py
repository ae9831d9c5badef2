"""Progress as a card: for oneself with a picture and the same as text, for moderators as sums."""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.quiz.question import Answer, Choice, Chosen, Multi, Question, Typed
from bot.service.progress import GROUP_SINCE, GroupProgress
from bot.store.group_sums import FEWEST_PEOPLE, GroupSums
from bot.study.progress import FIRM_DAYS, ChapterShare, Progress, Said
from bot.ui.render.captions import SAID
from bot.ui.render.cards import button, card, cut, name, plain, quoted, row
from bot.ui.render.rounds import count
from bot.ui.router import custom_id

PICTURE = "progress.png"
ALT_LIMIT = 1024
"""Discord's limit on a picture's description."""

_PROMPT_LIMIT, _LISTED_CHAPTERS = 160, 25


def progress_card(progress: Progress) -> ui.LayoutView:
    """A member's own progress; the picture is attached as `PICTURE`."""
    picture = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=progress_alt_text(progress))
    return card(
        "## Your progress",
        ui.MediaGallery[ui.LayoutView](picture),
        _summary(progress),
        *_chapters(progress.chapters),
        *_said(progress.said),
        f"-# A fact is firm when you would still recall it after {FIRM_DAYS} days. Only you see this.",
        row(
            button("Review now", custom_id("review-new"), style=discord.ButtonStyle.primary),
        ),
    )


def progress_alt_text(progress: Progress) -> str:
    """What the picture shows, for those who cannot see it."""
    told = [_summary(progress), *(_chapter_line(each) for each in progress.chapters), *map(_said_line, progress.said)]
    text = " ".join(told).replace("*", "").replace("\n", " ")
    return cut(text, ALT_LIMIT, " … The card has the rest.")


def group_card(group: GroupProgress, server: str) -> ui.LayoutView:
    """A server's sums. Nobody is named, and nothing is told of fewer than `FEWEST_PEOPLE`."""
    sums = group.sums
    if sums.people is None:
        return card(
            f"## {name(server)}",
            f"Fewer than {FEWEST_PEOPLE} people have played here in the last {GROUP_SINCE.days} days. "
            "Sums are shown when there are more, so that nobody can be picked out.",
        )
    return card(
        f"## Progress of {name(server)}\n{count(sums.people, 'member')} in the last {GROUP_SINCE.days} days.",
        *_section(
            "Weakest chapters",
            (f"{plain(each.title)}: {_percent(each.right)} right, {each.people} members" for each in group.chapters),
        ),
        *_section(
            "Hardest questions",
            (f"{_prompt(each.question)} · {_percent(each.credit)}, {each.people} members" for each in sums.questions),
        ),
        *_section("Common wrong answers", _wrong_answers(sums)),
        f"-# Rounds only: what members review for themselves is in no sum. Numbers below {FEWEST_PEOPLE} people "
        "are hidden.",
    )


def _summary(progress: Progress) -> str:
    days = len(progress.days)
    return (
        f"**{progress.firm} of {count(progress.total, 'fact')} firm**, {progress.fresh} on the way.\n"
        f"{progress.due} due now, {progress.next_week} more in the next seven days.\n"
        f"{count(progress.answers, 'answer')} on {count(days, 'day')} in half a year."
    )


def _chapters(chapters: Sequence[ChapterShare]) -> list[str]:
    begun = [each for each in chapters if each.share.is_begun]
    return _section("By chapter", map(_chapter_line, begun[:_LISTED_CHAPTERS]))


def _chapter_line(chapter: ChapterShare) -> str:
    share = chapter.share
    due = f", {share.due} due" if share.due else ""
    return f"{plain(chapter.title)}: {share.firm} firm and {share.fresh} on the way of {share.total}{due}."


def _said(said: Sequence[Said]) -> list[str]:
    return _section("How sure you were, and how often right", map(_said_line, said))


def _said_line(said: Said) -> str:
    return f"{SAID[said.certainty]}: {said.right} of {said.answers} right ({_percent(said.right / said.answers)})."


def _section(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {each}" for each in lines]
    return ["\n".join([f"**{title}**", *listed])] if listed else []


def _wrong_answers(sums: GroupSums) -> Iterable[str]:
    for each in sums.wrong_answers:
        shown = _answer(each.question, each.answer)
        if shown:
            yield f"{_prompt(each.question)} · {shown}, {each.people} members"


def _answer(question: Question, answer: Answer) -> str | None:
    """In words; orders and pairs are too long to be told on a line."""
    match question, answer:
        case _, Typed(text=text):
            return quoted(text)
        case ((Choice(options=options) | Multi(options=options)), Chosen(indices=indices)):
            return "“" + ", ".join(plain(options[index].text) for index in indices) + "”"
        case _:
            return None


def _prompt(question: Question) -> str:
    return plain(cut(question.prompt, _PROMPT_LIMIT, "…"))


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
