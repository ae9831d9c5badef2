"""Daily posts through the real discord.py, with Clio's clock put forward."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import yaml

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from tests.ui.playing import ROOM, Table
from tests.ui.test_review import RIGHT, WRONG, answer, buttons, text_of

OTHER_ROOM = "reading-room"
TITLE = "Question of the day"


async def open_card(table: Table, name: str = "Mara") -> Message:
    """The card that the settings' button opens."""
    shown = (await table.person(name).command("settings", channel=ROOM)).message
    assert shown is not None
    opened = await table.person(name).press(shown, custom_id="clio:daily")
    assert opened.message is not None
    assert opened.is_ephemeral
    return opened.message


async def turn_on(table: Table, kind: str = "question") -> Message:
    card = await open_card(table)
    await table.person("Mara").select(card, "clio:daily-kind", [kind])
    return card


async def tick(table: Table) -> None:
    assert table.clio is not None
    await table.clio.ticking.tick()


async def at(table: Table, moment: datetime) -> None:
    """Let it be that time, and everything that is due be done."""
    table.ahead = moment - datetime.now(UTC)
    await tick(table)


def nine(days: int = 1) -> datetime:
    """The next nine o'clock, or one so many days later."""
    now = datetime.now(UTC)
    today = datetime.combine(now.date(), time(9), UTC)
    return today + timedelta(days=days if today <= now else days - 1)


def posts(table: Table, channel: str = ROOM, title: str = TITLE) -> list[Message]:
    everything = table.person("Ben").messages(channel)
    return [message for message in everything if title in text_of(message) and not message.is_ephemeral]


async def opened(person: Person, post: Message) -> Message:
    shown = await person.press(post, label="Answer")
    assert shown.message is not None
    assert shown.is_ephemeral
    return shown.message


async def posted(table: Table, day: int = 1) -> Message:
    await at(table, nine(day))
    return await table.sandbox.until(lambda: next(iter(reversed(posts(table))), None))


async def test_it_is_off_until_a_moderator_switches_it_on(table: Table) -> None:
    card = await open_card(table)
    assert "Nothing is posted" in text_of(card)
    await at(table, nine())
    assert posts(table) == []
    await table.person("Mara").select(card, "clio:daily-kind", ["question"])
    assert str(int(nine(2).timestamp())) in str(card.components)
    assert (await posted(table, 2)).channel_id == table.sandbox.channel(ROOM).id
    await table.person("Mara").select(card, "clio:daily-kind", ["off"])
    assert "Nothing is posted" in text_of(card)
    await at(table, nine(3))
    assert len(posts(table)) == 1


async def test_channel_time_and_zone_are_chosen_on_the_card(table: Table) -> None:
    card = await turn_on(table)
    mara = table.person("Mara")
    await mara.select(card, "clio:daily-channel", [table.sandbox.channel(OTHER_ROOM)])
    form = await mara.press(card, label="Change the time")
    await mara.submit(form, {"time": "6:30 pm", "zone": "kolkata"})
    assert "18:30 (Asia/Kolkata)" in text_of(card)
    assert table.clio is not None
    told = await table.clio.services.daily_posts.describe(table.sandbox.guild.id)
    assert told == f"{TITLE} in <#{table.sandbox.channel(OTHER_ROOM).id}> at 18:30 (Asia/Kolkata)."
    await at(table, nine() + timedelta(hours=3, minutes=59))
    assert posts(table, OTHER_ROOM) == []
    await at(table, nine() + timedelta(hours=4))
    await table.sandbox.until(lambda: posts(table, OTHER_ROOM))
    assert posts(table) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"time": "soon", "zone": "UTC"}, "is not a time of day"), ({"time": "9:00", "zone": "Mars"}, "no time zone")],
)
async def test_a_time_that_cannot_be_read_changes_nothing(table: Table, fields: dict[str, str], told: str) -> None:
    card = await turn_on(table)
    mara = table.person("Mara")
    refused = await mara.submit(await mara.press(card, label="Change the time"), fields)
    assert told in refused.text
    assert "09:00 (UTC)" in text_of(await open_card(table))


async def test_only_moderators_change_it_and_what_they_change_is_written_down(table: Table) -> None:
    card = await turn_on(table)
    assert table.clio is not None
    (change,) = await table.clio.services.changes.recent(table.sandbox.guild.id, 5)
    assert (change.by, change.what) == (table.person("Mara").id, "daily post")
    student = next(role.id for role in table.sandbox.guild.roles.values() if role.name == "Student")
    table.sandbox.world.set_roles(table.person("Mara").member, [student])
    for custom_id, value in (("clio:daily-kind", "off"), ("clio:daily-channel", table.sandbox.channel(OTHER_ROOM))):
        assert "Only members who may manage" in (await table.person("Mara").select(card, custom_id, [value])).text
    assert "Only members who may manage" in (await table.person("Mara").press(card, label="Change the time")).text
    post = await table.clio.services.daily_posts.of(table.sandbox.guild.id)
    assert post is not None
    assert post.is_on


async def test_a_channel_in_which_clio_may_not_speak_is_refused(table: Table) -> None:
    card = await turn_on(table)
    channel = table.sandbox.channel(OTHER_ROOM)
    table.sandbox.world.set_bot_permissions(channel, deny=Permission.SEND_MESSAGES)
    assert "it needs: Send Messages" in (await table.person("Mara").select(card, "clio:daily-channel", [channel])).text
    await posted(table)


