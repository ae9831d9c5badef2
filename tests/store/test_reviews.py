import random
from collections import defaultdict
from datetime import datetime, timedelta

import pytest

from bot.quiz.round import Posed
from bot.store.sittings import Sitting
from bot.store.store import Store
from bot.study.attempts import Attempt
from bot.study.memory import Entry, FactKey, rebuilt
from bot.study.plan import Plan, due
from bot.study.rating import Certainty
from tests.databases import ON_SQLITE, rows_of
from tests.quiz.questions import choice
from tests.store.rounds import ANA, BEN, NOW

DAY = timedelta(days=1)
FACTS = [FactKey("stalin-and-stalinism", f"f-{number}") for number in range(12)]


def attempt(
    fact: FactKey = FACTS[0], *, credit: float = 1, at: datetime = NOW, member: int = ANA, in_round: bool = False
) -> Attempt:
    return Attempt(member, f"{fact.book}/chapter/q-{fact.fact}", (fact,), credit, at, in_round=in_round)


async def test_an_answer_makes_a_card_that_is_due_when_fsrs_says(store: Store) -> None:
    await store.reviews.record([attempt(), attempt(FACTS[1], credit=0)])
    assert await store.reviews.due(ANA, NOW) == []
    upcoming = await store.reviews.upcoming(ANA, NOW, NOW + 30 * DAY)
    assert [(waiting.fact, waiting.due) for waiting in upcoming] == [(FACTS[1], NOW + DAY), (FACTS[0], NOW + 2 * DAY)]
    assert await store.reviews.due(ANA, NOW + 5 * DAY) == [FACTS[1], FACTS[0]]


async def test_the_same_answer_handed_in_twice_counts_once(store: Store) -> None:
    for _ in range(2):
        await store.reviews.record([attempt(at=NOW + timedelta(microseconds=7)), attempt(FACTS[1])])
    assert len(await store.reviews.log(ANA)) == 2


async def test_ones_cards_are_ones_own(store: Store) -> None:
    await store.reviews.record([attempt(), attempt(FACTS[1], member=BEN)])
    assert set(await store.reviews.cards(ANA)) == {FACTS[0]}
    assert await store.reviews.due(BEN, NOW + 9 * DAY) == [FACTS[1]]


async def test_a_question_that_tests_two_facts_moves_both(store: Store) -> None:
    await store.reviews.record([Attempt(ANA, "b/c/q", (FACTS[0], FACTS[1], FACTS[0]), 1, NOW)])
    assert set(await store.reviews.cards(ANA)) == {FACTS[0], FACTS[1]}


async def test_what_is_wanted_is_due_at_once_also_when_it_was_answered_today(store: Store) -> None:
    await store.reviews.record([attempt()])
    await store.reviews.want(ANA, FACTS[:2], NOW + timedelta(minutes=1))
    assert await store.reviews.due(ANA, NOW + timedelta(minutes=2)) == FACTS[:2]
    await store.reviews.record([attempt(at=NOW + timedelta(minutes=3))])
    assert await store.reviews.due(ANA, NOW + timedelta(minutes=4)) == [FACTS[1]]


async def test_a_changed_plan_moves_every_card(store: Store) -> None:
    for days in (0, 2, 13):
        await store.reviews.record([attempt(at=NOW + days * DAY)])
    at = NOW + 13 * DAY
    (usual,) = await store.reviews.upcoming(ANA, at, at + 365 * DAY)
    await store.reviews.keep_plan(ANA, Plan(0.95))
    (sooner,) = await store.reviews.upcoming(ANA, at, at + 365 * DAY)
    assert at < sooner.due < usual.due
    exam = (at + 5 * DAY).date()
    await store.reviews.keep_plan(ANA, Plan(0.9, exam, 3))
    (before_exam,) = await store.reviews.upcoming(ANA, at, at + 365 * DAY)
    assert before_exam.due.date() == exam - DAY
    assert await store.reviews.plan(ANA) == Plan(0.9, exam, 3)
    assert await store.reviews.plan(BEN) == Plan()


async def test_new_facts_are_counted_by_the_day_on_which_they_were_first_answered(store: Store) -> None:
    await store.reviews.record([attempt(), attempt(FACTS[1], at=NOW + DAY)])
    await store.reviews.record([attempt(at=NOW + DAY)])
    await store.reviews.want(ANA, [FACTS[2]], NOW + DAY)
    assert await store.reviews.begun_since(ANA, NOW) == 2
    assert await store.reviews.begun_since(ANA, NOW + timedelta(seconds=1)) == 1


