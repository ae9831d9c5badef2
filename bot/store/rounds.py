"""Rounds as the store keeps them. Each method is one transaction."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.errors import UserError
from bot.quiz.round import Given, Phase, Posed, Round
from bot.store import rows
from bot.store.connections import AsyncConnection
from bot.store.database import Database, Work
from bot.store.lines import Lines
from bot.store.names import NAMES, keep_name, name_values, read_names
from bot.store.shards import WHOLE, Shards
from bot.store.tables import (
    accepted_answers,
    answers,
    hints_taken,
    is_running,
    results,
    round_members,
    round_questions,
    rounds,
    untold_rounds,
)
from bot.store.upserts import insert_or_leave, insert_or_replace

log = logging.getLogger(__name__)


class ChannelTaken(UserError):
    """Another round runs in the channel."""

    def __init__(self) -> None:
        super().__init__(
            "A round is already running in this channel. Join it by answering, or wait until it ends; "
            "its host or a moderator can end it with /quiz stop."
        )


class RoundRecords:
    """Rounds, their questions, answers and results."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.answers_recorded = 0  # by this process

    async def create(self, new: Round, host_name: str, now: datetime, also: Work | None = None) -> Round:
        """Keep a new round and claim its channel, with `also` in the same transaction. Returns it with its id.

        Raises `ChannelTaken`.
        """

        async def work(connection: AsyncConnection) -> int:
            values = rows.round_values(new) | rows.progress_values(new) | {"started_at": now}
            created = await connection.execute(insert(rounds).values(values).returning(rounds.c.id))
            round_id = created.scalar_one()
            await connection.execute(insert(round_questions), rows.question_values(round_id, new.posed))
            await keep_name(connection, new.guild, new.host, host_name)
            if also is not None:
                await also(connection)
            return round_id

        try:
            return replace(new, id=await self._database.write(work))
        except IntegrityError:
            raise ChannelTaken from None

    async def save_progress(self, round_: Round) -> None:
        """Keep where a running round stands."""
        statement = update(rounds).where(rounds.c.id == round_.id).values(rows.progress_values(round_))

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self._database.write(work)

    async def record_answer(self, round_: Round, position: int, member: int, name: str, given: Given) -> None:
        """Keep a member's answer, in place of an earlier one to the same question, with name and team."""
        lines = [
            (_ANSWERS, rows.answer_values(round_.id, position, member, given)),
            (NAMES, name_values(round_.guild, member, name)),
        ]
        if member in round_.teams:
            lines.append((_TEAMS, _team_values(round_, member)))
        await self._database.write_lines(lines)
        self.answers_recorded += 1

    async def record_team(self, round_: Round, member: int, name: str) -> None:
        """Keep which team a member has joined."""

        async def work(connection: AsyncConnection) -> None:
            await keep_name(connection, round_.guild, member, name)
            await _keep_team(connection, round_, member)

        await self._database.write(work)

    async def record_hint(self, round_: Round, member: int) -> None:
        """Keep that a member has taken the hint of the current question."""
        values = {"round_id": round_.id, "position": round_.position, "user_id": member}

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert_or_leave(hints_taken), values)

        await self._database.write(work)

    async def finish(self, round_: Round, now: datetime) -> None:
        """Close a round with everybody's results: it owes its channel the final card, until it is `told`.

        A round that is closed already stays as it is. Who has no answer in the store has had everything deleted,
        perhaps by another process, and gets no result.
        """
        closing = update(rounds).where(rounds.c.id == round_.id, is_running)
        answered = select(answers.c.user_id).where(answers.c.round_id == round_.id).distinct()

        async def work(connection: AsyncConnection) -> None:
            there = set((await connection.execute(answered)).scalars())
            lines = [line for line in rows.result_values(round_) if line["user_id"] in there]
            players = func.coalesce(rounds.c.players, 0) + len({line["user_id"] for line in lines})
            ended = rows.progress_values(round_) | {"ended_at": now, "players": players}
            closed = await connection.execute(closing.values(ended))
            if not closed.rowcount:
                return
            await connection.execute(insert(untold_rounds).values(round_id=round_.id))
            if lines:
                await connection.execute(insert(results), lines)

        await self._database.write(work)

    async def told(self, round_id: int) -> None:
        """Keep that a closed round owes its channel nothing more."""
        await self._settle([round_id])

    async def running(self, shards: Shards = WHOLE) -> list[Round]:
        """Every round of those shards' servers that has not ended, as it stands, the oldest first.

        One that this version cannot read is ended, so that it stops neither the start nor its channel's next round.
        """
        found, unreadable = await self._read(select(rounds.c.id).where(is_running, shards.of(rounds.c.guild_id)))
        await self._close_unread(unreadable)
        return found

    async def untold(self, shards: Shards = WHOLE) -> list[Round]:
        """Every closed round of those shards' servers that still owes its channel the final card, the oldest first."""
        owing = select(rounds.c.id).join(untold_rounds, untold_rounds.c.round_id == rounds.c.id)
        found, unreadable = await self._read(owing.where(shards.of(rounds.c.guild_id)))
        await self._settle(unreadable)
        return found

    async def _read(self, wanted: Select[int]) -> tuple[list[Round], list[int]]:
        """The rounds with those ids, and the ids of those that this version cannot read."""
        found, unreadable = list[Round](), list[int]()
        async with self._database.reading() as connection:
            ids = await connection.execute(wanted.order_by(rounds.c.id))
            for round_id in ids.scalars().all():
                try:
                    found.append(await load_round(connection, round_id))
                except (ValueError, LookupError):
                    log.exception("round %s cannot be read; it is closed as it is", round_id)
                    unreadable.append(round_id)
        return found, unreadable

    async def _close_unread(self, round_ids: Sequence[int]) -> None:
        closing = update(rounds).where(rounds.c.id.in_(round_ids))
        closing = closing.values(phase=str(Phase.STOPPED), deadline=None, ended_at=rounds.c.started_at, players=0)
        await self._change(round_ids, closing)

    async def _settle(self, round_ids: Sequence[int]) -> None:
        await self._change(round_ids, delete(untold_rounds).where(untold_rounds.c.round_id.in_(round_ids)))

    async def _change(self, round_ids: Sequence[int], statement: Executable) -> None:
        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        if round_ids:
            await self._database.write(work)

    async def load(self, round_id: int) -> Round:
        """One round as it stands in the store."""
        async with self._database.reading() as connection:
            return await load_round(connection, round_id)

    async def find_answer(
        self, guild: int, round_id: int, position: int, member: int
    ) -> tuple[Posed, Given | None] | None:
        """A question that a round of this server has come to, also one long past, with that member's own answer.

        None where there is no such question.
        """
        here = (round_questions.c.round_id == round_id) & (round_questions.c.position == position)
        of_this_server = (rounds.c.guild_id == guild) & (rounds.c.position >= position)
        own = (
            (answers.c.round_id == round_questions.c.round_id)
            & (answers.c.position == round_questions.c.position)
            & (answers.c.user_id == member)
        )
        columns = [column for column in answers.c if column.name not in round_questions.c]
        statement = (
            select(round_questions, *columns)
            .join(rounds, rounds.c.id == round_questions.c.round_id)
            .outerjoin(answers, own)
            .where(here, of_this_server)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else rows.read_answered(row)

    async def names(self, guild: int, of: Sequence[int]) -> Mapping[int, str]:
        """The names under which those members played last."""
        async with self._database.reading() as connection:
            return await read_names(connection, guild, of)

    async def accepted_answers(self, guild: int, question_keys: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """What moderators of a server have counted as right besides, by question."""
        here = (accepted_answers.c.guild_id == guild) & accepted_answers.c.question_key.in_(sorted(question_keys))
        statement = select(accepted_answers).where(here).order_by(accepted_answers.c.text)
        found = dict[str, tuple[str, ...]]()
        async with self._database.reading() as connection:
            for row in await connection.execute(statement):
                found[row.question_key] = (*found.get(row.question_key, ()), row.text)
        return found

    async def missed_questions(self, guild: int, since: datetime, limit: int) -> list[str]:
        """The keys of questions that this server has answered wrong since then, the most often missed first."""
        missed = func.sum(1 - answers.c.credit)
        asked = (answers.c.round_id == round_questions.c.round_id) & (answers.c.position == round_questions.c.position)
        statement = (
            select(round_questions.c.question_key)
            .join(answers, asked)
            .join(rounds, rounds.c.id == answers.c.round_id)
            .where(rounds.c.guild_id == guild, rounds.c.ended_at.is_not(None), answers.c.answered_at >= since)
            .group_by(round_questions.c.question_key)
            .having(missed > 0)
            .order_by(missed.desc(), round_questions.c.question_key)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return list((await connection.execute(statement)).scalars())


_ANSWERS = Lines(insert_or_replace(answers))
_TEAMS = Lines(insert_or_replace(round_members))


def _team_values(round_: Round, member: int) -> dict[str, Any]:
    return {"round_id": round_.id, "user_id": member, "team": round_.teams[member]}


async def _keep_team(connection: AsyncConnection, round_: Round, member: int) -> None:
    await connection.execute(_TEAMS.statement, _team_values(round_, member))


async def load_round(connection: AsyncConnection, round_id: int) -> Round:
    """A round from all its tables."""
    row = (await connection.execute(select(rounds).where(rounds.c.id == round_id))).one()
    asked = await connection.execute(select(round_questions).where(round_questions.c.round_id == round_id))
    given = await connection.execute(select(answers).where(answers.c.round_id == round_id))
    joined = await connection.execute(select(round_members).where(round_members.c.round_id == round_id))
    here = (hints_taken.c.round_id == round_id) & (hints_taken.c.position == row.position)
    hinted = await connection.execute(select(hints_taken.c.user_id).where(here))
    return rows.read_round(row, asked.all(), given.all(), joined.all(), hinted.scalars())


async def replace_results(connection: AsyncConnection, round_: Round) -> None:
    """Write a round's answers and, once it is over, its results anew, after answers were graded again."""
    given = [
        rows.answer_values(round_.id, position, member, each)
        for position, by_member in enumerate(round_.answers)
        for member, each in by_member.items()
    ]
    if given:
        await connection.execute(_ANSWERS.statement, given)
    if not round_.is_over:
        return
    await connection.execute(delete(results).where(results.c.round_id == round_.id))
    lines = rows.result_values(round_)
    if lines:
        await connection.execute(insert(results), lines)
