"""`/study` and reminders through the real discord.py."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.people import Person
from tests.ui.playing import ROOM, Table
from tests.ui.test_packs import PACK, upload
from tests.ui.test_review import RIGHT, WRONG, answer, begin, buttons, onwards


async def study(person: Person, command: str, **options: object) -> Message:
    shown = await person.command(f"study {command}", options, channel=ROOM)
    assert shown.message is not None
    assert shown.is_ephemeral
    return shown.message


async def review_everything(table: Table, name: str) -> None:
    person = table.person(name)
    card = await begin(person)
    await answer(person, card, WRONG)
    await onwards(person, card)
    await answer(person, card, RIGHT)
    await onwards(person, card)


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


async def let_a_day_pass(table: Table, member: int, late: timedelta = timedelta(minutes=1)) -> None:
    """Everything is due, and so is the reminder."""
    now = datetime.now(UTC)
    due, next_at = milliseconds(now - timedelta(hours=3)), milliseconds(now - late)
    await table.rows("UPDATE cards SET due_at = :at WHERE user_id = :member", at=due, member=member)
    await table.rows("UPDATE reminders SET next_at = :at WHERE user_id = :member", at=next_at, member=member)


def private_messages(table: Table, person: Person) -> list[Message]:
    return person.messages(table.sandbox.world.direct_channel(person.user))


async def remind(table: Table) -> None:
    assert table.clio is not None
    await table.clio.reminding.remind()


async def test_a_plan_is_shown_and_changed(table: Table) -> None:
    ana = table.person("Ana")
    assert "90 % of the facts" in transcript.plain(await study(ana, "plan"))
    exam = datetime.now(UTC) + timedelta(days=40)
    changed = transcript.plain(await study(ana, "plan", retention=95, exam=f"{exam:%d %B %Y}", new=1))
    assert "95 % of the facts" in changed
    assert f"{exam.day} {exam:%B %Y}: nothing is put off beyond it" in changed
    assert "at most 1 a day" in changed
    assert "Review · 1 of 1" in transcript.plain(await begin(ana))
    assert "no day is set" in transcript.plain(await study(ana, "plan", exam="none"))


@pytest.mark.parametrize(("typed", "told"), [("in spring", "is not a day"), ("12 June 2001", "is over")])
async def test_an_exam_that_cannot_be_is_refused(table: Table, typed: str, told: str) -> None:
    ana = table.person("Ana")
    assert told in transcript.plain(await study(ana, "plan", exam=typed))
    assert "no day is set" in transcript.plain(await study(ana, "plan"))


async def test_a_day_of_new_facts_has_its_limit_and_more_come_when_asked_for(table: Table) -> None:
    ana = table.person("Ana")
    await study(ana, "plan", new=0)
    card = await begin(ana)
    assert "Nothing is due" in transcript.plain(card)
    assert "today's share of them is done" in transcript.plain(card)
    await ana.press(card, label="More new facts")
    assert "Review · 1 of 2" in transcript.plain(card)


async def test_who_asked_for_it_is_reminded_once_in_private_and_can_review_from_there(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    for name in ("Ana", "Ben"):
        await review_everything(table, name)
    assert "at most one a day" in transcript.plain(await study(ana, "remind", hour=9, zone="Europe/Berlin"))
    await let_a_day_pass(table, ana.id)
    await let_a_day_pass(table, ben.id)
    for _ in range(2):
        await remind(table)
    (message,) = private_messages(table, ana)
    assert "**2 facts** are due for review." in transcript.plain(message)
    assert private_messages(table, ben) == []
    begun = await ana.press(message, label="Review now")
    assert "Review · 1 of 2" in begun.text


async def review_pack(table: Table, name: str) -> None:
    person = table.person(name)
    card = await begin(person, chapter="The Long March")
    await person.press(card, label="True")


async def test_facts_of_a_servers_own_pack_are_reminded_of_with_the_way_to_them(table: Table) -> None:
    ana, ben, mara = table.person("Ana"), table.person("Ben"), table.person("Mara")
    await upload(mara, PACK)
    await review_everything(table, "Ana")
    for person in (ana, ben):
        await review_pack(table, person.name)
        await study(person, "remind", zone="UTC")
        await let_a_day_pass(table, person.id)
    await remind(table)
    (mixed,), (own,) = private_messages(table, ana), private_messages(table, ben)
    assert "**3 facts** are due for review.\n1 of them belongs to a server's own pack" in transcript.plain(mixed)
    assert "Review · 1 of 2" in (await ana.press(mixed, label="Review now")).text
    assert "**1 fact** is due for review. It belongs to a server's own pack" in transcript.plain(own)
    assert "Review now" not in transcript.plain(own)


async def test_nobody_is_reminded_of_a_pack_that_is_switched_off(table: Table) -> None:
    ana, mara = table.person("Ana"), table.person("Mara")
    await upload(mara, PACK)
    await review_pack(table, "Ana")
    await study(ana, "remind", zone="UTC")
    packs = (await mara.command("content packs", channel=ROOM)).message
    assert packs is not None
    await mara.press(packs, custom_id="clio:pack-switch:1:off:0")
    await let_a_day_pass(table, ana.id)
    await remind(table)
    assert private_messages(table, ana) == []


async def test_one_tap_stops_reminders(table: Table) -> None:
    ana = table.person("Ana")
    await review_everything(table, "Ana")
    await study(ana, "remind", zone="UTC")
    await let_a_day_pass(table, ana.id)
    await remind(table)
    (message,) = private_messages(table, ana)
    await ana.press(message, label="Stop reminders")
    assert "Reminders are off" in transcript.plain(message)
    assert buttons(message) == {}
    await table.rows("UPDATE cards SET due_at = 0")
    await remind(table)
    assert private_messages(table, ana) == [message]


async def test_nobody_is_reminded_of_nothing_or_hours_too_late(table: Table) -> None:
    ana, ben = table.person("Ana"), table.person("Ben")
    await study(ana, "remind", zone="UTC")
    await let_a_day_pass(table, ana.id)
    await review_everything(table, "Ben")
    await study(ben, "remind", zone="UTC")
    await let_a_day_pass(table, ben.id, late=timedelta(hours=5))
    await remind(table)
    assert private_messages(table, ana) == private_messages(table, ben) == []


async def test_a_second_setting_on_a_day_brings_no_second_reminder(table: Table) -> None:
    ana = table.person("Ana")
    await review_everything(table, "Ana")
    await study(ana, "remind", zone="UTC")
    await let_a_day_pass(table, ana.id)
    await remind(table)
    await study(ana, "remind", off=True)
    await study(ana, "remind", hour=21)
    ((next_at, sent_at),) = await table.rows("SELECT next_at, sent_at FROM reminders")
    assert next_at // 86_400_000 > sent_at // 86_400_000


async def test_a_time_zone_is_chosen_from_a_list_and_an_unknown_one_refused(table: Table) -> None:
    ana = table.person("Ana")
    choices = (await ana.autocomplete("study remind", "zone", "new york", channel=ROOM)).choices
    assert [each["value"] for each in choices or []] == ["America/New_York"]
    assert "in which time zone you live" in transcript.plain(await study(ana, "remind", hour=20))
    assert "There is no time zone “Mars”" in transcript.plain(await study(ana, "remind", zone="Mars"))


async def test_ones_cards_and_misses_leave_as_a_file_for_anki(table: Table) -> None:
    ana = table.person("Ana")
    assert "nothing to export yet" in transcript.plain(await study(ana, "export"))
    await review_everything(table, "Ana")
    (everything,) = (await study(ana, "export")).attachments
    lines = everything.content.decode().split("\n")
    assert lines[:2] == ["#separator:tab", "#html:true"]
    assert everything.filename == "clio-anki.txt"
    assert "treaties/leaving-the-war/q-who\tWho led the delegation" in everything.content.decode()
    (misses,) = (await study(ana, "export", what="what I got wrong lately")).attachments
    assert "q-where" in misses.content.decode()
    assert "q-who" not in misses.content.decode()
