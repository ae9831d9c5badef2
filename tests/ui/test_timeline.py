"""`/timeline` as people use it: the real bot in the sandbox, with a library that has every kind of date."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Exchange
from tests.ui.playing import ROOM, Table

REVOLUTION = """\
schema: 1
chapter: {id: revolution, title: Revolution, abstract: The year 1917 and after.}
people: {ulyanov: {name: Vladimir Ulyanov, role: Leader of the Bolsheviks.}}
events:
  october: {label: The Bolsheviks seize power, date: 1917-11-07, date-os: 1917-10-25, place: Petrograd,
            people: [ulyanov], leads-to: [civil-war, signed-again], note: The calendar was thirteen days behind.,
            cite: {source: records}}
  land: {label: Land is seized in many villages, date: 1917~, cite: {source: records}}
  civil-war: {label: The Civil War, date: 1918/1921, cite: {source: records}}
  signed-again: {label: Peace is signed, date: 1918-03-03, place: Brest-Litovsk, cite: {source: records}}
"""
MANY = """\
schema: 1
chapter: {id: many, title: Many days, abstract: Thirty days of one month and year.}
events:
""" + "".join(
    f"  day-{day}: {{label: Event of day {day}, date: 1927-04-{day:02}, cite: {{source: records}}}}\n"
    for day in range(1, 31)
)


@pytest.fixture
def library(library: Path) -> Path:
    """The small library with two chapters of events."""
    book = library / "treaties" / "book.yaml"
    if "sources:" not in book.read_text():
        book.write_text(book.read_text() + "\nsources: {records: {type: book, title: Records, issued: 1960}}\n")
    for name, text in (("revolution", REVOLUTION), ("many", MANY)):
        (library / "treaties" / f"{name}.yaml").write_text(text)
    return library


async def ask(table: Table, name: str = "Ana", **options: str) -> Exchange:
    exchange = await table.person(name).command("timeline", dict(options), channel=ROOM)
    await exchange.completed()
    return exchange


async def card(table: Table, **options: str) -> Message:
    message = (await ask(table, **options)).message
    assert message is not None
    return message


def picture(message: Message) -> Image.Image:
    [attachment] = message.attachments
    return Image.open(io.BytesIO(attachment.content))


async def test_a_chapters_events_come_as_a_picture_and_as_text(table: Table) -> None:
    exchange = await ask(table, chapter="treaties/revolution")
    assert exchange.message is not None
    assert not exchange.message.is_ephemeral
    assert picture(exchange.message).format == "PNG"
    assert picture(exchange.message).width == 1080
    for part in ("## Revolution", "4 events", "**c. 1917** · Land is seized", "**1918–1921** · The Civil War"):
        assert part in exchange.text
    assert "**7 November 1917 (25 October Old Style)** · The Bolsheviks seize power" in exchange.text


async def test_the_picture_is_told_to_those_who_cannot_see_it(table: Table) -> None:
    for chapter in ("treaties/revolution", "treaties/many"):
        [attachment] = (await card(table, chapter=chapter)).attachments
        assert attachment.description is not None
        assert attachment.description.startswith("Timeline of ")
        assert len(attachment.description) <= 1024


async def test_pictures_are_dark_unless_light_ones_are_wanted(table: Table) -> None:
    dark = picture(await card(table, chapter="treaties/revolution"))
    light = picture(await card(table, chapter="treaties/revolution", picture="light"))
    darkest, lightest = (each.convert("L").getpixel((5, 5)) for each in (dark, light))
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    assert darkest < 50 < 200 < lightest


async def test_without_a_chapter_the_whole_library_is_shown(table: Table) -> None:
    text = (await ask(table)).text
    assert "## The whole library" in text
    assert "3 chapters of 1 book · " in text


async def test_a_book_can_be_chosen_as_a_whole(table: Table) -> None:
    offered = await table.person("Ana").autocomplete("timeline", "chapter", "treaties", channel=ROOM)
    assert {"name": "Treaties in brief · the whole book", "value": "treaties"} in (offered.choices or [])
    assert "All of the book: 3 chapters" in (await ask(table, chapter="treaties")).text


@pytest.mark.parametrize(
    ("start", "end", "shown", "hidden"),
    [
        ("1918", "", "Peace is signed", "The Bolsheviks seize power"),
        ("", "December 1917", "The Bolsheviks seize power", "Peace is signed"),
        ("7 November 1917", "7 November 1917", "The Bolsheviks seize power", "Peace is signed"),
        ("1920", "1921", "The Civil War", "Peace is signed"),
    ],
)
async def test_a_timeline_can_be_limited_to_a_time(table: Table, start: str, end: str, shown: str, hidden: str) -> None:
    limits = {key: value for key, value in (("from", start), ("to", end)) if value}
    text = (await ask(table, chapter="treaties/revolution", **limits)).text
    assert shown in text
    assert hidden not in text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"from": "yesterday-ish"}, "“yesterday-ish” cannot be read as a date. Write it like 1927"),
        ({"to": "27"}, "cannot be read as a date"),
        ({"from": "1921", "to": "1917"}, "would end (1917) before it begins (1921)"),
        ({"from": "1950"}, "has no events for from 1950"),
        ({"chapter": "napoleon at sea"}, "There is no chapter “napoleon at sea”"),
    ],
)
async def test_what_cannot_be_shown_is_refused_kindly(table: Table, options: dict[str, str], sentence: str) -> None:
    refused = await ask(table, **options)
    assert sentence in refused.text
    assert refused.message is not None
    assert refused.message.is_ephemeral


async def test_whoever_asked_turns_the_page_for_all(table: Table) -> None:
    message = await card(table, chapter="treaties/many")
    first = message.attachments[0].content
    await table.person("Ana").press(message, label="Later")
    shown = table.person("Ben").last(ROOM)
    assert shown.id == message.id
    assert "Event of day 11" in table.read("Ben")[-1]
    assert "page 2 of 3" in table.read("Ben")[-1]
    assert shown.attachments[0].content != first


async def test_somebody_else_turns_a_copy_of_their_own(table: Table) -> None:
    message = await card(table, chapter="treaties/many")
    copy = await table.person("Ben").press(message, label="Later")
    assert copy.message is not None
    assert copy.message.is_ephemeral
    assert "page 1 of 3" in table.read("Ana")[-1]
    await table.person("Ben").press(copy.message, label="Later")
    assert "page 3 of 3" in table.read("Ben")[-1]


async def test_an_event_is_opened_with_all_that_is_known_of_it(table: Table) -> None:
    message = await card(table, chapter="treaties/revolution")
    opened = await table.person("Ben").select(message, "clio:event", [key_of("Bolsheviks", message)])
    for part in (
        "The Bolsheviks seize power",
        "**When:** 7 November 1917 (25 October Old Style)",
        "**Where:** Petrograd",
        "**Who:** Vladimir Ulyanov",
        "thirteen days behind",
        "What it led to",
        "Source: *Records*",
    ):
        assert part in opened.text
    assert opened.message is not None
    assert opened.message.is_ephemeral
    led_to = await table.person("Ben").press(opened.message, label="→ The Civil War")
    assert "What led to it" in led_to.text


async def test_an_event_that_has_gone_is_told_kindly(table: Table) -> None:
    message = await card(table, chapter="treaties/revolution")
    key = key_of("Civil War", message)
    (table.library / "treaties" / "revolution.yaml").unlink()
    await table.reload()
    opened = await table.person("Ben").select(message, "clio:event", [key])
    assert "no longer in the library" in opened.text
    turned = await table.person("Ana").press(message, label="Light picture")
    assert "no longer in the library" in turned.text


def key_of(words: str, message: Message) -> str:
    """The value of the option of a card's select whose label has these words."""
    controls = [control for part in message.components[0]["components"] for control in part.get("components", ())]
    [options] = [control["options"] for control in controls if "options" in control]
    return next(option["value"] for option in options if words in option["label"])
