"""Discord's ids: milliseconds since 2015 in the upper bits, a counter below."""

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Gives ids that never repeat and never fall, also many within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return self._last


def created_at(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)


def shard_of(guild_id: int, shards: int) -> int:
    """The shard that hears of a guild: Discord's own formula."""
    return (guild_id >> 22) % shards
