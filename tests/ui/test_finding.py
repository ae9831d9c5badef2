"""Looking things up through the real discord.py: what is found, opened, and turned over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Json, Message
from bot.sandbox.exchanges import Exchange
from tests.ui.playing import ROOM, Table

CHAPTER = "treaties/leaving-the-war"
MORE = """\
schema: 1
chapter:
  id: other-treaties
  title: Other treaties
  abstract: What was signed later.
  questions-to-discuss: [Was a treaty worth its paper?, Who gained most?]
people:
  rathenau:
    name: Walther Rathenau
    aliases: [Вальтер Ратенау]
    role: German foreign minister.
    born: 1867-09-29
    died: 1922-06-24
    not: [rathgeb]
  rathgeb: {name: Otto Rathgeb, role: A clerk.}
terms:
  rapallo: {term: Treaty of Rapallo, aliases: [Rapallo], meaning: Germany and Soviet Russia dropped their claims.}
events:
"""


def later(table_library: Path, events: int = 12) -> None:
    """A second chapter: events on the days of April 1922, one of them with an Old Style day, and a fact for each."""
    dated = "".join(
        f"  e-{day}: {{label: Meeting {day}, date: 1922-04-{day:02}, people: [rathenau], cite: {{source: book}}}}\n"
        for day in range(1, events + 1)
    )
    old = "  e-old: {label: Revolution, date: 1917-11-07, date-os: 1917-10-25, cite: {source: book}}\n"
    facts = "".join(
        f"  g-{day}: {{text: Rathenau spoke on day {day}., about: [rathenau, rapallo], cite: {{source: book}}}}\n"
        for day in range(1, events + 1)
    )
    (table_library / "treaties" / "other-treaties.yaml").write_text(f"{MORE}{dated}{old}facts:\n{facts}", "utf-8")


@pytest.fixture
def library(library: Path) -> Path:
    later(library)
    return library


async def use(table: Table, command: str, **options: object) -> Exchange:
    return await table.person("Ana").command(command, options, channel=ROOM)


async def press(table: Table, exchange: Exchange, label: str) -> Exchange:
    assert exchange.message is not None
    return await table.person("Ana").press(exchange.message, label=label)


async def open_first(table: Table, exchange: Exchange) -> Exchange:
    assert exchange.message is not None
    select = select_of(exchange.message)
    return await table.person("Ana").select(exchange.message, select["custom_id"], [select["options"][0]["value"]])


def select_of(message: Message) -> Json:
    return next(each for each in walk(message.components) if each["type"] == 3)


async def test_a_person_is_shown_with_all_that_the_book_says_of_them(table: Table) -> None:
    shown = await use(table, "who", person="treaties/rathenau")
    for part in (
        "## Walther Rathenau",
        "German foreign minister.",
        "Вальтер Ратенау",
        "29 September 1867 – 24 June 1922",
        "Rathenau spoke on day 1.",
        "and 9 more",
        "1 April 1922 · Meeting 1",
        "Often confused with",
        "Otto Rathgeb",
        "[ All 12 facts ]",
    ):
        assert part in shown.text
    assert shown.message is not None
    assert not shown.message.is_ephemeral


async def test_a_confusable_pair_is_linked_both_ways(table: Table) -> None:
    assert "Walther Rathenau" in (await use(table, "who", person="Otto Rathgeb")).text


@pytest.mark.parametrize("typed", ["Walther Rathenau", "вальтер ратенау", "rathenau", "rathenua"])
async def test_a_person_can_be_named_without_the_list(table: Table, typed: str) -> None:
    assert "## Walther Rathenau" in (await use(table, "who", person=typed)).text


async def test_who_is_not_known_is_refused_with_who_is_near(table: Table) -> None:
    refused = await use(table, "who", person="rath")
    assert "Did you mean “Walther Rathenau” or “Otto Rathgeb”?" in refused.text
    assert refused.message is not None
    assert refused.message.is_ephemeral
    assert "no term “**zzz**”" not in (await use(table, "define", term="**zzz**")).text


async def test_a_term_is_defined(table: Table) -> None:
    shown = await use(table, "define", term="rapallo")
    assert "Germany and Soviet Russia dropped their claims." in shown.text


async def test_the_pages_of_facts_are_turned_in_place(table: Table) -> None:
    first = await press(table, await use(table, "define", term="rapallo"), "All 12 facts")
    assert "Page 1 of 3" in first.text
    second = await press(table, first, "More")
    assert "Page 2 of 3" in second.text
    assert second.message is not None
    assert first.message is not None
    assert second.message.id == first.message.id
    assert "Page 1 of 3" in (await press(table, second, "Back")).text


async def test_the_events_of_a_person_are_paged_and_opened(table: Table) -> None:
    events = await press(table, await use(table, "who", person="rathenau"), "All 12 events")
    assert "Page 1 of 2" in events.text
    assert "### Meeting 11" in (await open_first(table, await press(table, events, "More"))).text


async def test_a_fact_is_about_what_was_asked(table: Table) -> None:
    fact = await use(table, "fact", about="treaties/rathenau", chapter="treaties/other-treaties")
    assert "### Walther Rathenau" in fact.text
    assert "Rathenau spoke on day" in fact.text
    assert (
        "There are no facts about “Walther Rathenau” in “Leaving the war”"
        in (await use(table, "fact", about="rathenau", chapter=CHAPTER)).text
    )


async def test_only_what_the_facts_of_the_chosen_chapter_are_about_is_offered(table: Table) -> None:
    async def offered(**others: str) -> list[str]:
        exchange = await table.person("Ana").autocomplete("fact", "about", "r", others, channel=ROOM)
        return [choice["value"] for choice in exchange.choices or []]

    assert await offered() == ["treaties/rapallo", "treaties/rathenau"]
    assert await offered(chapter="treaties/other-treaties") == ["treaties/rapallo", "treaties/rathenau"]
    assert await offered(chapter=CHAPTER) == []


@pytest.mark.parametrize(
    ("command", "option", "typed", "first"),
    [
        ("who", "person", "rathneau", "treaties/rathenau"),
        ("who", "person", "ратен", "treaties/rathenau"),
        ("define", "term", "treaty of", "treaties/rapallo"),
        ("find", "query", "rapal", "Treaty of Rapallo"),
        ("read book", "book", "treat", "treaties"),
    ],
)
async def test_what_can_be_chosen_is_offered_as_one_types(
    table: Table, command: str, option: str, typed: str, first: str
) -> None:
    offered = await table.person("Ana").autocomplete(command, option, typed, channel=ROOM)
    assert [choice["value"] for choice in offered.choices or []][:1] == [first]


async def test_hits_are_shown_in_context_and_only_to_who_asked(table: Table) -> None:
    found = await use(table, "find", query="rathenau spok")
    assert "Rathenau** **spoke** on day" in found.text
    assert "Fact · Other treaties" in found.text
    assert found.message is not None
    assert found.message.is_ephemeral


async def test_hits_are_paged_and_opened(table: Table) -> None:
    found = await use(table, "find", query="day: spoke")
    assert "12 hits" in found.text
    more = await press(table, found, "More")
    assert "Page 2 of 3" in more.text
    assert "Rathenau spoke on day" in (await open_first(table, more)).text


@pytest.mark.parametrize(
    ("query", "card"),
    [
        ("Rathgeb", "## Otto Rathgeb"),
        ("treaty of rapallo", "## Treaty of Rapallo"),
        ("revolution", "### Revolution"),
        ("9780203725580", "## Treaties in brief"),
        ("signed later", "## Other treaties"),
    ],
)
async def test_every_kind_of_hit_opens(table: Table, query: str, card: str) -> None:
    assert card in (await open_first(table, await use(table, "find", query=query))).text


async def test_answers_of_questions_are_not_found(table: Table) -> None:
    assert "Nothing in the library fits" in (await use(table, "find", query="Riga")).text
    assert "Nothing in the library fits" in (await use(table, "find", query="powers formula")).text


async def test_nothing_found_is_told_without_formatting_the_query(table: Table) -> None:
    assert "fits “\\*\\*qq\\*\\*”" in (await use(table, "find", query="**qq**")).text


async def test_today_shows_the_events_of_the_day_and_opens_them(table: Table) -> None:
    today = datetime.now(UTC)
    path = table.library / "treaties" / "other-treaties.yaml"
    days = "".join(
        f"  now-{day:%d}: {{label: A day like today, date: 1904-{day:%m-%d}, cite: {{source: book}}}}\n"
        for day in (today, today + timedelta(days=1))  # midnight may pass while the test runs
    )
    path.write_text(path.read_text("utf-8").replace("events:\n", f"events:\n{days}"), "utf-8")
    await table.person("Mara").command("content reload", channel=ROOM)
    shown = await use(table, "today")
    assert "1904** · A day like today" in shown.text
    assert "### A day like today" in (await open_first(table, shown)).text


async def test_while_a_round_is_on_lookups_are_shown_to_the_asker_alone(table: Table) -> None:
    await use(table, "quiz start", chapter=CHAPTER)
    shown = await table.person("Ben").command("who", {"person": "Leon Trotsky"}, channel=ROOM)
    assert shown.message is not None
    assert shown.message.is_ephemeral


async def test_a_control_of_something_that_is_gone_is_answered_kindly(table: Table) -> None:
    listed = await press(table, await use(table, "read chapter", chapter="treaties/other-treaties"), "People")
    (table.library / "treaties" / "other-treaties.yaml").unlink()
    await table.person("Mara").command("content reload", channel=ROOM)
    assert "no longer in the library" in (await open_first(table, listed)).text
    assert "Gone" not in (await use(table, "find", query="Rathgeb")).text


async def test_a_reload_is_searched_at_once(table: Table) -> None:
    later(table.library, events=2)
    await table.person("Mara").command("content reload", channel=ROOM)
    assert "2 hits" in (await use(table, "find", query="spoke")).text


@pytest.mark.parametrize(
    "custom_id",
    ["clio:open", "clio:open:person:ffffffffffff:x", "clio:found:x:9999:more", "clio:today:9999:0", "clio:about:x"],
)
async def test_controls_that_nobody_drew_are_answered_too(table: Table, custom_id: str) -> None:
    card = (await use(table, "find", query="rathenau")).message
    answered = await table.person("Ana").raw(
        3, {"custom_id": custom_id, "component_type": 2}, channel=ROOM, message=card
    )
    assert answered.text
    assert "reference" not in answered.text
