"""The cards that open and close a round, and what its mode adds to the cards between."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

import discord
from discord import ButtonStyle, ui

from bot.quiz.round import Given, Phase, Round, survivors
from bot.quiz.rules import Mode
from bot.quiz.scoring import HINT_COST, POINTS_FOR_RIGHT, POINTS_FOR_SPEED, Ranked, ranking, team_ranking
from bot.ui.render.cards import GOLD, button, card, cut, name, plain, row
from bot.ui.router import custom_id

NAMED_IN_TABLE = 30
LINES_IN_TABLE = 12
"""In a round of more members than that, those with equal points share a line."""

_TITLE_LIMIT = 150
READ_AGAIN = 3
TEAM_MARKS = ("🔺 Team A", "🔵 Team B", "🟩 Team C", "⭐ Team D")
"""Teams are told apart by shape and letter, not by colour alone."""

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
_MODE = {
    Mode.CLASSIC: "Everybody in this channel can play. Nobody else sees your answer, and you can change it until the "
    "reveal.",
    Mode.RACE: "A race: the first right answer ends the question and takes its points. You have one answer.",
    Mode.HOSTED: "There is no clock: the host moves on. You can change your answer until the reveal.",
    Mode.SURVIVAL: "Survival: whoever misses a question is out. You can change your answer until the reveal.",
}

Part = str | ui.Item[ui.LayoutView]


def lobby_card(round_: Round, names: Mapping[int, str]) -> ui.LayoutView:
    """The start of a round, with its rules; with teams, who plays for which."""
    rules = round_.rules
    time = f", {rules.seconds} seconds each" if rules.is_timed else ""
    first = f" First question: {discord.utils.format_dt(round_.deadline, 'R')}." if round_.deadline else ""
    host = name(names.get(round_.host, "A member"))
    title = plain(cut(round_.title, _TITLE_LIMIT, "…"))
    parts: list[Part] = [
        f"## {title}\n{host} starts a round: {count(len(round_.posed), 'question')}{time}.{first}",
        f"{_MODE[rules.mode]} {_points_text(round_)}",
    ]
    if rules.teams:
        parts.append(_teams_text(round_, names))
        if not rules.team_roles and round_.phase is Phase.LOBBY:
            parts.append(
                row(*(button(f"Join {mark}", custom_id("join", round_.id, team)) for team, mark in _team_marks(round_)))
            )
    parts.append(f"-# {host} and moderators lead the round: /quiz next, /quiz pause, /quiz resume, /quiz stop.")
    return card(*parts)


def final_card(round_: Round, names: Mapping[int, str]) -> ui.LayoutView:
    """The end of a round: everybody's points, the teams, the hardest question, and what to read again."""
    table = ranking(round_.standings())
    title = plain(cut(round_.title, _TITLE_LIMIT, "…"))
    head = f"## {'The round is over' if round_.phase is Phase.FINISHED else 'The round was ended'} · {title}"
    if not table:
        return card(head, "Nobody answered this time.", accent=GOLD)
    parts: list[Part] = [head]
    if round_.rules.teams:
        parts.append(_team_table(round_))
    parts.extend([_table(round_, table, names), *_hardest(round_)])
    parts.append(row(button("Report file", custom_id("report-file", round_.id))))
    parts.append("-# /leaderboard shows this server's table over many rounds.")
    return card(*parts, accent=GOLD)


def hint_card(hint: str) -> ui.LayoutView:
    """The hint, for the member who took it."""
    return card(f"**Hint:** {plain(hint)}\n-# It costs {HINT_COST} of the {POINTS_FOR_RIGHT} points of this question.")


def round_controls(round_: Round) -> list[ui.ActionRow[ui.LayoutView]]:
    """What the rules add under an open question: the hint, and in hosted rounds the host's button."""
    where = (round_.id, round_.position)
    controls: list[ui.Item[ui.LayoutView]] = []
    if round_.rules.hints and round_.current.question.hint:
        controls.append(button(f"Hint (−{HINT_COST} points)", custom_id("hint", *where)))
    if not round_.rules.is_timed:
        controls.append(button("Reveal (host)", custom_id("go-on", *where, round_.phase), style=ButtonStyle.success))
    return [row(*controls)] if controls else []


def time_left(round_: Round, closes: datetime) -> str:
    """Until when answers are taken; Discord counts it down."""
    if round_.paused is not None:
        return "⏸ Paused."
    change = "the first answer counts" if round_.rules.mode is Mode.RACE else "until then you can change your answer"
    if not round_.rules.is_timed:
        return f"The host reveals; {change}."
    return f"Closes {discord.utils.format_dt(closes, 'R')}; {change}."


