"""A server's board, and the spans of time that it is drawn for."""

from datetime import datetime

from discord import ui
from discord.utils import format_dt

from bot.service.periods import Period
from bot.service.scores import Board
from bot.store.boards import BoardLine, RankedLine
from bot.ui.render.cards import card, cut, name, plain
from bot.ui.render.rounds import count, place

_TITLE_LIMIT = 200


def board_card(board: Board, server: str, asking: str) -> ui.LayoutView:
    """A server's table, with the line of the member who asks when it stands further down."""
    about = f"\nIn **{plain(cut(board.about, _TITLE_LIMIT, '…'))}**" if board.about else ""
    head = f"## Leaderboard · {name(server)}\n{_period(board.period)}{about}"
    return card(head, *_table(board), *_own(board, asking), "-# Rounds that one member played alone do not count here.")


def hidden_card(board: Board) -> ui.LayoutView:
    """For the eyes of a member who has opted out: why the own name is not on the board, and the own points."""
    own = f"\nYours would be: {_earned(board.unseen)}." if board.unseen and board.unseen.standing.points else ""
    return card(f"You have opted out, so this board leaves you out.{own}\n-# /privacy opt-in takes you back in.")


def span(since: datetime | None, until: datetime | None) -> str:
    """From when until when, as each reader's own clock has it."""
    if since is None:
        return ""
    return f"{format_dt(since, 'f')} – {format_dt(until, 'f')}" if until else f"since {format_dt(since, 'f')}"


def _period(period: Period) -> str:
    title = f"Term: {name(period.term)}" if period.term else period.title
    return f"**{title}** · {span(period.since, period.until) or 'every round so far'}"


def _table(board: Board) -> list[str]:
    if not board.top:
        return ["Nobody has points here yet: they are earned in rounds of two or more members. /quiz start begins one."]
    return ["\n".join(_line(line) for line in board.top)]


def _own(board: Board, asking: str) -> list[str]:
    if board.is_hidden or board.own in board.top:
        return []
    if board.own:
        return [f"…\n{_line(board.own)}"]
    return [f"{name(asking)}, you have no points here yet."] if board.top else []


def _line(line: RankedLine) -> str:
    return f"{place(line.rank)} **{name(line.name)}** · {_earned(line)}"


def _earned(line: BoardLine) -> str:
    points, rounds = count(line.standing.points, "point"), count(line.rounds, "round")
    return f"{points} · {line.percent_right}% right · {rounds}"
