"""What members decide about being shown."""

from bot.store.opt_outs import OptOutRecords


class Privacy:
    """Opting out of a server's boards, and in again. Points are kept either way."""

    def __init__(self, opt_outs: OptOutRecords) -> None:
        self._opt_outs = opt_outs

    async def opt_out(self, guild: int, member: int) -> bool:
        """Leave the member out of the boards; False when that was so already."""
        return await self._opt_outs.add(guild, member)

    async def opt_in(self, guild: int, member: int) -> bool:
        """Show the member on the boards again; False when that was so already."""
        return await self._opt_outs.remove(guild, member)
