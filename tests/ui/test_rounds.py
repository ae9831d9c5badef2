"""Rounds from the first click to the last, through the real discord.py."""

import asyncio

import pytest

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Exchange
from bot.sandbox.people import Person
from tests.ui.playing import ROOM, Table

CHAPTER = "treaties/leaving-the-war"
RIGHT = {"Where was the peace": "Brest-Litovsk", "was signed in 1918": "True", "Who led": "лев троцкий"}
WRONG = {"Where was the peace": "Riga", "was signed in 1918": "False", "Who led": "Lenin"}


async def answer(person: Person, card: Message, answers: dict[str, str]) -> Exchange:
    text = transcript.plain(card)
    what = next(answer for prompt, answer in answers.items() if prompt in text)
    buttons = [each for each in walk(card.components) if each["type"] == 2]
    if len(buttons) == 1:
        return await person.submit(await person.press(card, label="Answer"), {"text": what})
    chosen = next(each for each in buttons if what in each["label"])
    return await person.press(card, custom_id=chosen["custom_id"])


async def test_a_whole_round_ends_with_its_table_and_the_leaderboard(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    await table.start_round(chapter=CHAPTER, questions=3, seconds=60)
    for number in (1, 2, 3):
        card = await table.shown(f"Question {number} of 3")
        locked = await answer(ana, card, RIGHT)
        assert "Locked in" in locked.text
        await answer(ben, card, WRONG)
        await table.next()
        await table.sandbox.until(lambda card=card: "✅" in transcript.plain(card))
        await table.next()
    final = transcript.plain(await table.shown("The round is over"))
    assert "🥇 **Ana** · 30 points · 3 of 3 right" in final
    assert "Also played: **Ben**" in final
    board = await table.person("Chloe").command("leaderboard", channel=ROOM)
    assert "🥇 **Ana** · 30 points" in board.text


async def test_an_answer_is_seen_by_its_owner_alone_and_can_be_changed(table: Table) -> None:
    ana = table.person("Ana")
    await table.start_round(chapter=CHAPTER, questions=3, seconds=60)
    card = await table.shown("Question 1 of 3")
    assert "Locked in" in (await answer(ana, card, WRONG)).text
    assert "Changed to" in (await answer(ana, card, RIGHT)).text
    assert not any("Locked in" in text or "Changed to" in text for text in table.read("Ben"))
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    why = await ana.press(card, label="Why?")
    assert "✅ right, 10 points" in why.text
    assert "You did not answer" in (await table.person("Ben").press(card, label="Why?")).text


async def test_the_reveal_shows_the_distribution_the_explanation_and_the_source(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=3, seconds=60)
    card = await table.shown("Question 1 of 3")
    before = transcript.plain(card)
    for name in ("Ana", "Ben", "Chloe"):
        await answer(table.person(name), card, RIGHT if name == "Ana" else WRONG)
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    after = transcript.plain(card)
    assert "Source: " in after
    assert "Source: " not in before
    assert "██████████ 2" in after
    assert "█████      1" in after
    assert not any(name in after for name in ("Ana", "Ben", "Chloe"))


async def test_two_rounds_run_in_two_channels_at_once(table: Table) -> None:
    await table.start_round(channel=ROOM, chapter=CHAPTER, questions=1, seconds=60)
    await table.start_round(channel="reading-room", name="Ben", chapter=CHAPTER, questions=2, seconds=60)
    here, there = await table.shown("Question 1 of 1"), await table.shown("Question 1 of 2", "reading-room")
    await asyncio.gather(answer(table.person("Ana"), here, RIGHT), answer(table.person("Ana"), there, WRONG))
    for _ in range(2):
        await table.next(ROOM)
    assert "10 points" in transcript.plain(await table.shown("The round is over", ROOM))
    assert "Question 1 of 2" in transcript.plain(there)
    assert "✅" not in transcript.plain(there)


async def test_a_second_start_in_the_same_channel_is_refused_kindly(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    second = await table.person("Ben").command("quiz start", channel=ROOM)
    assert "already running in this channel" in second.text
    assert second.message is not None
    assert second.message.is_ephemeral


async def test_of_two_starts_at_the_same_moment_one_wins(table: Table) -> None:
    both = await asyncio.gather(
        *(table.person(name).command("quiz start", chapter=CHAPTER, channel=ROOM) for name in ("Ana", "Ben"))
    )
    assert sorted("already running" in each.text for each in both) == [False, True]


async def test_only_the_host_and_moderators_end_a_round(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    await answer(table.person("Ben"), card, RIGHT)
    assert "Only the member who started" in (await table.person("Ben").command("quiz stop", channel=ROOM)).text
    await table.person("Mara").command("quiz stop", channel=ROOM)
    assert "**Ben** · 10 points" in transcript.plain(await table.shown("The round was ended"))
    assert "No round is running" in (await table.person("Mara").command("quiz stop", channel=ROOM)).text


async def test_a_click_after_the_reveal_is_answered_and_not_counted(table: Table) -> None:
    ana = table.person("Ana")
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60)
    card = await table.shown("Question 1 of 2")
    button = next(each for each in walk(card.components) if each["type"] == 2)
    await table.next()
    await table.sandbox.until(lambda: "✅" in transcript.plain(card))
    late = await ana.raw(3, {"custom_id": button["custom_id"], "component_type": 2}, channel=ROOM, message=card)
    assert "closed" in late.text
    assert "Nobody answered" in transcript.plain(card)


@pytest.mark.parametrize(
    "custom_id", ["clio:answer:999:0:0", "clio:answer:1:0:99", "clio:nothing", "other", "clio:answer:x", "clio:why:7:7"]
)
async def test_a_control_made_by_hand_is_answered(table: Table, custom_id: str) -> None:
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60)
    card = await table.shown("Question 1 of 2")
    forged = await table.person("Ben").raw(3, {"custom_id": custom_id, "component_type": 2}, channel=ROOM, message=card)
    assert forged.message is not None
    assert forged.message.is_ephemeral
    await table.next()
    await table.sandbox.until(lambda: "Nobody answered" in transcript.plain(card))


async def test_a_round_nobody_plays_ends_by_itself(table: Table) -> None:
    await table.start_round(questions=3, seconds=60)
    for number in (1, 2, 3):
        card = await table.shown(f"Question {number} of 3")
        await table.next()
        await table.sandbox.until(lambda card=card: "Nobody answered" in transcript.plain(card))
        await table.next()
    await table.shown("Nobody answered this time")
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)


