"""What is shown of an answered question: to everybody how the group chose, to each member their own part."""

from collections import Counter
from collections.abc import Iterable, Mapping

import discord
from discord import ui

from bot.content.dates import read_edtf
from bot.quiz.question import Answer, Choice, Chosen, Dated, Multi, Named, Typed
from bot.quiz.round import Given, Posed, Round
from bot.quiz.scoring import points
from bot.service.rounds import Locked
from bot.ui.render.cards import GOLD, GREEN, button, card, line, quoted, row
from bot.ui.render.questions import LETTERS, header, option_texts, stimulus
from bot.ui.router import custom_id

BAR_LENGTH = 10


def reveal_card(round_: Round) -> ui.LayoutView:
    """The answer, how the group chose, the explanation and its source. Nobody is named."""
    posed = round_.current
    question = posed.question
    parts: list[str | ui.Item[ui.LayoutView]] = [header(round_), *stimulus(question.shown), f"**{question.prompt}**"]
    parts.append(f"### ✅ {answer_text(posed)}")
    parts.append(distribution(posed, round_.current_answers))
    parts.extend([line(), question.explain, sources_text(question.sources)])
    parts.append(row(button("Why?", custom_id("why", round_.id, round_.position))))
    if not round_.is_over:
        parts.append(_what_next(round_))
    return card(*parts, accent=GREEN)


def answer_text(posed: Posed) -> str:
    """The right answer as a reader wants it: with its letter where it has one."""
    question = posed.question
    match question:
        case Choice() | Multi():
            return ", ".join(
                text if question.kind == "true-false" else f"{LETTERS[place]} · {text}"
                for place, text in enumerate(option_texts(posed))
                if question.options[posed.shown_order[place]].correct
            )
        case Named():
            return question.accepted[0]
        case Dated():
            return str(read_edtf(question.answer))
        case _:
            return ""


def distribution(posed: Posed, answers: Mapping[int, Given]) -> str:
    """How many chose what, as bars and numbers; for typed answers how many were right."""
    if not answers:
        return "Nobody answered."
    question = posed.question
    if isinstance(question, Choice | Multi):
        chosen = Counter(index for given in answers.values() for index in _indices(given.answer))
        return _bars(
            (
                f"{'✓' if question.options[own].correct else '✗'} {_short_label(posed, place)}",
                chosen[own],
            )
            for place, own in enumerate(posed.shown_order)
        )
    credits = [given.grade.credit for given in answers.values()]
    counted = [
        ("✓ right", sum(credit >= 1 for credit in credits)),
        ("◐ in part", sum(0 < credit < 1 for credit in credits)),
        ("✗ other answers", sum(credit <= 0 for credit in credits)),
    ]
    return _bars((label, count) for label, count in counted if count or label != "◐ in part")


def locked_card(posed: Posed, locked: Locked) -> ui.LayoutView:
    """What the member alone reads after answering."""
    verb = "Changed to" if locked.is_change else "Locked in"
    what = quoted(locked.text) if locked.text is not None else _shown_text(posed, locked.shown)
    read_as = f", {locked.read_as}" if locked.read_as else ""
    return card(f"**{verb}:** {what}{read_as}.\n-# You can change it until the reveal.")


def why_card(posed: Posed, given: Given | None) -> ui.LayoutView:
    """For one member: the own answer, what it earned and why, and why each wrong option is wrong."""
    parts = [_own_answer(posed, given), f"**Answer:** {answer_text(posed)}"]
    question = posed.question
    if isinstance(question, Choice | Multi) and question.kind != "true-false":
        wrong = [
            f"**{LETTERS[place]} · {question.options[own].text}** {question.options[own].why}"
            for place, own in enumerate(posed.shown_order)
            if question.options[own].why
        ]
        parts.extend(wrong)
    parts.extend([question.explain, sources_text(question.sources)])
    is_right = given is not None and given.grade.credit >= 1
    return card(*parts, accent=GREEN if is_right else GOLD)


def sources_text(sources: Iterable[str]) -> str:
    return "\n".join(f"-# Source: {source}" for source in sources)


def _own_answer(posed: Posed, given: Given | None) -> str:
    if given is None:
        return "You did not answer this question."
    mark = "✅ right" if given.grade.credit >= 1 else "◐ right in part" if given.grade.credit > 0 else "✗ not right"
    understood = f", {given.grade.understood}" if given.grade.understood else ""
    remark = f"\n{given.grade.remark}" if given.grade.remark else ""
    earned = points(given.grade.credit)
    return f"**Your answer:** {_given_text(posed, given.answer)}{understood} — {mark}, {earned} points.{remark}"


def _given_text(posed: Posed, answer: Answer) -> str:
    if isinstance(answer, Typed):
        return quoted(answer.text)
    return _shown_text(posed, [posed.shown_order.index(own) for own in answer.indices])


def _shown_text(posed: Posed, shown: Iterable[int]) -> str:
    texts = option_texts(posed)
    if posed.question.kind == "true-false":
        return ", ".join(texts[place] for place in shown)
    return ", ".join(f"{LETTERS[place]} · {texts[place]}" for place in sorted(shown))


def _short_label(posed: Posed, place: int) -> str:
    return option_texts(posed)[place] if posed.question.kind == "true-false" else LETTERS[place]


def _bars(counts: Iterable[tuple[str, int]]) -> str:
    lines = list(counts)
    most = max((count for _, count in lines), default=0) or 1
    width = max(len(label) for label, _ in lines)
    return (
        "```\n"
        + "\n".join(
            f"{label:<{width}}  {'█' * round(count / most * BAR_LENGTH):<{BAR_LENGTH}} {count}"
            for label, count in lines
        )
        + "\n```"
    )


def _indices(answer: Answer) -> tuple[int, ...]:
    return answer.indices if isinstance(answer, Chosen) else ()


def _what_next(round_: Round) -> str:
    if round_.deadline is None:
        return ""
    when = discord.utils.format_dt(round_.deadline, "R")
    return f"-# The final table comes {when}." if round_.is_last else f"-# The next question comes {when}."
