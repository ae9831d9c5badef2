"""What members can say about a revealed question, and what moderators make of it."""

import asyncio
from datetime import datetime

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.question import Dated, Named, Typed
from bot.quiz.round import Given, Posed
from bot.service.rounds import Player, Rounds
from bot.store.reports import Case, Decided, Report, ReportKind, ReportRecords, ReportStatus

LONGEST_REPORT = 500


class NothingWritten(UserError):
    """A report without words."""

    def __init__(self) -> None:
        super().__init__("Write what is wrong with the question, so that the moderators can mend it.")


class NothingTyped(UserError):
    """The member has no typed answer to the question."""

    def __init__(self) -> None:
        super().__init__(
            "You did not type an answer to this question, so there is nothing that could count. "
            "If something is wrong with the question, press Report."
        )


class CountedAlready(UserError):
    """The member's answer has earned everything."""

    def __init__(self) -> None:
        super().__init__("Your answer was right and has earned full credit already. Press Why? to see it.")


@frozen
class Asked:
    """A question where it was asked: the server, its round, and the place in that."""

    guild: int
    round: int
    position: int


@frozen
class Filed:
    """A report as it is kept; `is_new` unless the member had filed one about this question before."""

    report: Report
    is_new: bool


@frozen
class Waiting:
    """One case of a server's queue: its place, counted from 0, and how many reports are open."""

    case: Case
    place: int
    total: int


class Reports:
    """Reports about questions, answers that should count, and the moderators' queue."""

    def __init__(self, records: ReportRecords, rounds: Rounds) -> None:
        self._records = records
        self._rounds = rounds
        self._deciding = asyncio.Lock()

    async def find_revealed(self, asked: Asked, member: int) -> tuple[Posed, Given | None]:
        """A revealed question with the member's own answer. Raises `NotAsked` or `StillOpen`."""
        return await self._rounds.recall(asked.guild, asked.round, asked.position, member)

    async def report_question(self, asked: Asked, player: Player, text: str, now: datetime) -> Filed:
        """Keep what is wrong with a question, in place of what the member wrote about it before.

        Raises `NotAsked`, `StillOpen` or `NothingWritten`.
        """
        posed, _ = await self.find_revealed(asked, player.id)
        written = text.strip()[:LONGEST_REPORT]
        if not written:
            raise NothingWritten
        return await self._file(asked, posed, player, ReportKind.QUESTION, written, now)

    async def report_answer(self, asked: Asked, player: Player, now: datetime) -> Filed:
        """Ask the moderators to count what the member typed.

        Raises `NotAsked`, `StillOpen`, `NothingTyped` or `CountedAlready`.
        """
        posed, given = await self.find_revealed(asked, player.id)
        if given is None or not isinstance(given.answer, Typed) or not isinstance(posed.question, Named | Dated):
            raise NothingTyped
        if given.grade.credit >= 1:
            raise CountedAlready
        return await self._file(asked, posed, player, ReportKind.ANSWER, given.answer.text, now)

    async def ask_to_know(self, report_id: int, member: int, *, wants: bool) -> Report:
        """Whether the member is told by a direct message what is decided. Raises `NoReport` or `AlreadyDecided`."""
        return await self._records.ask_to_know(report_id, member, wants=wants)

    async def withdraw(self, report_id: int, member: int) -> Report:
        """Take one's own open report back. Raises `NoReport` or `AlreadyDecided`."""
        return await self._records.withdraw(report_id, member)

    async def waiting(self, guild: int, place: int) -> Waiting | None:
        """The open report at that place, or the last one before it; None when nothing waits."""
        total = await self._records.count_open(guild)
        place = max(0, min(place, total - 1))
        case = await self._records.open_case(guild, place)
        return None if case is None else Waiting(case, place, total)

    async def case(self, guild: int, report_id: int) -> Case:
        """A report of a server. Raises `NoReport`."""
        return await self._records.case(guild, report_id)

    async def decide(self, guild: int, report_id: int, by: int, now: datetime, *, accept: bool) -> Decided:
        """Accept or refuse a report of a server. Raises `NoReport` or `AlreadyDecided`.

        One decision at a time, so that none takes back in a running round what another has counted.
        """
        async with self._deciding:
            report = (await self._records.case(guild, report_id)).report
            if not accept or report.kind is ReportKind.QUESTION:
                status = ReportStatus.ACCEPTED if accept else ReportStatus.REFUSED
                return await self._records.close(guild, report_id, status, by, now)
            with self._rounds.counting(report.round, report.position, report.text):
                return await self._records.count_answer(guild, report_id, by, now)

    async def _file(
        self, asked: Asked, posed: Posed, player: Player, kind: ReportKind, text: str, now: datetime
    ) -> Filed:
        new = Report(
            id=0,
            guild=asked.guild,
            round=asked.round,
            position=asked.position,
            question_key=posed.question.key,
            member=player.id,
            kind=kind,
            text=text,
            wants_to_know=False,
            status=ReportStatus.OPEN,
            at=now,
        )
        return Filed(*await self._records.file(new, player.name))
