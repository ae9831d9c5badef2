"""Boards: sums over the finished rounds of a server."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, distinct, func, select

from bot.frozen import frozen
from bot.quiz.scoring import Standing
from bot.store.database import Database
from bot.store.tables import members, opted_out, results, rounds

PLAYERS_FOR_THE_BOARD = 2
"""A round played alone counts for study, but not for the board."""

TOP = 10
"""How many lines a board shows."""


@frozen
class BoardLine:
    """A member's line on a server's board."""

    member: int
    name: str
    standing: Standing
    rounds: int

    @property
    def percent_right(self) -> int:
        """The share of answers that were wholly right, rounded down so that 100 means all."""
        return self.standing.right * 100 // max(1, self.standing.answered)


@frozen
class RankedLine(BoardLine):
    """A line in its place. Equal points share a rank, and the next rank counts them all (1, 2, 2, 4)."""

    rank: int


@frozen
class Span:
    """Which rounds count: from `since` until before `until`, of one book, or of one chapter of it."""

    since: datetime | None = None
    until: datetime | None = None
    book: str | None = None
    chapter: str | None = None


class BoardRecords:
    """Boards as the store adds them up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def best(self, guild: int, span: Span, also: int | None = None) -> list[RankedLine]:
        """The `TOP` lines, the most points first, equal points by the members' ids; and that of one more member.

        Nobody is listed for having no points, nor who has opted out.
        """
        out = (opted_out.c.guild_id == guild) & (opted_out.c.user_id == results.c.user_id)
        sums = _sums(guild, span).outerjoin(opted_out, out).where(opted_out.c.user_id.is_(None)).subquery()
        most_first = sums.c.points.desc()
        ranked = (
            select(
                sums,
                func.rank().over(order_by=most_first).label("rank"),
                func.row_number().over(order_by=(most_first, sums.c.user_id)).label("place"),
            )
            .where(sums.c.points > 0)
            .subquery()
        )
        shown = ranked.c.place <= TOP if also is None else (ranked.c.place <= TOP) | (ranked.c.user_id == also)
        statement = _named(ranked, guild).add_columns(ranked.c.rank).where(shown).order_by(ranked.c.place)
        async with self._database.reading() as connection:
            return [RankedLine(*_fields(row), rank=row.rank) for row in await connection.execute(statement)]

    async def line_of(self, guild: int, member: int, span: Span) -> BoardLine | None:
        """One member's line, also of one who has opted out: for this member's own eyes."""
        statement = _named(_sums(guild, span).where(results.c.user_id == member).subquery(), guild)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else BoardLine(*_fields(row))


def _sums(guild: int, span: Span) -> Select[*tuple[Any, ...]]:
    """Everybody's sums."""
    return (
        select(
            results.c.user_id,
            func.sum(results.c.points).label("points"),
            func.sum(results.c.right).label("right"),
            func.sum(results.c.answered).label("answered"),
            func.count(distinct(results.c.round_id)).label("rounds"),
        )
        .join(rounds, rounds.c.id == results.c.round_id)
        .where(*_within(guild, span))
        .group_by(results.c.user_id)
    )


def _named(sums: Subquery, guild: int) -> Select[*tuple[Any, ...]]:
    """Sums with their members' names, which are looked up for those alone that are shown."""
    name = (members.c.guild_id == guild) & (members.c.user_id == sums.c.user_id)
    return select(sums.c.user_id, members.c.name, sums.c.points, sums.c.right, sums.c.answered, sums.c.rounds).join(
        members, name
    )


def _fields(row: Row[*tuple[Any, ...]]) -> tuple[int, str, Standing, int]:
    return row.user_id, row.name, Standing(row.points, row.right, row.answered), row.rounds


def _within(guild: int, span: Span) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        rounds.c.guild_id == guild,
        rounds.c.players >= PLAYERS_FOR_THE_BOARD,
    ]
    if span.since:
        conditions.append(rounds.c.ended_at >= span.since)
    if span.until:
        conditions.append(rounds.c.ended_at < span.until)
    if span.book:
        conditions.append(results.c.book == span.book)
    if span.chapter:
        conditions.append(results.c.chapter == span.chapter)
    return conditions
