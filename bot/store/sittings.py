"""Sittings: a member's review from its first question to its last. A member has one; a new one ends the old one."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Row, select, update

from bot.frozen import frozen
from bot.quiz.round import Posed
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.json_texts import read_facts, read_question, read_shown_order, to_json
from bot.store.review_tables import sittings
from bot.store.reviews import record_attempts
from bot.store.upserts import insert_or_replace
from bot.study.attempts import Attempt
from bot.study.memory import FactKey
from bot.study.plan import USUAL_PLAN, Plan


@frozen
class Sitting:
    """What is asked in a review, and how far it has come. The question is kept as it was asked.

    `position` is the place of its fact in `facts`. `right` and `surely_wrong` count answers out of `answered`.
    """

    member: int
    begun: datetime
    facts: tuple[FactKey, ...]
    position: int
    posed: Posed
    is_answered: bool = False
    answered: int = 0
    right: int = 0
    surely_wrong: int = 0

    def after(self, attempt: Attempt) -> Self:
        """The sitting once its question is answered."""
        return replace(
            self,
            is_answered=True,
            answered=self.answered + 1,
            right=self.right + (attempt.credit >= 1),
            surely_wrong=self.surely_wrong + attempt.is_surely_wrong,
        )

    def at(self, position: int, posed: Posed) -> Self:
        """The sitting at a later question."""
        return replace(self, position=position, posed=posed, is_answered=False)


class SittingRecords:
    """The sitting of each member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, sitting: Sitting) -> None:
        """Keep a new sitting in place of the member's earlier one."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_UPSERT, _values(sitting))

        await self._database.write(work)

    async def load(self, member: int) -> Sitting | None:
        """The sitting that the member began last."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(sittings).where(sittings.c.user_id == member))).one_or_none()
        return None if row is None else _read(row)

    async def answer(self, before: Sitting, after: Sitting, attempt: Attempt, usual: Plan = USUAL_PLAN) -> bool:
        """Keep an answer in the sitting, the log and the cards; False where another click has been faster.

        `usual` is the plan of a member who has none.
        """

        async def work(connection: AsyncConnection) -> bool:
            is_first = await _move(connection, before, after)
            if is_first:
                await record_attempts(connection, [attempt], usual)
            return is_first

        return await self._database.write(work)

    async def move_on(self, before: Sitting, after: Sitting) -> bool:
        """Keep that the next question is asked; False where another click has been faster."""

        async def work(connection: AsyncConnection) -> bool:
            return await _move(connection, before, after)

        return await self._database.write(work)


_UPSERT = insert_or_replace(sittings)


async def _move(connection: AsyncConnection, before: Sitting, after: Sitting) -> bool:
    statement = update(sittings).where(
        sittings.c.user_id == before.member,
        sittings.c.begun_at == before.begun,
        sittings.c.position == before.position,
        sittings.c.is_answered == before.is_answered,
    )
    return (await connection.execute(statement.values(_values(after)))).rowcount == 1


def _values(sitting: Sitting) -> dict[str, Any]:
    return {
        "user_id": sitting.member,
        "begun_at": sitting.begun,
        "facts": to_json(sitting.facts),
        "position": sitting.position,
        "question": to_json(sitting.posed.question),
        "shown_order": to_json(sitting.posed.shown_order),
        "is_answered": sitting.is_answered,
        "answered": sitting.answered,
        "right": sitting.right,
        "surely_wrong": sitting.surely_wrong,
    }


def _read(row: Row[Any]) -> Sitting:
    return Sitting(
        row.user_id,
        row.begun_at,
        read_facts(row.facts),
        row.position,
        _read_posed(row),
        row.is_answered,
        row.answered,
        row.right,
        row.surely_wrong,
    )


def _read_posed(row: Row[Any]) -> Posed:
    return Posed(read_question(row.question), read_shown_order(row.shown_order))
