"""What a server has set, at hand for every command."""

from collections.abc import Callable

from bot.store.server_settings import USUAL_SETTINGS, ServerSettings, ServerSettingsRecords


class ServerSettingsBook:
    """The settings of every server; what was read once is kept in memory, and follows every change."""

    def __init__(self, records: ServerSettingsRecords) -> None:
        self._records = records
        self._known: dict[int, ServerSettings] = {}

    async def of(self, guild: int | None) -> ServerSettings:
        """What is set in a server; the defaults outside of servers."""
        if guild is None:
            return USUAL_SETTINGS
        known = self._known.get(guild)
        if known is not None:
            return known
        read = await self._records.of(guild)
        return self._known.setdefault(guild, read)  # what a change put there in the meantime is newer

    async def change(
        self, guild: int, change: Callable[[ServerSettings], ServerSettings]
    ) -> tuple[ServerSettings, ServerSettings]:
        """Apply a change to what is set by now; the settings before and after it."""
        before, after = await self._records.change(guild, change)
        self._known[guild] = after
        return before, after

    def forget(self, guild: int) -> None:
        """Read a server's settings anew when they are wanted next, as after they were deleted."""
        self._known.pop(guild, None)
