"""Rounds that begin by themselves, through the real discord.py, with Clio's clock put forward."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Json, Message
from bot.sandbox.exchanges import Exchange
from bot.sandbox.permissions import Permission
from bot.service.server_settings import with_channels
from tests.ui.playing import ROOM, Table

OTHER_ROOM = "reading-room"


async def plan(table: Table, name: str = "Mara", channel: str = ROOM, /, **options: object) -> Exchange:
    return await table.person(name).command("quiz schedule", {"when": "tomorrow 18:00", **options}, channel=channel)


async def tick(table: Table) -> None:
    assert table.clio is not None
    await table.clio.ticking.tick()


async def at(table: Table, moment: datetime) -> None:
    """Let it be that time, and everything that is due be done."""
    table.ahead = moment - datetime.now(UTC)
    await tick(table)


def evening(days: int = 1) -> datetime:
    return datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=days)


async def planned(table: Table, name: str = "Ana") -> Message:
    listed = (await table.person(name).command("quiz schedules", channel=ROOM)).message
    assert listed is not None
    return listed


def begun(table: Table, channel: str = ROOM) -> list[str]:
    return [text for text in table.read("Ana", channel) if "starts a round" in text]


def grant(table: Table, permission: Permission) -> None:
    role = next(role for role in table.sandbox.guild.roles.values() if role.managed_by)
    table.sandbox.world.set_granted(table.sandbox.guild, role, role.permissions | permission)


def demote(table: Table) -> None:
    """Mara may no longer manage the server."""
    guild = table.sandbox.guild
    for role in [guild.roles[each] for each in table.person("Mara").member.roles]:
        table.sandbox.world.set_granted(guild, role, role.permissions & ~Permission.MANAGE_GUILD)


def events(table: Table) -> Mapping[int, Json]:
    return table.sandbox.guild.scheduled_events


async def test_a_round_is_announced_reminded_of_and_begins_by_itself(table: Table) -> None:
    starts = evening()
    announced = await plan(table, questions=2)
    assert not announced.is_ephemeral
    assert f"<t:{starts.timestamp():.0f}:F>" in str(announced.message and announced.message.components)
    assert f"<t:{starts.timestamp():.0f}:R>" in str(announced.message and announced.message.components)
    await at(table, starts - timedelta(minutes=11))
    assert len(table.read("Ana")) == 1
    for minutes in (10, 9, 5):
        await at(table, starts - timedelta(minutes=minutes))
    reminded = [text for text in table.read("Ana") if "⏰" in text]
    assert len(reminded) == 1
    await at(table, starts + timedelta(seconds=5))
    await table.shown("starts a round: 2 questions")
    await tick(table)
    assert len(begun(table)) == 1
    assert "No round is planned" in transcript.plain(await planned(table))
    await table.next(name="Mara")
    await table.shown("Question 1 of 2")


async def test_people_have_about_a_minute_to_come_in(table: Table) -> None:
    await plan(table)
    await at(table, evening())
    await table.shown("starts a round")
    assert table.clio is not None
    (ongoing,) = table.clio.services.rounds.in_channel(table.sandbox.channel(ROOM).id)
    assert ongoing.round.deadline is not None
    assert timedelta(seconds=50) < ongoing.round.deadline - evening() < timedelta(seconds=70)
    assert ongoing.round.host == table.person("Mara").id


async def test_a_weekly_round_goes_on_next_week_at_the_same_time_on_the_wall(table: Table) -> None:
    await at(table, datetime(2027, 3, 20, tzinfo=UTC))
    await plan(table, when="2027-03-22 18:00", zone="Europe/Berlin", repeat="weekly")
    first = datetime(2027, 3, 22, 17, tzinfo=UTC)
    await at(table, first)
    await table.shown("starts a round")
    await table.person("Mara").command("quiz stop", channel=ROOM)
    shown = str((await planned(table)).components)
    assert "Every Monday at 18:00 (Europe/Berlin)" in shown
    after_the_change = datetime(2027, 3, 29, 16, tzinfo=UTC)
    assert f"<t:{after_the_change.timestamp():.0f}:F>" in shown
    await at(table, after_the_change - timedelta(seconds=1))
    assert len(begun(table)) == 1
    await at(table, after_the_change)
    await table.sandbox.until(lambda: len(begun(table)) == 2)


async def test_nothing_happens_twice_after_a_restart_and_nothing_is_lost(table: Table) -> None:
    await plan(table, repeat="weekly")
    starts = evening()
    await table.stop()
    table.ahead = starts + timedelta(minutes=14) - datetime.now(UTC)
    await table.start()
    await tick(table)
    await table.shown("starts a round")
    await table.stop()
    await table.start()
    for _ in range(3):
        await tick(table)
    assert len(begun(table)) == 1
    assert str(int((starts + timedelta(weeks=1)).timestamp())) in str((await planned(table)).components)


async def test_two_that_look_at_the_same_moment_begin_one_round(table: Table) -> None:
    await plan(table)
    table.ahead = evening() - datetime.now(UTC)
    await asyncio.gather(*(tick(table) for _ in range(4)))
    await table.shown("starts a round")
    assert len(begun(table)) == 1
    assert not any("did not begin" in text for text in table.read("Ana"))


async def test_a_round_that_was_missed_is_told_and_skipped(table: Table) -> None:
    await plan(table, repeat="weekly")
    await table.stop()
    table.ahead = evening() + timedelta(minutes=16) - datetime.now(UTC)
    await table.start()
    await tick(table)
    told = await table.shown("did not begin")
    assert "Clio was not running at that time" in transcript.plain(told)
    assert str(int((evening() + timedelta(weeks=1)).timestamp())) in str(told.components)
    await tick(table)
    assert begun(table) == []
    assert sum("did not begin" in text for text in table.read("Ana")) == 1


async def test_where_another_round_is_on_it_is_said_and_next_weeks_stays(table: Table) -> None:
    await plan(table, repeat="weekly")
    await table.person("Ben").command("quiz start", {"mode": "hosted"}, channel=ROOM)
    await at(table, evening())
    told = transcript.plain(await table.shown("did not begin"))
    assert "A round is already running in this channel" in told
    assert "The next one begins" in told
    assert "Every" in transcript.plain(await planned(table))


async def test_where_clio_may_not_speak_the_moderator_is_told_in_private(table: Table) -> None:
    await plan(table, repeat="weekly")
    channel = table.sandbox.channel(ROOM)
    table.sandbox.world.set_bot_permissions(channel, deny=Permission.SEND_MESSAGES)
    await at(table, evening())
    mara = table.person("Mara")
    direct = table.sandbox.world.direct_channel(mara.user)
    told = await table.sandbox.until(lambda: next(iter(mara.messages(direct)), None))
    assert "it needs: Send Messages" in transcript.plain(told)
    assert begun(table) == []
    table.sandbox.world.set_bot_permissions(channel)
    await at(table, evening(8))
    await table.shown("starts a round")


async def test_a_channel_that_is_gone_is_told_in_private_and_a_later_one_can_be_cancelled(table: Table) -> None:
    gone = table.sandbox.world.add_channel(table.sandbox.guild, "gone")
    await plan(table, "Mara", ROOM, channel=gone, repeat="weekly")
    table.sandbox.world.delete_channel(gone)
    await at(table, evening())
    mara = table.person("Mara")
    direct = table.sandbox.world.direct_channel(mara.user)
    told = await table.sandbox.until(lambda: next(iter(mara.messages(direct)), None))
    assert "The channel is gone" in transcript.plain(told)
    listed = await planned(table, "Mara")
    await mara.press(listed, label="Cancel")
    assert "No round is planned" in transcript.plain(listed)


async def test_where_nothing_is_left_to_ask_it_is_said(table: Table, library: Path) -> None:
    await plan(table, chapter="treaties/leaving-the-war")
    await table.stop()
    chapter = library / "treaties" / "leaving-the-war.yaml"
    chapter.write_text(chapter.read_text().replace("id: leaving-the-war", "id: entering-the-war"))
    shutil.move(chapter, chapter.with_name("entering-the-war.yaml"))
    await table.start()
    await at(table, evening())
    told = transcript.plain(await table.shown("did not begin"))
    assert "There is no chapter" in told
    assert "not repeated" in told


async def test_one_that_fails_keeps_no_other_from_beginning(table: Table) -> None:
    await plan(table, when="tomorrow 17:59")
    await plan(table, "Mara", OTHER_ROOM)
    assert table.clio is not None
    guild = table.sandbox.guild.id
    (first, _) = await table.clio.services.schedules.of(guild)
    await _break(table, first.id)
    await at(table, evening())
    await table.shown("starts a round", OTHER_ROOM)
    assert begun(table) == []


async def _break(table: Table, schedule: int) -> None:
    """What a newer version might have written."""
    await table.rows('UPDATE schedules SET "order" = :order WHERE id = :id', order="{}", id=schedule)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"when": "18:00"}, "is not a day and a time that Clio can read"),
        ({"when": "next Friday 18:00"}, "tomorrow 18:00"),
        ({"when": "2001-01-01 18:00"}, "is over"),
        ({"when": "9999-12-31 23:59"}, "more than a year ahead"),
        ({"when": "today 00:00"}, "is over"),
        ({"zone": "Mars"}, "There is no time zone"),
        ({"chapter": "No such chapter"}, "There is no chapter"),
        ({"kinds": "match"}, "has no questions that fit"),
    ],
)
async def test_what_cannot_be_planned_is_refused_and_nothing_is_kept(
    table: Table, options: dict[str, object], told: str
) -> None:
    refused = await plan(table, **options)
    assert refused.is_ephemeral
    assert told in refused.text
    assert "No round is planned" in transcript.plain(await planned(table))


async def test_two_rounds_are_not_planned_for_one_moment_in_one_channel(table: Table) -> None:
    await plan(table)
    again = await plan(table, chapter="treaties/leaving-the-war")
    assert again.is_ephemeral
    assert "is planned in that channel for this very time already" in again.text
    assert not (await plan(table, "Mara", OTHER_ROOM)).is_ephemeral
    assert "2 rounds planned" in transcript.plain(await planned(table))


async def test_only_moderators_plan_and_cancel(table: Table) -> None:
    refused = await plan(table, "Ana")
    assert refused.is_ephemeral
    assert "Only members who may manage this server" in refused.text
    await plan(table)
    assert "Cancel" not in str((await planned(table, "Ana")).components)
    mara = table.person("Mara")
    listed = await planned(table, "Mara")
    demote(table)
    pressed = await mara.press(listed, label="Cancel")
    assert "Only members who may manage this server" in pressed.text
    assert "1 round planned" in transcript.plain(await planned(table))


async def test_members_are_told_nothing_of_rounds_in_channels_that_they_do_not_see(table: Table) -> None:
    guild, hidden = table.sandbox.guild, table.sandbox.channel(OTHER_ROOM)
    await plan(table, "Mara", ROOM, channel=hidden)
    table.sandbox.world.set_permissions(hidden, table.person("Ana").id, deny=Permission.VIEW_CHANNEL)
    assert "No round is planned" in transcript.plain(await planned(table, "Ana"))
    assert "1 round planned" in transcript.plain(await planned(table, "Ben"))
    await plan(table, when="tomorrow 19:00")
    assert "1 round planned" in transcript.plain(await planned(table, "Ana"))
    demote(table)
    table.sandbox.world.set_permissions(hidden, guild.id, deny=Permission.VIEW_CHANNEL)
    assert "1 round planned" in transcript.plain(await planned(table, "Mara"))


async def test_a_cancelled_round_does_not_begin_and_its_channel_is_told(table: Table) -> None:
    await plan(table, "Mara", ROOM, channel=table.sandbox.channel(OTHER_ROOM))
    mara = table.person("Mara")
    listed = await planned(table, "Mara")
    again = await planned(table, "Mara")
    await mara.press(listed, label="Cancel")
    await table.shown("is cancelled", OTHER_ROOM)
    assert "no longer scheduled" in (await mara.press(again, label="Cancel")).text
    await at(table, evening())
    assert begun(table, OTHER_ROOM) == []
    assert table.clio is not None
    changes = await table.clio.services.changes.recent(table.sandbox.guild.id, 5)
    assert [change.detail.split()[0] for change in changes] == ["cancelled", "planned"]


async def test_the_list_has_pages(table: Table) -> None:
    for minute in range(7):
        await plan(table, when=f"tomorrow 18:0{minute}")
    listed = await planned(table, "Mara")
    assert sum(each.get("label") == "Cancel" for each in walk(listed.components)) == 5
    await table.person("Mara").press(listed, label="More")
    assert sum(each.get("label") == "Cancel" for each in walk(listed.components)) == 2
    assert "Page 2 of 2" in transcript.plain(listed)


async def test_the_zone_used_last_is_used_again_and_zones_are_offered(table: Table) -> None:
    await plan(table, when="2026-12-24 18:00" if datetime.now(UTC).year == 2026 else "tomorrow 18:00", zone="new york")
    announced = await plan(table, repeat="weekly")
    assert "(America/New_York)" in announced.text
    offered = await table.person("Mara").autocomplete("quiz schedule", "zone", "berlin", channel=ROOM)
    assert [each["value"] for each in offered.choices or ()] == ["Europe/Berlin"]


async def test_where_the_server_allows_no_rounds_none_is_planned_and_none_begins(table: Table) -> None:
    guild, room = table.sandbox.guild.id, table.sandbox.channel(ROOM)
    reading = table.sandbox.channel(OTHER_ROOM)
    thread = table.sandbox.world.add_thread(reading, "Chapter 3", table.sandbox.world.bot, kind=11)
    await plan(table, repeat="weekly")
    assert table.clio is not None
    book = table.clio.services.server_settings
    await book.change(guild, table.person("Mara").id, partial(with_channels, chosen=[reading.id]), table.now())
    assert (await plan(table, "Mara", OTHER_ROOM, channel=room)).is_ephemeral
    await at(table, evening())
    await table.shown("did not begin")
    assert not (await plan(table, when="today 20:00", channel=thread)).is_ephemeral
    await at(table, evening() + timedelta(hours=2))
    await table.shown("starts a round", "Chapter 3")


async def test_a_moderator_cannot_let_clio_speak_where_they_may_not(table: Table) -> None:
    channel = table.sandbox.channel(OTHER_ROOM)
    mara = table.person("Mara")
    table.sandbox.world.set_permissions(channel, mara.id, deny=Permission.SEND_MESSAGES)
    assert "may write yourself" in (await plan(table, "Mara", ROOM, channel=channel)).text
    table.sandbox.world.set_permissions(channel, mara.id)
    table.sandbox.world.set_bot_permissions(channel, deny=Permission.SEND_MESSAGES)
    assert "it needs: Send Messages" in (await plan(table, "Mara", ROOM, channel=channel)).text


@pytest.mark.parametrize("permission", [Permission.CREATE_EVENTS, Permission.MANAGE_EVENTS])
async def test_where_clio_may_it_makes_an_event_for_each_date_and_takes_it_away_on_cancel(
    table: Table, permission: Permission
) -> None:
    grant(table, permission)
    await plan(table, repeat="weekly")
    (event,) = await table.sandbox.until(lambda: list(events(table).values()))
    assert event["name"] == "All chapters"
    assert event["entity_type"] == 3
    assert event["entity_metadata"]["location"] == f"#{ROOM}"
    assert datetime.fromisoformat(event["scheduled_start_time"]) == evening()
    assert datetime.fromisoformat(event["scheduled_end_time"]) > evening()
    await at(table, evening())
    await table.sandbox.until(lambda: len(events(table)) == 2)
    following = list(events(table).values())[1]
    assert datetime.fromisoformat(following["scheduled_start_time"]) == evening(8)
    await table.person("Mara").press(await planned(table, "Mara"), label="Cancel")
    await table.sandbox.until(lambda: list(events(table).values()) == [event])


async def test_without_the_permission_all_works_without_an_event(table: Table) -> None:
    await plan(table)
    await at(table, evening())
    await table.shown("starts a round")
    assert events(table) == {}


async def test_the_event_of_a_round_that_did_not_begin_is_taken_away(table: Table) -> None:
    grant(table, Permission.CREATE_EVENTS)
    await plan(table)
    await table.sandbox.until(lambda: len(events(table)) == 1)
    await table.person("Ben").command("quiz start", {"mode": "hosted"}, channel=ROOM)
    await at(table, evening())
    await table.shown("did not begin")
    await table.sandbox.until(lambda: not events(table))


async def test_in_a_server_that_clio_has_left_nothing_is_done(table: Table) -> None:
    await plan(table)
    world, guild = table.sandbox.world, table.sandbox.guild
    world.remove_bot(guild)
    assert table.clio is not None
    clio = table.clio
    await table.sandbox.until(lambda: not clio.guilds)
    await at(table, evening())
    assert begun(table) == []
    assert len(await clio.services.schedules.of(guild.id)) == 1
