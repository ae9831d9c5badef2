"""Whatever is sent in the name of Discord gets an answer or a logged reason, and Clio goes on.

`CLIO_SOAK` sets how many hundred interactions are sent; the default keeps the run short.
"""

import asyncio
import logging
import os
import random
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Channel, Event, Message
from bot.sandbox.exchanges import Exchange, Status
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.ui.client import routes_of
from tests.ui.malformed import Known, Malformed, Spoiler
from tests.ui.playing import ROOM, Table

COUNT = 100 * int(os.environ.get("CLIO_SOAK", "5"))
AT_ONCE = 50
CHANCE = 2001
EVERY_KIND = Path(__file__).parent / "every_kind"
LOOKS: tuple[tuple[str, dict[str, object]], ...] = (
    ("read chapter", {"chapter": "treaties/one-of-each"}),
    ("read book", {"book": "treaties"}),
    ("fact", {}),
    ("find", {"query": "treaty"}),
    ("today", {}),
    ("timeline", {}),
    ("leaderboard", {}),
    ("review", {}),
    ("progress", {}),
    ("settings", {}),
    ("content packs", {}),
    ("content reports", {}),
    ("content status", {}),
    ("privacy delete", {}),
    ("study remind", {}),
    ("quiz schedule", {"when": "tomorrow 18:00"}),
    ("quiz schedules", {}),
    ("help", {}),
)


@pytest.fixture
async def table(sandbox: Sandbox, database_url: str) -> AsyncGenerator[Table]:
    async with Table(sandbox, EVERY_KIND, database_url, random.Random(5)) as running:
        yield running


class Crowd:
    """People of both sides of the law, and what a client of theirs has seen."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.people = [table.person(name) for name in ("Ana", "Ben", "Mara")]
        self.messages: list[Message] = []
        self._payloads = table.sandbox.interactions.deliver
        self._spoiling: Malformed | None = None
        table.sandbox.interactions.deliver = self._deliver

    async def look_around(self) -> Known:
        """Use every command, play a round, and remember every control that was drawn."""
        mara = self._table.person("Mara")
        forms: list[str] = []
        for path, options in LOOKS:
            answer = await mara.command(path, options, channel="reading-room")
            self._see(answer)
            for control in _controls([answer.message] if answer.message else []):
                opened = await mara.raw(3, {"custom_id": control, "component_type": 2}, message=answer.message)
                self._see(opened)
                forms += [opened.modal.custom_id] if opened.modal else []
        forms += await self._play()
        controls = [*_controls(self.messages), *forms]
        assert self._table.clio is not None
        world = self._table.sandbox.world
        ids = [*world.users, *world.channels, *world.guild.roles, world.guild.id, *(each.id for each in self.messages)]
        return Known(
            routes=routes_of(self._table.clio.services),
            controls=sorted(set(controls)),
            commands=[command.payload for command in mara.commands(ROOM)],
            ids=[str(each) for each in ids],
        )

    async def send(self, each: Malformed) -> Exchange:
        """One of them, as it comes over the gateway."""
        sender = self.people[each.sender % len(self.people)]
        message = self.messages[each.message % len(self.messages)] if each.kind in (3, 5) else None
        self._spoiling = each
        exchange = self._table.sandbox.interactions.begin(
            each.kind, sender.user, self._place(each, sender), {}, message=message
        )
        with suppress(TimeoutError):
            await exchange.first()
        return exchange

    def _place(self, each: Malformed, sender: Person) -> Channel:
        places = [
            *self._table.sandbox.guild.channels.values(),
            self._table.sandbox.world.direct_channel(sender.user),
        ]
        return places[each.place % len(places)]

    def _deliver(self, event: Event) -> bool:
        spoiling, self._spoiling = self._spoiling, None
        if spoiling is not None:
            spoiling.spoil(event.payload)
        return self._payloads(event)

    async def _play(self) -> list[str]:
        """A hosted round with each kind of question; what forms it opened."""
        table, forms, seen = self._table, list[str](), set[int]()
        await table.start_round(mode="hosted", questions=50, generated=True)
        ana = table.person("Ana")
        for _ in range(60):
            card = ana.last(ROOM)
            controls = set(_controls([card])) - {"clio:report-file:1"}
            for control in sorted(controls):
                told = await ana.raw(3, {"custom_id": control, "component_type": 2, "values": ["0"]}, message=card)
                self._see(told)
                forms += [told.modal.custom_id] if told.modal else []
            await asyncio.sleep(0.05)
            if card.id in seen:
                await table.next()
            seen.add(card.id)
            if len(seen) > 8:
                break
        self.messages += ana.messages(ROOM)
        return forms

    def _see(self, answer: Exchange) -> None:
        self.messages += [answer.message] if answer.message else []
        self.messages += answer.followups


def _controls(messages: list[Message]) -> list[str]:
    return [each["custom_id"] for message in messages for each in walk(message.components) if "custom_id" in each]


async def test_no_malformed_interaction_is_left_without_an_answer_or_a_reason(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    crowd = Crowd(table)
    spoiler = Spoiler(await crowd.look_around(), random.Random(CHANCE))
    slots = asyncio.Semaphore(AT_ONCE)

    async def send(each: Malformed) -> tuple[Malformed, Exchange]:
        async with slots:
            return each, await crowd.send(each)

    sent = await asyncio.gather(*(send(spoiler.make()) for _ in range(COUNT)))
    bugs = [record for record in caplog.records if record.exc_info and record.levelno >= logging.ERROR]
    assert [(record.getMessage(), record.exc_text) for record in bugs] == []
    logged = caplog.text
    silent = [each for each, exchange in sent if _is_silent(exchange) and str(exchange.interaction_id) not in logged]
    assert silent == []
    told = await table.person("Ana").command("read chapter", chapter="treaties/one-of-each", channel="general")
    assert "treaties" in told.text.lower()


async def test_a_control_is_used_whatever_stands_on_its_card(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    interactions, ana = table.sandbox.interactions, table.person("Ana")
    card = (await ana.command("fact", channel="reading-room")).message
    assert card is not None
    deliver = interactions.deliver

    def spoil(event: Event) -> bool:
        event.payload["message"]["components"] = [{"type": 17, "components": [{"type": 12, "items": 7}]}, 5]
        return deliver(event)

    monkeypatch.setattr(interactions, "deliver", spoil)
    control = _controls([card])[0]
    told = await ana.raw(3, {"custom_id": control, "component_type": 2}, message=card)
    assert told.status is Status.ANSWERED


def _is_silent(exchange: Exchange) -> bool:
    return exchange.status not in (Status.ANSWERED, Status.DEFERRED)