def what_next(round_: Round) -> list[Part]:
    """The end of a revealed card: what the mode tells, and when it goes on."""
    parts: list[Part] = []
    if round_.rules.mode is Mode.SURVIVAL:
        parts.append(f"**{count(len(survivors(round_)), 'player')}** still in.")
    if round_.is_over:
        return parts
    if not round_.rules.is_timed:
        label = "Final table (host)" if round_.is_last else "Next question (host)"
        control = button(label, custom_id("go-on", round_.id, round_.position, round_.phase), style=ButtonStyle.success)
        return [*parts, row(control)]
    if round_.paused is not None:
        return [*parts, "-# ⏸ Paused."]
    if round_.deadline is not None:
        coming = "Final table" if round_.is_last else "Next question"
        parts.append(f"-# {coming}: {discord.utils.format_dt(round_.deadline, 'R')}.")
    return parts


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def place(rank: int) -> str:
    """A rank. A bare number would begin a list, and Discord counts the lines of a list anew, whatever their ranks."""
    return _MEDALS.get(rank, f"**{rank}.**")


def _points_text(round_: Round) -> str:
    rules = round_.rules
    told = [f"A right answer earns {POINTS_FOR_RIGHT} points."]
    if rules.speed and rules.is_timed:
        told.append(f"A quick one earns up to {POINTS_FOR_SPEED} more.")
    else:
        told.append("Being fast earns nothing more.")
    if rules.hints:
        told.append(f"A hint costs {HINT_COST}.")
    return " ".join(told)


def _team_marks(round_: Round) -> list[tuple[int, str]]:
    return list(enumerate(TEAM_MARKS[: round_.rules.teams]))


def _teams_text(round_: Round, names: Mapping[int, str]) -> str:
    if round_.rules.team_roles:
        return "\n".join(
            f"**{mark}:** <@&{role}>"
            for (_, mark), role in zip(_team_marks(round_), round_.rules.team_roles, strict=True)
        )
    lines: list[str] = []
    for team, mark in _team_marks(round_):
        joined = [name(names.get(member, "member")) for member, of in round_.teams.items() if of == team]
        lines.append(f"**{mark}:** {cut(', '.join(joined), 300, ' …') if joined else 'nobody yet'}")
    lines.append("-# Who answers without joining is put into the smallest team. The mean of a team's points counts.")
    return "\n".join(lines)


def _team_table(round_: Round) -> str:
    ranked = team_ranking(round_.standings(), round_.teams)
    return "\n".join(
        f"{place(entry.rank)} **{TEAM_MARKS[entry.team]}** · "
        f"{entry.mean:.1f} points a member · {count(entry.members, 'member')}"
        for entry in ranked
    )


def _table(round_: Round, table: Sequence[Ranked], names: Mapping[int, str]) -> str:
    """Who stands where; in large rounds equals share a line. Who has no points has no place and no number."""
    named = table[:NAMED_IN_TABLE]
    with_points = sorted((entry for entry in named if entry.standing.points), key=_what_is_shown)
    if len(table) > LINES_IN_TABLE:
        equals = groupby(with_points, key=_what_is_shown)
        lines = [_line_of_equals(round_, list(entries), names) for _, entries in equals]
    else:
        lines = [
            f"{place(entry.rank)} {_named(round_, entry, names)} · {_earned(round_, entry)}" for entry in with_points
        ]
    also = [_named(round_, entry, names) for entry in named if not entry.standing.points]
    if also:
        lines.append(f"{'Also played' if lines else 'Nobody earned points this time. Played'}: {', '.join(also)}")
    if len(table) > len(named):
        lines.append(f"… and {len(table) - len(named)} more.")
    return "\n".join(lines)


def _what_is_shown(entry: Ranked) -> tuple[int, int]:
    return (entry.rank, -entry.standing.right)


def _line_of_equals(round_: Round, equals: Sequence[Ranked], names: Mapping[int, str]) -> str:
    return f"{place(equals[0].rank)} {_earned(round_, equals[0])}: " + ", ".join(
        _named(round_, entry, names) for entry in equals
    )


def _earned(round_: Round, entry: Ranked) -> str:
    return f"{count(entry.standing.points, 'point')} · {entry.standing.right} of {len(round_.answers)} right"


def _named(round_: Round, entry: Ranked, names: Mapping[int, str]) -> str:
    team = round_.teams.get(entry.member)
    mark = "" if team is None else f"{TEAM_MARKS[team].split()[0]} "
    return f"{mark}**{name(names.get(entry.member, 'member'))}**"


def _hardest(round_: Round) -> list[str]:
    """The question that the group found hardest, and the explanations worth reading again."""
    answered = [
        (_mean_credit(by_member), posed.question)
        for posed, by_member in zip(round_.posed, round_.answers, strict=False)
        if by_member
    ]
    missed = sorted((each for each in answered if each[0] < 1), key=lambda each: each[0])
    if not missed:
        return []
    share, hardest = missed[0]
    again = dict.fromkeys(plain(cut(question.explain, 200, " …")) for _, question in missed[:READ_AGAIN])
    return [
        f"**Hardest question** ({share:.0%} right): {plain(cut(hardest.prompt, 300, ' …'))}",
        "**Worth reading again**\n" + "\n".join(f"- {each}" for each in again),
    ]


def _mean_credit(by_member: Mapping[int, Given]) -> float:
    return sum(given.grade.credit for given in by_member.values()) / len(by_member)
