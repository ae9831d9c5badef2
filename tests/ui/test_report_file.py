"""The report file under the final table, through the real discord.py."""

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.world import MODERATOR
from tests.ui.playing import ROOM, Table
from tests.ui.test_rounds import CHAPTER, RIGHT, WRONG, answer


async def played(table: Table) -> Message:
    """The final card of a round that Ben started, with one right answer and one wrong one."""
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60, name="Ben")
    card = await table.shown("Question 1 of 1")
    await answer(table.person("Ana"), card, RIGHT)
    await answer(table.person("Ben"), card, WRONG)
    await table.person("Ben").command("quiz stop", channel=ROOM)
    return await table.shown("The round was ended")


def files(message: Message | None) -> dict[str, str]:
    assert message is not None
    return {each.filename.rpartition(".")[2]: each.content.decode("utf-8-sig") for each in message.attachments}


async def test_the_host_gets_the_answers_as_files_that_nobody_else_sees(table: Table) -> None:
    final = await played(table)
    handed = await table.person("Ben").press(final, label="Report file")
    assert handed.message is not None
    assert handed.message.is_ephemeral
    got = files(handed.message)
    assert got["csv"].splitlines()[1].startswith("Ana,1,")
    assert "1. Ana: 10 points, 1 of 1 right" in got["txt"]
    assert not any("Report ·" in text for text in table.read("Ana"))


async def test_the_report_is_handed_out_after_a_restart_and_to_moderators(table: Table) -> None:
    final = await played(table)
    await table.stop()
    await table.start()
    handed = await table.person(MODERATOR).press(final, label="Report file")
    assert files(handed.message).keys() == {"csv", "txt"}


async def test_other_members_are_refused(table: Table) -> None:
    refused = await table.person("Ana").press(await played(table), label="Report file")
    assert "Only the member who started this round and moderators" in refused.text
    assert refused.message is not None
    assert not refused.message.attachments


async def test_a_round_without_answers_has_no_report(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    await table.person("Ana").command("quiz stop", channel=ROOM)
    final = transcript.plain(await table.shown("The round was ended"))
    assert "Report file" not in final
