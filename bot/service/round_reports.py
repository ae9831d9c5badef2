"""What the host of a round takes home: the answers as a spreadsheet, and the round as a text."""

import asyncio

from bot.errors import UserError
from bot.frozen import frozen
from bot.service.round_sheet import sheet
from bot.service.round_summary import summary
from bot.service.rounds import NotYourRound
from bot.store.finished_rounds import FinishedRoundRecords


class RoundNotKept(UserError):
    """The round is not over, or is not kept any more."""

    def __init__(self) -> None:
        super().__init__("This round is not over yet, or its answers are no longer kept. There is no report of it.")


@frozen
class RoundReport:
    """Both files of a round, by name and content."""

    title: str
    files: tuple[tuple[str, bytes], ...]


class RoundReports:
    """Reports of rounds that are over, from what is kept of them."""

    def __init__(self, records: FinishedRoundRecords) -> None:
        self._records = records

    async def report(self, guild: int, round_id: int, by: int, *, is_moderator: bool) -> RoundReport:
        """For the round's host and for moderators. Raises `RoundNotKept` or `NotYourRound`."""
        finished = await self._records.find(guild, round_id)
        if finished is None:
            raise RoundNotKept
        if not is_moderator and by != finished.round.host:
            raise NotYourRound
        table, text = await asyncio.to_thread(lambda: (sheet(finished), summary(finished)))
        name = f"round-{round_id}"
        files = ((f"{name}.csv", table), (f"{name}.txt", text.encode("utf-8", errors="replace")))
        return RoundReport(finished.round.title, files)
