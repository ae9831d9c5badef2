"""A click means what its card showed: on a card that the round has left behind it does nothing."""

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from tests.ui.playing import ROOM, Table

HOSTED = {"chapter": "treaties/leaving-the-war", "mode": "hosted", "questions": 2}


def host_button(card: Message) -> str:
    return next(each["custom_id"] for each in walk(card.components) if "(host)" in each.get("label", ""))


async def click(table: Table, card: Message, button: str) -> str:
    told = await table.person("Ana").raw(3, {"custom_id": button, "component_type": 2}, channel=ROOM, message=card)
    return told.text


async def test_the_hosts_second_tap_neither_skips_the_reveal_nor_the_next_question(table: Table) -> None:
    await table.start_round(HOSTED)
    first = await table.shown("Question 1 of 2")
    reveal = host_button(first)
    assert "goes on" in await click(table, first, reveal)
    await table.sandbox.until(lambda: "✅" in transcript.plain(first))
    assert "moved on" in await click(table, first, reveal)
    following = host_button(first)
    assert "goes on" in await click(table, first, following)
    second = await table.shown("Question 2 of 2")
    for late in (reveal, following):
        assert "moved on" in await click(table, first, late)
    assert "✅" not in transcript.plain(second)


async def test_the_hosts_button_of_an_ended_round_does_not_lead_the_next_one(table: Table) -> None:
    await table.start_round(HOSTED)
    old = await table.shown("Question 1 of 2")
    button = host_button(old)
    await table.person("Ana").command("quiz stop", channel=ROOM)
    await table.shown("The round was ended")
    await table.start_round(HOSTED)
    await table.sandbox.until(lambda: sum("Question 1 of 2" in text for text in table.read("Ben")) == 2, timeout=20)
    assert "This round is over" in await click(table, old, button)
    assert "✅" not in table.read("Ben")[-1]
