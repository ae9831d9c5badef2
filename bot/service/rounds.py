"""Rounds as people play them: start, answer, reveal, stop, and resume after a restart.

A move is applied to the round at once, so that no click can come between, and then kept. Only what is kept is told:
when the store refuses, the move is taken back and the caller gets the store's error.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.quiz import refusals, regrading, teams
from bot.quiz import round as rules
from bot.quiz.grading import grade
from bot.quiz.question import Answer, Question, Typed
from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.rules import Mode
from bot.service.contents import Contents
from bot.service.learning import attempts
from bot.service.materials import MISSES, material, missed
from bot.service.ongoing import Ongoing
from bot.service.round_orders import Locked, Player, Seen, Start
from bot.service.round_refusals import MovedOn, NoRound, NotAsked, NotYourRound, RoundsNotAllowedHere, StillOpen
from bot.service.server_settings import ServerSettings, ServerSettingsBook, allows_rounds, rules_in
from bot.service.shelves import Shelf
from bot.store.database import Work
from bot.store.engine import StoreUnavailable
from bot.store.reviews import ReviewRecords
from bot.store.rounds import ChannelTaken, RoundRecords
from bot.store.shards import WHOLE, Shards

log = logging.getLogger(__name__)

MISSES_SINCE = timedelta(days=30)
MISSES_AT_MOST = 200


class Rounds:
    """Every round that is being played, by its id."""

    def __init__(
        self,
        records: RoundRecords,
        reviews: ReviewRecords,
        contents: Contents,
        settings: ServerSettingsBook,
        rng: random.Random,
    ) -> None:
        self._records = records
        self._reviews = reviews
        self._contents = contents
        self._settings = settings
        self._rng = rng
        self._ongoing: dict[int, Ongoing] = {}

    async def start(self, wanted: Start, now: datetime, also: Work | None = None) -> Ongoing:
        """Draw the questions and claim the channel; `also` is kept together with the round, or neither is.

        What the server has set by now holds for the whole round. Raises `RoundsNotAllowedHere`, `ChannelTaken`,
        `NoSuchChapter`, `NothingToAsk`, `NothingMissed` or whatever `also` raises.
        """
        settings = await self._allowing(wanted)
        if self._in_channel(wanted.channel) is not None:
            raise ChannelTaken
        title, questions = await self._questions(wanted, now)
        new = rules.begin(
            guild=wanted.guild,
            channel=wanted.channel,
            host=wanted.host,
            title=title,
            how=rules_in(settings, wanted.rules),
            posed=rules.pose_all(await self._counting_here(wanted.guild, questions), self._rng),
            lobby_ends=now + wanted.time_in_lobby,
        )
        kept = await self._records.create(new, wanted.host_name, now, also)
        return self._add(kept, {wanted.host: wanted.host_name})

    async def title_of(self, wanted: Start, now: datetime) -> str:
        """What such a round would be called.

        Raises `RoundsNotAllowedHere`, `NoSuchChapter`, `NothingToAsk` or `NothingMissed`.
        """
        await self._allowing(wanted)
        title, _ = await self._questions(wanted, now)
        return title

    async def resume(self, now: datetime, shards: Shards = WHOLE) -> list[Ongoing]:
        """Take up the rounds of those shards' servers that were running, or owed a final card, when the process ended.

        An open question gets its full time again.
        """
        untold = [Ongoing(stored, await self._names(stored)) for stored in await self._records.untold(shards)]
        running = await self._records.running(shards)
        return [*untold, *[self._add(rules.resume(stored, now), await self._names(stored)) for stored in running]]

    async def answer_shown(
        self, round_id: int, position: int, player: Player, shown: Sequence[int], now: datetime
    ) -> tuple[Posed, Locked]:
        """Lock in what a member chose by its places on the card. Raises one of the `refusals`, or `Unreadable`."""
        ongoing = self._find(round_id)
        rules.check_takes_answers(ongoing.round, position, player.id, now)
        posed = ongoing.round.current
        _, is_change = await self._answer(ongoing, position, player, posed.to_own(shown), now)
        return posed, Locked(tuple(shown), None, None, is_change, ongoing.round.rules.mode is Mode.RACE)

    async def answer_typed(
        self, round_id: int, position: int, player: Player, text: str, now: datetime
    ) -> tuple[Posed, Locked]:
        """Lock in what a member typed. Raises one of the `refusals`, or `Unreadable`, which costs nothing."""
        ongoing = self._find(round_id)
        rules.check_takes_answers(ongoing.round, position, player.id, now)
        posed = ongoing.round.current
        given, is_change = await self._answer(ongoing, position, player, Typed(text=text), now)
        read_as = given.grade.understood if posed.question.kind == "date" else None
        return posed, Locked((), text, read_as, is_change, ongoing.round.rules.mode is Mode.RACE)

    def check_played_in(self, channel: int | None, round_id: int) -> None:
        """Raises `RoundOver` where the channel has no such round, as for a control made by hand elsewhere."""
        if self._find(round_id).round.channel != channel:
            raise refusals.RoundOver

    def open_round(self, round_id: int, position: int, member: int, now: datetime) -> Round:
        """The round, when that question of it takes answers of that member. Raises one of the `refusals`."""
        ongoing = self._find(round_id)
        rules.check_takes_answers(ongoing.round, position, member, now)
        return ongoing.round

    async def take_hint(self, round_id: int, position: int, member: int, now: datetime) -> str:
        """The hint of the open question; answers given afterwards earn less. Raises `NoHint` or another refusal."""
        ongoing = self._find(round_id)
        rules.check_takes_answers(ongoing.round, position, member, now)
        hint = ongoing.round.current.question.hint
        if hint is None or not ongoing.round.rules.hints:
            raise refusals.NoHint
        if member not in ongoing.round.hinted:
            await self._take_hint(ongoing, member)
        return hint

    async def join_team(self, round_id: int, player: Player, team: int) -> Ongoing:
        """Put a member into a team. Raises `RoundOver`, `NoTeams` or `TeamIsFixed`."""
        ongoing = self._find(round_id)
        earlier = ongoing.round.teams.get(player.id)
        ongoing.round = teams.join(ongoing.round, player.id, team)
        ongoing.names[player.id] = player.name
        try:
            await self._records.record_team(ongoing.round, player.id, player.name)
        except StoreUnavailable:
            if player.id in ongoing.round.teams:
                ongoing.round = teams.put_back(ongoing.round, player.id, earlier)
            raise
        return ongoing

    async def open_question(self, ongoing: Ongoing, message: int, now: datetime) -> None:
        """People see the question now: its clock starts."""
        await self._move(ongoing, lambda round_: rules.open_question(round_, message, now))

    async def move_card(self, ongoing: Ongoing, message: int) -> None:
        """The question stands in another message now. Nothing is to be remembered of a round that is over."""
        if not ongoing.round.is_over:
            await self._move(ongoing, lambda round_: rules.move_card(round_, message))

    async def reveal(self, ongoing: Ongoing, now: datetime) -> None:
        """Close the open question."""
        await self._move(ongoing, lambda round_: rules.reveal(round_, now))

    async def advance(self, ongoing: Ongoing, now: datetime) -> None:
        """Ask the next question; finish after the last one, or when nobody has answered for a while."""
        if rules.is_idle(ongoing.round):
            await self._end(ongoing, rules.stop, now)
        elif ongoing.round.is_last or rules.is_decided(ongoing.round):
            await self._end(ongoing, rules.ask, now)
        else:
            await self._move(ongoing, rules.ask)

    async def hurry(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """Go on at once: reveal the open question, or ask the next. Raises `NoRound` or `NotYourRound`."""
        return await self._lead(channel, by, is_moderator, lambda round_: rules.hurry(round_, now))

    async def go_on(self, seen: Seen, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """Go on from what a card shows. Raises `RoundOver`, `NotYourRound` or `MovedOn`."""
        round_ = self._find(seen.round).round
        ongoing = self._led_by(round_.channel, by, is_moderator)
        if (round_.position, round_.phase) != (seen.position, seen.phase):
            raise MovedOn
        await self._move(ongoing, lambda now_at: rules.hurry(now_at, now))
        return ongoing

    async def pause(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """Stop the clock. Raises `NoRound`, `NotYourRound` or `RoundPaused`."""
        return await self._lead(channel, by, is_moderator, lambda round_: rules.pause(round_, now))

    async def unpause(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """Let the clock go on. Raises `NoRound`, `NotYourRound` or `NotPaused`."""
        return await self._lead(channel, by, is_moderator, lambda round_: rules.unpause(round_, now))

    async def stop(self, channel: int, by: int, is_moderator: bool, now: datetime) -> Ongoing:
        """End the round of a channel with its scores. Raises `NoRound` or `NotYourRound`."""
        ongoing = self._led_by(channel, by, is_moderator)
        await self._end(ongoing, rules.stop, now)
        return ongoing

    async def abandon(self, ongoing: Ongoing, now: datetime) -> None:
        """End a round that can no longer be shown, with its scores. A round that is over stays as it is."""
        if not ongoing.round.is_over:
            await self._end(ongoing, rules.stop, now)

    async def told(self, ongoing: Ongoing) -> None:
        """Nothing more is to be shown of a round that is over: its channel has the final card, or cannot have it."""
        await self._records.told(ongoing.round.id)

    @property
    def running(self) -> int:
        """How many rounds are being played."""
        return len(self._ongoing)

    def in_channel(self, channel: int) -> list[Ongoing]:
        """The rounds of a channel: one or none."""
        found = self._in_channel(channel)
        return [] if found is None else [found]

    def in_guild(self, guild: int) -> list[Ongoing]:
        """The rounds of a server."""
        return [ongoing for ongoing in self._ongoing.values() if ongoing.round.guild == guild]

    async def recall(self, guild: int, round_id: int, position: int, member: int) -> tuple[Posed, Given | None]:
        """A question revealed in this server, and the member's own answer. Raises `NotAsked` or `StillOpen`."""
        ongoing = self._ongoing.get(round_id)
        if ongoing is not None and position >= len(ongoing.round.revealed_answers):
            raise StillOpen
        found = await self._records.find_answer(guild, round_id, position, member)
        if found is None:
            raise NotAsked
        return found

    async def _allowing(self, wanted: Start) -> ServerSettings:
        """What the server has set, where it allows rounds there. Raises `RoundsNotAllowedHere`."""
        settings = await self._settings.of(wanted.guild)
        if not allows_rounds(settings, wanted.channel, wanted.parent):
            raise RoundsNotAllowedHere(settings.channels)
        return settings

    async def _questions(self, wanted: Start, now: datetime) -> tuple[str, tuple[Question, ...]]:
        misses = await self._misses(wanted, now) if wanted.about == MISSES else None
        shelf = await self._contents.of(wanted.guild)
        return await asyncio.to_thread(self._draw, shelf, wanted, misses)

    async def _misses(self, wanted: Start, now: datetime) -> list[str]:
        return await self._records.missed_questions(wanted.guild, now - MISSES_SINCE, MISSES_AT_MOST)

    def _draw(self, shelf: Shelf, wanted: Start, misses: list[str] | None) -> tuple[str, tuple[Question, ...]]:
        """The title and the questions; in a thread, because a library may be large."""
        if misses is None:
            about = material(shelf, wanted.about, with_generated=wanted.with_generated)
        else:
            about = missed(shelf.library, misses)
        return about.title, about.draw(wanted.wanted, self._rng)

    @contextmanager
    def counting(self, round_id: int, position: int, text: str) -> Generator[None]:
        """Count a typed text as right at once where the round is being played, unless that cannot be kept."""
        ongoing = self._ongoing.get(round_id)
        if ongoing is None:
            yield
            return
        before = ongoing.round
        ongoing.round = regrading.accept(before, position, text)
        try:
            yield
        except Exception:
            ongoing.round = regrading.undo(ongoing.round, position, before)
            raise

    @contextmanager
    def forgetting(self, member: int) -> Generator[None]:
        """Take a member out of every round that is being played at once, unless that cannot be kept."""
        before = [(ongoing, ongoing.forget(member)) for ongoing in self._ongoing.values()]
        try:
            yield
        except Exception:
            for ongoing, what in before:
                ongoing.put_back(member, what)
            raise

    async def _counting_here(self, guild: int, questions: Sequence[Question]) -> tuple[Question, ...]:
        """The questions with what the moderators of the server count as right besides."""
        accepted = await self._records.accepted_answers(guild, {question.key for question in questions})
        return tuple(regrading.accepting(question, accepted.get(question.key, ())) for question in questions)

    async def _names(self, round_: Round) -> dict[int, str]:
        members = {round_.host, *round_.teams, *(member for by_member in round_.answers for member in by_member)}
        return dict(await self._records.names(round_.guild, sorted(members)))

    def _add(self, round_: Round, names: dict[int, str]) -> Ongoing:
        ongoing = Ongoing(round_, names)
        self._ongoing[round_.id] = ongoing
        return ongoing

    def _find(self, round_id: int) -> Ongoing:
        try:
            return self._ongoing[round_id]
        except KeyError:
            raise refusals.RoundOver from None

    def _in_channel(self, channel: int) -> Ongoing | None:
        return next((each for each in self._ongoing.values() if each.round.channel == channel), None)

    def _led_by(self, channel: int, member: int, is_moderator: bool) -> Ongoing:
        ongoing = self._in_channel(channel)
        if ongoing is None:
            raise NoRound
        if not is_moderator and member != ongoing.round.host:
            raise NotYourRound
        return ongoing

    async def _lead(self, channel: int, by: int, is_moderator: bool, move: Callable[[Round], Round]) -> Ongoing:
        ongoing = self._led_by(channel, by, is_moderator)
        await self._move(ongoing, move)
        return ongoing

    async def _take_hint(self, ongoing: Ongoing, member: int) -> None:
        ongoing.round = replace(ongoing.round, hinted=ongoing.round.hinted | {member})
        try:
            await self._records.record_hint(ongoing.round, member)
        except StoreUnavailable:
            ongoing.round = replace(ongoing.round, hinted=ongoing.round.hinted - {member})
            raise

    async def _answer(
        self, ongoing: Ongoing, position: int, player: Player, answer: Answer, now: datetime
    ) -> tuple[Given, bool]:
        graded = grade(ongoing.round.current.question, answer, day_first=not ongoing.round.rules.month_first)
        placed = teams.place(ongoing.round, player.id, player.roles)
        given = rules.give(placed, player.id, answer, graded, now)
        earlier = placed.current_answers.get(player.id)
        ongoing.round = rules.answer(placed, position, player.id, given)
        ongoing.names[player.id] = player.name
        try:
            await self._records.record_answer(ongoing.round, position, player.id, player.name, given)
        except StoreUnavailable:
            kept = ongoing.kept_answers.get((position, player.id))
            ongoing.round = rules.withdraw(ongoing.round, position, player.id, given, kept)
            raise
        if player.id in ongoing.round.answers[position]:  # and has not had everything deleted in the meantime
            ongoing.kept_answers[position, player.id] = given
        if ongoing.round.rules.mode is Mode.RACE and graded.credit >= 1:
            self._win(ongoing, position, now)
        return given, earlier is not None

    def _win(self, ongoing: Ongoing, position: int, now: datetime) -> None:
        """A race's question is over with its first right answer."""
        now_at = ongoing.round
        if now_at.phase is Phase.ASKING and now_at.position == position and now_at.paused is None:
            ongoing.round = rules.hurry(ongoing.round, now)
            ongoing.changed.set()

    async def _move(self, ongoing: Ongoing, move: Callable[[Round], Round]) -> None:
        async with ongoing.keeping(move) as before:
            after = ongoing.round
            await self._learn(before, after)
            await self._records.save_progress(after)

    async def _end(self, ongoing: Ongoing, move: Callable[[Round], Round], now: datetime) -> None:
        async with ongoing.keeping(move) as before:
            await self._learn(before, ongoing.round)
            await self._records.finish(ongoing.round, now)
            self._ongoing.pop(ongoing.round.id, None)

    async def _learn(self, before: Round, after: Round) -> None:
        """What was answered counts for everybody's reviews, once, before it is kept that the question is closed.

        A fault in that must not keep the round from going on, or from ending.
        """
        if before.phase is not Phase.ASKING or after.phase is Phase.ASKING:
            return
        try:
            usual = await self._settings.plan(after.guild)
            given = attempts(after.current, after.current_answers)
            await self._reviews.record(given, usual, asked=(after.id, after.position))
        except StoreUnavailable:
            raise
        except Exception:  # whatever it is, it costs the reviews alone
            log.exception("the answers to question %s of round %s count for no review", after.position, after.id)
