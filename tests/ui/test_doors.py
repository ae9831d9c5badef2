"""Every interaction gets an answer within three seconds, also when something is slow or broken."""

import asyncio
import gc
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import discord
import pytest

from bot.sandbox.exchanges import Status
from bot.sandbox.rest import callbacks
from bot.sandbox.server import Sandbox
from bot.ui.incoming import check_options, is_of_discord
from tests.databases import ON_SQLITE, locked
from tests.ui.playing import ROOM, Table


class BrokenChance(random.Random):
    """Chance that fails when a fact is to be drawn."""

    def choice(self, seq: Any) -> Any:
        raise RuntimeError("the die rolled off the table")


@pytest.fixture
async def broken(sandbox: Sandbox, library: Path, database_url: str) -> Any:
    async with Table(sandbox, library, database_url, BrokenChance(1)) as running:
        yield running


async def test_a_bug_in_a_command_is_told_with_a_reference(broken: Table, caplog: pytest.LogCaptureFixture) -> None:
    told = await broken.person("Ana").command("fact", channel=ROOM)
    assert told.message is not None
    assert told.message.is_ephemeral
    reference = told.text.split("`")[1]
    (record,) = [record for record in caplog.records if reference in record.getMessage()]
    assert record.exc_info is not None
    assert "die" not in told.text


async def test_a_bug_behind_a_button_is_told_with_a_reference(
    broken: Table,
) -> None:
    card = await broken.person("Ana").command("read chapter", chapter="treaties/leaving-the-war", channel=ROOM)
    assert card.message is not None
    token = card.message.components[0]["components"][-1]["components"][0]["custom_id"].split(":")[2]
    told = await broken.person("Ana").raw(
        3, {"custom_id": f"clio:fact:{token}", "component_type": 2}, channel=ROOM, message=card.message
    )
    assert "reference" in told.text


async def test_a_slow_database_makes_clio_think_first_and_answer_later(table: Table) -> None:
    async with locked(table.settings.database_url):
        slow = await table.person("Ana").command("quiz start", questions=1, channel=ROOM)
        assert slow.status == Status.DEFERRED
    message = await slow.completed()
    assert not message.is_ephemeral


@ON_SQLITE  # PostgreSQL is waited for six times as long
async def test_a_database_that_stays_locked_is_told_kindly_and_privately(table: Table) -> None:
    async with locked(table.settings.database_url):
        refused = await table.person("Ana").command("quiz start", questions=1, channel=ROOM)
        assert refused.status == Status.DEFERRED
        await table.sandbox.until(
            lambda: any("cannot reach its database" in text for text in table.read("Ana")), timeout=15
        )
        assert not any("database" in text for text in table.read("Ben"))


async def test_an_unknown_command_is_answered(table: Table) -> None:
    gone = await table.person("Ana").raw(2, {"id": "1", "name": "gone", "type": 1}, channel=ROOM)
    assert "has changed" in gone.text


async def test_a_modal_from_an_older_version_is_answered(table: Table) -> None:
    old = await table.person("Ana").raw(5, {"custom_id": "old:modal", "components": []}, channel=ROOM)
    assert "another version" in old.text


async def test_commands_are_sent_to_discord_only_when_they_changed(table: Table) -> None:
    def sent() -> int:
        return sum(request.method == "PUT" and "commands" in request.path for request in table.sandbox.requests)

    assert sent() == 1
    await table.stop()
    await table.start()
    assert sent() == 1


async def test_the_gateway_may_drop_in_mid_round(table: Table) -> None:
    await table.start_round(chapter="treaties/leaving-the-war", questions=2, seconds=60)
    await table.shown("Question 1 of 2")
    sessions = len(table.sandbox.gateway.sessions)
    await table.sandbox.actions["cut"]()
    await table.sandbox.until(lambda: table.sandbox.world.online, timeout=20)
    for _ in range(2):
        await asyncio.wait_for(table.next(), 10)
    await table.shown("Question 2 of 2")
    assert len(table.sandbox.gateway.sessions) == sessions


async def test_an_interaction_that_is_answered_leaves_nothing_for_the_collector(table: Table) -> None:
    ana = table.person("Ana")
    fact = await ana.command("fact", channel=ROOM)
    assert fact.message is not None
    gc.collect()
    gc.disable()
    try:
        await ana.command("fact", channel=ROOM)
        await ana.press(fact.message, label="Another fact")
        async with asyncio.timeout(10):
            while _interactions():  # noqa: ASYNC110 - the answer is here, and Clio has yet to hear that it is
                await asyncio.sleep(0.05)
    finally:
        gc.enable()


def _interactions() -> list[object]:
    return [each for each in gc.get_objects() if isinstance(each, discord.Interaction)]


async def test_discord_is_not_asked_to_send_back_what_it_was_sent(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_back: list[object] = []

    def note(*told: object) -> None:
        sent_back.append(told)

    monkeypatch.setattr(callbacks, "_response", note)
    ana = table.person("Ana")
    card = await ana.command("read chapter", chapter="treaties/leaving-the-war", channel="reading-room")
    picture = await ana.command("progress", channel="reading-room")
    choices = await ana.autocomplete("read chapter", "chapter", "leav", channel="reading-room")
    assert card.message is not None
    assert picture.message is not None
    assert picture.message.attachments
    assert choices.choices
    assert sent_back == []


def test_what_fails_in_clio_is_a_fault_of_its_own_also_when_discord_py_called_it() -> None:
    def raised(act: Callable[[], object]) -> Exception:
        with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
            act()
        return caught.value

    assert is_of_discord(raised(lambda: discord.utils.snowflake_time(cast(Any, "no number"))))
    assert not is_of_discord(raised(lambda: discord.utils.find(cast(Any, check_options), ["no interaction"])))
    assert not is_of_discord(raised(lambda: check_options(cast(Any, "no interaction"))))
