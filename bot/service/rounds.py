"""Rounds as people play them: start, answer, reveal, stop, and resume after a restart.

A move is applied to the round at once, so that no click can come between, and then kept. Only what is kept is told:
when the store refuses, the move is taken back and the caller gets the store's error.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.content.library import Chapter
from bot.errors import UserError
from bot.quiz import round as rules
from bot.quiz.deck import draw
from bot.quiz.grading import grade
from bot.quiz.question import Answer, Typed
from bot.quiz.round import Given, Posed, Round, Rules
from bot.service.contents import Contents
from bot.store.engine import StoreUnavailable
from bot.store.store import ChannelTaken, Store

LOBBY_SECONDS = 5
PLAYED_KINDS = frozenset({"choice", "true-false", "quote", "name", "date", "multi"})


class NothingToAsk(UserError):
    """The chosen material has no question that can be played."""

    def __init__(self, title: str) -> None:
        super().__init__(f"“{title}” has no questions yet. Choose another chapter.")


class NoRound(UserError):
    """No round runs in the channel."""

    def __init__(self) -> None:
        super().__init__("No round is running in this channel. Start one with /quiz start.")


class NotYourRound(UserError):
    """Only the host and moderators lead a round."""

    def __init__(self) -> None:
        super().__init__("Only the member who started this round and moderators can do that.")


class StillOpen(UserError):
    """The question has not been revealed."""

    def __init__(self) -> None:
        super().__init__("This question is still open. Its answer is explained when it is revealed.")


@dataclass(frozen=True, slots=True)
class Start:
    """What a member asked for. `chapter` is what was typed or chosen; None means the whole library."""

    guild: int
    channel: int
    host: int
    host_name: str
    chapter: str | None
    questions: int
    rules: Rules


@dataclass(slots=True)
class Ongoing:
    """A round that is being played. `changed` wakes whoever shows it."""

    round: Round
    names: dict[int, str]
    changed: asyncio.Event


@dataclass(frozen=True, slots=True)
class Locked:
    """An answer that is kept: what was chosen or typed as the member knows it, and how a typed date was read."""

    shown: tuple[int, ...]
    text: str | None
    read_as: str | None
    is_change: bool


class Rounds:
    """Every round that is being played, by its id."""

    def __init__(self, store: Store, contents: Contents, rng: random.Random) -> None:
        self._store = store
        self._contents = contents
        self._rng = rng
        self._ongoing: dict[int, Ongoing] = {}

    async def start(self, wanted: Start, now: datetime) -> Ongoing:
        """Draw the questions and claim the channel. Raises `NoSuchChapter`, `NothingToAsk` or `ChannelTaken`."""
        if self._in_channel(wanted.channel) is not None:
            raise ChannelTaken
        title, chapters = self._material(wanted.chapter)
        questions = draw(chapters, wanted.questions, self._rng, PLAYED_KINDS)
        if not questions:
            raise NothingToAsk(title)
        new = rules.begin(
            guild=wanted.guild,
            channel=wanted.channel,
            host=wanted.host,
            title=title,
            how=wanted.rules,
            posed=rules.pose_all(questions, self._rng),
            lobby_ends=now + timedelta(seconds=LOBBY_SECONDS),
        )
        kept = await self._store.create_round(new, wanted.host_name, now)
        return self._add(kept, {wanted.host: wanted.host_name})

    async def resume(self, now: datetime) -> list[Ongoing]:
        """Take up the rounds that were running when the process ended; an open question gets its full time again."""
        resumed: list[Ongoing] = []
        for stored in await self._store.running_rounds():
            members = {member for by_member in stored.answers for member in by_member}
            names = dict(await self._store.names(stored.guild, sorted(members)))
            resumed.append(self._add(rules.resume(stored, now), names))
        return resumed

    async def answer_shown(
        self, round_id: int, position: int, member: int, name: str, shown: Sequence[int], now: datetime
    ) -> tuple[Posed, Locked]:
        """Lock in what a member chose by its places on the card. Raises `RoundOver` or `QuestionClosed`."""
        ongoing = self._find(round_id)
        posed = self._open(ongoing, position, now)
        _, is_change = await self._answer(ongoing, position, member, name, posed.to_own(shown), now)
        return posed, Locked(tuple(shown), None, None, is_change)

    async def answer_typed(
        self, round_id: int, position: int, member: int, name: str, text: str, now: datetime
    ) -> tuple[Posed, Locked]:
        """Lock in what a member typed. Raises `RoundOver`, `QuestionClosed` or `Unreadable`."""
        ongoing = self._find(round_id)
        posed = self._open(ongoing, position, now)
        given, is_change = await self._answer(ongoing, position, member, name, Typed(text=text), now)
        read_as = given.grade.understood if posed.question.kind == "date" else None
        return posed, Locked((), text, read_as, is_change)

    def open_round(self, round_id: int, position: int, now: datetime) -> Round:
        """The round, when that question of it takes answers. Raises `RoundOver` or `QuestionClosed`."""
        ongoing = self._find(round_id)
        self._open(ongoing, position, now)
        return ongoing.round

    async def open_question(self, ongoing: Ongoing, message: int, now: datetime) -> None:
        """People see the question now: its clock starts."""
        await self._move(ongoing, lambda round_: rules.open_question(round_, message, now))

    async def reveal(self, ongoing: Ongoing, now: datetime) -> None:
        """Close the open question."""
        await self._move(ongoing, lambda round_: rules.reveal(round_, now))

    async def advance(self, ongoing: Ongoing, now: datetime) -> None:
        """Ask the next question; finish after the last one, or when nobody has answered for a while."""
        if rules.is_idle(ongoing.round):
            await self._end(ongoing, rules.stop, now)
        elif ongoing.round.is_last:
            await self._end(ongoing, rules.ask, now)
        else:
            await self._move(ongoing, rules.ask)

    async def hurry(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """Go on at once: reveal the open question, or ask the next. Raises `NoRound` or `NotYourRound`."""
        ongoing = self._led_by(channel, by, is_moderator)
        await self._move(ongoing, lambda round_: rules.hurry(round_, now))
        ongoing.changed.set()
        return ongoing

    async def stop(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """End the round of a channel with its scores. Raises `NoRound` or `NotYourRound`."""
        ongoing = self._led_by(channel, by, is_moderator)
        await self._end(ongoing, rules.stop, now)
        return ongoing

    async def abandon(self, ongoing: Ongoing, now: datetime) -> None:
        """End a round that can no longer be shown, with its scores. A round that is over stays as it is."""
        if not ongoing.round.is_over:
            await self._end(ongoing, rules.stop, now)

    def in_channel(self, channel: int) -> list[Ongoing]:
        """The rounds of a channel: one or none."""
        found = self._in_channel(channel)
        return [] if found is None else [found]

    def in_guild(self, guild: int) -> list[Ongoing]:
        """The rounds of a server."""
        return [ongoing for ongoing in self._ongoing.values() if ongoing.round.guild == guild]

    async def recall(self, round_id: int, position: int, member: int) -> tuple[Posed, Given | None]:
        """A question that was revealed and the member's own answer to it. Raises `NoRound` or `StillOpen`."""
        ongoing = self._ongoing.get(round_id)
        if ongoing is not None and ongoing.round.phase is rules.Phase.ASKING and position >= ongoing.round.position:
            raise StillOpen
        found = await self._store.find_answer(round_id, position, member)
        if found is None:
            raise NoRound
        return found

    def _material(self, wanted: str | None) -> tuple[str, list[Chapter]]:
        if wanted is None:
            return "All chapters", list(self._contents.library.chapters.values())
        chapter = self._contents.chapter(wanted)
        return chapter.head.title, [chapter]

    def _add(self, round_: Round, names: dict[int, str]) -> Ongoing:
        ongoing = Ongoing(round_, names, asyncio.Event())
        self._ongoing[round_.id] = ongoing
        return ongoing

    def _find(self, round_id: int) -> Ongoing:
        try:
            return self._ongoing[round_id]
        except KeyError:
            raise rules.RoundOver from None

    @staticmethod
    def _open(ongoing: Ongoing, position: int, now: datetime) -> Posed:
        rules.check_takes_answers(ongoing.round, position, now)
        return ongoing.round.current

    def _in_channel(self, channel: int) -> Ongoing | None:
        return next((each for each in self._ongoing.values() if each.round.channel == channel), None)

    def _led_by(self, channel: int, member: int, is_moderator: bool) -> Ongoing:
        ongoing = self._in_channel(channel)
        if ongoing is None:
            raise NoRound
        if not is_moderator and member != ongoing.round.host:
            raise NotYourRound
        return ongoing

    async def _answer(
        self, ongoing: Ongoing, position: int, member: int, name: str, answer: Answer, now: datetime
    ) -> tuple[Given, bool]:
        given = Given(answer, grade(ongoing.round.current.question, answer), now)
        earlier = ongoing.round.current_answers.get(member)
        ongoing.round = rules.answer(ongoing.round, position, member, given)
        ongoing.names[member] = name
        try:
            await self._store.record_answer(ongoing.round, position, member, name, given)
        except StoreUnavailable:
            ongoing.round = rules.withdraw(ongoing.round, position, member, given, earlier)
            raise
        return given, earlier is not None

    async def _move(self, ongoing: Ongoing, move: Callable[[Round], Round]) -> None:
        before = ongoing.round
        ongoing.round = move(before)
        try:
            await self._store.save_progress(ongoing.round)
        except StoreUnavailable:
            ongoing.round = _taken_back(before, ongoing.round)
            raise

    async def _end(self, ongoing: Ongoing, move: Callable[[Round], Round], now: datetime) -> None:
        before = ongoing.round
        ongoing.round = move(before)
        try:
            await self._store.finish_round(ongoing.round, now)
        except StoreUnavailable:
            ongoing.round = _taken_back(before, ongoing.round)
            raise
        self._ongoing.pop(ongoing.round.id, None)
        ongoing.changed.set()


def _taken_back(before: Round, after: Round) -> Round:
    """The round before a move that was not kept, with the answers that came since to the same question."""
    return replace(before, answers=after.answers) if before.position == after.position else before
