"""What members remember: their cards, and the log that the cards follow from. Each method is one transaction.

A card and its log are written together. An answer that is in the log already changes nothing, so that the same answers
may be handed in again, as after a crash.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from fsrs import Rating
from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.review_tables import cards, review_log, study_plans
from bot.store.tables import answers
from bot.store.upserts import excluded, insert_or_replace
from bot.study.attempts import Attempt
from bot.study.memory import NEW, Card, Entry, FactKey, Memory, Review, Wish, add, rebuilt
from bot.study.plan import USUAL_PLAN, Plan, due

CardKey = tuple[int, FactKey]
"""A member and a fact."""


@frozen
class Waiting:
    """A fact that has a card, and when it is due."""

    fact: FactKey
    due: datetime


class ReviewRecords:
    """Cards, the log of reviews, and plans."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(
        self, attempts: Sequence[Attempt], usual: Plan = USUAL_PLAN, *, asked: tuple[int, int] | None = None
    ) -> None:
        """Put answers into the log and their facts' cards forward. `usual` holds for members without a plan.

        `asked` is the round and the position in which they were given: who has no answer there any more has had
        everything deleted, perhaps by another process, and is left out.
        """

        async def work(connection: AsyncConnection) -> None:
            there = None if asked is None else await _who_answered(connection, *asked)
            kept = [each for each in attempts if there is None or each.member in there]
            await record_attempts(connection, kept, usual)

        await self._database.write(work)

    async def want(self, member: int, facts: Iterable[FactKey], now: datetime) -> None:
        """Have those facts asked again, from now on."""
        at = _kept(now)
        wishes = [_Logged(member, fact, Wish(at), _NOTHING_ANSWERED) for fact in facts]

        async def work(connection: AsyncConnection) -> None:
            await _record(connection, wishes)

        await self._database.write(work)

    async def due(self, member: int, now: datetime) -> list[FactKey]:
        """The facts that are due now, the longest waiting first."""
        return [waiting.fact for waiting in await self._waiting(member, cards.c.due_at <= now)]

    async def upcoming(self, member: int, now: datetime, until: datetime) -> list[Waiting]:
        """The facts that will be due after now and before `until`, the next first."""
        return await self._waiting(member, (cards.c.due_at > now) & (cards.c.due_at < until))

    async def cards(self, member: int) -> dict[FactKey, Card]:
        """Everything that a member has been asked."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(cards).where(cards.c.user_id == member))
            return {FactKey(row.book, row.fact): _read_card(row) for row in rows}

    async def begun_since(self, member: int, since: datetime) -> int:
        """How many facts were new to the member since then."""
        statement = select(func.count()).where(cards.c.user_id == member, cards.c.begun_at >= since)
        async with self._database.reading() as connection:
            return (await connection.execute(statement)).scalar_one()

    async def answered_since(self, member: int, since: datetime) -> set[FactKey]:
        """The facts that the member was asked since then."""
        statement = select(review_log.c.book, review_log.c.fact).where(*_answers(member, since))
        async with self._database.reading() as connection:
            return {FactKey(row.book, row.fact) for row in await connection.execute(statement.distinct())}

    async def missed(self, member: int, since: datetime) -> list[FactKey]:
        """The facts that the member got wrong since then, the one that was missed last first."""
        statement = (
            select(review_log.c.book, review_log.c.fact)
            .where(*_answers(member, since), review_log.c.rating == int(Rating.Again))
            .group_by(review_log.c.book, review_log.c.fact)
            .order_by(func.max(review_log.c.at).desc(), review_log.c.book, review_log.c.fact)
        )
        async with self._database.reading() as connection:
            return [FactKey(row.book, row.fact) for row in await connection.execute(statement)]

    async def log(self, member: int) -> list[tuple[FactKey, Entry]]:
        """Everything that happened to a member's cards, in the order in which it was recorded."""
        statement = select(review_log).where(review_log.c.user_id == member).order_by(review_log.c.id)
        async with self._database.reading() as connection:
            return [(FactKey(row.book, row.fact), _read_entry(row)) for row in await connection.execute(statement)]

    async def own_plan(self, member: int) -> Plan | None:
        """What a member aims at; None for one who never said."""
        async with self._database.reading() as connection:
            return (await _plans(connection, [member])).get(member)

    async def plan(self, member: int, usual: Plan = USUAL_PLAN) -> Plan:
        """What a member aims at; the usual plan for one who never said."""
        return await self.own_plan(member) or usual

    async def keep_plan(self, member: int, plan: Plan) -> None:
        """Keep what a member aims at, and move every card to when it is due by that."""
        values = {"user_id": member, "retention": plan.retention, "exam": plan.exam, "new_a_day": plan.new_a_day}

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_UPSERT_PLAN, values)
            await _move_all(connection, member, plan)

        await self._database.write(work)

    async def forget_plan(self, member: int, usual: Plan) -> None:
        """Let a member have no plan of their own any more, and move every card to when it is due by the usual one."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(study_plans).where(study_plans.c.user_id == member))
            await _move_all(connection, member, usual)

        await self._database.write(work)

    async def follow(self, member: int, usual: Plan) -> None:
        """Move the cards of a member without a plan to when they are due by the usual one of this place."""
        async with self._database.reading() as connection:
            has_own = member in await _plans(connection, [member])
            rows = (await connection.execute(select(cards).where(cards.c.user_id == member))).all()
        if has_own or all(row.due_at == due(_read_card(row), usual) for row in rows):
            return

        async def work(connection: AsyncConnection) -> None:
            if member not in await _plans(connection, [member]):
                await _move_all(connection, member, usual)

        await self._database.write(work)

    async def rename(self, renames: Mapping[FactKey, FactKey]) -> None:
        """Let facts that have got another id keep their cards and their log. A second time changes nothing."""

        async def work(connection: AsyncConnection) -> None:
            for old, new in renames.items():
                await _rename(connection, old, new)

        if renames:
            await self._database.write(work)

    async def _waiting(self, member: int, when: ColumnElement[bool]) -> list[Waiting]:
        statement = (
            select(cards.c.book, cards.c.fact, cards.c.due_at)
            .where(cards.c.user_id == member, when)
            .order_by(cards.c.due_at, cards.c.book, cards.c.fact)
        )
        async with self._database.reading() as connection:
            return [Waiting(FactKey(row.book, row.fact), row.due_at) for row in await connection.execute(statement)]


_NOTHING_ANSWERED = {"credit": None, "certainty": 0, "hinted": False, "in_round": False}


@frozen
class _Logged:
    """What happened to a card; `answer` is what only the log keeps of it."""

    member: int
    fact: FactKey
    entry: Entry
    answer: Mapping[str, Any]

    @property
    def key(self) -> CardKey:
        return self.member, self.fact

    @property
    def row(self) -> dict[str, Any]:
        """Its row in the log."""
        review = self.entry if isinstance(self.entry, Review) else None
        return {
            "user_id": self.member,
            "at": self.entry.at,
            "book": self.fact.book,
            "fact": self.fact.fact,
            "question_key": review.question if review else None,
            "rating": int(review.rating) if review else None,
            **self.answer,
        }


_UPSERT_CARD = insert_or_replace(cards, begun_at=func.coalesce(cards.c.begun_at, excluded(cards).c.begun_at))
_UPSERT_PLAN = insert_or_replace(study_plans)


async def record_attempts(connection: AsyncConnection, attempts: Sequence[Attempt], usual: Plan = USUAL_PLAN) -> None:
    """Put answers into the log and their facts' cards forward, inside a transaction of the caller.

    `usual` is the plan of members who have none.
    """
    await _record(
        connection,
        [
            _Logged(each.member, fact, replace(each.review, at=_kept(each.at)), _answer_values(each))
            for each in attempts
            for fact in dict.fromkeys(each.facts)
        ],
        usual,
    )


async def _record(connection: AsyncConnection, logged: Sequence[_Logged], usual: Plan = USUAL_PLAN) -> None:
    known = await _known(connection, logged)
    fresh = [each for each in logged if (each.key, each.entry.at) not in known]
    if not fresh:
        return
    await connection.execute(insert(review_log), [each.row for each in fresh])
    after = await _cards(connection, {each.key for each in fresh})
    plans = await _plans(connection, {each.member for each in fresh})
    for each in fresh:
        after[each.key] = add(after.get(each.key, NEW), each.entry)
    moved = sorted({each.key for each in fresh})
    await connection.execute(_UPSERT_CARD, [_card_values(key, after[key], plans.get(key[0], usual)) for key in moved])


async def _move_all(connection: AsyncConnection, member: int, plan: Plan) -> None:
    """Every card of a member to when it is due by the plan."""
    rows = await connection.execute(select(cards).where(cards.c.user_id == member))
    for row in rows.all():
        due_at = due(_read_card(row), plan)
        if due_at != row.due_at:
            moved = update(cards).where(_is_card(member, FactKey(row.book, row.fact)))
            await connection.execute(moved.values(due_at=due_at))


async def _who_answered(connection: AsyncConnection, round_id: int, position: int) -> set[int]:
    here = (answers.c.round_id == round_id) & (answers.c.position == position)
    return set((await connection.execute(select(answers.c.user_id).where(here))).scalars())


async def _known(connection: AsyncConnection, logged: Sequence[_Logged]) -> set[tuple[CardKey, datetime]]:
    """Which of these are in the log already."""
    if not logged:
        return set()
    moments = [each.entry.at for each in logged]
    statement = select(review_log.c.user_id, review_log.c.book, review_log.c.fact, review_log.c.at).where(
        review_log.c.user_id.in_({each.member for each in logged}),
        review_log.c.at.between(min(moments), max(moments)),
    )
    rows = await connection.execute(statement)
    return {((row.user_id, FactKey(row.book, row.fact)), row.at) for row in rows}


async def _rename(connection: AsyncConnection, old: FactKey, new: FactKey) -> None:
    """The log goes over to the new id, and the cards follow from it; of two entries of one moment one is kept."""
    of_old = (cards.c.book == old.book) & (cards.c.fact == old.fact)
    members = set((await connection.execute(select(cards.c.user_id).where(of_old))).scalars())
    if not members:
        return
    logged = review_log.c.user_id.in_(members) & (review_log.c.book == old.book) & (review_log.c.fact == old.fact)
    await connection.execute(delete(review_log).where(logged, _is_logged_as(new)))
    await connection.execute(update(review_log).where(logged).values(book=new.book, fact=new.fact))
    await connection.execute(delete(cards).where(of_old))
    await _rebuild(connection, members, new)


def _is_logged_as(fact: FactKey) -> ColumnElement[bool]:
    """Whether the log has another entry of the same member and moment, about that fact."""
    other = review_log.alias()
    same = (other.c.user_id == review_log.c.user_id) & (other.c.at == review_log.c.at)
    return select(other.c.id).where(same, other.c.book == fact.book, other.c.fact == fact.fact).exists()


async def _rebuild(connection: AsyncConnection, members: set[int], fact: FactKey) -> None:
    """Those members' cards of a fact, made anew from their log."""
    mine = cards.c.user_id.in_(members) & (cards.c.book == fact.book) & (cards.c.fact == fact.fact)
    await connection.execute(delete(cards).where(mine))
    plans = await _plans(connection, members)
    of_fact = review_log.c.user_id.in_(members) & (review_log.c.book == fact.book) & (review_log.c.fact == fact.fact)
    rows = await connection.execute(select(review_log).where(of_fact).order_by(review_log.c.id))
    log = defaultdict[int, list[Entry]](list)
    for row in rows:
        log[row.user_id].append(_read_entry(row))
    for member, entries in log.items():
        begun = next((entry.at for entry in entries if isinstance(entry, Review)), None)
        values = _card_values((member, fact), rebuilt(entries), plans.get(member, USUAL_PLAN))
        await connection.execute(_UPSERT_CARD, values | {"begun_at": begun})


