"""Every kind of question, answered with its own controls through the real discord.py."""

import random
import shutil
from pathlib import Path

import pytest
import yaml

from bot.sandbox import transcript
from bot.sandbox.classmates import classmates_answer
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Json, Message
from bot.sandbox.exchanges import Exchange
from bot.sandbox.people import Person
from bot.sandboxed import ANSWER_CONTROLS
from tests.ui.playing import ROOM, Table

EVERY_KIND = Path(__file__).parent / "every_kind"
TREATIES = ("Brest-Litovsk", "Riga", "Rapallo", "Berlin")
PARTIES = ("Poland", "Germany", "Turkey")


@pytest.fixture
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A library with the one question that the test asks for."""
    copied = Path(shutil.copytree(EVERY_KIND, tmp_path / "library"))
    chapter = copied / "treaties" / "one-of-each.yaml"
    written = yaml.safe_load(chapter.read_text())
    written["questions"] = {request.param: written["questions"][request.param]}
    chapter.write_text(yaml.safe_dump(written, allow_unicode=True))
    return copied


def asks(question: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("library", [question], indirect=True)


async def first_card(table: Table, questions: int = 1) -> Message:
    await table.start_round(questions=questions, seconds=120)
    return await table.shown(f"Question 1 of {questions}")


async def own_card(person: Person, card: Message) -> Message:
    """The card of one's own that the button Answer opens."""
    opened = await person.press(card, label="Answer")
    assert opened.is_ephemeral
    assert opened.message is not None
    return opened.message


async def put_in_order(person: Person, card: Message, *items: str) -> Exchange:
    mine = await own_card(person, card)
    for item in items:
        await person.press(mine, label=item)
    return await person.press(mine, label="Lock in")


async def match(person: Person, card: Message, *rights: str) -> Exchange:
    mine = await own_card(person, card)
    for left, right in enumerate(rights):
        await choose(person, mine, left, right)
    return await person.press(mine, label="Lock in")


async def choose(person: Person, mine: Message, left: int, right: str) -> Exchange:
    menu = menus(mine)[left]
    value = next(option["value"] for option in menu["options"] if right in option["label"])
    return await person.select(mine, menu["custom_id"], [value])


def menus(message: Message) -> list[Json]:
    return [each for each in walk(message.components) if each["type"] == 3]


def buttons(message: Message) -> dict[str, Json]:
    return {each["label"]: each for each in walk(message.components) if each["type"] == 2}


async def revealed(table: Table, card: Message) -> str:
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    return transcript.plain(card)