async def test_a_question_closes_by_itself_when_its_time_is_over(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=5)
    card = await table.shown("Question 1 of 1")
    await table.sandbox.until(lambda: "Nobody answered" in transcript.plain(card), timeout=10)


async def test_a_deleted_channel_ends_its_round_with_its_scores(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    for name in ("Ana", "Ben"):
        await answer(table.person(name), await table.shown("Question 1 of 1"), RIGHT)
    table.sandbox.world.delete_channel(table.sandbox.channel(ROOM))
    await _until_no_round_runs(table)
    assert "10 points" in (await table.person("Ana").command("leaderboard")).text


async def test_losing_the_permission_to_write_ends_the_round(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60)
    await answer(table.person("Ana"), await table.shown("Question 1 of 2"), RIGHT)
    table.sandbox.world.set_bot_permissions(table.sandbox.channel(ROOM), deny=1 << 10 | 1 << 11)
    for _ in range(2):
        await table.next()
    await _until_no_round_runs(table)


async def test_being_removed_from_the_server_ends_its_rounds(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=2, seconds=60)
    await table.shown("Question 1 of 2")
    table.sandbox.world.remove_bot(table.sandbox.guild)
    await _until_no_round_runs(table)


async def test_a_deleted_question_is_shown_again_at_its_reveal(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    table.sandbox.world.delete_message(card)
    await table.next()
    await table.shown("Nobody answered")
    await table.next()
    await table.shown("The round is over")


async def test_a_card_that_was_sent_again_is_the_one_that_is_drawn_from_then_on(table: Table) -> None:
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)
    table.sandbox.world.delete_message(await table.shown("Question 1 of 1"))
    await table.person("Ana").command("quiz pause", channel=ROOM)
    again = await table.shown("Paused")
    await table.person("Ana").command("quiz resume", channel=ROOM)
    await table.sandbox.until(lambda: "Paused" not in transcript.plain(again))
    await table.next()
    await table.sandbox.until(lambda: "Nobody answered" in transcript.plain(again))
    assert sum("Question 1 of 1" in text for text in table.read("Ana")) == 1


async def test_without_permission_to_write_a_round_does_not_start(table: Table) -> None:
    table.sandbox.world.set_bot_permissions(table.sandbox.channel(ROOM), deny=1 << 11)
    refused = await table.person("Ana").command("quiz start", channel=ROOM)
    assert "Send Messages" in refused.text
    table.sandbox.world.set_bot_permissions(table.sandbox.channel(ROOM), allow=1 << 11)
    await table.start_round(chapter=CHAPTER, questions=1, seconds=60)


async def _until_no_round_runs(table: Table) -> None:
    async with asyncio.timeout(15):
        while await table.rows("SELECT id FROM rounds WHERE ended_at IS NULL"):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.1)
