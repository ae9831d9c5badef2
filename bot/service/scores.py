"""Who has learned how much in a server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.frozen import frozen
from bot.service.contents import Contents
from bot.service.materials import EVERYTHING, book_choice
from bot.service.periods import Period, labels, period, periods
from bot.service.shelves import Shelf
from bot.store.boards import TOP, BoardLine, BoardRecords, RankedLine, Span
from bot.store.opt_outs import OptOutRecords
from bot.store.terms import TermRecords


@frozen
class BoardWanted:
    """Whose board a member wants to see; what is None is not narrowed, but the period is then this term."""

    guild: int
    asking: int
    period: str | None = None
    about: str | None = None


@frozen
class Board:
    """The top of a server's board over a period, and the place of the member who asks, at the top or further down.

    `about` is the title of the book or chapter that it is narrowed to. A member who `is_hidden` has opted out and has
    no place, but may be told the own line, `unseen`, where nobody else reads it.
    """

    period: Period
    about: str | None
    top: tuple[RankedLine, ...]
    own: RankedLine | None
    is_hidden: bool = False
    unseen: BoardLine | None = None


class Scores:
    """Sums over the rounds that a server has played."""

    def __init__(self, records: BoardRecords, terms: TermRecords, opt_outs: OptOutRecords, contents: Contents) -> None:
        self._records = records
        self._terms = terms
        self._opt_outs = opt_outs
        self._contents = contents

    async def board(self, wanted: BoardWanted, now: datetime) -> Board:
        """Everybody with points; equal points share a rank. Raises `NoSuchPeriod`, `NoSuchChapter` or `NoSuchBook`."""
        chosen = period(periods(await self._terms.of_guild(wanted.guild), now), wanted.period)
        about, span = _narrowed(await self._contents.of(wanted.guild), wanted.about)
        span = replace(span, since=chosen.since, until=chosen.until)
        lines = await self._records.best(wanted.guild, span, also=wanted.asking)
        own = next((line for line in lines if line.member == wanted.asking), None)
        board = Board(chosen, about, tuple(lines[:TOP]), own)
        if not await self._opt_outs.contains(wanted.guild, wanted.asking):
            return board
        unseen = await self._records.line_of(wanted.guild, wanted.asking, span)
        return replace(board, is_hidden=True, unseen=unseen)

    async def period_labels(self, guild: int, now: datetime) -> Mapping[str, str]:
        """What the periods of a server are called, by the value that chooses them."""
        return labels(periods(await self._terms.of_guild(guild), now))


def _narrowed(shelf: Shelf, about: str | None) -> tuple[str | None, Span]:
    """What was chosen or typed for a board: its title, and the rounds that count."""
    if about is None or about == EVERYTHING:
        return None, Span()
    prefix = book_choice("")
    if about.startswith(prefix):
        book = shelf.book(about.removeprefix(prefix))
        return book.title, Span(book=book.id)
    chapter = shelf.chapter(about)
    return chapter.head.title, Span(book=chapter.book.id, chapter=chapter.head.id)
