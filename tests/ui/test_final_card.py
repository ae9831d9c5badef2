"""The final card of rounds of every size, drawn from the round itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord.ui import LayoutView

from bot.quiz import round as rules
from bot.quiz.question import Chosen, Grade
from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.rules import Rules
from bot.sandbox.component_limits import walk
from bot.ui.render.cards import TEXT_LIMIT
from bot.ui.render.rounds import final_card
from tests.quiz.questions import choice

TEXT_DISPLAY = 10
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def given(credit: float) -> Given:
    return Given(Chosen(indices=(0,)), Grade(credit=credit), round(credit * 10), NOW)


def over(credits: Mapping[int, float], questions: int = 1, **changed: Any) -> Round:
    """A finished round in which each member earned that credit with every question."""
    posed = tuple(Posed(choice(f"q-{number}"), (0, 1, 2)) for number in range(questions))
    new = rules.begin(guild=1, channel=2, host=3, title="A chapter", how=Rules(), posed=posed, lobby_ends=NOW)
    answers = tuple({member: given(credit) for member, credit in credits.items()} for _ in posed)
    return replace(new, id=9, phase=Phase.FINISHED, position=questions - 1, answers=answers, **changed)


def texts(view: LayoutView) -> list[str]:
    return [each["content"] for each in walk(view.to_components()) if each["type"] == TEXT_DISPLAY]


def drawn(round_: Round, names: Mapping[int, str]) -> str:
    return "\n".join(texts(final_card(round_, names)))


def test_equals_share_a_rank_and_the_next_rank_counts_them() -> None:
    text = drawn(over({1: 1, 2: 1, 3: 0.5}), {1: "Ana", 2: "Ben", 3: "Chloe"})
    assert (
        "🥇 **Ana** · 10 points · 1 of 1 right\n🥇 **Ben** · 10 points · 1 of 1 right\n🥉 **Chloe** · 5 points" in text
    )


def test_in_a_large_round_equals_share_a_line() -> None:
    names = {member: f"Guest {member}" for member in range(13)}
    text = drawn(over({member: 1 if member < 2 else 0.5 for member in names}), names)
    assert "🥇 10 points · 1 of 1 right: **Guest 0**, **Guest 1**\n🥉 5 points · 0 of 1 right: **Guest 2**, " in text


def test_who_has_no_points_is_named_without_a_number() -> None:
    assert "Also played: **Ben**" in drawn(over({1: 1, 2: 0}), {1: "Ana", 2: "Ben"})
    assert "Nobody earned points this time. Played: **Ana**" in drawn(over({1: 0}), {1: "Ana"})


def test_a_rank_never_begins_a_numbered_list() -> None:
    text = drawn(over({member: member / 10 for member in range(1, 8)}), {})
    assert "**4.** " in text
    assert not any(line[:1].isdigit() for line in text.splitlines())


def test_members_carry_the_mark_of_their_team() -> None:
    round_ = over({1: 1, 2: 0.5}, rules=Rules(teams=2), teams={1: 1, 2: 0})
    text = drawn(round_, {1: "Ana", 2: "Ben"})
    assert "🥇 🔵 **Ana**" in text
    assert "🥇 **🔵 Team B** · 10.0 points a member · 1 member" in text


def test_the_hardest_question_is_told_with_what_to_read_again() -> None:
    text = drawn(over({1: 1, 2: 0}), {1: "Ana", 2: "Ben"})
    assert "**Hardest question** (50% right): Which treaty" in text
    assert "**Worth reading again**\n- It was signed" in text
    assert "Hardest" not in drawn(over({1: 1}), {1: "Ana"})


@pytest.mark.parametrize("members", [30, 200])
def test_many_members_with_long_names_fit_into_one_message(members: int) -> None:
    names = {member: ("*_~`|" * 7)[:30] + f"{member:02}" for member in range(members)}
    teams = {member: member % 4 for member in names}
    round_ = over({member: member / members for member in names}, 50, rules=Rules(teams=4), teams=teams)
    view = final_card(round_, names)
    assert view.content_length() <= TEXT_LIMIT
    text = drawn(round_, names)
    assert "shortened" not in text
    assert ("… and 170 more." in text) == (members > 30)
