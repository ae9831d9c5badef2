"""What members report about questions, what moderators decide, and which answers a server counts besides."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, update

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz import regrading
from bot.quiz.round import Given, Posed, Round
from bot.store import rows
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.names import keep_name
from bot.store.rounds import load_round, replace_results
from bot.store.tables import accepted_answers, answers, members, reports, round_questions
from bot.store.upserts import insert_or_leave


class ReportKind(StrEnum):
    """`question`: something is wrong with it. `answer`: a typed answer to it should count."""

    QUESTION = "question"
    ANSWER = "answer"


class ReportStatus(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


_OUTCOMES = {
    (ReportKind.ANSWER, ReportStatus.ACCEPTED): "accepted",
    (ReportKind.ANSWER, ReportStatus.REFUSED): "refused",
    (ReportKind.QUESTION, ReportStatus.ACCEPTED): "settled",
    (ReportKind.QUESTION, ReportStatus.REFUSED): "dismissed",
}


@frozen
class Report:
    """A report. `text` is what is wrong, or what was typed. `position` is the question's place in the round."""

    id: int
    guild: int
    round: int
    position: int
    question_key: str
    member: int
    kind: ReportKind
    text: str
    wants_to_know: bool
    status: ReportStatus
    at: datetime
    decided_by: int | None = None
    decided_at: datetime | None = None

    @property
    def outcome(self) -> str:
        """What became of it, in a word that follows `it was`."""
        return _OUTCOMES.get((self.kind, self.status), "left open")


@frozen
class Case:
    """A report as moderators judge it: the question, who reports, and how many others typed the same."""

    report: Report
    posed: Posed
    name: str
    alike: int


@frozen
class Decided:
    """A decision as it was kept. `also` are reports that it decides as well, `gained` whose answers are worth more."""

    report: Report
    gained: frozenset[int] = frozenset()
    also: tuple[Report, ...] = ()


class NoReport(UserError):
    """There is no such report in the server, or it was taken back."""

    def __init__(self) -> None:
        super().__init__("This report is not there any more. Its member may have taken it back.")


class AlreadyDecided(UserError):
    """A moderator has decided the report in the meantime."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"A moderator has decided this report already: it was {report.outcome}. Nothing was changed.")


class ReportRecords:
    """Reports as the store keeps them. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def file(self, report: Report, name: str) -> tuple[Report, bool]:
        """Keep a report, and whether it is new. Of what is filed already a plain report is replaced, and open again."""
        values = _values(report)

        async def work(connection: AsyncConnection) -> tuple[Report, bool]:
            await keep_name(connection, report.guild, report.member, name)
            created = await connection.execute(_FILE, values)
            if created.rowcount == 0 and report.kind is ReportKind.QUESTION:
                await connection.execute(_replacing(report))
            row = (await connection.execute(select(reports).where(_same(report)))).one()
            return _read(row), created.rowcount > 0

        return await self._database.write(work)

    async def ask_to_know(self, report_id: int, member: int, *, wants: bool) -> Report:
        """Keep whether the member wants to be told what is decided. Raises `NoReport` or `AlreadyDecided`."""
        own = (reports.c.id == report_id) & (reports.c.user_id == member)
        statement = update(reports).where(own, _is_open).values(wants_to_know=wants).returning(reports)
        return await self._change_open(statement, own)

    async def withdraw(self, report_id: int, member: int) -> Report:
        """Take a member's own report back. Raises `NoReport` or `AlreadyDecided`."""
        own = (reports.c.id == report_id) & (reports.c.user_id == member)
        return await self._change_open(delete(reports).where(own, _is_open).returning(reports), own)

    async def count_open(self, guild: int) -> int:
        """How many reports of a server wait for a decision."""
        statement = select(func.count()).select_from(reports).where(reports.c.guild_id == guild, _is_open)
        async with self._database.reading() as connection:
            return (await connection.execute(statement)).scalar_one()

    async def open_case(self, guild: int, place: int) -> Case | None:
        """The open report at that place of a server's queue, counted from 0, the newest first."""
        queue = _cases().where(reports.c.guild_id == guild, _is_open)
        queue = queue.order_by(reports.c.reported_at.desc(), reports.c.id.desc()).offset(place).limit(1)
        return await self._case(queue)

    async def case(self, guild: int, report_id: int) -> Case:
        """A report of a server, open or decided. Raises `NoReport`."""
        found = await self._case(_cases().where(reports.c.guild_id == guild, reports.c.id == report_id))
        if found is None:
            raise NoReport
        return found

    async def close(self, guild: int, report_id: int, status: ReportStatus, by: int, now: datetime) -> Decided:
        """Decide a report without any consequence. Raises `NoReport` or `AlreadyDecided`."""
        here = (reports.c.id == report_id) & (reports.c.guild_id == guild)
        return Decided(await self._change_open(_closing(here, status, by, now), here))

    async def count_answer(self, guild: int, report_id: int, by: int, now: datetime) -> Decided:
        """Accept that an answer counts: from now on in this server, and in its round for all who typed it.

        Reports of the same from members of that round, who have it thereby, are accepted too. Raises `NoReport` or
        `AlreadyDecided`.
        """
        here = (reports.c.id == report_id) & (reports.c.guild_id == guild)

        async def work(connection: AsyncConnection) -> Decided | None:
            closed = (await connection.execute(_closing(here, ReportStatus.ACCEPTED, by, now))).one_or_none()
            if closed is None:
                return None
            report = _read(closed)
            gained = await _count(connection, report)
            alike = _same_question(report) & reports.c.user_id.in_(sorted(gained))
            also = await connection.execute(_closing(alike, ReportStatus.ACCEPTED, by, now))
            return Decided(report, gained, tuple(_read(row) for row in also))

        decided = await self._database.write(work)
        if decided is None:
            raise await self._refusal(here)
        return decided

    async def _case(self, statement: Select[Any]) -> Case | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
            if row is None:
                return None
            report, posed = _read(row), rows.read_posed(row)
            typed = await _given(connection, report)
        is_answer = report.kind is ReportKind.ANSWER
        alike = regrading.who_typed(posed.question, report.text, typed) if is_answer else frozenset[int]()
        return Case(report, posed, row.name, len(alike - {report.member}))

    async def _change_open(self, statement: Any, which: ColumnElement[bool]) -> Report:
        async def work(connection: AsyncConnection) -> Report | None:
            row = (await connection.execute(statement)).one_or_none()
            return None if row is None else _read(row)

        report = await self._database.write(work)
        if report is None:
            raise await self._refusal(which)
        return report

    async def _refusal(self, which: ColumnElement[bool]) -> UserError:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(reports).where(which))).one_or_none()
        return NoReport() if row is None else AlreadyDecided(_read(row))