async def _cards(connection: AsyncConnection, keys: set[CardKey]) -> dict[CardKey, Card]:
    statement = select(cards).where(
        cards.c.user_id.in_({member for member, _ in keys}), cards.c.fact.in_({fact.fact for _, fact in keys})
    )
    rows = await connection.execute(statement)
    return {(row.user_id, FactKey(row.book, row.fact)): _read_card(row) for row in rows}


async def _plans(connection: AsyncConnection, of: Iterable[int]) -> Mapping[int, Plan]:
    rows = await connection.execute(select(study_plans).where(study_plans.c.user_id.in_(set(of))))
    return {row.user_id: Plan(row.retention, row.exam, row.new_a_day) for row in rows}


def _answers(member: int, since: datetime) -> list[ColumnElement[bool]]:
    return [review_log.c.user_id == member, review_log.c.at >= since, review_log.c.rating.is_not(None)]


def _is_card(member: int, fact: FactKey) -> ColumnElement[bool]:
    return (cards.c.user_id == member) & (cards.c.book == fact.book) & (cards.c.fact == fact.fact)


def _card_values(key: CardKey, card: Card, plan: Plan) -> dict[str, Any]:
    member, fact = key
    memory = card.memory
    return {
        "user_id": member,
        "book": fact.book,
        "fact": fact.fact,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "reviewed_at": memory.reviewed if memory else None,
        "wanted_at": card.wanted,
        "asked": card.asked,
        "begun_at": memory.reviewed if memory else None,
        "due_at": due(card, plan),
    }


def _answer_values(attempt: Attempt) -> dict[str, Any]:
    return {
        "credit": attempt.credit,
        "certainty": int(attempt.certainty),
        "hinted": attempt.hinted,
        "in_round": attempt.in_round,
    }


def _kept(moment: datetime) -> datetime:
    """The moment as the database keeps it, in whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _read_card(row: Row[Any]) -> Card:
    memory = None if row.stability is None else Memory(row.stability, row.difficulty, row.reviewed_at)
    return Card(memory, row.wanted_at, row.asked)


def _read_entry(row: Row[Any]) -> Entry:
    return Wish(row.at) if row.rating is None else Review(row.question_key, Rating(row.rating), row.at)
