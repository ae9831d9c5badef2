"""A member's name is text on every card that shows it, whatever stands in it."""

import re

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import right_button

EVIL = "Eve @everyone <@1> <@&2> <#3> **b** [x](https://evil.example) `c` ||s|| {0.__class__} %s \u202egnol\u200b # h"
QUESTION = {"chapter": "treaties/leaving-the-war", "kinds": "choice", "questions": 1, "mode": "hosted"}
RAW = re.compile(r"@everyone|(?<!\\)<[@#]|(?<!\\)\*\*b|(?<!\\)\[x\]|(?<!\\)`c|(?<!\\)\|\|s|(?<!@)[\u202e\u200b]")


async def test_no_card_lets_a_name_mention_format_or_turn_anything_around(table: Table) -> None:
    sandbox = table.sandbox
    sandbox.add_person(EVIL)
    eve, mara = table.person(EVIL), table.person("Mara")
    sandbox.world.set_roles(eve.member, mara.member.roles)
    cards: list[Message] = []
    for path, options in (
        ("quiz schedule", {"when": "tomorrow 18:00"}),
        ("quiz schedules", {}),
        ("quiz start", {**QUESTION, "teams": 2}),
    ):
        shown = (await eve.command(path, options, channel=ROOM)).message
        cards += [shown] if shown else []
    joined = next(each["custom_id"] for each in walk(cards[-1].components) if "Team B" in each.get("label", ""))
    await eve.press(cards[-1], custom_id=joined)
    await table.next(name=EVIL)
    card = await table.shown("Question 1 of 1")
    await eve.press(card, custom_id=right_button(card))
    await table.next(name=EVIL)
    await sandbox.until(lambda: "✅" in transcript.plain(card))
    await table.next(name=EVIL)
    await table.shown("The round is over")
    for path in ("leaderboard", "progress", "settings", "quiz schedules"):
        shown = (await eve.command(path, channel=ROOM)).message
        cards += [shown] if shown else []
        for button in walk(shown.components) if shown else ():
            if str(button.get("custom_id", "")).startswith("clio:changes"):
                cards += [(await eve.press(shown, custom_id=button["custom_id"])).message or shown] if shown else []
    told = [text for message in (*cards, *eve.messages(ROOM)) for text in texts_of(message) if "Eve" in text]
    assert len(told) >= 4
    assert [text for text in told if RAW.search(text)] == []
    assert not any(message.mentions or message.mention_everyone or message.mention_roles for message in cards)


def texts_of(message: Message) -> list[str]:
    """The texts of a card as they are sent, without what Clio itself mentions."""
    own = f"<#{message.channel_id}>"
    return [str(each["content"]).replace(own, "") for each in walk(message.components) if "content" in each]
