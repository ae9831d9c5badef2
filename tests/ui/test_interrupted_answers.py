"""An acknowledgement that Discord refuses, loses or takes late costs nobody an answer, and counts none twice."""

import logging
from collections.abc import Callable

import pytest

from bot.sandbox import transcript
from bot.sandbox.exchanges import Status
from bot.sandbox.faults import Faults
from tests.ui.playing import Table
from tests.ui.test_nothing_lost import QUESTION, finish, right_button

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


def failing(status: int) -> Callable[[Faults], object]:
    return lambda faults: faults.fail(status, route=CALLBACK)


FAULTS: dict[str, Callable[[Faults], object]] = {
    "500": failing(500),
    "502": failing(502),
    "a rate limit": lambda faults: faults.limit(0.4, route=CALLBACK),
    "a global rate limit": lambda faults: faults.limit(0.4, is_global=True, route=CALLBACK),
    "slow but in time": lambda faults: faults.slow(1.5, route=CALLBACK, happens=False),
    "a reply lost on its way back": lambda faults: faults.cut(route=CALLBACK, happens=True),
}
TOO_LATE: dict[str, Callable[[Faults], object]] = {
    "slower than three seconds": lambda faults: faults.slow(3.5, route=CALLBACK, happens=False),
    "gone for long": lambda faults: faults.fail(503, route=CALLBACK, times=10),
    "a long rate limit": lambda faults: faults.limit(4, route=CALLBACK),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_that_passes_in_time_is_not_noticed(
    table: Table, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    FAULTS[fault](table.sandbox.faults)
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert told.status is Status.ANSWERED
    assert "Locked in" in told.text
    assert "**Ana** · 10 points" in await finish(table, card)
    assert _tracebacks(caplog) == []


@pytest.mark.parametrize("fault", TOO_LATE)
async def test_an_answer_whose_acknowledgement_comes_too_late_is_kept_once(
    table: Table, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    TOO_LATE[fault](table.sandbox.faults)
    lost = await table.person("Ana").press(card, custom_id=right_button(card))
    assert lost.status is Status.FAILED
    table.sandbox.faults.clear()
    again = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "Brest" in again.text
    assert await table.rows("SELECT count(*) FROM answers") == [(1,)]
    final = await finish(table, card)
    assert "**Ana** · 10 points · 1 of 1 right" in final
    assert _tracebacks(caplog) == []
    assert "██████████ 1" in transcript.plain(card)


async def test_an_answer_whose_acknowledgement_was_cut_off_is_told_to_be_tried_again(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    table.sandbox.faults.cut(route=CALLBACK)
    told = await table.person("Ana").press(card, custom_id=right_button(card))
    assert "What you did may count already" in told.text
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert await table.rows("SELECT count(*) FROM answers") == [(1,)]
    assert _tracebacks(caplog) == []


def _tracebacks(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR and record.exc_info]
