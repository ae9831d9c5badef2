"""What members decide about what is kept of them."""

import asyncio
import gzip
import json
from datetime import UTC, datetime

from bot.frozen import frozen
from bot.service.rounds import Rounds
from bot.store.member_data import Deleted, MemberData, MemberRecords
from bot.store.opt_outs import OptOutRecords

FORMAT, FORMAT_VERSION = "clio-member-data", 1
"""The version goes up when a key gets another meaning or goes away, not when one is added."""

LARGEST_FILE = 8 * 1024 * 1024
"""In bytes. Discord takes files of 10 MB."""

FILE_NAME = "clio-data.json"


@frozen
class Export:
    """The files that a member takes along: one, or the parts of a compressed one that was too large."""

    files: tuple[tuple[str, bytes], ...]

    @property
    def is_compressed(self) -> bool:
        return self.files[0][0] != FILE_NAME


class Privacy:
    """Opting out of a server's boards, taking along what is kept, and having it deleted."""

    def __init__(self, opt_outs: OptOutRecords, records: MemberRecords, rounds: Rounds) -> None:
        self._opt_outs = opt_outs
        self._records = records
        self._rounds = rounds

    async def opt_out(self, guild: int, member: int) -> bool:
        """Leave the member out of the boards; False when that was so already. Points are kept."""
        return await self._opt_outs.add(guild, member)

    async def opt_in(self, guild: int, member: int) -> bool:
        """Show the member on the boards again; False when that was so already."""
        return await self._opt_outs.remove(guild, member)

    async def export(self, member: int, now: datetime) -> Export:
        """Everything that is kept about the member, from all servers."""
        found = await self._records.export(member)
        return await asyncio.to_thread(lambda: packed(written(found, now)))

    async def delete(self, member: int) -> Deleted:
        """Delete everything about the member, in all servers and in the rounds that are being played, at once.

        Between the rounds and the store nothing may come: an answer that is on its way is deleted too.
        """
        with self._rounds.forgetting(member):
            return await self._records.delete(member)


def written(found: MemberData, now: datetime) -> bytes:
    """The export as indented JSON. The keys that every export has come first."""
    head = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "exported_at": now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "member": str(found.member),
    }
    return json.dumps({**head, **found.kept}, ensure_ascii=False, indent=2).encode(errors="replace")


def packed(text: bytes, largest: int = LARGEST_FILE) -> Export:
    """The text as one file, compressed where it is too large, and in numbered parts where it still is."""
    if len(text) <= largest:
        return Export(((FILE_NAME, text),))
    name, small = f"{FILE_NAME}.gz", gzip.compress(text, mtime=0)
    if len(small) <= largest:
        return Export(((name, small),))
    parts = [small[start : start + largest] for start in range(0, len(small), largest)]
    return Export(tuple((f"{name}.{number:03}", part) for number, part in enumerate(parts, start=1)))
