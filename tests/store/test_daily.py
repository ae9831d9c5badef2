"""Daily posts and questions of the day in the store."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.quiz.question import Chosen, Grade
from bot.quiz.round import Given, Posed
from bot.store.daily_posts import DailyKind, DailyPost
from bot.store.daily_questions import DailyQuestion, Opened
from bot.store.due import Due
from bot.store.store import Store
from tests.quiz.questions import choice
from tests.store.rounds import ANA, BEN, CHANNEL, GUILD

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
POST = DailyPost(GUILD, DailyKind.QUESTION, CHANNEL, time(9, 30), "Europe/Berlin", NOW)
RIGHT, WRONG = Grade(credit=1), Grade(credit=0)


def question(guild: int = GUILD, posted: datetime = NOW) -> DailyQuestion:
    return DailyQuestion(0, guild, CHANNEL, None, Posed(choice(), (1, 0)), posted, posted + timedelta(days=1))


async def test_a_daily_post_is_kept_changed_and_switched_off(store: Store) -> None:
    assert await store.daily_posts.of(GUILD) is None
    await store.daily_posts.keep(POST)
    assert await store.daily_posts.of(GUILD) == POST
    off = replace(POST, kind=DailyKind.ON_THIS_DAY, next_at=None)
    await store.daily_posts.keep(off)
    assert await store.daily_posts.of(GUILD) == off
    assert not off.is_on
    assert await store.daily_posts.due(TOMORROW) == []


async def test_a_daily_post_is_moved_on_by_one_of_many(store: Store) -> None:
    await store.daily_posts.keep(POST)
    assert await store.daily_posts.due(NOW - timedelta(seconds=1)) == []
    assert await store.daily_posts.due(NOW) == [Due(GUILD, GUILD)]
    moved = await asyncio.gather(*(store.daily_posts.move(POST, TOMORROW) for _ in range(4)))
    assert sorted(moved) == [False, False, False, True]
    assert await store.daily_posts.due(NOW) == []
    assert not await store.daily_posts.move(replace(POST, next_at=TOMORROW, kind=DailyKind.ON_THIS_DAY), NOW)


async def test_a_question_is_answered_once_and_closed_once(store: Store) -> None:
    kept = await store.daily_questions.add(question())
    await store.daily_questions.keep_message(kept.id, 77)
    assert await store.daily_questions.find(GUILD, kept.id) == replace(kept, message=77)
    assert await store.daily_questions.find(GUILD + 1, kept.id) is None
    first, second = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    assert await store.daily_questions.open(kept.id, ANA, first) is None
    assert await store.daily_questions.open(kept.id, ANA, second) is None
    await store.daily_questions.answer(ANA, first, Chosen(indices=(0,)), RIGHT, second)
    assert await store.daily_questions.answers(kept.id) == {}
    await store.daily_questions.answer(ANA, second, Chosen(indices=(1,)), WRONG, second)
    await store.daily_questions.answer(ANA, second, Chosen(indices=(0,)), RIGHT, second)
    given = Given(Chosen(indices=(1,)), WRONG, 0, second)
    assert await store.daily_questions.answers(kept.id) == {ANA: given}
    assert await store.daily_questions.open(kept.id, ANA, TOMORROW) == Opened(second, given)
    assert await store.daily_questions.opened(kept.id, ANA) == Opened(second, given)
    assert await store.daily_questions.due(TOMORROW) == [Due(kept.id, GUILD)]
    assert sorted(await asyncio.gather(*(store.daily_questions.close(kept.id) for _ in range(3)))) == [
        False,
        False,
        True,
    ]
    assert await store.daily_questions.due(TOMORROW) == []


async def test_an_answer_after_the_close_or_of_another_sitting_does_not_count(store: Store) -> None:
    kept = await store.daily_questions.add(question())
    await store.daily_questions.open(kept.id, BEN, NOW)
    await store.daily_questions.answer(BEN, TOMORROW, Chosen(indices=(0,)), RIGHT, TOMORROW)
    await store.daily_questions.close(kept.id)
    await store.daily_questions.answer(BEN, NOW, Chosen(indices=(0,)), RIGHT, TOMORROW)
    assert await store.daily_questions.answers(kept.id) == {}


async def test_a_server_knows_what_it_has_been_asked_and_which_question_was_last(store: Store) -> None:
    old = await store.daily_questions.add(question(posted=NOW - timedelta(days=9)))
    new = await store.daily_questions.add(question())
    await store.daily_questions.add(question(guild=GUILD + 1, posted=TOMORROW))
    assert await store.daily_questions.asked(GUILD) == {new.posed.question.key: NOW}
    assert await store.daily_questions.last_closed(GUILD, NOW) is None
    for each in (old, new):
        await store.daily_questions.close(each.id)
    assert await store.daily_questions.last_closed(GUILD, NOW) == replace(new, is_closed=True)
    assert await store.daily_questions.last_closed(GUILD, TOMORROW + timedelta(days=1)) is None


async def test_a_question_that_could_not_be_posted_was_never_asked(store: Store) -> None:
    kept = await store.daily_questions.add(question())
    await store.daily_questions.open(kept.id, ANA, NOW)
    await store.daily_questions.drop(kept.id)
    assert await store.daily_questions.asked(GUILD) == {}
    assert await store.daily_questions.opened(kept.id, ANA) is None
