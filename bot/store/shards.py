"""Which of Discord's shards a process serves: rounds belong to their server's shard, and so to one process."""

import re
from typing import Self

from sqlalchemy import ColumnElement

from bot.errors import OperatorError
from bot.frozen import frozen

_PARTS = re.compile(r"(?P<parts>\d+(-\d+)?(,\d+(-\d+)?)*)/(?P<count>\d+)", re.ASCII)
_SERVERS_BEGIN_AT = 1 << 22
"""The lower bits of an id say nothing about the shard: Discord's own formula."""

MOST_SHARDS = 16_384


class BadShards(OperatorError):
    """The shards cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} does not say which shards this process serves. Write for example 0-3/16: "
            "shards 0 to 3 of 16, counted from 0. The other processes then serve 4-7/16, 8-11/16 and 12-15/16."
        )


@frozen
class Shards:
    """The shards with these ids, out of `count`."""

    ids: tuple[int, ...]
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `0-3/16` or `0,2,5-7/16`. Raises `BadShards`."""
        found = _PARTS.fullmatch(text.replace(" ", ""))
        if found is None or not 1 <= (count := int(found["count"])) <= MOST_SHARDS:
            raise BadShards(text)
        bounds = [[int(bound) for bound in part.split("-")] for part in found["parts"].split(",")]
        if any(part[0] > part[-1] or part[-1] >= count for part in bounds):
            raise BadShards(text)
        return cls(tuple(sorted({number for part in bounds for number in range(part[0], part[-1] + 1)})), count)

    @property
    def are_all(self) -> bool:
        """Whether no other process is needed."""
        return len(self.ids) == self.count

    @property
    def have_first(self) -> bool:
        """Whether direct messages come here, and what is done once for all of Clio."""
        return 0 in self.ids

    def have(self, guild: int) -> bool:
        """Whether the server belongs to them."""
        return guild // _SERVERS_BEGIN_AT % self.count in self.ids

    def of(self, guild_id: ColumnElement[int]) -> ColumnElement[bool]:
        """The condition that a column names one of their servers."""
        return (guild_id // _SERVERS_BEGIN_AT % self.count).in_(self.ids)

    def __str__(self) -> str:
        return f"{','.join(map(str, self.ids))}/{self.count}"


WHOLE = Shards((0,), 1)
"""Every server, whatever number of connections Discord wants for them."""
