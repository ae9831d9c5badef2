"""`/progress` through the real discord.py: a picture and a text for oneself, sums without names for moderators."""

import io

import pytest
from PIL import Image

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from tests.ui.playing import ROOM, Table
from tests.ui.test_review import RIGHT, WRONG, answer, begin, buttons, onwards

MODERATOR = "Mara"


async def progress(table: Table, name: str, **options: object) -> Message:
    shown = await table.person(name).command("progress", options, channel=ROOM)
    assert shown.message is not None
    return await shown.completed() if shown.message.is_loading else shown.message


async def review_everything(table: Table, name: str) -> None:
    person = table.person(name)
    card = await begin(person)
    await person.press(card, label="Certain")
    await answer(person, card, WRONG)
    await onwards(person, card)
    await answer(person, card, RIGHT)
    await onwards(person, card)


async def test_ones_own_progress_is_a_picture_and_the_same_as_text(table: Table) -> None:
    await review_everything(table, "Ana")
    shown = await progress(table, "Ana")
    text = transcript.plain(shown)
    assert shown.is_ephemeral
    assert "0 of 2 facts firm**, 2 on the way" in text
    assert "2 answers on 1 day in half a year" in text
    assert "Leaving the war: 0 firm and 2 on the way of 2." in text
    assert "Certain: 0 of 1 right (0 %)." in text
    (attachment,) = shown.attachments
    picture = Image.open(io.BytesIO(attachment.content))
    assert picture.format == "PNG"
    assert picture.width == 1080
    gallery = next(each for each in walk(shown.components) if each["type"] == 12)
    assert "Leaving the war: 0 firm and 2 on the way of 2." in gallery["items"][0]["description"]


async def test_one_members_progress_holds_nothing_of_another(table: Table) -> None:
    await review_everything(table, "Ana")
    text = transcript.plain(await progress(table, "Ben"))
    assert "0 of 2 facts firm**, 0 on the way" in text
    assert "0 answers on 0 days" in text
    assert "Certain" not in text


async def test_a_review_begins_from_the_card_and_leaves_it_standing(table: Table) -> None:
    shown = await progress(table, "Ana")
    begun = await table.person("Ana").press(shown, label="Review now")
    assert "Review · 1 of 2" in begun.text
    assert begun.is_ephemeral
    assert "Your progress" in transcript.plain(shown)


async def test_sums_are_for_moderators(table: Table) -> None:
    assert "for its moderators" in transcript.plain(await progress(table, "Ana", server=True))


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
async def test_a_servers_sums_name_nobody_and_wait_for_five_people(table: Table, people: int, is_told: bool) -> None:
    for name in ("Dora", "Emil")[: people - 3]:
        table.sandbox.add_person(name)
    await table.start_round(questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    for name in ("Ana", "Ben", "Chloe", "Dora", "Emil")[:people]:
        await answer(table.person(name), card, WRONG)
    await table.next()
    await table.sandbox.until(lambda: "Remind me" in buttons(card))
    await table.next()
    await table.shown("The round is over")
    shown = await progress(table, MODERATOR, server=True)
    text = transcript.plain(shown)
    assert shown.is_ephemeral
    assert ("Leaving the war: 0 % right, 5 members" in text) is is_told
    assert ("Common wrong answers" in text) is is_told
    assert ("Fewer than 5 people" in text) is not is_told
    assert not any(name in text for name in ("Ana", "Ben", "Chloe", "Dora", "Emil"))
