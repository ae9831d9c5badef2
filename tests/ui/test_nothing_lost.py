"""What goes wrong between Clio and Discord costs no acknowledged answer, counts none twice, and frees the channel."""

import asyncio

import pytest

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from tests.ui.playing import ROOM, Table

QUESTION = {"chapter": "treaties/leaving-the-war", "kinds": "choice", "questions": 1, "seconds": 60}
MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"


def right_button(card: Message) -> str:
    return next(each["custom_id"] for each in walk(card.components) if each["type"] == 2 and "Brest" in each["label"])


async def finish(table: Table, card: Message) -> str:
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=30)
    await table.next()
    return transcript.plain(await table.shown("The round is over"))


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_of_discord_delays_a_reveal_and_loses_nothing(table: Table, status: int) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    table.sandbox.faults.fail(status, method="PATCH", route=MESSAGE, times=1)
    assert "**Ana** · 10 points" in await finish(table, card)


async def test_a_long_outage_of_discord_is_waited_for(table: Table) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    outage = table.sandbox.faults.fail(503, method="PATCH", route=MESSAGE, times=3)
    await table.next()
    await table.sandbox.until(lambda: outage.left == 0, timeout=30)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=30)
    assert "██████████ 1" in transcript.plain(card)


@pytest.mark.parametrize("is_global", [False, True])
async def test_a_rate_limit_delays_the_next_card(table: Table, is_global: bool) -> None:
    table.sandbox.faults.limit(0.5, is_global=is_global, method="POST", route=MESSAGES)
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert "**Ana** · 10 points" in await finish(table, card)


async def test_a_card_whose_answer_was_lost_on_the_way_is_not_sent_twice(table: Table) -> None:
    table.sandbox.faults.cut(method="POST", route=MESSAGES, happens=True)
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.sandbox.until(lambda: is_open(table), timeout=30)
    assert "**Ana**" not in await finish(table, card)
    assert sum("Question 1 of 1" in text for text in table.read("Ben")) == 1


async def test_the_same_click_twice_at_once_counts_once(table: Table) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    ana = table.person("Ana")
    both = await asyncio.gather(*(ana.press(card, custom_id=right_button(card)) for _ in range(2)))
    assert all("Brest" in exchange.text for exchange in both)
    assert "**Ana** · 10 points · 1 of 1 right" in await finish(table, card)
    assert await table.rows("SELECT count(*) FROM answers") == [(1,)]


async def test_stopping_while_the_reveal_is_on_its_way_ends_the_round_once(table: Table) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    for name in ("Ana", "Ben"):
        await table.person(name).press(card, custom_id=right_button(card))
    table.sandbox.faults.slow(1.5, method="PATCH", route=MESSAGE, happens=True)
    await table.next()
    await asyncio.sleep(1.3)  # the reveal is under way now
    await table.person("Ana").command("quiz stop", channel=ROOM)
    final = transcript.plain(await table.shown("The round was ended"))
    assert final.count("10 points") == 2
    assert await table.rows("SELECT count(*), sum(points) FROM results") == [(2, 20)]


async def test_stopping_before_the_first_question_leaves_no_card_behind(table: Table) -> None:
    table.sandbox.faults.slow(1, method="POST", route=MESSAGES, happens=True)
    await table.start_round(QUESTION)
    await table.person("Ana").command("quiz stop", channel=ROOM)
    await table.shown("The round was ended")
    assert not any("Question 1 of 1" in text for text in table.read("Ana"))
    await table.start_round(QUESTION)


async def test_the_last_second_counts_and_the_one_after_does_not(table: Table) -> None:
    await table.start_round(QUESTION | {"seconds": 5})
    card = await table.shown("Question 1 of 1")
    button = right_button(card)
    await asyncio.sleep(4.5)
    assert "Locked in" in (await table.person("Ana").press(card, custom_id=button)).text
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=10)
    late = await table.person("Ben").raw(3, {"custom_id": button, "component_type": 2}, channel=ROOM, message=card)
    assert "closed" in late.text
    await table.next()
    assert "Ben" not in transcript.plain(await table.shown("The round is over"))


async def test_a_refused_resume_of_the_gateway_does_not_disturb_the_round(table: Table) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    table.sandbox.faults.refuse_resumes = 1
    table.sandbox.faults.drop_gateway(resumable=True)
    await table.sandbox.until(lambda: not table.sandbox.world.online, timeout=10)
    await table.sandbox.until(lambda: table.sandbox.world.online, timeout=30)
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert "**Ana** · 10 points" in await finish(table, card)


def is_open(table: Table) -> bool:
    """Whether the question is open in the bot's own eyes."""
    assert table.clio is not None
    rounds = table.clio.services.rounds.in_guild(table.sandbox.guild.id)
    return bool(rounds) and rounds[0].round.deadline is not None
