"""Reviews as members go through them: what is due, question by question, in one sitting that survives a restart."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from weakref import WeakSet

from bot.errors import UserError
from bot.frozen import frozen
from bot.quiz.grading import grade
from bot.quiz.posing import pose
from bot.quiz.question import Answer, Grade, Question, Typed
from bot.quiz.round import Posed, shown_order
from bot.service.contents import Contents
from bot.service.learning import facts_of
from bot.service.materials import EVERYTHING, book_choice
from bot.service.plans import Aim, PlanChange
from bot.service.server_settings import ServerSettingsBook, plan_of
from bot.service.shelves import Shelf
from bot.store.reviews import ReviewRecords
from bot.store.sittings import Sitting, SittingRecords
from bot.study.attempts import Attempt
from bot.study.memory import NEW, Card, FactKey
from bot.study.plan import Plan, due
from bot.study.queue import queue
from bot.study.rating import Certainty
from bot.study.syllabus import Asking

MY_MISSES = "my-misses"
MISSES_SINCE = timedelta(days=30)
SOON = timedelta(hours=2)
"""What is due so soon is due now: who comes a little earlier than the day before finds it all the same."""

MORE_NEW = 5
"""So many new facts come on top of the day's when the member asks for more."""

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SittingOver(UserError):
    """The control belongs to a question that is no longer asked."""

    def __init__(self) -> None:
        super().__init__("This question is answered, or a newer review has begun. /review goes on with what is due.")


class NothingToRemember(UserError):
    """The question tests no fact of the library."""

    def __init__(self) -> None:
        super().__init__("This question tests no single fact, so there is nothing to put into your review.")


@frozen
class Place:
    """Which question of which sitting a control belongs to; `begun` is in milliseconds since 1970."""

    begun: int
    position: int


@frozen
class Wanted:
    """What a review is to be about: a chapter, a book, the own misses, or everything; `more` goes over the limit."""

    about: str | None = None
    count: int = 10
    more: bool = False


@frozen
class Doubt:
    """What the member said before the answer, and whether the hint was read."""

    certainty: Certainty = Certainty.UNSAID
    hinted: bool = False


NOTHING_SAID = Doubt()


@frozen
class Outcome:
    """An answer that is kept. `again` is when the question's facts are asked again; None where it tests none."""

    sitting: Sitting
    answer: Answer
    grade: Grade
    attempt: Attempt
    again: datetime | None


@frozen
class Outlook:
    """What comes next: facts due now, the next days with how many are due on each, and facts never asked so far.

    `new_today` is how many of those the plan still allows today.
    """

    due: int
    next_days: Sequence[tuple[date, int]]
    new: int
    new_today: int


@frozen
class Due:
    """How many facts are due: those of the shared library, and those that only the server of a pack can ask."""

    shared: int
    of_packs: int

    @property
    def total(self) -> int:
        return self.shared + self.of_packs


@frozen
class Finished:
    """The end of a sitting."""

    sitting: Sitting
    outlook: Outlook


