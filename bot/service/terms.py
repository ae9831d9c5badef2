"""Terms of a server: its board begins anew with each of them, and the earlier ones are kept."""

from datetime import datetime

from bot.store.terms import Term, TermRecords


class Terms:
    """What moderators begin, and everybody can look at."""

    def __init__(self, records: TermRecords) -> None:
        self._records = records

    async def start(self, guild: int, name: str | None, now: datetime) -> tuple[Term, Term | None]:
        """Begin a term. Returns it, and the one that it ends. Raises `TermNameTaken`."""
        written = " ".join((name or "").split())
        new = await self._records.begin(guild, written or None, now)
        before = next((term for term in await self._records.of_guild(guild) if term.ended_at is not None), None)
        return new, before

    async def of_guild(self, guild: int) -> list[Term]:
        """Every term of a server, the newest first."""
        return await self._records.of_guild(guild)
