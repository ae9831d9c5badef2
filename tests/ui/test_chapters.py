from bot.sandbox.component_limits import walk
from bot.sandbox.exchanges import Exchange
from tests.ui.playing import ROOM, Table

CHAPTER = "treaties/leaving-the-war"


async def read(table: Table, chapter: str = CHAPTER) -> Exchange:
    return await table.person("Ana").command("read chapter", chapter=chapter, channel=ROOM)


async def test_a_chapter_is_shown_as_its_publishers_page_does(table: Table) -> None:
    text = (await read(table)).text
    for part in (
        "Leaving the war",
        "By Erin Example, in *Treaties in brief*, 3rd edition",
        "**First published:** 2001",
        "**Imprint:** Example Press",
        "**Pages:** 9",
        "**ISBN:** 9780203725580",
        "**DOI:** not known",
        "How Soviet Russia left the First World War.",
        "**Keywords:** Brest-Litovsk, Peace",
    ):
        assert part in text


async def test_chapters_are_offered_as_one_types(table: Table) -> None:
    for typed in ("", "leav", "WAR", "brest", "leavign"):
        offered = await table.person("Ana").autocomplete("read chapter", "chapter", typed, channel=ROOM)
        assert [each["value"] for each in offered.choices or []] == [CHAPTER], typed
    offered = await table.person("Ana").autocomplete("quiz start", "chapter", "napoleon", channel=ROOM)
    assert offered.choices == []


async def test_a_chapter_can_be_named_by_its_title(table: Table) -> None:
    assert "By Erin Example" in (await read(table, "leaving the WAR")).text


async def test_a_chapter_that_is_not_there_is_refused_with_the_nearest_one(table: Table) -> None:
    refused = await read(table, "leaving a war")
    assert "Did you mean “Leaving the war”?" in refused.text
    assert refused.message is not None
    assert refused.message.is_ephemeral


async def test_a_chapter_leads_on_to_its_facts(table: Table) -> None:
    card = (await read(table)).message
    assert card is not None
    facts = await table.person("Ben").press(card, label="Facts")
    assert "signed at Brest-Litovsk" in facts.text
    assert "Page 1 of 1" in facts.text
    assert facts.message is not None
    assert facts.message.is_ephemeral


async def test_a_chapter_leads_on_to_a_round(table: Table) -> None:
    card = (await read(table)).message
    assert card is not None
    started = await table.person("Ben").press(card, label="Start a round")
    assert "Ben starts a round: 3 questions" in started.text


async def test_a_chapter_leads_on_to_its_people_and_its_book(table: Table) -> None:
    card = (await read(table)).message
    assert card is not None
    people = await table.person("Ben").press(card, label="People")
    assert "**Leon Trotsky**: People's Commissar for Foreign Affairs" in people.text
    book = await table.person("Ben").press(card, label="Book")
    for part in ("## Treaties in brief", "**Edition:** 3rd", "**1. Leaving the war**"):
        assert part in book.text


async def test_what_a_chapter_does_not_have_cannot_be_opened(table: Table) -> None:
    text = (await read(table)).text
    for label in ("Timeline", "Terms", "Sources", "To discuss"):
        assert f"({label})" in text


async def test_a_book_is_shown_with_its_chapters_and_opens_them(table: Table) -> None:
    ana = table.person("Ana")
    book = await ana.command("read book", book="treaties in brief", channel=ROOM)
    assert "By Erin Example" in book.text
    assert book.message is not None
    select = next(each for each in walk(book.message.components) if each["type"] == 3)
    opened = await ana.select(book.message, select["custom_id"], [select["options"][0]["value"]])
    assert "How Soviet Russia left the First World War." in opened.text


async def test_a_book_that_is_not_there_is_refused_with_the_nearest_one(table: Table) -> None:
    refused = await table.person("Ana").command("read book", book="treatise in brief", channel=ROOM)
    assert "Did you mean “Treaties in brief”?" in refused.text


async def test_a_fact_comes_with_its_source(table: Table) -> None:
    fact = await table.person("Ana").command("fact", channel=ROOM)
    assert "Source: Erin Example" in fact.text
    assert fact.message is not None
    await table.person("Ana").press(fact.message, label="Another fact")


async def test_help_counts_in_words_that_fit(table: Table) -> None:
    assert "The library holds 1 chapter of 1 book." in (await table.person("Ana").command("help", channel=ROOM)).text


async def test_help_tells_moderators_more(table: Table) -> None:
    assert "/content reload" not in (await table.person("Ana").command("help", channel=ROOM)).text
    assert "/content reload" in (await table.person("Mara").command("help", channel=ROOM)).text
