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


async def test_a_fact_comes_with_its_source(table: Table) -> None:
    fact = await table.person("Ana").command("fact", channel=ROOM)
    assert "Source: Erin Example" in fact.text
    assert fact.message is not None
    await table.person("Ana").press(fact.message, label="Another fact")


async def test_help_tells_moderators_more(table: Table) -> None:
    assert "/content reload" not in (await table.person("Ana").command("help", channel=ROOM)).text
    assert "/content reload" in (await table.person("Mara").command("help", channel=ROOM)).text
