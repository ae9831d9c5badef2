"""Reports on revealed cards, answers that should count, and the moderators' queue, through the real discord.py."""

import asyncio
import shutil
from pathlib import Path

import pytest
import yaml

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Exchange
from tests.ui.playing import ROOM, Table

EVERY_KIND = Path(__file__).parent / "every_kind"
COUNT, HOSTILE = (
    "My answer should count",
    "@everyone <@&123456789012345678> **Joffe** `x` ‮ [a](https://example.org)\n# big",
)


@pytest.fixture
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A library with one question: that of a name, unless the test asks for another."""
    question = getattr(request, "param", "q-name")
    copied = Path(shutil.copytree(EVERY_KIND, tmp_path / "library"))
    chapter = copied / "treaties" / "one-of-each.yaml"
    written = yaml.safe_load(chapter.read_text())
    written["questions"] = {question: written["questions"][question]}
    chapter.write_text(yaml.safe_dump(written, allow_unicode=True))
    return copied


def asks(question: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("library", [question], indirect=True)


async def revealed(table: Table, **typed: str) -> Message:
    """The revealed card of a round in which those people typed that."""
    await table.start_round(questions=1, seconds=120)
    card = await table.shown("Question 1 of 1")
    for name, text in typed.items():
        person = table.person(name)
        await person.submit(await person.press(card, label="Answer"), {"text": text})
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    return card


async def over(table: Table) -> set[str]:
    """Who has points for the board when the round is over."""
    await table.next()
    await table.shown("The round is over")
    earned = await table.rows("SELECT user_id FROM results WHERE points > 0")
    return {table.sandbox.person(member).name for (member,) in earned}


async def report(table: Table, card: Message, name: str, text: str) -> Exchange:
    person = table.person(name)
    return await person.submit(await person.press(card, label="Report"), {"text": text})


async def queue(table: Table, name: str = "Mara") -> Message:
    opened = await table.person(name).command("content reports", channel=ROOM)
    assert opened.is_ephemeral
    assert opened.message is not None
    return opened.message


async def decide(table: Table, label: str, name: str = "Mara") -> str:
    return (await table.person(name).press(await queue(table, name), label=label)).text


def labels(card: Message) -> list[str]:
    return [each["label"] for each in walk(card.components) if each["type"] == 2]


def direct_messages(table: Table, name: str) -> list[str]:
    channel = table.sandbox.world.direct_channels.get(table.person(name).id)
    return [] if channel is None else [transcript.plain(each) for each in table.person(name).messages(channel)]


async def test_an_accepted_answer_is_scored_in_its_round_and_on_the_board(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="joffe", Chloe="Chicherin")
    await over(table)
    filed = await table.person("Ana").press(card, label=COUNT)
    assert filed.is_ephemeral
    assert "“Joffe” should count" in filed.text
    waiting = transcript.plain(await queue(table))
    assert "Who signed at Rapallo for Soviet Russia?" in waiting
    assert "**Answer:** Georgy Chicherin" in waiting
    assert "**Typed:** “Joffe”" in waiting
    assert "Ana · <t:" in waiting
    assert "1 other typed the same" in waiting
    assert "2 answers of that round were scored again" in await decide(table, "Accept")
    board = (await table.person("Ana").command("leaderboard", channel=ROOM)).text
    assert all(f"**{name}** · 10 points" in board for name in ("Ana", "Ben", "Chloe"))
    why = (await table.person("Ben").press(card, label="Why?")).text
    assert "✅ right, 10 points" in why
    assert "The moderators of this server count this answer as right." in why


async def test_a_running_round_counts_it_in_its_final_table(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="Lenin")
    await table.person("Ana").press(card, label=COUNT)
    await decide(table, "Accept")
    assert await over(table) == {"Ana"}


async def test_the_next_round_counts_it_from_the_start(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await table.person("Ana").press(card, label=COUNT)
    await decide(table, "Accept")
    await over(table)
    await table.start_round(questions=1, seconds=120)
    again = await table.sandbox.until(
        lambda: next((each for each in table.person("Ana").messages(ROOM) if "Answer" in labels(each)), None)
    )
    ben = table.person("Ben")
    await ben.submit(await ben.press(again, label="Answer"), {"text": "Joffe"})
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(again))
    assert "✅ right, 10 points" in (await ben.press(again, label="Why?")).text


@asks("q-date")
async def test_a_date_counts_as_it_was_typed(table: Table) -> None:
    card = await revealed(table, Ana="4 May 1918", Ben="4th May, 1918", Chloe="5 May 1918")
    await table.person("Ana").press(card, label=COUNT)
    assert "2 answers of that round were scored again" in await decide(table, "Accept")
    assert await over(table) == {"Ana", "Ben"}


async def test_a_refusal_changes_no_score(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="Chicherin")
    await table.person("Ana").press(card, label=COUNT)
    assert "No score has changed" in await decide(table, "Refuse")
    assert "No reports are waiting" in transcript.plain(await queue(table))
    assert await over(table) == {"Ben"}
    assert "it was refused" in (await table.person("Ana").press(card, label=COUNT)).text


async def test_old_cards_work_after_a_restart(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="Chicherin")
    await over(table)
    await table.stop()
    await table.start()
    assert "should count" in (await table.person("Ana").press(card, label=COUNT)).text
    assert "The photograph is gone" in (await report(table, card, "Ben", "The photograph is gone")).text
    await table.stop()
    await table.start()
    assert "Report 1 of 2" in transcript.plain(await queue(table))


async def test_one_press_files_and_the_second_says_so(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    ana = table.person("Ana")
    assert "**Reported:**" in (await ana.press(card, label=COUNT)).text
    assert "You have filed this already" in (await ana.press(card, label=COUNT)).text
    assert "Report 1 of 1" in transcript.plain(await queue(table))


async def test_what_cannot_count_is_refused_kindly(table: Table) -> None:
    card = await revealed(table, Ana="Chicherin")
    assert "You did not type an answer" in (await table.person("Ben").press(card, label=COUNT)).text
    assert "was right" in (await table.person("Ana").press(card, label=COUNT)).text
    assert "No reports are waiting" in transcript.plain(await queue(table))


@pytest.mark.parametrize("control", ["count-it", "report"])
async def test_a_question_that_is_still_open_cannot_be_reported(table: Table, control: str) -> None:
    await table.start_round(questions=1, seconds=120)
    card = await table.shown("Question 1 of 1")
    pressed = {"custom_id": f"clio:{control}:1:0", "component_type": 2}
    forged = await table.person("Ben").raw(3, pressed, channel=ROOM, message=card)
    assert "still open" in forged.text
    assert forged.modal is None


@pytest.mark.parametrize(("where", "told"), [("9:0", "was not asked in this server"), ("1:7", "is still open")])
async def test_what_was_never_asked_here_cannot_be_reported(table: Table, where: str, told: str) -> None:
    card = await revealed(table, Ana="Joffe")
    for control in ("count-it", "report"):
        pressed = {"custom_id": f"clio:{control}:{where}", "component_type": 2}
        assert told in (await table.person("Ana").raw(3, pressed, message=card)).text


async def test_a_second_report_replaces_the_text(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await report(table, card, "Ana", "The name is misspelt")
    assert "Your report now reads" in (await report(table, card, "Ana", "The source is missing")).text
    waiting = transcript.plain(await queue(table))
    assert "Report 1 of 1" in waiting
    assert "The source is missing" in waiting
    assert "misspelt" not in waiting


async def test_a_report_that_says_nothing_is_refused(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    assert "Write what is wrong" in (await report(table, card, "Ana", "   ")).text


async def test_reports_are_settled_and_dismissed_one_after_the_other(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    for name in ("Ana", "Ben", "Chloe"):
        await report(table, card, name, f"{name} is not happy")
    mara, shown = table.person("Mara"), await queue(table)
    assert "Report 1 of 3" in transcript.plain(shown)
    assert "Chloe is not happy" in transcript.plain(shown)
    await mara.press(shown, label="Older ▶")
    assert "Ben is not happy" in transcript.plain(shown)
    await mara.press(shown, label="Settle")
    assert "**Settled:** “Ben is not happy”" in transcript.plain(shown)
    assert "Report 2 of 2" in transcript.plain(shown)
    await mara.press(shown, label="Dismiss")
    await mara.press(shown, label="Dismiss")
    assert "No reports are waiting" in transcript.plain(shown)


async def test_open_shows_the_question_with_its_explanation_and_source(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await table.person("Ana").press(card, label=COUNT)
    opened = await table.person("Mara").press(await queue(table), label="Open")
    assert opened.is_ephemeral
    assert "He had led the delegation to Genoa." in opened.text
    assert "Source: " in opened.text


async def test_members_are_told_only_when_they_ask(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="Ioffe", Chloe="Krasin")
    for name in ("Ana", "Ben", "Chloe"):
        filed = await table.person(name).press(card, label=COUNT)
        assert filed.message is not None
        if name != "Chloe":
            await table.person(name).press(filed.message, label="Tell me")
            assert "You will be told" in transcript.plain(filed.message)
        if name == "Ben":
            await table.person(name).press(filed.message, label="Do not tell me")
            assert "You will not be told" in transcript.plain(filed.message)
    for _ in range(3):
        await decide(table, "Refuse")
    (told,) = await table.sandbox.until(lambda: direct_messages(table, "Ana"))
    assert "it stays as it was graded" in told
    assert "“Joffe”" in told
    assert not direct_messages(table, "Ben")
    assert not direct_messages(table, "Chloe")


async def test_a_member_whose_answer_counts_through_anothers_report_is_told_too(table: Table) -> None:
    card = await revealed(table, Ana="Joffe", Ben="joffe")
    for name in ("Ana", "Ben"):
        filed = await table.person(name).press(card, label=COUNT)
        assert filed.message is not None
        await table.person(name).press(filed.message, label="Tell me")
    await decide(table, "Accept")
    for name in ("Ana", "Ben"):
        (told,) = await table.sandbox.until(lambda name=name: direct_messages(table, name))
        assert "It counts now" in told
    assert "No reports are waiting" in transcript.plain(await queue(table))


async def test_a_member_who_takes_no_direct_messages_does_not_disturb_the_decision(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    filed = await table.person("Ana").press(card, label=COUNT)
    assert filed.message is not None
    await table.person("Ana").press(filed.message, label="Tell me")
    fault = table.sandbox.faults.fail(403, method="POST", route="/users/@me/channels")
    assert "**Accepted:**" in await decide(table, "Accept")
    await table.sandbox.until(lambda: fault.done)
    assert len(table.person("Mara").ephemeral(ROOM)) == 1
    assert await over(table) == {"Ana"}


async def test_a_report_can_be_taken_back(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    filed = await table.person("Ana").press(card, label=COUNT)
    assert filed.message is not None
    shown = await queue(table)
    await table.person("Ana").press(filed.message, label="Take it back")
    assert "You have taken your report back" in transcript.plain(filed.message)
    assert "not there any more" in (await table.person("Mara").press(shown, label="Accept")).text
    assert await over(table) == set()


async def test_only_its_member_changes_a_report(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await table.person("Ana").press(card, label=COUNT)
    for control in ("take-back:1", "tell-me:1:1"):
        pressed = {"custom_id": f"clio:{control}", "component_type": 2}
        assert "not there any more" in (await table.person("Ben").raw(3, pressed, message=card)).text
    assert "Report 1 of 1" in transcript.plain(await queue(table))


async def test_members_do_not_see_the_queue_and_cannot_decide_by_hand(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    ana = table.person("Ana")
    await ana.press(card, label=COUNT)
    refused = await ana.command("content reports", channel=ROOM)
    assert "Only members who may manage this server" in refused.text
    before = transcript.plain(card)
    for control in ("decide:1:accept:0", "decide:1:refuse:0", "reports:0:older", "case:1"):
        pressed = {"custom_id": f"clio:{control}", "component_type": 2}
        forged = await ana.raw(3, pressed, channel=ROOM, message=card)
        assert "Only members who may manage this server" in forged.text
        assert forged.is_ephemeral
    assert transcript.plain(card) == before
    assert "Report 1 of 1" in transcript.plain(await queue(table))
    assert await over(table) == set()


async def test_a_moderator_who_forges_a_control_does_not_show_the_queue_to_everybody(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await table.person("Ana").press(card, label=COUNT)
    before = transcript.plain(card)
    pressed = {"custom_id": "clio:reports:0:older", "component_type": 2}
    assert (await table.person("Mara").raw(3, pressed, channel=ROOM, message=card)).is_ephemeral
    assert transcript.plain(card) == before


async def test_of_two_moderators_at_once_one_decides_and_the_other_is_told(table: Table) -> None:
    world, mara, ben = table.sandbox.world, table.person("Mara"), table.person("Ben")
    world.set_roles(ben.member, mara.member.roles)
    card = await revealed(table, Ana="Joffe", Chloe="Chicherin")
    await table.person("Ana").press(card, label=COUNT)
    shown = {name: await queue(table, name) for name in ("Mara", "Ben")}
    both = await asyncio.gather(mara.press(shown["Mara"], label="Accept"), ben.press(shown["Ben"], label="Refuse"))
    is_told = ["A moderator has decided this report already" in each.text for each in both]
    assert sorted(is_told) == [False, True]
    accepted: set[str] = set() if is_told[0] else {"Ana"}
    assert await over(table) == {"Chloe"} | accepted


async def test_hostile_text_stays_text(table: Table) -> None:
    table.sandbox.add_person("**Eve** @here")
    card = await revealed(table, Ana="Joffe")
    eve = table.person("**Eve** @here")
    filed = await eve.submit(await eve.press(card, label="Report"), {"text": HOSTILE})
    assert "**Reported:**" in filed.text
    for text in (filed.text, transcript.plain(await queue(table))):
        assert "@everyone" not in text
        assert "<@&1" not in text
        assert r"\*\*Joffe\*\*" in text
        assert "‮" not in text
        assert r"\[a](https://example.org)" in text
        assert "\n# big" not in text
    assert "@here" not in transcript.plain(await queue(table))


async def test_the_longest_report_fits_into_the_queue(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    longest = "*" * 499 + "!"
    await report(table, card, "Ana", longest)
    assert transcript.plain(await queue(table)).count(r"\*") == 499


@asks("q-choice")
async def test_a_question_that_is_not_typed_can_only_be_reported(table: Table) -> None:
    card = await revealed(table)
    assert labels(card)[:2] == ["Why?", "Report"]
    assert COUNT not in labels(card)
    pressed = {"custom_id": "clio:count-it:1:0", "component_type": 2}
    assert "You did not type an answer" in (await table.person("Ana").raw(3, pressed, message=card)).text


async def test_a_decision_is_in_the_history_without_the_words_of_the_member(table: Table) -> None:
    card = await revealed(table, Ana="Joffe")
    await table.person("Ana").press(card, label=COUNT)
    await decide(table, "Accept")
    mara = table.person("Mara")
    shown = (await mara.command("settings", channel=ROOM)).message
    assert shown is not None
    await mara.press(shown, label="History")
    told = transcript.plain(shown)
    assert "an answer to the question treaties/one-of-each/q-name was accepted" in told
    assert "Joffe" not in told
