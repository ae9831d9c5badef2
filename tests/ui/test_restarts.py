"""What a restart, or a fault beside the round, leaves of a round."""

import asyncio

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.store.engine import read_url
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import MESSAGES, QUESTION, finish, right_button

BREAKING = {
    "sqlite": ["CREATE TRIGGER broken BEFORE INSERT ON review_log BEGIN SELECT RAISE(ABORT, 'broken'); END"],
    "postgresql": [
        "CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE integrity_constraint_violation; END'",
        "CREATE TRIGGER broken BEFORE INSERT ON review_log EXECUTE FUNCTION break()",
    ],
}
"""Makes the log of reviews refuse what a round brings."""


async def test_a_lobby_with_teams_can_be_joined_after_a_restart(table: Table) -> None:
    started = await table.person("Ana").command("quiz start", {"teams": 2, "questions": 1}, channel=ROOM)
    lobby = started.message
    assert lobby is not None
    await table.stop()
    await table.start()
    button = next(each["custom_id"] for each in walk(lobby.components) if "Team B" in each.get("label", ""))
    await table.person("Ben").press(lobby, custom_id=button)
    joined = transcript.plain(lobby)
    assert "Ana starts a round" in joined
    assert "Team B:** Ben" in joined


async def test_a_round_whose_final_card_was_on_its_way_when_the_process_ended_gets_it_once(table: Table) -> None:
    await close_a_round(table, status=503)
    await table.stop()
    table.sandbox.faults.clear()
    for _ in range(2):
        await table.start()
        assert "**Ana** · 10 points" in transcript.plain(await table.shown("The round was ended"))
        await nothing_is_owed(table)
        await table.stop()
    sent = [each for each in table.sandbox.requests if "The round was ended" in str(each.body) and each.status == 200]
    assert len(sent) == 1


async def test_a_final_card_that_cannot_be_shown_is_not_owed_for_ever(table: Table) -> None:
    await close_a_round(table, status=403)
    await nothing_is_owed(table)


async def close_a_round(table: Table, status: int) -> None:
    """A round with an answer is stopped, and Discord refuses the final card."""
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    refused = table.sandbox.faults.fail(status, method="POST", route=MESSAGES)
    await table.person("Ana").command("quiz stop", channel=ROOM)
    await table.sandbox.until(lambda: refused.done)


async def nothing_is_owed(table: Table) -> None:
    async with asyncio.timeout(10):
        while await table.rows("SELECT * FROM untold_rounds"):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.05)


async def test_a_fault_in_the_reviews_costs_the_round_nothing(table: Table) -> None:
    for statement in BREAKING[read_url(table.settings.database_url).get_backend_name()]:
        await table.rows(statement)
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert "**Ana** · 10 points" in await finish(table, card)
