"""Everything that Clio remembers. Each method is one transaction."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self, TypeVar

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import UserError
from bot.quiz.round import Given, Posed, Round
from bot.quiz.scoring import Standing
from bot.store import rows
from bot.store.engine import READING, BadDatabase, StoreUnavailable, create_engine, read_url, reason_of
from bot.store.schema import migrate
from bot.store.tables import answers, is_running, members, results, round_questions, rounds
from bot.store.writer import Writer

T = TypeVar("T")
log = logging.getLogger(__name__)


class ChannelTaken(UserError):
    """Another round runs in the channel."""

    def __init__(self) -> None:
        super().__init__(
            "A round is already running in this channel. Join it by answering, or wait until it ends; "
            "its host or a moderator can end it with /quiz stop."
        )


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A member's line on a server's board: sums over finished rounds."""

    member: int
    name: str
    standing: Standing
    rounds: int


class Store:
    """The one door to the database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{READING: True})
        self._writer = Writer(engine)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database and bring it to this code's schema. Raises `BadDatabase` or `DatabaseTooNew`."""
        parsed = read_url(url)
        engine = create_engine(parsed)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(migrate)
        except DBAPIError as error:
            await engine.dispose()
            raise BadDatabase(parsed.render_as_string(), reason_of(error)) from error
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    async def close(self) -> None:
        """Finish what was asked for and close every connection."""
        await self._writer.drain()
        await self._engine.dispose()

    async def create_round(self, new: Round, host_name: str, now: datetime) -> Round:
        """Keep a new round and claim its channel. Returns it with its id. Raises `ChannelTaken`."""

        async def work(connection: AsyncConnection) -> int:
            values = rows.round_values(new) | rows.progress_values(new) | {"started_at": now}
            result = await connection.execute(insert(rounds).values(values).returning(rounds.c.id))
            round_id = result.scalar_one()
            await connection.execute(insert(round_questions), rows.question_values(round_id, new.posed))
            await _keep_name(connection, new.guild, new.host, host_name)
            return round_id

        try:
            return replace(new, id=await self._write(work))
        except IntegrityError:
            raise ChannelTaken from None

    async def save_progress(self, round_: Round) -> None:
        """Keep where a running round stands."""

        async def work(connection: AsyncConnection) -> None:
            statement = update(rounds).where(rounds.c.id == round_.id)
            await connection.execute(statement.values(rows.progress_values(round_)))

        await self._write(work)

    async def record_answer(self, round_: Round, position: int, member: int, name: str, given: Given) -> None:
        """Keep a member's answer, in place of an earlier one to the same question, and the member's name."""
        values = rows.answer_values(round_.id, position, member, given)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_UPSERT_ANSWER, values)
            await _keep_name(connection, round_.guild, member, name)

        await self._write(work)

    async def finish_round(self, round_: Round, now: datetime) -> None:
        """Close a round with everybody's results. A round that is closed already stays as it is."""
        lines = [
            {
                "round_id": round_.id,
                "user_id": member,
                "points": standing.points,
                "right": standing.right,
                "answered": standing.answered,
            }
            for member, standing in round_.standings().items()
        ]

        async def work(connection: AsyncConnection) -> None:
            closing = update(rounds).where(rounds.c.id == round_.id, is_running)
            closed = await connection.execute(closing.values(rows.progress_values(round_) | {"ended_at": now}))
            if closed.rowcount and lines:
                await connection.execute(insert(results), lines)

        await self._write(work)

    async def running_rounds(self) -> list[Round]:
        """Every round that has not ended, as it stands, the oldest first."""
        async with self._reading() as connection:
            ids = (await connection.execute(select(rounds.c.id).where(is_running).order_by(rounds.c.id))).scalars()
            return [await _load_round(connection, round_id) for round_id in ids]

    async def load_round(self, round_id: int) -> Round:
        """One round as it stands in the store."""
        async with self._reading() as connection:
            return await _load_round(connection, round_id)

    async def find_answer(self, round_id: int, position: int, member: int) -> tuple[Posed, Given | None] | None:
        """A question of a round, also of one long past, with that member's own answer to it; None without it."""
        here = (round_questions.c.round_id == round_id) & (round_questions.c.position == position)
        own = (
            (answers.c.round_id == round_questions.c.round_id)
            & (answers.c.position == round_questions.c.position)
            & (answers.c.user_id == member)
        )
        statement = select(round_questions, answers.c.answer, answers.c.grade, answers.c.answered_at)
        async with self._reading() as connection:
            row = (await connection.execute(statement.outerjoin(answers, own).where(here))).one_or_none()
        return None if row is None else rows.read_answered(row)

    async def names(self, guild: int, of: Sequence[int]) -> Mapping[int, str]:
        """The names under which those members played last."""
        statement = select(members.c.user_id, members.c.name).where(
            members.c.guild_id == guild, members.c.user_id.in_(of)
        )
        async with self._reading() as connection:
            return {row.user_id: row.name for row in await connection.execute(statement)}

    async def board(self, guild: int) -> list[BoardLine]:
        """A server's board over all its finished rounds, the most points first."""
        points = func.sum(results.c.points)
        statement = (
            select(
                results.c.user_id,
                members.c.name,
                points.label("points"),
                func.sum(results.c.right).label("right"),
                func.sum(results.c.answered).label("answered"),
                func.count().label("rounds"),
            )
            .join(rounds, rounds.c.id == results.c.round_id)
            .join(members, (members.c.guild_id == rounds.c.guild_id) & (members.c.user_id == results.c.user_id))
            .where(rounds.c.guild_id == guild)
            .group_by(results.c.user_id, members.c.name)
            .order_by(points.desc(), results.c.user_id)
        )
        async with self._reading() as connection:
            return [
                BoardLine(row.user_id, row.name, Standing(row.points, row.right, row.answered), row.rounds)
                for row in await connection.execute(statement)
            ]

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        try:
            return await self._writer.write(work)
        except IntegrityError:
            raise
        except DBAPIError as error:
            log.error("the database refused a write: %s", reason_of(error))
            raise StoreUnavailable from error

    @asynccontextmanager
    async def _reading(self) -> AsyncGenerator[AsyncConnection]:
        try:
            async with self._reader.connect() as connection:
                yield connection
        except DBAPIError as error:
            log.error("the database refused a read: %s", reason_of(error))
            raise StoreUnavailable from error


_new_answer = upsert(answers)
_UPSERT_ANSWER = _new_answer.on_conflict_do_update(
    index_elements=list(answers.primary_key),
    set_={column: _new_answer.excluded[column] for column in ("answer", "grade", "answered_at")},
)
_new_name = upsert(members)
_UPSERT_NAME = _new_name.on_conflict_do_update(
    index_elements=list(members.primary_key),
    set_={"name": _new_name.excluded.name},
    where=members.c.name != _new_name.excluded.name,
)


async def _keep_name(connection: AsyncConnection, guild: int, member: int, name: str) -> None:
    await connection.execute(_UPSERT_NAME, {"guild_id": guild, "user_id": member, "name": name})


async def _load_round(connection: AsyncConnection, round_id: int) -> Round:
    row = (await connection.execute(select(rounds).where(rounds.c.id == round_id))).one()
    asked = await connection.execute(select(round_questions).where(round_questions.c.round_id == round_id))
    given = await connection.execute(select(answers).where(answers.c.round_id == round_id))
    return rows.read_round(row, asked.all(), given.all())
