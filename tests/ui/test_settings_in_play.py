"""What the settings of a server change in its rounds, reviews and cards, through the real discord.py."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.sandbox import transcript
from bot.sandbox.exchanges import Exchange
from bot.sandbox.world import MODERATOR
from tests.ui.playing import ROOM, Table
from tests.ui.test_review import begin
from tests.ui.test_settings import CHANNELS, DATES, MODE, choose, fill_in, history
from tests.ui.test_study import study

EVERY_KIND = Path(__file__).parent / "every_kind"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library whose one question asks for a date."""
    copied = Path(shutil.copytree(EVERY_KIND, tmp_path / "library"))
    chapter = copied / "treaties" / "one-of-each.yaml"
    written = yaml.safe_load(chapter.read_text())
    written["questions"] = {"q-date": written["questions"]["q-date"]}
    chapter.write_text(yaml.safe_dump(written, allow_unicode=True))
    return copied


async def start(table: Table, channel: str = ROOM, **options: object) -> Exchange:
    return await table.person("Ana").command("quiz start", {"questions": 1, **options}, channel=channel)


async def type_date(table: Table, text: str, name: str = "Ana") -> str:
    card, person = await table.shown("Question 1 of 1"), table.person(name)
    return (await person.submit(await person.press(card, label="Answer"), {"text": text})).text


async def test_rounds_take_mode_and_seconds_from_the_settings_when_they_are_left_out(table: Table) -> None:
    await choose(table, MODE, "race")
    await fill_in(table, "Change", 0, seconds="45", extra="15")
    told = (await start(table)).text
    assert "race" in told.casefold()
    assert "60 seconds each" in told
    told = (await start(table, "reading-room", mode="classic", seconds=20)).text
    assert "35 seconds each" in told
    assert "race" not in told.casefold()


async def test_rounds_are_refused_where_they_are_not_allowed(table: Table) -> None:
    guild, ana = table.sandbox.world.guild, table.person("Ana")
    room = guild.channel(ROOM)
    await choose(table, CHANNELS, room)
    refused = await start(table, "reading-room")
    assert f"rounds are played in <#{room.id}>" in refused.text
    thread = table.sandbox.world.add_thread(room, "our thread", ana.user, kind=11)
    other = table.sandbox.world.add_thread(guild.channel("general"), "elsewhere", ana.user, kind=11)
    assert "rounds are played in" in (await ana.command("quiz start", {"questions": 1}, channel=other)).text
    assert "starts a round" in (await ana.command("quiz start", {"questions": 1}, channel=thread)).text
    await choose(table, CHANNELS)
    assert "starts a round" in (await start(table, "reading-room")).text


async def test_a_channel_that_was_deleted_since_is_said_on_the_card(table: Table) -> None:
    world = table.sandbox.world
    card = await choose(table, CHANNELS, world.guild.channel("general"), world.guild.channel(ROOM))
    world.delete_channel(world.guild.channel("general"))
    await table.person(MODERATOR).select(card, MODE, ["race"])
    assert "1 more that were allowed are deleted" in transcript.plain(card)
    assert "starts a round" in (await start(table)).text


@pytest.mark.parametrize(
    ("order", "typed", "read"),
    [("day-first", "03/04/1918", "3 April 1918"), ("month-first", "03/04/1918", "March 4, 1918")],
)
async def test_typed_dates_are_read_in_the_order_of_the_server_and_said_back(
    table: Table, order: str, typed: str, read: str
) -> None:
    await choose(table, DATES, order)
    await start(table, mode="hosted")
    await table.next()
    assert f"read as {read}" in await type_date(table, typed)


async def test_dates_are_written_month_first_to_everybody_also_after_a_restart(table: Table) -> None:
    await choose(table, DATES, "month-first")
    await start(table, mode="hosted")
    await table.next()
    await table.stop()
    await table.start()
    assert "read as March 3, 1918" in await type_date(table, "03/03/1918")
    await table.next()
    card = await table.shown("✅")
    assert "March 3, 1918" in transcript.plain(card)
    shown = (
        await table.person("Ana").command("timeline", {"from": "03/01/1918", "to": "04/01/1921"}, channel=ROOM)
    ).text
    assert "March 1, 1918" in shown
    assert "March 3, 1918" in shown
    assert "March 18, 1921" in shown


async def test_a_round_keeps_the_order_that_it_started_with(table: Table) -> None:
    await start(table, mode="hosted")
    await table.next()
    await choose(table, DATES, "month-first")
    assert "read as 4 March 1918" in await type_date(table, "04/03/1918")


async def test_the_order_of_a_server_does_not_reach_into_private_messages(table: Table) -> None:
    await choose(table, DATES, "month-first")
    ana = table.person("Ana")
    alone = table.sandbox.world.direct_channel(ana.user)
    in_server, in_private = await asyncio.gather(
        study(ana, "plan", exam="12 June 2099"),
        ana.command("study plan", {"exam": "12 June 2099"}, channel=alone),
    )
    assert "June 12, 2099" in transcript.plain(in_server)
    assert "12 June 2099" in in_private.text


async def test_reviews_read_dates_in_the_order_of_the_server(table: Table) -> None:
    await choose(table, DATES, "month-first")
    ana = table.person("Ana")
    card = await begin(ana)
    await ana.submit(await ana.press(card, label="Answer"), {"text": "03/03/1918"})
    assert "read as March 3, 1918" in transcript.plain(card)


async def test_the_plan_of_the_server_holds_for_members_without_their_own(table: Table) -> None:
    exam = datetime.now(UTC) + timedelta(days=2)
    await fill_in(table, "Change", 1, retention="95", exam=f"{exam:%d %B %Y}")
    ana, ben = table.person("Ana"), table.person("Ben")
    own = transcript.plain(await study(ana, "plan"))
    assert own.count("Set by this server") == 2
    assert "95 %" in own
    changed = transcript.plain(await study(ben, "plan", retention=85, exam="none"))
    assert "Set by this server" not in changed
    assert "Set by this server" in transcript.plain(await study(ben, "plan", reset=True))


@pytest.mark.parametrize("has_own", [False, True])
async def test_answers_in_rounds_are_asked_again_by_the_plan_of_the_server(table: Table, has_own: bool) -> None:
    exam = datetime.now(UTC) + timedelta(days=2)
    if has_own:
        await study(table.person("Ana"), "plan", retention=90)
    await fill_in(table, "Change", 1, exam=f"{exam:%d %B %Y}")
    await start(table, mode="hosted")
    await table.next()
    await type_date(table, "3 March 1918")
    await table.next()
    await table.shown("✅")
    ((due,),) = await table.rows("SELECT due_at FROM cards")
    before_exam = datetime(exam.year, exam.month, exam.day, tzinfo=UTC) - timedelta(days=1)
    assert (datetime.fromtimestamp(due / 1000, UTC) == before_exam) is not has_own


async def test_a_moderator_who_leads_another_members_round_is_in_the_history(table: Table) -> None:
    await start(table, mode="hosted")
    await table.next()
    mara = table.person(MODERATOR)
    await mara.command("quiz pause", channel=ROOM)
    await table.person("Ana").command("quiz resume", channel=ROOM)
    await mara.command("quiz stop", channel=ROOM)
    told = await history(table)
    assert "round: paused “" in told
    assert "round: stopped “" in told
    assert "resumed" not in told
