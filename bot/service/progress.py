"""How far one has come, and for moderators how a server has."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from bot.content.library import Library
from bot.frozen import frozen
from bot.service.contents import Contents
from bot.service.reviews import SOON
from bot.store.group_sums import GroupRecords, GroupSums
from bot.store.reviews import ReviewRecords
from bot.store.study_sums import StudySums
from bot.study.plan import USUAL_PLAN, Plan
from bot.study.progress import CALENDAR_WEEKS, ChapterShare, Progress, share_of

GROUP_SINCE = timedelta(days=90)
GROUP_LINES = 5
_WEEK = timedelta(days=7)


@frozen
class WeakChapter:
    """A chapter that the server has played, by its title; `right` is a share from 0 to 1."""

    title: str
    people: int
    right: float


@frozen
class GroupProgress:
    """A server's sums with the titles of its chapters."""

    sums: GroupSums
    chapters: Sequence[WeakChapter]


class Progresses:
    """Progress, from cards, logs and rounds."""

    def __init__(self, reviews: ReviewRecords, sums: StudySums, groups: GroupRecords, contents: Contents) -> None:
        self._reviews = reviews
        self._sums = sums
        self._groups = groups
        self._contents = contents

    async def own(self, member: int, now: datetime, guild: int | None = None, usual: Plan = USUAL_PLAN) -> Progress:
        """A member's own progress in what the server sees where it is asked for, or in the shared library.

        `usual` is the plan of a member who has none.
        """
        if guild is not None:
            await self._reviews.follow(member, usual)
        cards = await self._reviews.cards(member)
        plan = await self._reviews.plan(member, usual)
        since = datetime.combine(now.date(), time(), UTC) - timedelta(weeks=CALENDAR_WEEKS)
        shelf = await self._contents.of(guild)
        syllabus = await asyncio.to_thread(lambda: shelf.syllabus)
        chapters = [
            ChapterShare(shelf.library.chapters[key].head.title, share_of(facts, cards, plan, now + SOON))
            for key, facts in syllabus.chapters.items()
            if facts
        ]
        upcoming = await self._reviews.upcoming(member, now + SOON, now + _WEEK)
        return Progress(
            now.date(),
            await self._sums.days(member, since),
            chapters,
            await self._sums.said(member),
            sum(chapter.share.due for chapter in chapters),
            sum(waiting.fact in syllabus.questions for waiting in upcoming),
        )

    async def group(self, guild: int, now: datetime) -> GroupProgress:
        """A server's rounds of the last `GROUP_SINCE`, as sums."""
        sums = await self._groups.sums(guild, now - GROUP_SINCE, GROUP_LINES)
        library = await self._contents.library_of(guild)
        chapters = [
            WeakChapter(_title(library, each.book, each.chapter), each.people, each.right / each.answered)
            for each in sums.chapters
        ]
        return GroupProgress(sums, chapters)


def _title(library: Library, book: str, chapter: str) -> str:
    """A chapter's title, or its id when it has left the library."""
    found = library.chapters.get(f"{book}/{chapter}")
    return found.head.title if found else chapter
