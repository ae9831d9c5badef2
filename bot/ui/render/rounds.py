"""The cards that open and close a round, and the server's board."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.quiz.round import Phase, Round
from bot.quiz.scoring import Ranked, ranking
from bot.service.scores import Board
from bot.ui.render.cards import GOLD, INK, card, name

TABLE_LINES = 20
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def lobby_card(round_: Round, host_name: str) -> ui.LayoutView:
    """The start of a round, with its rules."""
    first = f" The first question comes {discord.utils.format_dt(round_.deadline, 'R')}." if round_.deadline else ""
    return card(
        f"## {round_.title}\n{name(host_name)} starts a round: {_count(len(round_.posed), 'question')}, "
        f"{round_.rules.seconds} seconds each.{first}",
        "Everybody in this channel can play. Nobody else sees your answer, and you can change it until the reveal. "
        "Being right counts, not being fast.",
        f"-# {name(host_name)} and moderators can go on with /quiz next and end the round with /quiz stop.",
    )


def final_card(round_: Round, names: Mapping[int, str]) -> ui.LayoutView:
    """The end of a round: everybody's points; equal points share a rank."""
    table = ranking(round_.standings())
    asked = len(round_.answers)
    head = f"## {'The round is over' if round_.phase is Phase.FINISHED else 'The round was ended'} · {round_.title}"
    if not table:
        return card(head, "Nobody answered this time.", accent=GOLD)
    listed = [_table_line(entry, names, asked) for entry in table[:TABLE_LINES]]
    if len(table) > TABLE_LINES:
        listed.append(f"… and {len(table) - TABLE_LINES} more.")
    return card(head, "\n".join(listed), "-# /leaderboard shows this server's table over all rounds.", accent=GOLD)


def board_card(board: Board, server: str) -> ui.LayoutView:
    """A server's table over all its rounds, with the line of the member who asks."""
    if not board.top:
        return card(f"## {name(server)}", "No round has been finished here yet. Start one with /quiz start.")
    lines = [
        f"{_place(entry)} **{name(line.name)}** · {_count(line.standing.points, 'point')} · "
        f"{line.standing.right} of {line.standing.answered} right · {_count(line.rounds, 'round')}"
        for entry, line in board.top
    ]
    if board.own:
        entry, line = board.own
        lines.append(f"…\n{_place(entry)} **you** · {_count(line.standing.points, 'point')}")
    return card(f"## Leaderboard · {name(server)}", "\n".join(lines), accent=INK)


def _table_line(entry: Ranked, names: Mapping[int, str], asked: int) -> str:
    who = name(names.get(entry.member, "member"))
    return (
        f"{_place(entry)} **{who}** · {_count(entry.standing.points, 'point')} · "
        f"{entry.standing.right} of {asked} right"
    )


def _place(entry: Ranked) -> str:
    return _MEDALS.get(entry.rank, f"{entry.rank}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