async def test_each_member_answers_alone_and_once_and_it_counts_for_the_review(table: Table) -> None:
    await turn_on(table)
    post = await posted(table)
    ana = table.person("Ana")
    card = await opened(ana, post)
    assert "Review · 1 of 1" in text_of(card)
    again = await opened(ana, post)
    assert buttons(again).keys() == buttons(card).keys()
    await answer(ana, card, RIGHT)
    assert "✅ right" in text_of(card)
    told = await opened(ana, post)
    assert "You have answered it" in text_of(told)
    assert "✅ right" in text_of(told)
    assert buttons(told) == {}
    assert table.clio is not None
    assert len(await table.clio.services.reviews.questions(ana.id, False, table.now(), table.sandbox.guild.id)) == 1
    assert not any("✅" in text for text in table.read("Ben"))


async def test_the_answer_comes_a_day_later_with_how_everybody_chose(table: Table) -> None:
    await turn_on(table)
    post = await posted(table)
    for name, answers in (("Ana", RIGHT), ("Ben", WRONG), ("Chloe", RIGHT)):
        person = table.person(name)
        await answer(person, await opened(person, post), answers)
    await opened(table.person("Mara"), post)
    await at(table, nine(2) - timedelta(minutes=1))
    assert "✅" not in text_of(post)
    await at(table, nine(2))
    assert "✅" in text_of(post)
    assert "Ana" not in text_of(post)
    assert any("of the day" in text_of(each) for each in posts(table))
    following = posts(table)[-1]
    assert following.id != post.id
    assert "2 of 3 answers right" in text_of(following)
    assert f"/{post.id})" in str(following.components)
    late = await table.person("Mara").press(following, label="Answer")
    assert late.is_ephemeral
    remembered = await table.person("Mara").press(post, label="Remind me")
    assert "It is in your review" in remembered.text


async def test_an_answer_after_the_close_is_ones_own_alone(table: Table) -> None:
    await turn_on(table)
    post = await posted(table)
    mara = table.person("Mara")
    card = await opened(mara, post)
    await at(table, nine(2))
    await answer(mara, card, RIGHT)
    assert "✅ right" in text_of(card)
    assert "Nobody answered" in text_of(posts(table)[-1])
    forged = await mara.raw(3, {"custom_id": buttons_of_question(post), "component_type": 2}, message=post)
    assert "time for this question is over" in forged.text


def buttons_of_question(post: Message) -> str:
    reminding = next(
        each["custom_id"] for each in walk(post.components) if "daily-remind" in str(each.get("custom_id"))
    )
    return str(reminding).replace("daily-remind", "daily-answer")


async def test_no_question_comes_again_while_there_are_others(table: Table) -> None:
    await turn_on(table)
    prompts: list[str] = []
    for day in (1, 2, 3, 4):
        await posted(table, day)
        newest = posts(table)[-1]
        prompts.append(text_of(newest).rpartition(TITLE)[2].split("-#")[0])
    assert len(set(prompts[:3])) == 3
    assert prompts[3] == prompts[0]


async def test_controls_work_after_a_restart_and_nothing_is_posted_twice(table: Table) -> None:
    await turn_on(table)
    post = await posted(table)
    ana = table.person("Ana")
    card = await opened(ana, post)
    await table.stop()
    await table.start()
    for _ in range(3):
        await tick(table)
    assert len(posts(table)) == 1
    await answer(ana, card, WRONG)
    assert "✗ not right" in text_of(card)
    assert "You have answered it" in text_of(await opened(ana, post))


@pytest.mark.parametrize(("late", "count"), [(timedelta(minutes=50), 1), (timedelta(minutes=70), 0)])
async def test_what_was_missed_for_more_than_an_hour_is_left_out_for_the_day(
    table: Table, late: timedelta, count: int
) -> None:
    await turn_on(table)
    await table.stop()
    table.ahead = nine() + late - datetime.now(UTC)
    await table.start()
    await tick(table)
    assert len(posts(table)) == count
    await at(table, nine(2))
    assert len(posts(table)) == count + 1


async def test_what_discord_cannot_take_is_tried_again_and_no_other_days_question_is_used_up(table: Table) -> None:
    await turn_on(table)
    channel = table.sandbox.channel(ROOM)
    table.sandbox.world.set_bot_permissions(channel, deny=Permission.SEND_MESSAGES)
    await at(table, nine())
    assert posts(table) == []
    assert table.clio is not None
    assert await table.clio.services.daily_questions.due(nine(9)) == []
    table.sandbox.world.set_bot_permissions(channel)
    await posted(table, 2)


async def test_on_this_day_is_posted_only_on_a_day_on_which_something_happened(table: Table, library: Path) -> None:
    await table.stop()
    _add_event(library, nine().date().replace(year=1917).isoformat())
    await table.start()
    await turn_on(table, "on-this-day")
    await at(table, nine())
    message = await table.shown("The delegation leaves")
    assert not message.is_ephemeral
    await at(table, nine(2))
    assert sum("The delegation leaves" in text for text in table.read("Ben")) == 1


def _add_event(library: Path, day: str) -> None:
    chapter = library / "treaties" / "leaving-the-war.yaml"
    written = yaml.safe_load(chapter.read_text())
    event = {"label": "The delegation leaves", "date": day, "cite": {"source": "book"}}
    chapter.write_text(yaml.safe_dump({**written, "events": {"e-leaves": event}}, allow_unicode=True))


async def test_a_question_that_was_forgotten_is_answered_kindly(table: Table) -> None:
    await turn_on(table)
    post = await posted(table)
    custom_id = next(each["custom_id"] for each in walk(post.components) if each.get("label") == "Answer")
    forged = await table.person("Ana").raw(
        3, {"custom_id": str(custom_id).rpartition(":")[0] + ":9999", "component_type": 2}, message=post
    )
    assert "no longer there" in forged.text
    assert "of the day" in transcript.plain(post)