@asks("q-order")
async def test_the_right_order_earns_everything_and_the_reveal_tells_the_dates(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    locked = await put_in_order(ana, card, *TREATIES)
    assert "Locked in" in locked.text
    text = await revealed(table, card)
    lines = [line for line in text.splitlines() if " — " in line]
    assert [line.split(" — ")[1] for line in lines] == [
        "3 March 1918",
        "18 March 1921",
        "16 April 1922",
        "24 April 1926",
    ]
    assert all(treaty in line for treaty, line in zip(TREATIES, lines, strict=True))
    assert "✓ right          ██████████ 1" in text
    assert "✅ right, 10 points" in (await ana.press(card, label="Why?")).text


@asks("q-order")
async def test_an_order_that_is_right_in_part_earns_part_and_says_why(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    await put_in_order(ana, card, "Riga", "Brest-Litovsk", "Rapallo", "Berlin")
    text = await revealed(table, card)
    assert "◐ in part        ██████████ 1" in text
    assert "Part credit: " in text
    assert "Ana" not in text
    why = (await ana.press(card, label="Why?")).text
    assert "◐ right in part, 7 points" in why
    assert "5 of 6 pairs stand in the right order." in why


@asks("q-order")
async def test_letters_stay_the_same_from_the_card_to_the_reveal(table: Table) -> None:
    card = await first_card(table)
    listed = {
        line[2]: line[7:] for line in transcript.plain(card).splitlines() if line[:2] == "**" and line[3:5] == "**"
    }
    assert len(listed) == len(TREATIES)
    mine = await own_card(table.person("Ana"), card)
    assert all(f"{letter} · {text}" in buttons(mine) for letter, text in listed.items())
    text = await revealed(table, card)
    assert all(f"**{letter}** · {item}" in text for letter, item in listed.items())


@asks("q-order")
async def test_taps_are_undone_one_by_one_or_all_at_once(table: Table) -> None:
    ana = table.person("Ana")
    mine = await own_card(ana, await first_card(table))
    assert buttons(mine)["Undo"]["disabled"]
    for item in TREATIES[:3]:
        await ana.press(mine, label=item)
    assert "Tap number 4 of 4" in transcript.plain(mine)
    assert buttons(mine)["Lock in"]["disabled"]
    await ana.press(mine, label="Undo")
    assert "Tap number 3 of 4" in transcript.plain(mine)
    await ana.press(mine, label="Start over")
    assert "Tap number 1 of 4" in transcript.plain(mine)
    assert not any(button.get("disabled") for label, button in buttons(mine).items() if "Treaty" in label)


@asks("q-order")
async def test_an_order_is_changed_from_where_it_was_locked_in(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    locked = await put_in_order(ana, card, "Brest-Litovsk", "Riga", "Berlin", "Rapallo")
    assert locked.message is not None
    mine = locked.message
    await ana.press(mine, label="Change")
    for _ in range(2):
        await ana.press(mine, label="Undo")
    for item in ("Rapallo", "Berlin"):
        await ana.press(mine, label=item)
    assert "Changed to" in (await ana.press(mine, label="Lock in")).text
    again = await own_card(ana, card)
    assert not buttons(again)["Lock in"].get("disabled")
    await revealed(table, card)
    assert "✅ right, 10 points" in (await ana.press(card, label="Why?")).text


@asks("q-order")
async def test_what_was_tapped_outlives_a_restart_of_the_bot(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    mine = await own_card(ana, card)
    for item in TREATIES[:2]:
        await ana.press(mine, label=item)
    await table.stop()
    await table.start()
    for item in TREATIES[2:]:
        await ana.press(mine, label=item)
    assert "Locked in" in (await ana.press(mine, label="Lock in")).text


@asks("q-order")
@pytest.mark.parametrize("label", ["Riga", "Lock in"])
async def test_a_tap_after_the_reveal_is_refused_and_counts_for_nothing(table: Table, label: str) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    mine = await own_card(ana, card)
    for item in TREATIES if label == "Lock in" else TREATIES[:1]:
        await ana.press(mine, label=item)
    assert "Nobody answered" in await revealed(table, card)
    late = await ana.press(mine, label=label)
    assert "closed" in late.text
    assert late.is_ephemeral
    assert "You did not answer" in (await ana.press(card, label="Why?")).text


@asks("q-long-order")
async def test_long_items_stand_in_the_text_and_their_buttons_carry_the_letter(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    mine = await own_card(ana, card)
    items = [line for line in transcript.plain(mine).splitlines() if line.startswith("**")]
    by_text = {item[7:]: item[2] for item in items}
    assert set(by_text.values()) == {"A", "B", "C"}
    for part in ("proposes", "leaves", "ratifies"):
        await ana.press(mine, label=next(letter for text, letter in by_text.items() if part in text))
    await ana.press(mine, label="Lock in")
    assert "✓ right" in await revealed(table, card)


@asks("q-match")
async def test_the_right_pairs_earn_everything(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    assert "Locked in" in (await match(ana, card, *PARTIES)).text
    text = await revealed(table, card)
    assert [line.split(" · ")[1] for line in text.splitlines() if line.startswith("→")] == list(PARTIES)
    assert "✅ right, 10 points" in (await ana.press(card, label="Why?")).text


@asks("q-match")
async def test_the_reveal_counts_who_found_each_pair_and_names_nobody(table: Table) -> None:
    card = await first_card(table)
    await match(table.person("Ana"), card, *PARTIES)
    await match(table.person("Ben"), card, "Poland", "Turkey", "Finland")
    text = await revealed(table, card)
    assert "1  ██████████ 2 of 2" in text
    assert "2  █████      1 of 2" in text
    assert "3  █████      1 of 2" in text
    assert not any(name in text for name in ("Ana", "Ben"))
    why = (await table.person("Ben").press(card, label="Why?")).text
    assert "1 of 3 pairs are right." in why
    assert "◐ right in part, 3 points" in why
    assert why.count("✗") == 2


@asks("q-match")
async def test_pairs_are_locked_in_only_when_each_has_its_match_and_changed_from_there(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    mine = await own_card(ana, card)
    await choose(ana, mine, 0, "Poland")
    await choose(ana, mine, 2, "Turkey")
    assert buttons(mine)["Lock in"]["disabled"]
    assert "Still to be matched: 1." in transcript.plain(mine)
    await choose(ana, mine, 1, "Finland")
    locked = await ana.press(mine, label="Lock in")
    assert locked.message is not None
    await ana.press(locked.message, label="Change")
    chosen = [next(option["label"] for option in menu["options"] if option.get("default")) for menu in menus(mine)]
    assert [label.split(" · ")[1] for label in chosen] == ["Poland", "Finland", "Turkey"]
    await choose(ana, mine, 1, "Germany")
    assert "Changed to" in (await ana.press(mine, label="Lock in")).text
    await revealed(table, card)
    assert "✅ right, 10 points" in (await ana.press(card, label="Why?")).text


@asks("q-match")
@pytest.mark.parametrize(
    "custom_id",
    ["clio:sort:1:0", "clio:sorted:1:0:ABC", "clio:paired:1:0:AB", "clio:paired:1:0:ZZZ", "clio:pairing:1:0:A--:9"],
)
async def test_a_control_made_by_hand_for_another_kind_is_refused(table: Table, custom_id: str) -> None:
    card = await first_card(table)
    forged = await table.person("Ben").raw(3, {"custom_id": custom_id, "component_type": 2}, message=card)
    assert forged.is_ephemeral
    assert "reference" not in forged.text
    if custom_id != "clio:sorted:1:0:ABC":
        assert "Nobody answered" in await revealed(table, card)


@asks("q-multi")
async def test_several_right_answers_are_chosen_in_a_select_under_their_picture(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    assert "<picture: A map of eastern Europe" in transcript.plain(card)
    [menu] = menus(card)
    values = [option["value"] for option in menu["options"] if "Rapallo" in option["label"]]
    await ana.select(card, None, values)
    text = await revealed(table, card)
    assert "<picture: A map of eastern Europe" in text
    assert text.count("✅ **") == 2
    assert text.count("✗ **") == 2
    assert "Part credit: " in text
    assert "You chose 1 of the 2 right options." in (await ana.press(card, label="Why?")).text


@asks("q-long-choice")
async def test_long_options_stand_in_the_text_of_the_card_and_of_the_reveal(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    line = next(line for line in transcript.plain(card).splitlines() if "Claims for the costs" in line)
    assert list(buttons(card)) == ["A", "B", "C"]
    await ana.press(card, label=line[2])
    text = await revealed(table, card)
    assert f"✅ **{line[2]}** · Claims for the costs" in text
    assert "`██████████ 1`" in text
    assert "`           0`" in text


@asks("q-quote")
async def test_the_quotation_stands_above_the_prompt_without_its_author(table: Table) -> None:
    card = await first_card(table)
    text = transcript.plain(card)
    assert text.index("> We must sign this shameful peace") < text.index("Who said this")
    assert "Source: " not in text
    locked = await table.person("Ana").press(card, label="Lenin")
    assert "Vladimir Lenin" in locked.text
    assert "✅" in await revealed(table, card)


@asks("q-set")
async def test_each_question_of_a_set_shows_its_source(table: Table) -> None:
    await first_card(table, 2)
    for number in (1, 2):
        card = await table.shown(f"Question {number} of 2")
        asked = transcript.plain(card)
        for text in (asked, await revealed(table, card)):
            assert "Read the first sentence of the decree." in text
            assert "> The workers' and peasants' government" in text
            assert "-# Decree on Peace" in text
        await table.next()


@asks("q-date")
async def test_a_date_with_part_credit_tells_how_it_was_read(table: Table) -> None:
    ana = table.person("Ana")
    card = await first_card(table)
    unreadable = await ana.submit(await ana.press(card, label="Answer"), {"text": "some time ago"})
    assert "Locked in" not in unreadable.text
    locked = await ana.submit(await ana.press(card, label="Answer"), {"text": "March 1918"})
    assert "read as March 1918" in locked.text
    text = await revealed(table, card)
    assert "3 March 1918" in text
    assert "Part credit: " in text
    assert "◐ right in part, 5 points" in (await ana.press(card, label="Why?")).text


@pytest.mark.parametrize("library", ["q-order", "q-match", "q-multi", "q-date", "q-quote"], indirect=True)
async def test_classmates_of_the_sandbox_can_answer_every_kind(table: Table) -> None:
    table.sandbox.answer_controls = ANSWER_CONTROLS
    table.sandbox.guesses = ["March 1918"]
    await first_card(table)
    room = table.sandbox.channel(ROOM)
    told = await classmates_answer(table.sandbox, table.person("Ana"), room, random.Random(4))
    assert told == "Ben and Chloe answered."
    await table.next()
    assert "Nobody answered" not in transcript.plain(await table.shown("✅"))
