"""A server's board."""

from discord import ui

from bot.service.scores import Board
from bot.ui.render.cards import card, name
from bot.ui.render.rounds import count, place


def board_card(board: Board, server: str) -> ui.LayoutView:
    """A server's table over its rounds, with the line of the member who asks."""
    if not board.top:
        return card(
            f"## {name(server)}",
            "No round has been finished here yet by two or more members. Start one with /quiz start.",
        )
    lines = [
        f"{place(entry)} **{name(line.name)}** · {count(line.standing.points, 'point')} · "
        f"{line.standing.right} of {line.standing.answered} right · {count(line.rounds, 'round')}"
        for entry, line in board.top
    ]
    if board.own:
        entry, line = board.own
        lines.append(f"…\n{place(entry)} **you** · {count(line.standing.points, 'point')}")
    return card(f"## Leaderboard · {name(server)}", "\n".join(lines))