@pytest.mark.parametrize("seed", range(3))
async def test_the_schedule_rebuilt_from_the_log_is_the_one_that_was_kept(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    now = NOW
    for _ in range(120):
        now += timedelta(seconds=rng.randrange(3 * 86_400))
        if rng.random() < 0.15:
            await store.reviews.want(ANA, rng.sample(FACTS, 2), now)
        else:
            certainty = rng.choice(list(Certainty))
            facts = tuple(rng.sample(FACTS, rng.choice([1, 1, 2])))
            asked = f"b/c/q{rng.randrange(9)}"
            await store.reviews.record(
                [Attempt(ANA, asked, facts, rng.random() * 1.5 // 0.5 / 2, now, certainty, rng.random() < 0.2)]
            )
        if rng.random() < 0.1:
            exam = (now + rng.randrange(1, 60) * DAY).date() if rng.random() < 0.5 else None
            await store.reviews.keep_plan(ANA, Plan(rng.choice([0.85, 0.9, 0.95]), exam))
    entries = defaultdict[FactKey, list[Entry]](list)
    for fact, entry in await store.reviews.log(ANA):
        entries[fact].append(entry)
    again = {fact: rebuilt(log) for fact, log in entries.items()}
    assert again == await store.reviews.cards(ANA)
    plan = await store.reviews.plan(ANA)
    kept = {waiting.fact: waiting.due for waiting in await store.reviews.upcoming(ANA, NOW, now + 1000 * DAY)}
    assert kept == {fact: due(card, plan) for fact, card in again.items()}


def sitting(member: int = ANA) -> Sitting:
    return Sitting(member, NOW, tuple(FACTS[:3]), 0, Posed(choice(), (2, 0, 1)))


async def test_a_sitting_comes_back_as_it_was(store: Store, database_url: str) -> None:
    begun = sitting()
    await store.sittings.begin(begun)
    answered = begun.after(attempt(credit=0))
    assert await store.sittings.answer(begun, answered, attempt(credit=0))
    await store.close()
    again = await Store.open(database_url)
    assert await again.sittings.load(ANA) == answered
    assert await again.sittings.load(BEN) is None
    await again.close()


async def test_of_two_clicks_on_one_question_the_first_counts(store: Store) -> None:
    begun = sitting()
    await store.sittings.begin(begun)
    assert await store.sittings.answer(begun, begun.after(attempt()), attempt())
    late = attempt(credit=0, at=NOW + DAY)
    assert not await store.sittings.answer(begun, begun.after(late), late)
    assert len(await store.reviews.log(ANA)) == 1


async def test_a_new_sitting_ends_the_one_before(store: Store) -> None:
    old = sitting()
    await store.sittings.begin(old)
    new = Sitting(ANA, NOW + DAY, tuple(FACTS[3:5]), 0, old.posed)
    await store.sittings.begin(new)
    assert not await store.sittings.move_on(old, old.at(1, old.posed))
    assert await store.sittings.load(ANA) == new


@ON_SQLITE
async def test_what_is_due_is_found_by_its_index(store: Store, database_url: str) -> None:
    await store.reviews.record([attempt()])
    query = "SELECT book, fact FROM cards WHERE user_id = 1 AND due_at <= 5 ORDER BY due_at"
    plan = " ".join(str(row[3]) for row in await rows_of(database_url, f"EXPLAIN QUERY PLAN {query}"))
    assert "USING INDEX cards_by_when_they_are_due (user_id=? AND due_at<?)" in plan
    assert "TEMP B-TREE" not in plan


async def test_a_fact_that_has_got_another_id_keeps_its_card_and_its_log(store: Store) -> None:
    old, new = FACTS[0], FACTS[1]
    await store.reviews.record([attempt(old), attempt(old, member=BEN)])
    await store.reviews.record([attempt(new, at=NOW + 2 * DAY)])
    for _ in range(2):
        await store.reviews.rename({old: new})
    assert set(await store.reviews.cards(ANA)) == set(await store.reviews.cards(BEN)) == {new}
    log = [entry for fact, entry in await store.reviews.log(ANA) if fact == new]
    assert len(log) == 2
    assert await store.reviews.cards(ANA) == {new: rebuilt(log)}
    (waiting,) = await store.reviews.upcoming(ANA, NOW, NOW + 99 * DAY)
    assert waiting.due == NOW + 13 * DAY
    assert await store.reviews.begun_since(ANA, NOW + DAY) == 0


async def test_the_plan_of_a_place_holds_for_members_who_have_none(store: Store) -> None:
    exam = Plan(exam=(NOW + 18 * DAY).date())
    await store.reviews.keep_plan(BEN, Plan(0.9))
    for days in (0, 2, 13):
        await store.reviews.record([attempt(at=NOW + days * DAY, member=each) for each in (ANA, BEN)], exam)
    late = await due_of(store, BEN)
    assert await due_of(store, ANA) < late
    assert (await due_of(store, ANA)).date() == (NOW + 17 * DAY).date()
    for member in (ANA, BEN):
        await store.reviews.follow(member, Plan())
    assert await due_of(store, ANA) == await due_of(store, BEN) == late
    await store.reviews.follow(ANA, exam)
    assert (await due_of(store, ANA)).date() == (NOW + 17 * DAY).date()


async def test_a_plan_that_is_forgotten_gives_way_to_the_usual_one(store: Store) -> None:
    for days in (0, 2, 13):
        await store.reviews.record([attempt(at=NOW + days * DAY)])
    usual = await due_of(store, ANA)
    await store.reviews.keep_plan(ANA, Plan(0.95))
    assert await due_of(store, ANA) < usual
    await store.reviews.forget_plan(ANA, Plan())
    assert await store.reviews.own_plan(ANA) is None
    assert await due_of(store, ANA) == usual


async def due_of(store: Store, member: int) -> datetime:
    (only,) = await store.reviews.upcoming(member, NOW, NOW + 365 * DAY)
    return only.due
