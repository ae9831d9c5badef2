"""What a restart, or a fault beside the round, leaves of a round."""

import sqlite3
from pathlib import Path

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from tests.databases import ON_BOTH
from tests.ui.playing import ROOM, Table
from tests.ui.test_nothing_lost import QUESTION, finish, right_button


@ON_BOTH
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


async def test_a_fault_in_the_reviews_costs_the_round_nothing(table: Table, tmp_path: Path) -> None:
    faulty = sqlite3.connect(tmp_path / "clio.sqlite3")
    faulty.execute("CREATE TRIGGER broken BEFORE INSERT ON review_log BEGIN SELECT RAISE(ABORT, 'broken'); END")
    faulty.close()
    await table.start_round(QUESTION)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").press(card, custom_id=right_button(card))
    assert "**Ana** · 10 points" in await finish(table, card)