def place_of(sitting: Sitting) -> Place:
    return Place((sitting.begun - _EPOCH) // _MILLISECOND, sitting.position)


class Reviews:
    """Everybody's reviews."""

    def __init__(
        self,
        records: ReviewRecords,
        sittings: SittingRecords,
        contents: Contents,
        settings: ServerSettingsBook,
        rng: random.Random,
    ) -> None:
        self._records = records
        self._sittings = sittings
        self._contents = contents
        self._settings = settings
        self._rng = rng
        self._renamed = WeakSet[Shelf]()

    async def begin(self, member: int, wanted: Wanted, now: datetime, guild: int | None = None) -> Sitting | Outlook:
        """Begin a sitting in what the server sees; where nothing is due, what comes next instead.

        Raises `NoSuchChapter`.
        """
        shelf = await self._shelf(guild)
        scope = _scope(shelf, wanted.about)
        await self._follow_renames(shelf)
        if guild is not None:
            await self._records.follow(member, await self._settings.plan(guild))
        cards = await self._records.cards(member)
        facts = await self._facts(shelf, member, wanted, scope, cards, now)
        if not facts:
            return await self._outlook(shelf, member, cards, now)
        sitting = Sitting(member, _whole(now), tuple(facts), 0, self._pose(shelf, facts[0], cards))
        await self._sittings.begin(sitting)
        return sitting

    async def current(self, member: int, place: Place) -> Sitting:
        """The sitting, while that question of it is open. Raises `SittingOver`."""
        sitting = await self._sittings.load(member)
        if sitting is None or place_of(sitting) != place or sitting.is_answered:
            raise SittingOver
        return sitting

    async def answer_shown(
        self, member: int, place: Place, shown: Sequence[int], doubt: Doubt, now: datetime, guild: int | None = None
    ) -> Outcome:
        """Answer by places on the card. Raises `SittingOver` or `Unreadable`."""
        sitting = await self.current(member, place)
        return await self._answer(sitting, sitting.posed.to_own(shown), doubt, now, guild)

    async def answer_typed(
        self, member: int, place: Place, text: str, doubt: Doubt, now: datetime, guild: int | None = None
    ) -> Outcome:
        """Answer in writing. Raises `SittingOver`, or `Unreadable`, which costs nothing."""
        return await self._answer(await self.current(member, place), Typed(text=text), doubt, now, guild)

    async def go_on(self, member: int, place: Place, now: datetime, guild: int | None = None) -> Sitting | Finished:
        """The next question after one that was answered, or the end. Raises `SittingOver`."""
        before = await self._sittings.load(member)
        if before is None or place_of(before) != place or not before.is_answered:
            raise SittingOver
        cards = await self._records.cards(member)
        done = await self._records.answered_since(member, before.begun)
        shelf = await self._shelf(guild)
        askable = shelf.syllabus.questions
        left = range(before.position + 1, len(before.facts))
        position = next((at for at in left if before.facts[at] not in done and before.facts[at] in askable), None)
        if position is None:
            return Finished(before, await self._outlook(shelf, member, cards, now))
        after = before.at(position, self._pose(shelf, before.facts[position], cards))
        if not await self._sittings.move_on(before, after):
            raise SittingOver
        return after

    async def want(self, member: int, question: Question, now: datetime) -> None:
        """Put the facts of a question into the member's review, due at once. Raises `NothingToRemember`."""
        facts = facts_of(question)
        if not facts:
            raise NothingToRemember
        await self._records.want(member, facts, now)

    async def count_due(self, member: int, now: datetime) -> Due:
        """How many facts are due that the shared library, or a server's own pack, still holds."""
        facts = set(await self._records.due(member, now + SOON))
        shared = facts & (await self._shelf(None)).syllabus.questions.keys()
        of_packs = set[FactKey]()
        for guild in await self._contents.shelves.guilds_of(fact.book for fact in facts - shared):
            of_packs |= (facts - shared) & (await self._shelf(guild)).syllabus.questions.keys()
        return Due(len(shared), len(of_packs))

    async def aim(self, member: int, guild: int | None) -> Aim:
        """What the member aims at in a server, and how much of it the server has set."""
        own, settings = await self._records.own_plan(member), await self._settings.of(guild)
        if own is not None:
            return Aim(own, is_own=True)
        return Aim(plan_of(settings), of_server=(settings.retention is not None, settings.exam is not None))

    async def keep_plan(self, member: int, change: PlanChange, now: datetime, guild: int | None = None) -> Aim:
        """Change what the member aims at, and move everything that is due by it. Raises `NoSuchDay` or `ExamIsPast`."""
        before, settings = await self.aim(member, guild), await self._settings.of(guild)
        plan = change.applied(before.plan, now.date(), month_first=settings.is_month_first)
        await self._records.keep_plan(member, plan)
        return Aim(plan, is_own=True)

    async def forget_plan(self, member: int, guild: int | None = None) -> Aim:
        """Let the usual plan, or that of the server, hold for the member again."""
        await self._records.forget_plan(member, await self._settings.plan(guild))
        return await self.aim(member, guild)

    async def questions(
        self, member: int, misses_only: bool, now: datetime, guild: int | None = None
    ) -> Sequence[Question]:
        """The questions behind the member's own cards, or behind what was missed lately, in the order of reading."""
        if misses_only:
            facts = set(await self._records.missed(member, now - MISSES_SINCE))
        else:
            facts = set(await self._records.cards(member))
        syllabus = (await self._shelf(guild)).syllabus
        known = [fact for fact in syllabus.facts() if fact in facts]
        askings = {asking.key: asking for fact in known for asking in syllabus.questions[fact]}
        return [_posed(asking) for asking in askings.values()]

    async def _answer(
        self, sitting: Sitting, answer: Answer, doubt: Doubt, now: datetime, guild: int | None
    ) -> Outcome:
        question, settings = sitting.posed.question, await self._settings.of(guild)
        graded = grade(question, answer, day_first=not settings.is_month_first)
        attempt = Attempt(
            sitting.member,
            question.key,
            facts_of(question),
            graded.credit,
            _whole(now),
            doubt.certainty,
            doubt.hinted,
        )
        after = sitting.after(attempt)
        usual = plan_of(settings)
        if not await self._sittings.answer(sitting, after, attempt, usual):
            raise SittingOver
        return Outcome(after, answer, graded, attempt, await self._again(attempt, usual))

    async def _again(self, attempt: Attempt, usual: Plan) -> datetime | None:
        cards = await self._records.cards(attempt.member)
        plan = await self._records.plan(attempt.member, usual)
        moments = [due(cards[fact], plan) for fact in attempt.facts if fact in cards]
        return min((moment for moment in moments if moment is not None), default=None)

    async def _shelf(self, guild: int | None) -> Shelf:
        """What the server sees, with its syllabus made away from the event loop."""
        shelf = await self._contents.of(guild)
        await asyncio.to_thread(lambda: shelf.syllabus)
        return shelf

    async def _follow_renames(self, shelf: Shelf) -> None:
        """Once for each shelf: facts that have got another id keep what is remembered of them."""
        if shelf not in self._renamed:
            await self._records.rename(shelf.syllabus.renames)
            self._renamed.add(shelf)

    async def _facts(
        self,
        shelf: Shelf,
        member: int,
        wanted: Wanted,
        scope: Sequence[str] | None,
        cards: dict[FactKey, Card],
        now: datetime,
    ) -> Sequence[FactKey]:
        syllabus = list(shelf.syllabus.facts(scope))
        if wanted.about == MY_MISSES:
            missed = await self._records.missed(member, now - MISSES_SINCE)
            return queue(missed, cards, syllabus, count=wanted.count, new_at_most=0)
        waiting = await self._records.due(member, now + SOON)
        new = MORE_NEW if wanted.more else await self._new_today(member, now)
        return queue(waiting, cards, syllabus, count=wanted.count, new_at_most=new)

    async def _new_today(self, member: int, now: datetime) -> int:
        """How many new facts the plan still allows; facts that were new in a round of today are among them."""
        plan = await self._records.plan(member)
        midnight = datetime.combine(now.date(), time(), UTC)
        return max(0, plan.new_a_day - await self._records.begun_since(member, midnight))

    async def _outlook(self, shelf: Shelf, member: int, cards: dict[FactKey, Card], now: datetime) -> Outlook:
        askable = shelf.syllabus.questions
        upcoming = await self._records.upcoming(member, now + SOON, now + timedelta(days=366))
        days = Counter(each.due.date() for each in upcoming if each.fact in askable)
        return Outlook(
            due=sum(fact in askable for fact in await self._records.due(member, now + SOON)),
            next_days=sorted(days.items()),
            new=sum(fact not in cards for fact in askable),
            new_today=await self._new_today(member, now),
        )

    def _pose(self, shelf: Shelf, fact: FactKey, cards: dict[FactKey, Card]) -> Posed:
        asking = shelf.syllabus.next_question(fact, cards.get(fact, NEW).asked)
        question = _posed(asking)
        return Posed(question, shown_order(question, self._rng))


def _scope(shelf: Shelf, about: str | None) -> Sequence[str] | None:
    """The keys of the chapters that are meant; None for all of them."""
    if about is None or about in (EVERYTHING, MY_MISSES):
        return None
    library = shelf.library
    book = next((each for each in library.books if book_choice(each) == about), None)
    return [shelf.chapter(about).key] if book is None else [each.key for each in library.of_book(book)]


def _posed(asking: Asking) -> Question:
    written = asking.chapter.questions[asking.written_id]
    return next(each for each in pose(asking.chapter, asking.written_id, written) if each.id == asking.id)


def _whole(moment: datetime) -> datetime:
    """In whole milliseconds, as the store keeps it and controls name it."""
    return _EPOCH + (moment - _EPOCH) // _MILLISECOND * _MILLISECOND
