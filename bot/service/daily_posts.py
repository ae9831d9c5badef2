"""What a server has posted once a day: a question of the day, or what happened on this day. Off by default."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeAlias

from bot.errors import UserError
from bot.frozen import frozen
from bot.service.zones import zone_named
from bot.store import daily_posts as store
from bot.store.due import Due
from bot.study.local_times import next_daily

DailyKind: TypeAlias = store.DailyKind
DailyPost: TypeAlias = store.DailyPost

USUAL_TIME, USUAL_ZONE = time(9), "UTC"
MOST_LATE = timedelta(hours=1)
"""A post that would come later than that, as after an outage, is left out for the day."""

CALLED = {DailyKind.QUESTION: "Question of the day", DailyKind.ON_THIS_DAY: "On this day"}


@frozen
class Claimed:
    """What is to be posted now, and when it was due. The `next_at` of the post is when the following one comes."""

    post: DailyPost
    due: datetime


class NoSuchTimeOfDay(UserError):
    """What was typed is no time of day."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"“{typed[:60]}” is not a time of day. Write it like 9:00, 18:30 or 6 pm.")


class DailyPosts:
    """Every server's daily post."""

    def __init__(self, records: store.DailyPostRecords) -> None:
        self._records = records

    async def of(self, guild: int) -> DailyPost | None:
        """What a server has set, also while it is off."""
        return await self._records.of(guild)

    async def describe(self, guild: int) -> str:
        """What a server has set, in a few words for a card of Discord."""
        post = await self._records.of(guild)
        return "Off." if post is None or not post.is_on else f"{in_words(post)}."

    async def turn_on(self, guild: int, kind: DailyKind, here: int, now: datetime) -> DailyPost:
        """Have it posted from now on; `here` is the channel where the server has chosen none."""
        return await self._keep(replace(await self._of(guild, here), kind=kind), now)

    async def stop(self, guild: int) -> None:
        """Have nothing posted any more. What was set is remembered."""
        post = await self._records.of(guild)
        if post is not None and post.is_on:
            await self._records.keep(replace(post, next_at=None))

    async def move_to(self, guild: int, channel: int, now: datetime) -> DailyPost:
        """Have it posted in another channel."""
        post = await self._of(guild, channel)
        return await self.keep(replace(post, channel=channel), now)

    async def set_time(self, guild: int, typed: str, zone: str, here: int, now: datetime) -> DailyPost:
        """Have it posted at another time of the day. Raises `NoSuchTimeOfDay` or `NoSuchZone`."""
        from bot.content.typed_moments import read_typed_time

        at = read_typed_time(typed)
        if at is None:
            raise NoSuchTimeOfDay(typed)
        named = zone_named(zone)
        return await self.keep(replace(await self._of(guild, here), at=at, zone=named.key), now)

    async def keep(self, post: DailyPost, now: datetime) -> DailyPost:
        """Keep what is set; what is off stays off."""
        if post.is_on:
            return await self._keep(post, now)
        await self._records.keep(post)
        return post

    async def due(self, now: datetime) -> Sequence[Due]:
        """The servers whose time has come."""
        return await self._records.due(now)

    async def claim(self, guild: int, now: datetime) -> Claimed | None:
        """Put a server's post off to the next day; what the caller is to post now, if it is theirs and not too late."""
        post = await self._records.of(guild)
        if post is None or post.next_at is None or post.next_at > now:
            return None
        moved = replace(post, next_at=next_daily(post.at, zone_named(post.zone), now))
        is_mine = await self._records.move(post, moved.next_at or now)
        return Claimed(moved, post.next_at) if is_mine and now - post.next_at <= MOST_LATE else None

    async def put_back(self, claimed: Claimed) -> None:
        """Let what could not be posted for now be due as it was."""
        await self._records.move(claimed.post, claimed.due)

    async def _of(self, guild: int, here: int) -> DailyPost:
        usual = DailyPost(guild, DailyKind.QUESTION, here, USUAL_TIME, USUAL_ZONE, None)
        return await self._records.of(guild) or usual

    async def _keep(self, post: DailyPost, now: datetime) -> DailyPost:
        kept = replace(post, next_at=next_daily(post.at, zone_named(post.zone), now))
        await self._records.keep(kept)
        return kept


def in_words(post: DailyPost) -> str:
    """What is posted, where and when."""
    return f"{CALLED[post.kind]} in <#{post.channel}> at {post.at:%H:%M} ({post.zone})"
