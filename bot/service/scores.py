"""Who has learned how much in a server."""

from dataclasses import dataclass

from bot.quiz.scoring import Ranked, ranking
from bot.store.boards import BoardLine, BoardRecords, Span


@dataclass(frozen=True, slots=True)
class Board:
    """The top of a server's board, and the line of the member who asks when it stands further down."""

    top: tuple[tuple[Ranked, BoardLine], ...]
    own: tuple[Ranked, BoardLine] | None
    members: int


class Scores:
    """Sums over the rounds that a server has played."""

    def __init__(self, records: BoardRecords) -> None:
        self._records = records

    async def board(self, guild: int, asking: int, span: Span, size: int = 10) -> Board:
        """The first `size` lines and one's own; equal points share a rank."""
        lines = {line.member: line for line in await self._records.lines(guild, span)}
        ranked = [(each, lines[each.member]) for each in ranking({who: line.standing for who, line in lines.items()})]
        own = next((entry for entry in ranked[size:] if entry[0].member == asking), None)
        return Board(tuple(ranked[:size]), own, len(ranked))
