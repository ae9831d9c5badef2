"""Everything that Clio remembers, by noun."""

from typing import Self

from sqlalchemy import text

from bot.store.boards import BoardRecords
from bot.store.changes import ChangeRecords
from bot.store.daily_posts import DailyPostRecords
from bot.store.daily_questions import DailyQuestionRecords
from bot.store.database import Database
from bot.store.departures import DepartureRecords
from bot.store.finished_rounds import FinishedRoundRecords
from bot.store.group_sums import GroupRecords
from bot.store.library_versions import LibraryVersionRecords
from bot.store.member_data import MemberRecords
from bot.store.opt_outs import OptOutRecords
from bot.store.packs import PackRecords
from bot.store.reminders import ReminderRecords
from bot.store.reports import ReportRecords
from bot.store.reviews import ReviewRecords
from bot.store.rounds import RoundRecords
from bot.store.schedules import ScheduleRecords
from bot.store.server_settings import ServerSettingsRecords
from bot.store.sittings import SittingRecords
from bot.store.study_sums import StudySums
from bot.store.terms import TermRecords
from bot.store.writer import OnCommit


class Store:
    """The one door to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rounds = RoundRecords(database)
        self.finished_rounds = FinishedRoundRecords(database)
        self.reports = ReportRecords(database)
        self.boards = BoardRecords(database)
        self.terms = TermRecords(database)
        self.opt_outs = OptOutRecords(database)
        self.reviews = ReviewRecords(database)
        self.sittings = SittingRecords(database)
        self.reminders = ReminderRecords(database)
        self.study_sums = StudySums(database)
        self.group_sums = GroupRecords(database)
        self.schedules = ScheduleRecords(database)
        self.daily_posts = DailyPostRecords(database)
        self.daily_questions = DailyQuestionRecords(database)
        self.changes = ChangeRecords(database)
        self.member_data = MemberRecords(database)
        self.departures = DepartureRecords(database)
        self.server_settings = ServerSettingsRecords(database)
        self.library_versions = LibraryVersionRecords(database)
        self.packs = PackRecords(database)

    @classmethod
    async def open(cls, url: str, on_commit: OnCommit | None = None) -> Self:
        """Open the database and bring it to this code's schema. Raises `BadDatabase` or `DatabaseTooNew`."""
        return cls(await Database.open(url, on_commit))

    async def close(self) -> None:
        """Finish what was asked for and close every connection."""
        await self._database.close()

    async def ping(self) -> None:
        """See that the database answers. Raises `StoreUnavailable`."""
        async with self._database.reading() as connection:
            await connection.execute(text("SELECT version_num FROM alembic_version"))
