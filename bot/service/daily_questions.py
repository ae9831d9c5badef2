"""The question of the day: chosen for a server, answered by each member alone, and told the next day.

A member answers it in a sitting of one question, so that it counts for their reviews like any other. What they
answered is kept besides, for the distribution.
"""

import asyncio
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.content.library import Library
from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz import regrading
from bot.quiz.deck import Card, cards_of
from bot.quiz.posing import pose
from bot.quiz.question import Question
from bot.quiz.round import Given, Posed, shown_order
from bot.service.contents import Contents
from bot.service.learning import facts_of
from bot.service.reviews import NothingToRemember, Outcome
from bot.store.daily_questions import DailyQuestion, DailyQuestionRecords
from bot.store.due import Due
from bot.store.reviews import ReviewRecords
from bot.store.rounds import RoundRecords
from bot.store.sittings import Sitting, SittingRecords

NOT_AGAIN_WITHIN = timedelta(days=90)
YESTERDAY = timedelta(hours=30)
"""A question that was closed longer ago is told of no more."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class NothingToAskToday(UserError):
    """The server has no question that tests a fact."""

    def __init__(self) -> None:
        super().__init__("This server's library has no question that could be the question of the day.")


class QuestionGone(UserError):
    """The control belongs to a question that was not posted here, or is forgotten."""

    def __init__(self) -> None:
        super().__init__("This question of the day is no longer there.")


class DayIsOver(UserError):
    """The question is closed."""

    def __init__(self) -> None:
        super().__init__("The time for this question is over; its card shows the answer.")


@frozen
class Told:
    """A question of the day with everybody's answers."""

    daily: DailyQuestion
    answers: Mapping[int, Given]


class DailyQuestions:
    """Every server's questions of the day."""

    def __init__(
        self,
        records: DailyQuestionRecords,
        sittings: SittingRecords,
        reviews: ReviewRecords,
        rounds: RoundRecords,
        contents: Contents,
        rng: random.Random,
    ) -> None:
        self._records = records
        self._sittings = sittings
        self._reviews = reviews
        self._rounds = rounds
        self._contents = contents
        self._rng = rng

    async def choose(self, guild: int, channel: int, now: datetime, closes: datetime) -> DailyQuestion:
        """A question that the server has not had for a long time, kept as posted now. Raises `NothingToAskToday`."""
        library = await self._contents.library_of(guild)
        asked = await self._records.asked(guild)
        question = await asyncio.to_thread(_chosen, library, asked, now, self._rng)
        accepted = await self._rounds.accepted_answers(guild, {question.key})
        question = regrading.accepting(question, accepted.get(question.key, ()))
        posed = Posed(question, shown_order(question, self._rng))
        return await self._records.add(DailyQuestion(0, guild, channel, None, posed, _whole(now), closes))

    async def was_posted(self, daily: DailyQuestion, message: int) -> None:
        """Its card stands in that message."""
        await self._records.keep_message(daily.id, message)

    async def was_not_posted(self, daily: DailyQuestion) -> None:
        """Nobody has seen it."""
        await self._records.drop(daily.id)

    async def open(self, guild: int, question: int, member: int, now: datetime) -> Sitting | Told:
        """Let a member answer in a sitting of their own; who has answered gets that answer.

        Raises `QuestionGone` or `DayIsOver`.
        """
        daily = await self._find(guild, question)
        before = await self._records.opened(daily.id, member)
        if before is not None and before.given is not None:
            return Told(daily, {member: before.given})
        if daily.is_closed:
            raise DayIsOver
        current = await self._sittings.load(member)
        if before is not None and current is not None and current.begun == before.begun and not current.is_answered:
            return current
        sitting = Sitting(member, _whole(now), facts_of(daily.posed.question)[:1], 0, daily.posed)
        answered = await self._records.open(daily.id, member, sitting.begun)
        if answered is not None and answered.given is not None:
            return Told(daily, {member: answered.given})
        await self._sittings.begin(sitting)
        return sitting

    async def note(self, outcome: Outcome) -> None:
        """Keep an answer for the distribution, where it was given to a question of the day."""
        sitting, attempt = outcome.sitting, outcome.attempt
        await self._records.answer(sitting.member, sitting.begun, outcome.answer, outcome.grade, attempt.at)

    async def want(self, guild: int, question: int, member: int, now: datetime) -> None:
        """Put its facts into the member's review. Raises `QuestionGone` or `NothingToRemember`."""
        facts = facts_of((await self._find(guild, question)).posed.question)
        if not facts:
            raise NothingToRemember
        await self._reviews.want(member, facts, now)

    async def due(self, now: datetime) -> Sequence[Due]:
        """The questions whose time is over."""
        return await self._records.due(now)

    async def close(self, due: Due) -> Told | None:
        """Close a question; all that is to be shown of it, if it is the caller who is to show it."""
        daily = await self._records.find(due.guild, due.id)
        if daily is None or not await self._records.close(due.id):
            return None
        return Told(daily, await self._records.answers(due.id))

    async def yesterdays(self, guild: int, now: datetime) -> Told | None:
        """The question that was closed last, if that was not long ago."""
        daily = await self._records.last_closed(guild, now - YESTERDAY)
        return None if daily is None else Told(daily, await self._records.answers(daily.id))

    async def _find(self, guild: int, question: int) -> DailyQuestion:
        daily = await self._records.find(guild, question)
        if daily is None:
            raise QuestionGone
        return daily


def _chosen(library: Library, asked: Mapping[str, datetime], now: datetime, rng: random.Random) -> Question:
    """One that was not asked lately, by chance; where all were, the one that was asked the longest ago."""
    cards = [card for chapter in library.chapters.values() for card in cards_of(chapter) if card.facts]
    if not cards:
        raise NothingToAskToday

    def last(card: Card) -> datetime:
        return max(asked.get(key, _NEVER) for key in card.keys)

    fresh = [card for card in cards if now - last(card) > NOT_AGAIN_WITHIN]
    card = rng.choice(fresh) if fresh else min(cards, key=last)
    return rng.choice([each for each in pose(card.chapter, card.id, card.written) if each.tests])


def _whole(moment: datetime) -> datetime:
    """In whole milliseconds, as the store keeps it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
