"""Boards: sums over the finished rounds of a server."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from bot.frozen import frozen
from bot.quiz.scoring import Standing
from bot.store.database import Database
from bot.store.tables import members, opted_out, results, rounds

PLAYERS_FOR_THE_BOARD = 2
"""A round played alone counts for study, but not for the board."""


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

    async def lines(self, guild: int, span: Span) -> list[BoardLine]:
        """Everybody's line, the most points first. Who has opted out is left out."""
        out = (opted_out.c.guild_id == rounds.c.guild_id) & (opted_out.c.user_id == results.c.user_id)
        visible = _sums(guild, span).outerjoin(opted_out, out).where(opted_out.c.user_id.is_(None))
        return await self._read(visible)

    async def line_of(self, guild: int, member: int, span: Span) -> BoardLine | None:
        """One member's line, also of one who has opted out: for this member's own eyes."""
        lines = await self._read(_sums(guild, span).where(results.c.user_id == member))
        return lines[0] if lines else None

    async def _read(self, statement: Select[*tuple[Any, ...]]) -> list[BoardLine]:
        async with self._database.reading() as connection:
            return [
                BoardLine(row.user_id, row.name, Standing(row.points, row.right, row.answered), row.rounds)
                for row in await connection.execute(statement)
            ]


def _sums(guild: int, span: Span) -> Select[*tuple[Any, ...]]:
    points = func.sum(results.c.points)
    name = (members.c.guild_id == rounds.c.guild_id) & (members.c.user_id == results.c.user_id)
    return (
        select(
            results.c.user_id,
            members.c.name,
            points.label("points"),
            func.sum(results.c.right).label("right"),
            func.sum(results.c.answered).label("answered"),
            func.count(distinct(results.c.round_id)).label("rounds"),
        )
        .join(rounds, rounds.c.id == results.c.round_id)
        .join(members, name)
        .where(*_within(guild, span))
        .group_by(results.c.user_id, members.c.name)
        .order_by(points.desc(), results.c.user_id)
    )


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
