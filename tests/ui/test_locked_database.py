"""A move that the database keeps late or refuses is shown only once it is kept, and stops no round."""

import asyncio

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from tests.databases import ON_SQLITE, locked
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import QUESTION, right_button

SHORT = QUESTION | {"seconds": 5}
BEFORE_THE_DEADLINE = 3.5
"""After so many seconds the database refuses a move only when the deadline of a short question is over."""


async def ask_short(table: Table) -> Message:
    await table.start_round(SHORT)
    card = await table.shown("Question 1 of 1")
    await asyncio.sleep(BEFORE_THE_DEADLINE)
    return card


@ON_SQLITE  # PostgreSQL is waited for six times as long
@pytest.mark.parametrize("move", ["stop", "pause"])
async def test_a_move_that_is_refused_is_not_shown_and_the_round_goes_on(table: Table, move: str) -> None:
    card = await ask_short(table)
    async with locked(table.settings.database_url):
        await table.person("Ana").command(f"quiz {move}", channel=ROOM)
        await table.sandbox.until(
            lambda: any("cannot reach its database" in text for text in table.read("Ana")), timeout=15
        )
        assert "✅" not in transcript.plain(card)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=20)
    await table.shown("The round is over")


async def test_a_pause_that_is_kept_late_still_stops_the_clock(table: Table) -> None:
    card = await ask_short(table)
    async with locked(table.settings.database_url):
        await table.person("Ana").command("quiz pause", channel=ROOM)
        await asyncio.sleep(1)
    await table.shown("The round is paused")
    assert "✅" not in transcript.plain(card)
    await table.person("Ana").command("quiz resume", channel=ROOM)
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "Locked in" in told.text


@ON_SQLITE  # as above
async def test_an_answer_that_was_refused_twice_counts_for_nothing(table: Table) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    ana = table.person("Ana")
    async with locked(table.settings.database_url):
        for _ in range(2):
            await ana.press(card, custom_id=right_button(card))
        await table.sandbox.until(
            lambda: sum("cannot reach its database" in text for text in table.read("Ana")) == 2, timeout=20
        )
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=20)
    await table.next()
    assert "Nobody answered" in transcript.plain(await table.shown("The round is over"))
