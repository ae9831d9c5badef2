"""A clock that is set back, as after a wrong one was corrected, stops no round and takes nothing from anybody."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from tests.ui.playing import ROOM, Table
from tests.ui.test_daily_posts import nine, posts, turn_on
from tests.ui.test_nothing_lost import QUESTION, is_open, right_button
from tests.ui.test_schedules import at, begun, evening, plan
from tests.ui.test_study import review_everything, study

AN_HOUR = timedelta(hours=1)


async def test_an_open_question_is_revealed_in_its_time(table: Table) -> None:
    await table.start_round(QUESTION | {"seconds": 5})
    card = await table.shown("Question 1 of 1")
    await asyncio.sleep(1)
    table.ahead = -AN_HOUR
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "Locked in" in told.text
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=15)
    await table.next()
    assert "**Ana** · 10 points" in transcript.plain(await table.shown("The round is over"))


async def test_a_lobby_comes_to_its_question(table: Table) -> None:
    await table.person("Ana").command("quiz start", QUESTION, channel=ROOM)
    await asyncio.sleep(1)
    table.ahead = -AN_HOUR
    await table.shown("Question 1 of 1")


async def test_a_pause_keeps_no_more_than_the_whole_time(table: Table) -> None:
    await table.start_round(QUESTION | {"seconds": 5})
    card = await table.shown("Question 1 of 1")
    await table.sandbox.until(lambda: is_open(table))
    table.ahead = -AN_HOUR
    await table.person("Ana").command("quiz pause", channel=ROOM)
    await table.person("Ana").command("quiz resume", channel=ROOM)
    assert table.clio is not None
    (ongoing,) = table.clio.services.rounds.in_guild(table.sandbox.guild.id)
    assert ongoing.round.deadline is not None
    assert ongoing.round.deadline - table.now() <= timedelta(seconds=5)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=15)


async def test_a_round_that_is_resumed_earlier_than_it_was_left_goes_on(table: Table) -> None:
    await table.start_round(QUESTION | {"seconds": 5})
    card = await table.shown("Question 1 of 1")
    await table.stop()
    table.ahead = -AN_HOUR
    await table.start()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=15)


async def test_a_review_goes_on_although_its_answers_lie_ahead(table: Table) -> None:
    ana = table.person("Ana")
    for answers in range(1, 3):
        begun = (await ana.command("review", channel=ROOM)).message
        assert begun is not None
        assert "Review" in transcript.plain(begun)
        controls = [str(each.get("custom_id")) for each in walk(begun.components)]
        control = next(each for each in controls if each.startswith(("clio:review-choose", "clio:review-type")))
        told = await ana.press(begun, custom_id=control)
        if told.modal is not None:
            told = await ana.submit(told, {"text": "Lenin"})
        assert "Something went wrong" not in told.text
        assert await table.rows("SELECT count(*) FROM review_log") == [(answers,)]
        table.ahead -= timedelta(days=2)


async def test_a_planned_round_begins_once_and_the_next_one_in_its_time(table: Table) -> None:
    starts = evening()
    await plan(table, repeat="weekly")
    await at(table, starts)
    await table.shown("starts a round")
    await table.person("Mara").command("quiz stop", channel=ROOM)
    for hours in (-1, -0.5, 0, 1):
        await at(table, starts + timedelta(hours=hours))
    assert len(begun(table)) == 1
    await at(table, starts + timedelta(weeks=1))
    await table.sandbox.until(lambda: len(begun(table)) == 2)


async def test_a_daily_post_comes_once_a_day(table: Table) -> None:
    await turn_on(table)
    first = nine()
    for minutes in (0, -60, -1, 0, 60):
        await at(table, first + timedelta(minutes=minutes))
    assert len(posts(table)) == 1
    await at(table, first + timedelta(days=1))
    await table.sandbox.until(lambda: len(posts(table)) == 2)


async def test_a_reminder_comes_once_a_day(table: Table) -> None:
    await review_everything(table, "Ana")
    await study(table.person("Ana"), "remind", hour=9, zone="UTC")
    await table.rows("UPDATE cards SET due_at = 0")
    assert table.clio is not None
    first = nine()
    for hours in (0, -1, 0, 1):
        table.ahead = first + timedelta(hours=hours) - datetime.now(UTC)
        await table.clio.reminding.remind()
    assert table.clio.reminding.sent == 1
    table.ahead = first + timedelta(days=1) - datetime.now(UTC)
    await table.clio.reminding.remind()
    assert table.clio.reminding.sent == 2
