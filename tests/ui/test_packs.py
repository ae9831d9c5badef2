"""What a server has of its own: seen by that server alone, in versions, and refused whole where it has problems."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Channel, Message
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.settlement import settle_many
from tests.ui.playing import ROOM, Table

PACK = """\
schema: 1
chapter:
  id: the-long-march
  title: The Long March
  abstract: How the Red Army went north.
people:
  mao: {name: Mao Zedong, role: Leader of the march.}
events:
  start: {label: The march begins, date: 1934-10, people: [mao], cite: {source: chapter}}
facts:
  f-began: {text: The march began in October 1934., about: [mao], cite: {source: chapter}}
questions:
  q-began:
    kind: true-false
    prompt: Did the march begin in 1934?
    answer: true
    tests: [f-began]
    explain: It began in October 1934.
    cite: {source: chapter}
"""

BOMB = "schema: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n" for old, new in pairwise("abcdefghi")
)


async def upload(
    who: Person, text: str | bytes, name: str = "march.yaml", *, channel: Channel | str = ROOM, **more: str
) -> str:
    content = text.encode() if isinstance(text, str) else text
    file = who.upload(name, content)
    return (await who.command("content upload", {"file": file, **more}, channel=channel)).text


async def asked(who: Person, path: str, channel: Channel | str = ROOM, **options: object) -> str:
    return (await who.command(path, options, channel=channel)).text


def elsewhere(sandbox: Sandbox, *people: Person) -> Channel:
    """A channel of another server, of which these people are members and moderators."""
    guild = settle_many(sandbox.world, 1, channels=2)[0]
    for person in people:
        sandbox.world.join(guild, person.user, list(guild.roles))
    return guild.channel("channel-2")


def controls(message: Message) -> list[str]:
    return [str(item["custom_id"]) for item in walk(message.components) if "custom_id" in item]


async def test_a_pack_is_read_found_and_played_in_its_server(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    text = await upload(mara, PACK)
    assert "The Long March" in text
    assert "1 fact, 1 event, 1 question;" in text
    assert "How the Red Army went north" in await asked(ana, "read chapter", chapter="The Long March")
    assert "own pack" in await asked(ana, "read chapter", chapter="The Long March")
    assert "Mao" in await asked(ana, "who", person="Mao Zedong")
    assert "march began" in await asked(ana, "find", query="march october")
    assert "march begins" in await asked(ana, "timeline", chapter="The Long March")
    choices = (await ana.autocomplete("quiz start", "chapter", "march", channel=ROOM)).choices or []
    assert [choice["name"].startswith("The Long March") for choice in choices] == [True]
    await table.start_round(chapter=choices[0]["value"])
    card = await table.shown("Did the march begin in 1934?")
    await ana.press(card, label="True")
    await table.person("Ben").press(card, label="False")
    await table.next()
    await table.next()
    await table.shown("The round is over")
    board = await asked(ana, "leaderboard", chapter="The Long March")
    assert "The Long March" in board
    assert "Ana" in board


async def test_no_other_server_sees_a_pack_nor_opens_it_by_a_control(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    there = elsewhere(table.sandbox, mara, ana)
    await upload(mara, PACK)
    here = (await ana.command("read chapter", {"chapter": "The Long March"}, channel=ROOM)).message
    assert here is not None
    for path, options in (
        ("read chapter", {"chapter": "The Long March"}),
        ("who", {"person": "Mao Zedong"}),
        ("timeline", {"chapter": "The Long March"}),
        ("quiz start", {"chapter": "pack-1/the-long-march"}),
        ("leaderboard", {"chapter": "the-long-march"}),
        ("review", {"chapter": "The Long March"}),
    ):
        answer = await asked(ana, path, there, **options)
        assert "There is no" in answer or "The library has no" in answer, (path, answer)
    assert "march began" not in await asked(ana, "find", there, query="march october")
    assert (await ana.autocomplete("quiz start", "chapter", "march", channel=there)).choices == []
    facts = next(each for each in controls(here) if each.startswith("clio:facts:"))
    forged = await ana.raw(3, {"component_type": 2, "custom_id": facts, "id": 1}, channel=there, message=None)
    assert "no longer in the library" in forged.text
    assert "No packs yet" in await asked(mara, "content packs", there)


async def test_the_facts_of_a_pack_come_up_in_reviews_of_its_server_alone(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    there = elsewhere(table.sandbox, ana)
    await upload(mara, PACK)
    assert "Did the march begin" in await asked(ana, "review", chapter="The Long March")
    await asked(ana, "review")
    choices = (await ana.autocomplete("review", "chapter", "march", channel=there)).choices
    assert choices == []


async def test_a_pack_with_problems_is_refused_with_all_of_them_and_the_older_version_stays(table: Table) -> None:
    mara = table.person("Mara")
    await upload(mara, PACK)
    spoilt = PACK.replace("true-false", "true-flase").replace("[f-began]", "[f-begun]").replace("north.", "south.")
    text = await upload(mara, spoilt, "second try.yaml")
    assert "Nothing was changed" in text
    assert "second_try.yaml:14:11: questions.q-began.kind" in text
    assert "north" in await asked(mara, "read chapter", chapter="The Long March")


async def test_problems_too_many_for_a_message_come_as_a_file_as_well(table: Table) -> None:
    mara = table.person("Mara")
    bad = PACK + "".join(f"  q-{number}: {{kind: nothing}}\n" for number in range(200))
    file = mara.upload("many.yaml", bad.encode())
    answer = (await mara.command("content upload", {"file": file}, channel=ROOM)).message
    assert answer is not None
    (attached,) = answer.attachments
    assert attached.filename == "problems.txt"
    assert attached.content.decode().count("many.yaml:") == 200


async def test_versions_of_a_pack_are_kept_and_can_be_gone_back_to(table: Table) -> None:
    mara = table.person("Mara")
    await upload(mara, PACK)
    assert "version 2" in await upload(mara, PACK.replace("north", "west"))
    assert "exactly this file already" in await upload(mara, PACK.replace("north", "west"))
    await mara.command("content packs", channel=ROOM)
    card = mara.last(ROOM)
    opened = (await mara.select(card, "clio:pack", ["1"])).message or mara.last(ROOM)
    assert "Version 1" in transcript.plain(mara.last(ROOM))
    await mara.select(mara.last(ROOM), "clio:pack-back:1", ["1"])
    assert opened is not None
    assert "Version 1 is shown now" in transcript.plain(mara.last(ROOM))
    assert "north" in await asked(mara, "read chapter", chapter="The Long March")
    await table.stop()
    await table.start()
    assert "north" in await asked(mara, "read chapter", chapter="The Long March")


async def test_packs_and_chapters_are_switched_off_and_on_with_their_buttons(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    there = elsewhere(table.sandbox, ana)
    await upload(mara, PACK)
    await mara.command("content packs", channel=ROOM)
    card = mara.last(ROOM)
    await mara.press(card, custom_id="clio:pack-switch:1:off:0")
    assert "There is no chapter" in await asked(ana, "read chapter", chapter="The Long March")
    hide = next(each for each in controls(mara.last(ROOM)) if each.startswith("clio:chapter-switch:"))
    card = next(message for message in reversed(mara.messages(ROOM)) if hide in controls(message))
    await mara.press(card, custom_id=hide)
    assert "There is no chapter" in await asked(ana, "read chapter", chapter="Leaving the war")
    assert "Leaving the war" in await asked(ana, "read chapter", there, chapter="Leaving the war")
    assert "There is no book" in await asked(ana, "read book", book="Treaties in brief")
    assert "has no questions" in await asked(ana, "quiz start")
    card = next(message for message in reversed(mara.messages(ROOM)) if hide.replace("off", "on") in controls(message))
    await mara.press(card, custom_id=hide.replace("off", "on"))
    await mara.press(card, custom_id="clio:pack-switch:1:on:0")
    assert "Leaving the war" in await asked(ana, "read chapter", chapter="Leaving the war")
    assert "Long March" in await asked(ana, "read chapter", chapter="The Long March")


async def test_a_removed_pack_is_gone_once_its_removal_is_confirmed(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    await upload(mara, PACK)
    (choice,) = (await mara.autocomplete("content remove", "pack", "", channel=ROOM)).choices or []
    asked_first = (await mara.command("content remove", pack=choice["value"], channel=ROOM)).message
    assert asked_first is not None
    assert "Long March" in await asked(ana, "read chapter", chapter="The Long March")
    await mara.press(asked_first, label="Remove it")
    assert "There is no chapter" in await asked(ana, "read chapter", chapter="The Long March")
    again = await mara.raw(
        3, {"component_type": 2, "custom_id": "clio:pack-remove:1", "id": 1}, channel=ROOM, message=asked_first
    )
    assert "no such pack" in again.text


async def test_a_running_round_goes_on_with_its_questions_when_its_pack_changes_and_goes(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    await upload(mara, PACK)
    await table.start_round(chapter="The Long March", seconds=60)
    card = await table.shown("Did the march begin in 1934?")
    await upload(mara, PACK.replace("begin in 1934", "end in 1935"))
    removal = (await mara.command("content remove", pack="the-long-march", channel=ROOM)).message
    assert removal is not None
    await mara.press(removal, label="Remove it")
    await ana.press(card, label="True")
    await table.next()
    assert "October 1934" in transcript.plain(await table.shown("October 1934"))


async def test_an_upload_comes_back_as_it_was_and_in_other_formats(table: Table) -> None:
    mara = table.person("Mara")
    await upload(mara, PACK)
    answer = (await mara.command("content export", what="the-long-march", channel=ROOM)).message
    assert answer is not None
    assert [(file.filename, file.content) for file in answer.attachments] == [("the-long-march.yaml", PACK.encode())]
    shipped = (await mara.command("content export", what="leaving-the-war", channel=ROOM)).message
    assert shipped is not None
    assert shipped.attachments[0].content == (table.library / "treaties" / "leaving-the-war.yaml").read_bytes()
    other = (await mara.command("content export", {"what": "the-long-march", "format": "csv"}, channel=ROOM)).message
    assert other is not None
    assert b"Did the march begin" in other.attachments[0].content


async def test_files_of_other_programs_become_packs(table: Table) -> None:
    mara = table.person("Mara")
    text = await upload(mara, "Who led the march?:\n- Mao Zedong\n- Mao\nWhen did it begin?:\n- 1934\n", "march.yaml")
    assert "made from a file in the format red" in text
    assert "2 questions" in text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bomb.yaml", BOMB.encode(), "more than 1,000,000 values"),
        ("keys.yaml", b"chapter: {}\n" + b"a: b\n" * 200_000, "There are 2001 problems"),
        ("deep.yaml", b"schema: 1\nchapter: " + b"[" * 5000, "nested more than"),
        ("latin.yaml", b"schema: 1\nchapter: {id: \xe4, title: T}", "not UTF-8"),
        ("empty.yaml", b"", "is empty: choose"),
        ("untitled.yaml", b"questions:\n  q-a:\n    kind: choice\n", 'The field "chapter" is missing'),
        ("list.yaml", b"- a\n- b\n", "A chapter of Clio's own begins with"),
        ("archive.yaml", b"PK\x03\x04\x00\x00", "package"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png:1:1: This is not UTF-8"),
        ("id.yaml", PACK.replace("id: the-long-march", "id: " + "a" * 3000).encode(), "An id is made of"),
        ("name.yaml", PACK.replace("Mao Zedong", "M" * 4000).encode(), "300"),
    ],
)
async def test_hostile_files_are_refused_in_a_sentence(table: Table, name: str, content: bytes, told: str) -> None:
    text = await upload(table.person("Mara"), content, name)
    assert told in text
    assert "Something went wrong" not in text
    assert "No packs yet" in await asked(table.person("Mara"), "content packs")


async def test_a_file_that_is_too_large_is_refused_before_it_is_read(table: Table) -> None:
    mara = table.person("Mara")
    file = mara.upload("large.yaml", b"#" * (1024 * 1024 + 1))
    file.url = "http://127.0.0.1:1/never-asked-for"
    text = (await mara.command("content upload", {"file": file}, channel=ROOM)).text
    assert "larger than 1,024 kB" in text


@pytest.mark.parametrize(
    ("url", "told"),
    [("http://127.0.0.1:1/nobody", "did not hand over"), ("not an address", "did not hand over")],
)
async def test_a_file_that_cannot_be_fetched_is_told(table: Table, url: str, told: str) -> None:
    mara = table.person("Mara")
    file = mara.upload("march.yaml", PACK.encode())
    file.url = url
    assert told in (await mara.command("content upload", {"file": file}, channel=ROOM)).text


async def test_a_download_that_is_larger_than_discord_said_is_broken_off(table: Table) -> None:
    mara = table.person("Mara")
    large = mara.upload("large.yaml", b"#" * (3 * 1024 * 1024))
    small = mara.upload("small.yaml", PACK.encode())
    small.url = large.url
    assert "larger than" in (await mara.command("content upload", {"file": small}, channel=ROOM)).text


async def test_two_uploads_at_once_are_two_versions(table: Table) -> None:
    mara = table.person("Mara")
    texts = await asyncio.gather(*(upload(mara, PACK.replace("north", way)) for way in ("north", "south")))
    assert all("The Long March" in text for text in texts)
    await mara.command("content packs", channel=ROOM)
    assert "version 2" in transcript.plain(mara.last(ROOM))


@pytest.mark.parametrize("path", ["check", "status", "packs", "reload"])
async def test_members_may_not_use_what_is_for_moderators(table: Table, path: str) -> None:
    assert "Only members who may manage this server" in await asked(table.person("Ana"), f"content {path}")


async def test_members_may_not_upload_remove_export_or_go_back(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    await upload(mara, PACK)
    refused = [
        await upload(ana, PACK.replace("north", "west")),
        await asked(ana, "content remove", pack="the-long-march"),
        await asked(ana, "content export", what="the-long-march"),
        await asked(ana, "content rollback", version="x"),
    ]
    assert all("Only members who may manage this server" in text for text in refused)
    for path, option in (("remove", "pack"), ("rollback", "version"), ("export", "what")):
        choices = (await ana.autocomplete(f"content {path}", option, "", channel=ROOM)).choices or []
        assert all("Pack:" not in choice["name"] for choice in choices)
    for custom_id in (
        "clio:pack-switch:1:off:0",
        "clio:pack-remove:1",
        "clio:pack-back:1",
        "clio:packs:0",
        "clio:pack",
    ):
        forged = await ana.raw(3, {"component_type": 2, "custom_id": custom_id, "id": 1}, channel=ROOM)
        assert "Only members who may manage this server" in forged.text


async def test_changes_of_packs_are_written_down(table: Table) -> None:
    mara = table.person("Mara")
    await upload(mara, PACK)
    await mara.command("content packs", channel=ROOM)
    await mara.press(mara.last(ROOM), custom_id="clio:pack-switch:1:off:0")
    assert table.clio is not None
    changes = await table.clio.services.changes.recent(table.sandbox.world.guild.id, 10)
    assert [change.what for change in changes] == ["pack off", "pack uploaded"]


async def test_a_pack_stays_when_the_shared_library_is_reloaded(table: Table, library: Path) -> None:
    mara = table.person("Mara")
    await upload(mara, PACK)
    chapter = library / "treaties" / "leaving-the-war.yaml"
    chapter.write_text(chapter.read_text().replace("title: Leaving the war", "title: Out of the war"))
    await asked(mara, "content reload")
    assert "Long March" in await asked(mara, "read chapter", chapter="The Long March")
    assert "Out of the war" in await asked(mara, "read chapter", chapter="Out of the war")
