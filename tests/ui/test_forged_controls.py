"""Controls that somebody has made by hand, for what is not theirs."""

import pytest

from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Channel
from bot.sandbox.people import Person
from bot.ui.client import routes_of
from tests.ui.playing import ROOM, Table
from tests.ui.test_packs import PACK, elsewhere, upload

HOSTED = {"chapter": "treaties/leaving-the-war", "kinds": "choice", "questions": 1, "mode": "hosted"}
TABLES = (
    "server_settings",
    "changes",
    "packs",
    "pack_versions",
    "hidden_chapters",
    "schedules",
    "daily_posts",
    "terms",
)
LOOKS: tuple[tuple[str, dict[str, object]], ...] = (
    ("settings", {}),
    ("content packs", {}),
    ("content remove", {"pack": "the-long-march"}),
    ("content reports", {}),
    ("quiz schedule", {"when": "tomorrow 18:00"}),
    ("quiz schedules", {}),
)
IN_A_ROUND = (
    "answer:1:0:0",
    "pick:1:0",
    "type:1:0",
    "typed:1:0",
    "hint:1:0",
    "go-on:1:0:asking",
    "join:1:0",
    "sort:1:0",
    "pairing:1:0:-",
)


@pytest.mark.parametrize("control", IN_A_ROUND)
async def test_nobody_plays_or_leads_a_round_from_another_server(table: Table, control: str) -> None:
    mara = table.person("Mara")
    there = elsewhere(table.sandbox, mara)
    await table.start_round(HOSTED)
    await table.shown("Question 1 of 1")
    data: dict[str, object] = {"custom_id": f"clio:{control}", "component_type": 3, "values": ["0"]}
    told = await mara.raw(3, data, channel=there)
    assert told.modal is None
    assert "This round is over" in told.text
    assert await table.rows("SELECT count(*) FROM answers") == [(0,)]
    assert await table.rows("SELECT phase FROM rounds") == [("asking",)]


async def test_who_moderates_no_more_changes_nothing_of_what_moderators_set(table: Table) -> None:
    mara = table.person("Mara")
    controls = await seen_by_a_moderator(table, mara)
    before = await standing(table)
    world = table.sandbox.world
    students = [role.id for role in world.guild.roles.values() if role.name == "Student"]
    world.set_roles(mara.member, students)
    await send_all(mara, controls)
    assert await standing(table) == before


async def test_a_moderator_of_another_server_changes_nothing_here(table: Table) -> None:
    mara, ana = table.person("Mara"), table.person("Ana")
    controls = await seen_by_a_moderator(table, mara)
    there = elsewhere(table.sandbox, ana)
    before = await standing(table)
    await send_all(ana, controls, there)
    here = str(table.sandbox.guild.id)
    assert [row for row in await standing(table) if here in row] == [row for row in before if here in row]


async def seen_by_a_moderator(table: Table, mara: Person) -> set[str]:
    """Set something of each kind, and give every control that Clio showed then, and one for each other route."""
    await upload(mara, PACK)
    shown = [(await mara.command(path, options, channel=ROOM)).message for path, options in LOOKS]
    seen = {str(item["custom_id"]) for card in shown if card for item in walk(card.components) if "custom_id" in item}
    assert table.clio is not None
    made = {f"clio:{route.name}:" for route in routes_of(table.clio.services) if route.parts.fullmatch("")}
    return (
        seen | made | {"clio:pack-remove:1", "clio:pack-back:1", "clio:decide:1:accept:0", "clio:schedule-cancel:1:0"}
    )


async def send_all(person: Person, controls: set[str], where: Channel | str = ROOM) -> None:
    """Send each control as a menu and as a form."""
    for control in sorted(controls - {"clio:review-begin:", "clio:review-new:", "clio:review-more:"}):
        field = {"type": 18, "component": {"type": 4, "custom_id": "name", "value": "A term of mine"}}
        for kind, more in ((3, {"component_type": 3, "values": ["off"]}), (5, {"components": [field]})):
            told = await person.raw(kind, {"custom_id": control, **more}, channel=where)
            assert told.failure == "", control


async def standing(table: Table) -> list[tuple[str, ...]]:
    """Every row of what moderators set, as text."""
    found: list[tuple[str, ...]] = []
    for name in TABLES:
        found += sorted((name, *map(str, row)) for row in await table.rows(f"SELECT * FROM {name}"))  # noqa: S608
    assert found
    return found
