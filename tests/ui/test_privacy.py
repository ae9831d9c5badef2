"""`/privacy export` and `/privacy delete` through the real discord.py."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Channel, Message
from bot.sandbox.exchanges import Exchange
from tests.databases import every_row
from tests.ui.playing import ROOM, Table
from tests.ui.test_review import RIGHT as REVIEWED_RIGHT
from tests.ui.test_review import answer as answer_review
from tests.ui.test_review import begin, onwards
from tests.ui.test_rounds import CHAPTER, RIGHT, WRONG, answer
from tests.ui.test_settings import history

MARA = "Mara"


async def rows_with(table: Table, *wanted: object) -> list[tuple[str, object]]:
    """Every row of any table in which one of these stands in a cell, in a text also as a part."""

    def is_wanted(row: tuple[object, ...]) -> bool:
        cells = [str(cell) for cell in row if not isinstance(cell, bytes)]
        return any(str(each) in cell for each in wanted for cell in cells)

    return [(name, row) for name, row in await every_row(table.settings.database_url) if is_wanted(row)]


async def count(table: Table, name: str) -> int:
    ((number,),) = await table.rows(f"SELECT count(*) FROM {name}")  # noqa: S608 - names of our own tables
    return number


async def play(table: Table, host: str = "Ana") -> Message:
    """A finished round of one question that Ana had right and Ben wrong."""
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60, name=host)
    card = await table.shown("Question 1 of 1")
    await answer(table.person("Ana"), card, RIGHT)
    await answer(table.person("Ben"), card, WRONG)
    await table.person(host).command("quiz stop", channel=ROOM)
    return await table.shown("The round was ended")


async def export(table: Table, name: str = "Ana", channel: str | Channel = ROOM) -> dict[str, Any]:
    shown = (await table.person(name).command("privacy export", channel=channel)).message
    assert shown is not None
    assert shown.is_ephemeral
    (file,) = shown.attachments
    assert file.filename == "clio-data.json"
    return json.loads(file.content)


async def ask_to_delete(table: Table, name: str = "Ana", channel: str | Channel = ROOM) -> Message:
    asked = (await table.person(name).command("privacy delete", channel=channel)).message
    assert asked is not None
    assert asked.is_ephemeral
    return asked


async def delete(table: Table, name: str = "Ana") -> Exchange:
    return await table.person(name).press(await ask_to_delete(table, name), label="Delete everything")


async def test_an_export_holds_what_was_done_and_nothing_of_others(table: Table) -> None:
    await play(table)
    await table.person("Ana").command("privacy opt-out", channel=ROOM)
    found = await export(table)
    ana, ben = table.person("Ana"), table.person("Ben")
    assert (found["format"], found["format_version"], found["member"]) == ("clio-member-data", 1, str(ana.id))
    assert datetime.now(UTC) - datetime.fromisoformat(found["exported_at"]) < timedelta(minutes=5)
    (answered,) = found["answers"]
    assert (answered["points"], answered["credit"]) == (10, 1)
    assert RIGHT[next(prompt for prompt in RIGHT if prompt in answered["prompt"])] == answered["answered"]
    assert [each["name"] for each in found["names"]] == ["Ana"]
    assert len(found["rounds_hosted"]) == len(found["opt_outs"]) == len(found["results"]) == 1
    assert found["review_log"]
    assert str(ben.id) not in json.dumps(found)
    assert "Ben" not in json.dumps(found)


async def test_who_has_done_nothing_gets_an_empty_export_and_has_nothing_to_delete(table: Table) -> None:
    await play(table)
    found = await export(table, "Chloe")
    assert [key for key, kept in found.items() if isinstance(kept, list) and kept] == []
    assert "keeps nothing of you" in (await delete(table, "Chloe")).text
    assert await count(table, "answers") == 2


async def test_a_moderators_deeds_are_exported_and_kept_without_the_name(table: Table) -> None:
    await table.person(MARA).command("term start", {"name": "Autumn"}, channel=ROOM)
    found = await export(table, MARA)
    mara = table.person(MARA)
    assert [each["what"] for each in found["changes"]] == ["term"]
    await delete(table, MARA)
    assert await rows_with(table, mara.id) == []
    assert "a deleted member\nterm: Autumn began" in await history(table)
    assert await count(table, "terms") == 1


async def test_export_and_delete_work_in_private_messages(table: Table) -> None:
    await play(table)
    ana = table.person("Ana")
    direct = table.sandbox.world.direct_channel(ana.user)
    assert (await export(table, channel=direct))["answers"]
    done = await ana.press(await ask_to_delete(table, channel=direct), label="Delete everything")
    assert "is deleted" in done.text
    assert await rows_with(table, ana.id) == []


async def test_nothing_is_deleted_before_it_is_confirmed(table: Table) -> None:
    await play(table)
    asked = await ask_to_delete(table)
    text = transcript.plain(asked)
    assert "whether you opted out" in text
    assert "a deleted member" in text
    await table.person("Ana").press(asked, label="Keep it")
    assert "Nothing was deleted" in transcript.plain(asked)
    assert not [each for each in walk(asked.components) if each["type"] == 2]
    assert await count(table, "answers") == 2


async def test_everything_of_the_member_goes_and_the_others_keep_their_points(table: Table) -> None:
    await play(table)
    await table.person("Ben").command("privacy opt-out", channel=ROOM)
    card = await begin(table.person("Ana"))
    await answer_review(table.person("Ana"), card, REVIEWED_RIGHT)
    await onwards(table.person("Ana"), card)
    await table.person("Ana").command("study remind", channel=ROOM)
    ana, ben = table.person("Ana"), table.person("Ben")
    of_ben = [row for row in await rows_with(table, ben.id) if str(ana.id) not in str(row)]
    assert "is deleted" in (await delete(table)).text
    assert await rows_with(table, ana.id, "Ana") == []
    assert await rows_with(table, ben.id) == of_ben
    board = (await table.person("Chloe").command("leaderboard", channel=ROOM)).text
    assert "**Ana**" not in board


async def test_a_round_that_a_deleted_member_hosted_can_still_be_reported(table: Table) -> None:
    final = await play(table)
    await delete(table)
    handed = await table.person(MARA).press(final, label="Report file")
    assert handed.message is not None
    text = next(each.content.decode() for each in handed.message.attachments if each.filename.endswith(".txt"))
    assert "Started by a deleted member." in text
    assert "Ana" not in text
    assert "1. Ben: 0 points" in text
    refused = await table.person("Ana").press(final, label="Report file")
    assert "Only the member who started this round" in refused.text


async def test_nobody_can_confirm_for_somebody_else(table: Table) -> None:
    await play(table)
    asked = await ask_to_delete(table)
    ana, ben = table.person("Ana"), table.person("Ben")
    for number in (ana.id, f"0{ana.id}"):
        pressed = {"custom_id": f"clio:privacy-delete:{number}", "component_type": 2}
        for message in (asked, await ask_to_delete(table, "Ben")):
            refused = await ben.raw(3, pressed, message=message)
            assert "belongs to another member" in refused.text
    assert await count(table, "answers") == 2
    assert await rows_with(table, ana.id)
    assert await rows_with(table, ben.id)


async def test_a_running_round_goes_on_without_the_member_at_once(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60)
    card = await table.shown("Question 1 of 2")
    await answer(ana, card, RIGHT)
    await answer(ben, card, RIGHT)
    assert "is deleted" in (await delete(table)).text
    assert await rows_with(table, ana.id, "Ana") == []
    assert "Only the member who started this round" in (await ana.command("quiz next", channel=ROOM)).text
    await table.next(name=MARA)
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    await table.next(name=MARA)
    await answer(ben, await table.shown("Question 2 of 2"), RIGHT)
    await table.person(MARA).command("quiz stop", channel=ROOM)
    final = transcript.plain(await table.shown("The round was ended"))
    assert "**Ben** · 20 points" in final
    assert "Ana" not in final
    assert await rows_with(table, ana.id, "Ana") == []
    assert "**Ben** · 20 points" in (await ben.command("leaderboard", channel=ROOM)).text


async def test_who_plays_on_after_that_begins_anew_in_the_same_round(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60, name="Ben")
    card = await table.shown("Question 1 of 2")
    await answer(ana, card, RIGHT)
    await answer(ben, card, RIGHT)
    await table.next(name="Ben")
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    await delete(table)
    assert "You did not answer" in (await ana.press(card, label="Why?")).text
    await table.next(name="Ben")
    await answer(ana, await table.shown("Question 2 of 2"), RIGHT)
    await ben.command("quiz stop", channel=ROOM)
    final = transcript.plain(await table.shown("The round was ended"))
    assert "**Ana** · 10 points" in final
    assert "**Ben** · 10 points" in final


async def test_a_team_in_the_lobby_is_left(table: Table) -> None:
    started = await table.person("Ben").command("quiz start", {"teams": 2, "questions": 1}, channel=ROOM)
    lobby = started.message
    assert lobby is not None
    ana = table.person("Ana")
    button = next(each["custom_id"] for each in walk(lobby.components) if "Team B" in each.get("label", ""))
    await ana.press(lobby, custom_id=button)
    await delete(table)
    await table.person("Chloe").press(lobby, custom_id=button)
    assert "Ana" not in transcript.plain(lobby)
    assert await rows_with(table, ana.id, "Ana") == []


async def test_a_deleted_host_stays_deleted_after_a_restart(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    await answer(table.person("Ana"), card, RIGHT)
    await answer(table.person("Ben"), card, RIGHT)
    await delete(table)
    await table.stop()
    await table.start()
    await table.person(MARA).command("quiz stop", channel=ROOM)
    final = transcript.plain(await table.shown("The round was ended"))
    assert "**Ben** · 10 points" in final
    assert "Ana" not in final
    assert await rows_with(table, table.person("Ana").id, "Ana") == []


async def test_an_open_review_is_over(table: Table) -> None:
    ana = table.person("Ana")
    card = await begin(ana)
    await delete(table)
    told = await answer_review(ana, card, REVIEWED_RIGHT)
    assert "a newer review has begun" in told.text
    assert await rows_with(table, ana.id) == []


async def test_about_tells_of_export_and_delete(table: Table) -> None:
    text = (await table.person("Ana").command("privacy about", channel=ROOM)).text
    assert "/privacy export" in text
    assert "/privacy delete" in text
