"""Rounds that are over, read back as a whole, with the names of those who played."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.frozen import frozen
from bot.quiz.round import Round
from bot.store.database import Database
from bot.store.names import read_names
from bot.store.rounds import load_round
from bot.store.tables import rounds


@frozen
class FinishedRound:
    """A round that is over, when it was played, and the names under which its members played last."""

    round: Round
    names: Mapping[int, str]
    started_at: datetime
    ended_at: datetime


class FinishedRoundRecords:
    """Finished rounds as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, guild: int, round_id: int) -> FinishedRound | None:
        """A server's round, once it is over; None for one that goes on, is unknown or belongs to another server."""
        here = (rounds.c.id == round_id) & (rounds.c.guild_id == guild) & rounds.c.ended_at.is_not(None)
        async with self._database.reading() as connection:
            times = (await connection.execute(select(rounds.c.started_at, rounds.c.ended_at).where(here))).one_or_none()
            if times is None:
                return None
            round_ = await load_round(connection, round_id)
            members = {round_.host, *round_.teams, *(member for by_member in round_.answers for member in by_member)}
            names = await read_names(connection, guild, members)
            return FinishedRound(round_, names, times.started_at, times.ended_at)
