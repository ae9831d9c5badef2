"""Everything that Clio remembers, by noun."""

from typing import Self

from bot.store.boards import BoardRecords
from bot.store.database import Database
from bot.store.rounds import RoundRecords


class Store:
    """The one door to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rounds = RoundRecords(database)
        self.boards = BoardRecords(database)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database and bring it to this code's schema. Raises `BadDatabase` or `DatabaseTooNew`."""
        return cls(await Database.open(url))

    async def close(self) -> None:
        """Finish what was asked for and close every connection."""
        await self._database.close()
