"""Questions of the day: which were posted in a server, who has opened them, and how they were answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.frozen import frozen
from bot.quiz.question import Answer, Grade
from bot.quiz.round import Given, Posed
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.due import Due
from bot.store.json_texts import read_answer, read_grade, read_question, read_shown_order, to_json
from bot.store.server_tables import daily_answers, daily_questions
from bot.store.upserts import insert_or_replace


@frozen
class DailyQuestion:
    """A question as it was posted; `message` is its card, once that was sent."""

    id: int
    guild: int
    channel: int
    message: int | None
    posed: Posed
    posted_at: datetime
    closes_at: datetime
    is_closed: bool = False


@frozen
class Opened:
    """That a member has opened a question, in the sitting that began then; `given` is their answer, if there is one."""

    begun: datetime
    given: Given | None


class DailyQuestionRecords:
    """Questions of the day as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: DailyQuestion) -> DailyQuestion:
        """Keep a question that is to be posted."""

        async def work(connection: AsyncConnection) -> int:
            statement = insert(daily_questions).values(_values(new)).returning(daily_questions.c.id)
            return (await connection.execute(statement)).scalar_one()

        return replace(new, id=await self._database.write(work))

    async def keep_message(self, question: int, message: int) -> None:
        """Keep which message shows it."""
        statement = update(daily_questions).where(daily_questions.c.id == question).values(message_id=message)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self._database.write(work)

    async def drop(self, question: int) -> None:
        """Forget a question that could not be posted."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(daily_questions).where(daily_questions.c.id == question))

        await self._database.write(work)

    async def find(self, guild: int, question: int) -> DailyQuestion | None:
        """A question that was posted in the server."""
        chosen = (daily_questions.c.id == question) & (daily_questions.c.guild_id == guild)
        async with self._database.reading() as connection:
            row = (await connection.execute(select(daily_questions).where(chosen))).one_or_none()
        return None if row is None else _read(row)

    async def last_closed(self, guild: int, since: datetime) -> DailyQuestion | None:
        """The newest question of the server whose time was over since then."""
        statement = select(daily_questions).where(
            daily_questions.c.guild_id == guild, daily_questions.c.is_closed, daily_questions.c.closes_at >= since
        )
        async with self._database.reading() as connection:
            newest = statement.order_by(daily_questions.c.closes_at.desc(), daily_questions.c.id.desc()).limit(1)
            row = (await connection.execute(newest)).one_or_none()
        return None if row is None else _read(row)

    async def asked(self, guild: int) -> Mapping[str, datetime]:
        """The questions that the server has had, by their keys, and when each was posted last."""
        statement = (
            select(daily_questions.c.question_key, func.max(daily_questions.c.posted_at).label("last"))
            .where(daily_questions.c.guild_id == guild)
            .group_by(daily_questions.c.question_key)
        )
        async with self._database.reading() as connection:
            return {row.question_key: row.last for row in await connection.execute(statement)}

    async def due(self, now: datetime) -> Sequence[Due]:
        """The questions whose time is over and that are not closed yet."""
        statement = select(daily_questions.c.id, daily_questions.c.guild_id).where(
            daily_questions.c.is_closed.is_(False), daily_questions.c.closes_at <= now
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement.order_by(daily_questions.c.closes_at, daily_questions.c.id))
            return [Due(row.id, row.guild_id) for row in rows]

    async def close(self, question: int) -> bool:
        """Close a question; whether this caller is the one to show its answer."""
        closing = update(daily_questions).where(
            daily_questions.c.id == question, daily_questions.c.is_closed.is_(False)
        )

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(closing.values(is_closed=True))).rowcount == 1

        return await self._database.write(work)

    async def open(self, question: int, member: int, begun: datetime) -> Opened | None:
        """Keep that a member has opened it in a sitting that begins now.

        Where they have answered it already nothing is changed, and what they answered is returned.
        """
        mine = (daily_answers.c.question_id == question) & (daily_answers.c.user_id == member)
        values = {"question_id": question, "user_id": member, "begun_at": begun}

        async def work(connection: AsyncConnection) -> Opened | None:
            await connection.execute(_OPEN, values)
            row = (await connection.execute(select(daily_answers).where(mine))).one()
            return None if row.answer is None else _read_opened(row)

        return await self._database.write(work)

    async def opened(self, question: int, member: int) -> Opened | None:
        """What a member has done with it, if anything."""
        mine = (daily_answers.c.question_id == question) & (daily_answers.c.user_id == member)
        async with self._database.reading() as connection:
            row = (await connection.execute(select(daily_answers).where(mine))).one_or_none()
        return None if row is None else _read_opened(row)

    async def answer(self, member: int, begun: datetime, answer: Answer, grade: Grade, now: datetime) -> None:
        """Keep an answer given in a sitting, if that sitting is one of a question of the day that is still open."""
        open_ = select(daily_questions.c.id).where(daily_questions.c.is_closed.is_(False))
        mine = (
            (daily_answers.c.user_id == member)
            & (daily_answers.c.begun_at == begun)
            & daily_answers.c.answer.is_(None)
            & daily_answers.c.question_id.in_(open_)
        )
        values = {
            "answer": to_json(answer),
            "grade": to_json(grade),
            "answered_at": now,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(update(daily_answers).where(mine).values(values))

        async with self._database.reading() as connection:
            is_daily = (await connection.execute(select(daily_answers.c.question_id).where(mine))).first()
        if is_daily is not None:  # most sittings are not, and cost no write
            await self._database.write(work)

    async def answers(self, question: int) -> Mapping[int, Given]:
        """Everybody's answer."""
        given = (daily_answers.c.question_id == question) & daily_answers.c.answer.is_not(None)
        async with self._database.reading() as connection:
            rows = await connection.execute(select(daily_answers).where(given).order_by(daily_answers.c.answered_at))
            return {row.user_id: _read_given(row) for row in rows}


_OPEN = insert_or_replace(daily_answers, ["begun_at"], where=daily_answers.c.answer.is_(None))


def _values(question: DailyQuestion) -> dict[str, Any]:
    return {
        "guild_id": question.guild,
        "channel_id": question.channel,
        "message_id": question.message,
        "question_key": question.posed.question.key,
        "question": to_json(question.posed.question),
        "shown_order": to_json(question.posed.shown_order),
        "posted_at": question.posted_at,
        "closes_at": question.closes_at,
        "is_closed": question.is_closed,
    }


def _read(row: Row[Any]) -> DailyQuestion:
    posed = Posed(read_question(row.question), read_shown_order(row.shown_order))
    return DailyQuestion(
        row.id, row.guild_id, row.channel_id, row.message_id, posed, row.posted_at, row.closes_at, row.is_closed
    )


def _read_opened(row: Row[Any]) -> Opened:
    return Opened(row.begun_at, None if row.answer is None else _read_given(row))


def _read_given(row: Row[Any]) -> Given:
    return Given(read_answer(row.answer), read_grade(row.grade), 0, row.answered_at)
