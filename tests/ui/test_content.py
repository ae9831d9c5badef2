
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
    assert "Nothing changed" in text
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
