"""Terms: the stretches of time that a server's moderators begin, each lasting until the next one begins."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from bot.errors import UserError
from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.tables import terms

_NEXT_MOMENT = timedelta(milliseconds=1)


class TermNameTaken(UserError):
    """The server has a term of that name already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a term called “{name}” already. Choose another name; /term list shows all of them.")


@frozen
class Term:
    """A term of a server. The one that goes on has no end."""

    name: str
    began_at: datetime
    ended_at: datetime | None


class TermRecords:
    """Terms as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, guild: int, name: str | None, now: datetime) -> Term:
        """Begin a term, and by that end the one before. One without a name is numbered. Raises `TermNameTaken`."""

        async def work(connection: AsyncConnection) -> Term:
            earlier = await _terms_of(connection, guild)
            taken = {term.name.casefold() for term in earlier}
            if name is not None and name.casefold() in taken:
                raise TermNameTaken(name)
            new = Term(name or _numbered(taken), _after(earlier, now), None)
            values = {"guild_id": guild, "began_at": new.began_at, "name": new.name}
            await connection.execute(insert(terms).values(values))
            return new

        return await self._database.write(work)

    async def of_guild(self, guild: int) -> list[Term]:
        """Every term of a server, the newest first."""
        async with self._database.reading() as connection:
            return await _terms_of(connection, guild)


async def _terms_of(connection: AsyncConnection, guild: int) -> list[Term]:
    statement = select(terms).where(terms.c.guild_id == guild).order_by(terms.c.began_at.desc())
    rows = (await connection.execute(statement)).all()
    ends = [None, *(row.began_at for row in rows)]
    return [Term(row.name, row.began_at, end) for row, end in zip(rows, ends, strict=False)]


def _numbered(taken: set[str]) -> str:
    names = (f"Term {number}" for number in range(len(taken) + 1, 2 * len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def _after(earlier: list[Term], now: datetime) -> datetime:
    """When a term that is begun now begins: later than every other, also when the clock was set back."""
    return max(now, earlier[0].began_at + _NEXT_MOMENT) if earlier else now
