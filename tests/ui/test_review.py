"""Reviews through the real discord.py: on one card of one's own, in a server or in a private message."""

import shutil
from pathlib import Path

import pytest
import yaml

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Channel, Json, Message
from bot.sandbox.exchanges import Exchange
from bot.sandbox.people import Person
from tests.ui.playing import ROOM, Table

EVERY_KIND = Path(__file__).parent / "every_kind"
RIGHT = {"Where was the peace": "Brest-Litovsk", "was signed in 1918": "True", "Who led": "Trotsky"}
WRONG = {"Where was the peace": "Riga", "was signed in 1918": "False", "Who led": "Lenin"}


@pytest.fixture
def one_of_each(library: Path, request: pytest.FixtureRequest) -> None:
    """The library with the one question that the test asks for."""
    shutil.rmtree(library)
    shutil.copytree(EVERY_KIND, library)
    chapter = library / "treaties" / "one-of-each.yaml"
    written = yaml.safe_load(chapter.read_text())
    written["questions"] = {request.param: written["questions"][request.param]}
    chapter.write_text(yaml.safe_dump(written, allow_unicode=True))


def buttons(message: Message) -> dict[str, Json]:
    return {each["label"]: each for each in walk(message.components) if each["type"] == 2}


def menus(message: Message) -> list[Json]:
    return [each for each in walk(message.components) if each["type"] == 3]


def labelled(message: Message, text: str) -> str:
    return next(each["custom_id"] for label, each in buttons(message).items() if text in label)


def text_of(message: Message) -> str:
    return transcript.plain(message)


async def begin(person: Person, channel: str | Channel = ROOM, **options: object) -> Message:
    begun = await person.command("review", options, channel=channel)
    assert begun.message is not None
    return begun.message


async def answer(person: Person, card: Message, answers: dict[str, str]) -> Exchange:
    what = next(answer for prompt, answer in answers.items() if prompt in text_of(card))
    if "Answer" in buttons(card):
        return await person.submit(await person.press(card, label="Answer"), {"text": what})
    return await person.press(card, custom_id=labelled(card, what))


async def onwards(person: Person, card: Message) -> None:
    await person.press(card, label="Next" if "Next" in buttons(card) else "Finish")


