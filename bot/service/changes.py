"""The log of what moderators do: every change by name, with what it was before."""

from datetime import datetime

from bot.store.changes import Change, ChangeRecords

WHAT_LIMIT = 40
DETAIL_LIMIT = 1500


class Changes:
    """What was changed in each server, by whom and when."""

    def __init__(self, records: ChangeRecords) -> None:
        self._records = records

    async def record(self, guild: int, by: int, what: str, detail: str, now: datetime) -> None:
        """Write down that a moderator did something; texts that are too long are cut."""
        await self._records.add(guild, change_of(by, what, detail, now))

    async def recent(self, guild: int, limit: int, skipped: int = 0) -> list[Change]:
        """The newest changes of a server, the newest first, without the newest `skipped` ones."""
        return await self._records.recent(guild, limit, skipped)


def change_of(by: int, what: str, detail: str, now: datetime) -> Change:
    """A change, with texts that are too long cut."""
    return Change(by, _cut(what, WHAT_LIMIT), _cut(detail, DETAIL_LIMIT), now)


def _cut(text: str, limit: int) -> str:
    one_line = " ".join(text.replace("\0", "").split())
    return one_line if len(one_line) <= limit else f"{one_line[: limit - 1]}…"
