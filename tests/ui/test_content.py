from dataclasses import replace

import pytest

from bot.content.problems import ContentError
from bot.sandbox import transcript
from tests.ui.playing import ROOM, Table

CHAPTER = "treaties/leaving-the-war"


def change(table: Table, old: str, new: str) -> None:
    path = table.library / "treaties" / "leaving-the-war.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def reload(table: Table) -> str:
    return (await table.person("Mara").command("content reload", channel=ROOM)).text


async def test_a_reload_tells_what_is_different(table: Table) -> None:
    change(table, "The treaty was signed at Brest-Litovsk in March 1918.", "The peace was signed in March 1918.")
    text = await reload(table)
    assert "**Changed** (1)" in text
    assert f"{CHAPTER}/f-signed" in text
    assert "Nothing is different" in await reload(table)


async def test_a_library_with_problems_changes_nothing_and_tells_them_all(table: Table) -> None:
    change(table, "kind: true-false", "kind: true-flase")
    change(table, "tests: f-trotsky", "tests: f-nothing")
    text = await reload(table)
    assert "Nothing was changed" in text
    assert text.count("leaving-the-war.yaml:") >= 2
    started = await table.person("Ana").command("quiz start", channel=ROOM)
    assert "3 questions" in started.text


async def test_a_running_round_keeps_the_questions_that_it_started_with(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=3, seconds=60)
    await table.shown("Question 1 of 3")
    for old, new in (
        ("The town lies on the river Bug.", "NEW"),
        ("It was signed in March", "NEW"),
        ("His formula", "NEW"),
    ):
        change(table, old, new)
    assert "**Changed** (3)" in await reload(table)
    await table.next()
    card = await table.shown("✅")
    assert "NEW" not in transcript.plain(card)


async def test_members_are_refused_the_reload(table: Table) -> None:
    refused = await table.person("Ana").command("content reload", channel=ROOM)
    assert "Only members who may manage this server" in refused.text


async def test_members_who_send_the_reload_all_the_same_are_refused(table: Table) -> None:
    command = next(each for each in table.person("Mara").commands(ROOM) if each.name == "content")
    data: dict[str, object] = {
        "id": str(command.id),
        "name": "content",
        "type": 1,
        "options": [{"type": 1, "name": "reload", "options": []}],
    }
    forged = await table.person("Ana").raw(2, data, channel=ROOM)
    assert "Only members who may manage this server" in forged.text


async def test_a_check_tells_what_a_reload_would_do_and_changes_nothing(table: Table) -> None:
    change(table, "title: Leaving the war", "title: Out of the war")
    mara = table.person("Mara")
    text = (await mara.command("content check", channel=ROOM)).text
    assert "**Changed** (1)" in text
    assert "Nothing was changed" in text
    read = (await mara.command("read chapter", chapter="leaving-the-war", channel=ROOM)).text
    assert "Leaving the war" in read


async def test_going_back_lasts_over_a_restart_until_the_next_reload(table: Table) -> None:
    mara = table.person("Mara")
    change(table, "title: Leaving the war", "title: Out of the war")
    await reload(table)
    choices = (await mara.autocomplete("content rollback", "version", "", channel=ROOM)).choices or []
    assert ["in use" in choice["name"] for choice in choices] == [True, False]
    assert "by a moderator" in choices[0]["name"]
    text = (await mara.command("content rollback", version=choices[1]["value"], channel=ROOM)).text
    assert "went back" in text
    assert "**Changed** (1)" in text
    for _ in range(2):
        read = (await mara.command("read chapter", chapter="leaving-the-war", channel=ROOM)).text
        assert "Leaving the war" in read
        await table.stop()
        await table.start()
    assert "Pinned" in (await mara.command("content status", channel=ROOM)).text
    await reload(table)
    read = (await mara.command("read chapter", chapter="leaving-the-war", channel=ROOM)).text
    assert "Out of the war" in read
    status = (await mara.command("content status", channel=ROOM)).text
    assert "by you" in status
    assert "Pinned" not in status


async def test_a_version_that_is_not_kept_is_told(table: Table) -> None:
    text = (await table.person("Mara").command("content rollback", version="ffffffffffff", channel=ROOM)).text
    assert "not kept any more" in text


async def test_clio_starts_with_the_last_good_version_when_the_folder_is_broken(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    change(table, "kind: true-false", "kind: true-flase")
    await table.stop()
    await table.start()
    assert [record.getMessage() for record in caplog.records if "true-flase" in record.getMessage()]
    mara = table.person("Mara")
    assert "Leaving the war" in (await mara.command("read chapter", chapter="leaving-the-war", channel=ROOM)).text
    status = (await mara.command("content status", channel=ROOM)).text
    assert "had 1 problem" in status
    assert "leaving-the-war.yaml:" in status


async def test_a_broken_folder_is_refused_where_no_good_version_is_kept(table: Table) -> None:
    await table.stop()
    await table.rows("DELETE FROM content_versions")
    change(table, "kind: true-false", "kind: true-flase")
    with pytest.raises(ContentError, match="true-flase"):
        await table.start()


async def test_status_tells_version_counts_and_what_the_server_has(table: Table) -> None:
    text = (await table.person("Mara").command("content status", channel=ROOM)).text
    assert "1 book, 1 chapter, 2 facts" in text
    assert "by Clio as it started" in text
    assert "no packs, and hides no chapter" in text


async def test_a_long_list_of_changes_comes_as_a_file_as_well(table: Table) -> None:
    path = table.library / "treaties" / "leaving-the-war.yaml"
    facts = "".join(f"  f-{number}: {{text: Fact {number}., cite: {{source: book}}}}\n" for number in range(40))
    path.write_text(path.read_text().replace("facts:\n", f"facts:\n{facts}"))
    answer = (await table.person("Mara").command("content reload", channel=ROOM)).message
    assert answer is not None
    (attached,) = answer.attachments
    assert attached.content.decode().count(f"{CHAPTER}/f-") == 40


async def test_only_home_servers_change_the_shared_library(table: Table) -> None:
    await table.stop()
    table.settings = replace(table.settings, home_servers=frozenset({1}))
    await table.start()
    mara = table.person("Mara")
    change(table, "title: Leaving the war", "title: Out of the war")
    for path, options in (("reload", {}), ("rollback", {"version": "x"})):
        text = (await mara.command(f"content {path}", options, channel=ROOM)).text
        assert "only from the servers that whoever runs Clio has named" in text
    await table.stop()
    table.settings = replace(table.settings, home_servers=frozenset({table.sandbox.world.guild.id}))
    await table.start()
    assert "reloaded" in await reload(table)


async def test_reloads_and_steps_back_are_written_down(table: Table) -> None:
    change(table, "title: Leaving the war", "title: Out of the war")
    await reload(table)
    mara = table.person("Mara")
    choices = (await mara.autocomplete("content rollback", "version", "", channel=ROOM)).choices or []
    await mara.command("content rollback", version=choices[1]["value"], channel=ROOM)
    assert table.clio is not None
    changes = await table.clio.services.changes.recent(table.sandbox.world.guild.id, 10)
    assert [each.what for each in changes] == ["content rolled back", "content reloaded"]