async def test_a_review_is_one_card_that_only_its_member_sees(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    assert card.ephemeral_for == ana.id
    assert "Review · 1 of 2" in text_of(card)
    await answer(ana, card, RIGHT)
    assert "✅ right" in text_of(card)
    await onwards(ana, card)
    assert "Review · 2 of 2" in text_of(card)
    await answer(ana, card, RIGHT)
    await onwards(ana, card)
    assert "2 of 2 answers right" in text_of(card)
    assert "Coming up" in text_of(card)
    assert "You have met every fact of the library" in text_of(card)
    assert table.read("Ben") == []
    assert [message.id for message in ana.messages(ROOM)] == [card.id]


async def test_after_an_answer_stands_why_and_from_where(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await answer(ana, card, WRONG)
    text = text_of(card)
    assert "✗ not right" in text
    assert "**Answer:**" in text
    assert "Brest-Litovsk" in text
    assert "That treaty was with Poland." in text
    assert "The town lies on the river Bug." in text
    assert "Source: " in text
    assert "This comes back" in text


async def test_certain_and_wrong_is_shown_as_such_and_counted_at_the_end(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana, count=1)
    await ana.press(card, label="Certain")
    assert "✓ Certain" in buttons(card)
    await answer(ana, card, WRONG)
    assert "Certain, and not right" in text_of(card)
    assert "(certain)" in text_of(card)
    await onwards(ana, card)
    assert "Certain and wrong: 1" in text_of(card)


async def test_a_certainty_can_be_changed_and_taken_back_before_the_answer(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana, count=1)
    await ana.press(card, label="Certain")
    await ana.press(card, label="Guess")
    assert {"✓ Guess", "Certain"} <= buttons(card).keys()
    await ana.press(card, label="✓ Guess")
    assert {"Guess", "Fairly sure", "Certain"} <= buttons(card).keys()


async def test_a_second_click_on_the_same_question_counts_for_nothing(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    right, wrong = labelled(card, "Brest-Litovsk"), labelled(card, "Riga")
    await ana.press(card, custom_id=right)
    shown = text_of(card)
    late = await ana.raw(3, {"component_type": 2, "custom_id": wrong}, channel=ROOM, message=card)
    assert "This question is answered" in late.text
    assert text_of(card) == shown
    assert await logged(table) == [(ana.id, "f-signed", 3, 0)]


async def logged(table: Table) -> list[tuple[object, ...]]:
    """Who answered which fact with which rating, and whether in a round."""
    return await table.rows("SELECT user_id, fact, rating, in_round FROM review_log ORDER BY id")


async def test_a_control_of_somebody_elses_review_does_nothing_to_it(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    card = await begin(ana)
    control = labelled(card, "Riga")
    stolen = await ben.raw(3, {"component_type": 2, "custom_id": control}, channel=ROOM, message=card)
    assert "Brest" not in stolen.text
    assert await logged(table) == []
    await answer(ana, card, RIGHT)
    assert "✅ right" in text_of(card)


async def test_a_newer_review_makes_the_older_card_stale(table: Table) -> None:
    ana = table.person("Ana")
    old = await begin(ana)
    await begin(ana)
    assert "a newer review has begun" in (await answer(ana, old, RIGHT)).text


async def test_a_review_goes_on_after_a_restart_of_the_bot(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await table.stop()
    await table.start()
    await answer(ana, card, RIGHT)
    await table.stop()
    await table.start()
    await onwards(ana, card)
    assert "Review · 2 of 2" in text_of(card)


async def test_nothing_is_asked_twice_on_one_day_unless_it_is_wanted(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    for _ in range(2):
        await answer(ana, card, RIGHT)
        await onwards(ana, card)
    again = await begin(ana)
    assert "Nothing is due" in text_of(again)


async def test_what_i_got_wrong_lately_is_a_review_of_its_own(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await answer(ana, card, WRONG)
    await onwards(ana, card)
    await answer(ana, card, RIGHT)
    await onwards(ana, card)
    choices = (await ana.autocomplete("review", "chapter", "wrong", channel=ROOM)).choices
    assert choices is not None
    misses = next(each["value"] for each in choices if "I got wrong" in each["name"])
    mine = await begin(ana, chapter=misses)
    assert "Review · 1 of 1" in text_of(mine)


async def test_a_review_works_in_a_private_message(table: Table) -> None:
    ana = table.person("Ana")
    direct = table.sandbox.world.direct_channel(ana.user)
    card = await begin(ana, direct)
    await answer(ana, card, RIGHT)
    assert "✅ right" in text_of(card)


async def test_answers_in_a_round_count_and_what_was_missed_is_due_sooner(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    await table.start_round(questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    await answer(ana, card, WRONG)
    await answer(ana, card, RIGHT)
    await answer(ben, card, WRONG)
    assert await logged(table) == []
    await table.next()
    await table.sandbox.until(lambda: "✅" in text_of(card))
    rows = await logged(table)
    assert {(row[0], row[2], row[3]) for row in rows} == {(ana.id, 3, 1), (ben.id, 1, 1)}
    assert len(rows) == 2


async def test_a_round_that_is_stopped_in_mid_question_counts_once(table: Table) -> None:
    ana = table.person("Ana")
    await table.start_round(questions=1, seconds=60)
    await answer(ana, await table.shown("Question 1 of 1"), RIGHT)
    await ana.command("quiz stop", channel=ROOM)
    await table.shown("over")
    assert [(row[0], row[2]) for row in await logged(table)] == [(ana.id, 3)]


async def test_remind_me_puts_a_revealed_question_into_the_review_as_due(table: Table) -> None:
    ben = table.person("Ben")
    await table.start_round(questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    await answer(ben, card, RIGHT)
    assert "Remind me" not in buttons(card)
    await table.next()
    await table.sandbox.until(lambda: "Remind me" in buttons(card))
    reminded = await ben.press(card, label="Remind me")
    assert reminded.is_ephemeral
    assert "in your review, due now" in reminded.text
    assert reminded.message is not None
    await ben.press(reminded.message, label="Review now")
    assert "Review · 1 of" in text_of(reminded.message)


@pytest.mark.parametrize("one_of_each", ["q-order"], indirect=True)
@pytest.mark.usefixtures("one_of_each")
async def test_an_order_is_tapped_on_the_card_of_the_review(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await ana.press(card, custom_id=labelled(card, "Berlin"))
    await ana.press(card, label="Undo")
    for treaty in ("Brest", "Riga", "Rapallo", "Berlin"):
        assert buttons(card)["Answer"].get("disabled")
        await ana.press(card, custom_id=labelled(card, treaty))
    await ana.press(card, label="Certain")
    await ana.press(card, label="Answer")
    assert "✅ right (certain)" in text_of(card)
    assert "3 March 1918" in text_of(card)


@pytest.mark.parametrize("one_of_each", ["q-match"], indirect=True)
@pytest.mark.usefixtures("one_of_each")
async def test_pairs_are_matched_on_the_card_of_the_review(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    for left, right in enumerate(("Poland", "Turkey", "Germany")):
        menu = menus(card)[left]
        value = next(option["value"] for option in menu["options"] if right in option["label"])
        await ana.select(card, menu["custom_id"], [value])
    await ana.press(card, label="Answer")
    assert "◐ right in part" in text_of(card)
    assert "1 of 3 pairs are right." in text_of(card)


@pytest.mark.parametrize("one_of_each", ["q-multi"], indirect=True)
@pytest.mark.usefixtures("one_of_each")
async def test_several_options_are_chosen_from_a_menu(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    (menu,) = menus(card)
    values = [
        option["value"] for option in menu["options"] if "R" in option["label"][4:5] or "B" in option["label"][4:5]
    ]
    await ana.select(card, menu["custom_id"], values)
    assert "You chose 2 of the 2 right options and 1 wrong" in text_of(card)


@pytest.mark.parametrize("one_of_each", ["q-date"], indirect=True)
@pytest.mark.usefixtures("one_of_each")
async def test_an_unreadable_date_is_asked_again_without_cost(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await ana.submit(await ana.press(card, label="Answer"), {"text": "once upon a time"})
    assert "Review · 1 of 1" in text_of(card)
    assert await logged(table) == []
    await ana.submit(await ana.press(card, label="Answer"), {"text": "March 1918"})
    assert "read as March 1918" in text_of(card)
    assert "◐ right in part" in text_of(card)
    assert [row[2] for row in await logged(table)] == [2]


@pytest.mark.parametrize("one_of_each", ["q-set"], indirect=True)
@pytest.mark.usefixtures("one_of_each")
async def test_a_question_of_a_set_brings_its_source_along(table: Table) -> None:
    card = await begin(table.person("Ana"))
    assert "the warring peoples" in text_of(card)
    assert "Read the first sentence of the decree." in text_of(card)


async def test_a_fact_that_is_renamed_is_not_asked_as_if_it_were_new(table: Table, library: Path) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    for _ in range(2):
        await answer(ana, card, RIGHT)
        await onwards(ana, card)
    chapter = library / "treaties" / "leaving-the-war.yaml"
    written = chapter.read_text().replace("f-signed: {", "f-peace: {replaces: f-signed, ")
    chapter.write_text(written.replace("tests: f-signed", "tests: f-peace"))
    await table.reload()
    assert "Nothing is due" in text_of(await begin(ana))


async def test_a_review_goes_on_when_the_library_is_reloaded_in_between(table: Table, library: Path) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    chapter = library / "treaties" / "leaving-the-war.yaml"
    written = yaml.safe_load(chapter.read_text())
    del written["facts"]["f-trotsky"], written["questions"]["q-who"]
    chapter.write_text(yaml.safe_dump(written, allow_unicode=True))
    await table.reload()
    await answer(ana, card, RIGHT)
    await onwards(ana, card)
    assert "Review done" in text_of(card)


async def test_a_right_answer_after_the_hint_counts_as_hard(table: Table, library: Path) -> None:
    chapter = library / "treaties" / "leaving-the-war.yaml"
    hinted = "    tests: f-signed\n    hint: The town lies on the Bug.\n    explain: The town"
    chapter.write_text(chapter.read_text().replace("    tests: f-signed\n    explain: The town", hinted))
    await table.reload()
    ana = table.person("Ana")
    card = await begin(ana)
    assert "lies on the Bug" not in text_of(card)
    await ana.press(card, label="Fairly sure")
    await ana.press(card, label="Hint")
    assert "💡 The town lies on the Bug." in text_of(card)
    assert "✓ Fairly sure" in buttons(card)
    await answer(ana, card, RIGHT)
    assert [row[2] for row in await logged(table)] == [2]
