import random
from dataclasses import replace
from datetime import timedelta

from bot.quiz import round as rules
from bot.quiz.question import Chosen, Typed
from bot.quiz.round import Phase
from bot.quiz.rules import Rules
from bot.store.group_sums import FEWEST_PEOPLE
from bot.store.store import Store
from bot.study.attempts import Attempt
from bot.study.memory import FactKey
from bot.study.progress import Said
from bot.study.rating import Certainty
from tests.quiz.questions import choice, named
from tests.store.rounds import ANA, BEN, CHANNEL, GUILD, NOW, given

DAY = timedelta(days=1)


def attempt(credit: float, at: int, certainty: Certainty = Certainty.UNSAID, member: int = ANA) -> Attempt:
    facts = (FactKey("book", "f-a"), FactKey("book", "f-b"))
    return Attempt(member, "book/chapter/q", facts, credit, NOW + at * DAY, certainty)


async def test_answers_are_counted_by_day_and_once_for_several_facts(store: Store) -> None:
    await store.reviews.record([attempt(1, 0), attempt(0, 3), attempt(1, 3, member=BEN)])
    await store.reviews.record([replace(attempt(1, 3), at=NOW + 3 * DAY + timedelta(minutes=1))])
    await store.reviews.want(ANA, [FactKey("book", "f-a")], NOW + 5 * DAY)
    assert await store.study_sums.days(ANA, NOW) == {NOW.date(): 1, (NOW + 3 * DAY).date(): 2}
    assert await store.study_sums.days(ANA, NOW + DAY) == {(NOW + 3 * DAY).date(): 2}


async def test_how_often_certain_was_right_counts_what_was_said(store: Store) -> None:
    said = [(1, Certainty.CERTAIN), (0.5, Certainty.CERTAIN), (1, Certainty.GUESS), (0, Certainty.UNSAID)]
    await store.reviews.record([attempt(credit, day, certainty) for day, (credit, certainty) in enumerate(said)])
    assert await store.study_sums.said(ANA) == [Said(Certainty.GUESS, 1, 1), Said(Certainty.CERTAIN, 2, 1)]
    assert await store.study_sums.said(BEN) == []


async def play(store: Store, people: int, guild: int = GUILD) -> None:
    """A round in which everybody chose the first wrong option, and typed a name of their own."""
    posed = rules.pose_all([choice(), named()], random.Random(3))
    new = rules.begin(guild=guild, channel=CHANNEL, host=ANA, title="T", how=Rules(), posed=posed, lobby_ends=NOW)
    wrong = next(index for index, option in enumerate(choice().options) if not option.correct)
    answers = (
        {who: given(0, Chosen(indices=(wrong,))) for who in range(people)},
        {who: given(0, Typed(text=f"guess {who}")) for who in range(people)},
    )
    kept = await store.rounds.create(new, "Ana", NOW)
    played = replace(kept, phase=Phase.REVEALED, position=1, answers=answers)
    for position, by_member in enumerate(answers):
        for who, each in by_member.items():
            await store.rounds.record_answer(played, position, who, f"m{who}", each)
    await store.rounds.finish(rules.stop(played), NOW)


async def test_a_server_of_enough_people_has_sums_of_what_they_share(store: Store) -> None:
    await play(store, FEWEST_PEOPLE)
    sums = await store.group_sums.sums(GUILD, NOW - DAY, 5)
    assert sums.people == FEWEST_PEOPLE
    assert [(each.people, each.right) for each in sums.chapters] == [(FEWEST_PEOPLE, 0)]
    assert {each.question.kind for each in sums.questions} == {"choice", "name"}
    assert [(each.question.kind, each.people) for each in sums.wrong_answers] == [("choice", FEWEST_PEOPLE)]


async def test_nothing_is_told_of_fewer_people_or_of_another_server_or_time(store: Store) -> None:
    await play(store, FEWEST_PEOPLE - 1)
    await play(store, FEWEST_PEOPLE, GUILD + 1)
    for sums in (
        await store.group_sums.sums(GUILD, NOW - DAY, 5),
        await store.group_sums.sums(GUILD + 1, NOW + DAY, 5),
    ):
        assert sums.people is None
        assert [*sums.chapters, *sums.questions, *sums.wrong_answers] == []
