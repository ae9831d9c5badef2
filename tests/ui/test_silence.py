"""A Discord that takes a request and never answers holds nothing up for long."""

import random
from datetime import UTC, datetime

import pytest

from bot import app
from bot.sandbox import transcript
from bot.ui.client import DiscordUnreachable, connect
from tests.ui.playing import ROOM, Table
from tests.ui.test_daily_posts import nine, posts, turn_on
from tests.ui.test_interrupted_answers import CALLBACK
from tests.ui.test_nothing_lost import MESSAGE, MESSAGES, QUESTION, finish, is_open, right_button

PATIENCE_SECONDS = 40


async def test_the_reveal_comes_all_the_same(table: Table) -> None:
    await table.start_round(QUESTION | {"seconds": 5})
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    table.sandbox.faults.silence(method="PATCH", route=MESSAGE)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=PATIENCE_SECONDS)
    await table.next()
    assert "**Ana** · 10 points" in transcript.plain(await table.shown("The round is over"))


@pytest.mark.parametrize("happens", [False, True])
async def test_the_question_comes_once(table: Table, happens: bool) -> None:
    table.sandbox.faults.silence(method="POST", route=MESSAGES, happens=happens)
    await table.start_round(QUESTION)
    await table.sandbox.until(lambda: is_open(table), timeout=PATIENCE_SECONDS)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert "**Ana** · 10 points" in await finish(table, card)
    assert sum("Question 1 of 1" in text for text in table.read("Ben")) == 1


async def test_a_round_begins_although_its_start_is_not_acknowledged(table: Table) -> None:
    table.sandbox.faults.silence(route=CALLBACK)
    await table.person("Ana").command("quiz start", QUESTION, channel=ROOM)
    await table.next()
    await table.sandbox.until(
        lambda: any("Question 1 of 1" in text for text in table.read("Ben")), timeout=PATIENCE_SECONDS
    )


async def test_a_daily_post_is_sent_at_the_next_try(table: Table) -> None:
    await turn_on(table)
    table.sandbox.faults.silence(method="POST", route=MESSAGES)
    table.ahead = nine() - datetime.now(UTC)
    assert table.clio is not None
    await table.clio.ticking.tick()
    assert posts(table) == []
    await table.clio.ticking.tick()
    await table.sandbox.until(lambda: posts(table))
    assert len(posts(table)) == 1


async def test_a_start_that_nobody_answers_ends_with_the_reason(table: Table) -> None:
    await table.stop()
    table.sandbox.faults.silence(method="GET", route="/users/@me")
    async with app.opened(table.settings, random.Random(5), table.now) as client:
        with pytest.raises(DiscordUnreachable, match="it does not answer"):
            await connect(client, table.settings.token)
