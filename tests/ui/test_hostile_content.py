"""The texts of an uploaded chapter are text on every card that shows them, whatever stands in them."""

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.people import Person
from tests.ui.playing import ROOM, Table
from tests.ui.test_hostile_names import RAW, texts_of
from tests.ui.test_packs import upload

EVIL = "Eve @everyone <@1> <@&2> <#3> <t:0> **b** [x](https://evil.example) `c` ||s|| {0.__class__} %s # h"
CHAPTER = "pack-1/evil"
PACK = """\
schema: 1
chapter:
  id: evil
  title: "EVIL"
  abstract: "EVIL"
  author: [{literal: "EVIL"}]
  keywords: ["EVIL"]
  questions-to-discuss: ["EVIL"]
people:
  eve: {name: "EVIL", aliases: ["EVIL too"], role: "EVIL", not: [eva], cite: {source: paper}}
  eva: {name: "Eva EVIL", role: "EVIL", cite: {source: paper}}
terms:
  evil: {term: "EVIL of terms", meaning: "EVIL", cite: {source: paper}}
events:
  start: {label: "EVIL", date: 1934-10, place: "EVIL", leads-to: [end], note: "EVIL", people: [eve],
          cite: {source: paper, locator: "EVIL"}}
  end: {label: "EVIL", date: 1935-10, people: [eve], cite: {source: paper}}
sources:
  paper: {type: book, title: "EVIL", author: [{family: "EVIL"}], publisher: "EVIL", issued: 1934, text: "EVIL",
          note: "EVIL", licence: "EVIL"}
facts:
  f-began: {text: "EVIL", about: [eve], view: "EVIL", certainty: disputed, cite: {source: paper}}
questions:
  q-began:
    kind: choice
    prompt: "EVIL"
    options: [{text: "Eve EVIL", correct: true}, {text: "Other EVIL"}]
    hint: "EVIL"
    tests: [f-began]
    explain: "EVIL"
    cite: {source: paper}
"""


async def test_no_card_lets_a_text_mention_format_or_link(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    assert "The pack is" in await upload(mara, PACK.replace("EVIL", EVIL))
    cards = await _looked_up(ana)
    cards += await _played(table, ana)
    told = [text for message in (*cards, *ana.messages(ROOM)) for text in texts_of(message) if "Eve" in text]
    assert len(told) >= 40
    assert [text for text in told if RAW.search(text)] == []
    assert not any(message.mentions or message.mention_everyone or message.mention_roles for message in cards)


async def test_a_title_of_thousands_of_characters_is_refused_where_it_stands(table: Table) -> None:
    told = await upload(table.person("Mara"), PACK.replace('title: "EVIL"', f'title: "{"x " * 2000}"', 1))
    assert "march.yaml:4:10: chapter.title" in told


async def _looked_up(ana: Person) -> list[Message]:
    """Everything that can be asked about it, and what its buttons open."""
    cards: list[Message] = []
    for path, options in (
        ("read chapter", {"chapter": CHAPTER}),
        ("fact", {"chapter": CHAPTER}),
        ("who", {"person": await _offered(ana, "who", "person")}),
        ("define", {"term": await _offered(ana, "define", "term")}),
        ("find", {"query": "Eve"}),
        ("today", {}),
        ("timeline", {"chapter": CHAPTER}),
        ("review", {"chapter": CHAPTER}),
        ("progress", {}),
        ("content packs", {}),
    ):
        shown = (await ana.command(path, options, channel=ROOM)).message
        assert shown is not None, path
        assert "There is no" not in texts_of(shown)[0], path
        cards.append(shown)
        for control in _buttons(shown):
            if control in _buttons(shown):  # the press before may have drawn the card anew
                opened = (await ana.press(shown, custom_id=control)).message
                cards += [opened] if opened else []
    return cards


async def _played(table: Table, ana: Person) -> list[Message]:
    await ana.command("quiz start", {"chapter": CHAPTER, "mode": "hosted"}, channel=ROOM)
    await table.next()
    card = await table.shown("Question 1 of 1")
    hint = (await ana.press(card, label="Hint (−3 points)")).message
    await ana.press(card, label="A")
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    await table.next()
    await table.shown("The round is over")
    board = (await ana.command("leaderboard", {"chapter": CHAPTER}, channel=ROOM)).message
    return [each for each in (hint, board) if each]


async def _offered(ana: Person, path: str, option: str) -> str:
    choices = (await ana.autocomplete(path, option, "Eve", channel=ROOM)).choices or []
    return str(choices[0]["value"])


def _buttons(shown: Message) -> list[str]:
    return [str(each["custom_id"]) for each in walk(shown.components) if each["type"] == 2 and not each.get("disabled")]