_is_open = reports.c.status == ReportStatus.OPEN
_FILE = insert_or_leave(reports)
_ACCEPT = insert_or_leave(accepted_answers)


def _same_question(report: Report) -> ColumnElement[bool]:
    """Open reports of that kind about that question in that round."""
    of_kind = (reports.c.kind == report.kind) & _is_open
    return of_kind & (reports.c.round_id == report.round) & (reports.c.position == report.position)


def _same(report: Report) -> ColumnElement[bool]:
    here = (reports.c.round_id == report.round) & (reports.c.position == report.position)
    return here & (reports.c.user_id == report.member) & (reports.c.kind == report.kind)


def _replacing(report: Report) -> Any:
    """Put a report in the place of an earlier one of the same member, and into the queue again."""
    values = {"text": report.text, "status": report.status, "reported_at": report.at}
    return update(reports).where(_same(report)).values(values | {"decided_by": None, "decided_at": None})


def _closing(which: ColumnElement[bool], status: ReportStatus, by: int, now: datetime) -> Any:
    decision = {"status": status, "decided_by": by, "decided_at": now}
    return update(reports).where(which, _is_open).values(decision).returning(reports)


def _cases() -> Select[Any]:
    """Reports with their question, and with the name under which the member played last."""
    asked = (round_questions.c.round_id == reports.c.round_id) & (round_questions.c.position == reports.c.position)
    called = (members.c.guild_id == reports.c.guild_id) & (members.c.user_id == reports.c.user_id)
    name = func.coalesce(members.c.name, "").label("name")
    columns = (reports, round_questions.c.question, round_questions.c.shown_order, name)
    return select(*columns).join(round_questions, asked).outerjoin(members, called)


async def _given(connection: AsyncConnection, report: Report) -> dict[int, Given]:
    here = (answers.c.round_id == report.round) & (answers.c.position == report.position)
    return {row.user_id: rows.read_given(row) for row in await connection.execute(select(answers).where(here))}


async def _count(connection: AsyncConnection, report: Report) -> frozenset[int]:
    """Grade the round again, and keep the answer for later rounds. Returns who has gained."""
    before = await load_round(connection, report.round)
    after = regrading.accept(before, report.position, report.text)
    await _keep_question(connection, after, report.position)
    await replace_results(connection, after)
    accepted = {"guild_id": report.guild, "question_key": report.question_key, "text": report.text}
    await connection.execute(_ACCEPT, accepted)
    return regrading.gained(before, after, report.position)


async def _keep_question(connection: AsyncConnection, round_: Round, position: int) -> None:
    (values,) = rows.question_values(round_.id, round_.posed[position : position + 1])
    here = (round_questions.c.round_id == round_.id) & (round_questions.c.position == position)
    await connection.execute(update(round_questions).where(here).values(question=values["question"]))


def _values(report: Report) -> dict[str, Any]:
    return {
        "guild_id": report.guild,
        "round_id": report.round,
        "position": report.position,
        "question_key": report.question_key,
        "user_id": report.member,
        "kind": report.kind,
        "text": report.text,
        "wants_to_know": report.wants_to_know,
        "status": report.status,
        "reported_at": report.at,
    }


def _read(row: Row[Any]) -> Report:
    return Report(
        row.id,
        row.guild_id,
        row.round_id,
        row.position,
        row.question_key,
        row.user_id,
        ReportKind(row.kind),
        row.text,
        bool(row.wants_to_know),
        ReportStatus(row.status),
        row.reported_at,
        row.decided_by,
        row.decided_at,
    )
