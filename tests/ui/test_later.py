"""What is made ready while Clio serves."""

import asyncio
import gc
import sys
from collections.abc import Callable

import pytest

from bot.ui import later
from tests.ui.playing import Table

WANTED = "bot.content.typed_moments"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "AFTER_SECONDS", 0)


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, WANTED, raising=False)  # others may have taken it in


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "_WANTED_SOON", ("bot.quiz.no_such_module",))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("wanted")
async def test_things_can_be_looked_up_and_typed_answers_graded_before_anybody_asks(table: Table) -> None:
    assert table.clio is not None
    contents = table.clio.services.contents
    await until(lambda: contents.shared.is_indexed and WANTED in sys.modules)


async def test_what_is_there_when_clio_has_begun_to_serve_is_not_gone_through_for_garbage(table: Table) -> None:
    assert table.clio is not None
    contents = table.clio.services.contents
    await until(lambda: contents.shared.is_indexed)  # which leaves things aside, too, and only once
    channels: list[list[int]] = [[] for _ in range(100_000)]
    gc.unfreeze()
    begun = later.LaterTask(contents)
    begun.start()
    await until(lambda: gc.get_freeze_count() > len(channels))
    await begun.close()


@pytest.mark.usefixtures("missing")
async def test_a_fault_in_it_is_logged_and_nothing_else(table: Table, caplog: pytest.LogCaptureFixture) -> None:

    def complaints() -> list[str]:
        logged = [*caplog.get_records("setup"), *caplog.get_records("call")]
        return [each.getMessage() for each in logged if each.name == "bot.ui.later"]

    await until(lambda: bool(complaints()))
    assert table.clio is not None
    table.clio.later.start()  # as when Discord says a second time that all is there
    told = await table.person("Ana").command("fact", channel="reading-room")
    assert told.message is not None
    assert complaints() == ["what is wanted soon is not ready"]
