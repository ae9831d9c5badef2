"""A clock that is set back, as after a wrong one was corrected, stops no round and takes nothing from anybody."""

import asyncio
from datetime import timedelta

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import QUESTION, right_button

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
