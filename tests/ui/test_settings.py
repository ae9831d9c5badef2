"""`/settings` through the real discord.py: the card, its selects and forms, the history, and who may use them."""

import json

import pytest

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Json, Message
from bot.sandbox.exchanges import Exchange
from bot.sandbox.world import MODERATOR, STUDENT_ROLE
from tests.ui.playing import ROOM, Table

REFUSED = "Only members who may manage this server"
DATES, MODE, CHANNELS, ROLE = (f"clio:set:{which}" for which in ("dates", "mode", "channels", "role"))


async def settings(table: Table, name: str = MODERATOR) -> Message:
    """The card, as that member has it before them."""
    message = (await table.person(name).command("settings", channel=ROOM)).message
    assert message is not None
    return message


async def choose(table: Table, menu: str, *values: object, name: str = MODERATOR) -> Message:
    """The card after something was chosen on it."""
    card = await settings(table, name)
    await table.person(name).select(card, menu, list(values))
    return card


async def fill_in(table: Table, label: str, place: int = 0, /, **fields: str) -> Exchange:
    """Fill in the form behind the button of that label; buttons of one label are counted from the top."""
    card, person = await settings(table), table.person(MODERATOR)
    buttons = [each["custom_id"] for each in walk(card.components) if each.get("label") == label]
    return await person.submit(await person.press(card, custom_id=buttons[place]), fields)


async def history(table: Table) -> str:
    card = await settings(table)
    await table.person(MODERATOR).press(card, label="History")
    return transcript.plain(card).replace("**", "")


def chosen(card: Message, custom_id: str) -> list[str]:
    """What a select of the card shows as chosen."""
    menu = next(each for each in walk(card.components) if each.get("custom_id") == custom_id)
    options: list[Json] = menu["options"]
    return [each["value"] for each in options if each.get("default")]


def chosen_roles(card: Message) -> list[str]:
    menu = next(each for each in walk(card.components) if each.get("custom_id") == ROLE)
    return [each["id"] for each in menu["default_values"]]


def role(table: Table, name: str = STUDENT_ROLE) -> int:
    return next(each.id for each in table.sandbox.world.guild.roles.values() if each.name == name)


async def store(table: Table, settings: str) -> None:
    guild = table.sandbox.world.guild.id
    await table.rows("INSERT INTO server_settings VALUES (:guild, :settings)", guild=guild, settings=settings)


async def test_a_server_that_set_nothing_sees_the_defaults(table: Table) -> None:
    shown = transcript.plain(await settings(table))
    for part in (
        "30 seconds; no extra time",
        "Rounds are allowed in every channel",
        "90 % retention, no exam",
        "Who may manage this server.",
        "the leaderboard counts all rounds",
    ):
        assert part in shown


async def test_the_card_is_drawn_anew_with_what_was_chosen(table: Table) -> None:
    card = await choose(table, DATES, "month-first")
    assert "Saved" in transcript.plain(card)
    assert chosen(card, DATES) == ["month-first"]


async def test_every_change_is_in_the_history_with_who_and_from_what_to_what(table: Table) -> None:
    await choose(table, MODE, "race")
    await fill_in(table, "Change", 0, seconds="45", extra="15")
    await fill_in(table, "Change", 1, retention="95 %", exam="12 June 2099")
    told = await history(table)
    for line in (
        "mode: classic → race",
        "seconds: 30 → 45",
        "extra seconds: 0 → 15",
        "retention: not set → 95 %",
        "exam: not set → 2099-06-12",
    ):
        assert line in told
    assert told.count(f"<@{table.person(MODERATOR).id}>") == 5
    assert "<t:" in told


async def test_what_was_set_already_is_no_change(table: Table) -> None:
    await choose(table, MODE, "classic")
    assert "Nothing has been changed so far" in await history(table)


async def test_the_history_has_pages(table: Table) -> None:
    for number in range(5, 15):
        await fill_in(table, "Change", 0, seconds=str(number))
    card = await settings(table)
    person = table.person(MODERATOR)
    await person.press(card, label="History")
    assert "13 → 14" in transcript.plain(card)
    assert "30 → 5" not in transcript.plain(card)
    await person.press(card, label="Older")
    assert "30 → 5" in transcript.plain(card)
    await person.press(card, label="Settings")
    assert "14 seconds" in transcript.plain(card)


async def test_settings_and_their_card_outlast_a_restart(table: Table) -> None:
    await choose(table, MODE, "survival")
    card = await choose(table, CHANNELS, table.person(MODERATOR).channel(ROOM))
    await table.stop()
    await table.start()
    await table.person(MODERATOR).select(card, DATES, ["month-first"])
    assert chosen(card, MODE) == ["survival"]
    assert "Only in the channels chosen here" in transcript.plain(card)


@pytest.mark.parametrize(
    ("place", "fields", "sentence"),
    [
        (0, {"seconds": "-30"}, "Write a whole number from 5 to 300"),
        (0, {"seconds": "301"}, "Write a whole number from 5 to 300"),
        (0, {"seconds": "30.5"}, "Write a whole number from 5 to 300"),
        (0, {"seconds": "40", "extra": "301"}, "Write a whole number from 0 to 300"),
        (1, {"retention": "84"}, "Write a whole number from 85 to 95"),
        (1, {"retention": "90", "exam": "June"}, "is not a day"),
        (1, {"retention": "90", "exam": "12 June 1990"}, "is over"),
        (1, {"retention": "90", "exam": "**@everyone** `x`"}, "“everyone x” is not a day"),
    ],
)
async def test_bad_input_changes_nothing_and_is_not_lost(
    table: Table, place: int, fields: dict[str, str], sentence: str
) -> None:
    refused = await fill_in(table, "Change", place, **fields)
    assert sentence in refused.text
    assert "Nothing was changed" in refused.text
    assert refused.message is not None
    assert refused.is_ephemeral
    again = await table.person(MODERATOR).press(refused.message, label="Try again")
    assert again.modal is not None
    kept = {each["custom_id"]: each.get("value") or "" for each in walk(again.modal.components) if each["type"] == 4}
    assert fields.items() <= kept.items()
    assert "Nothing has been changed so far" in await history(table)


async def test_a_form_tried_again_leads_back_to_the_card(table: Table) -> None:
    refused = await fill_in(table, "Change", 0, seconds="x")
    person = table.person(MODERATOR)
    assert refused.message is not None
    await person.submit(await person.press(refused.message, label="Try again"), {"seconds": "60"})
    assert "60 seconds" in transcript.plain(refused.message)


async def test_a_term_is_begun_from_the_card(table: Table) -> None:
    begun = await fill_in(table, "New term", name="Spring")
    assert begun.message is not None
    assert "Spring" in transcript.plain(begun.message)
    taken = await fill_in(table, "New term", name="spring")
    assert "There is a term called “spring” already" in taken.text
    await table.person(MODERATOR).command("term start", {"name": "Summer"}, channel=ROOM)
    assert "term: Summer began" in await history(table)


async def test_members_are_refused_every_control_made_by_hand(table: Table) -> None:
    card = await choose(table, MODE, "race")
    ana = table.person("Ana")
    assert REFUSED in (await ana.command("settings", channel=ROOM)).text
    for control, kind in (
        ("set:mode", 3),
        ("set:role", 6),
        ("settings", 2),
        ("settings-form:timing", 2),
        ("changes:0", 2),
    ):
        data = {"custom_id": f"clio:{control}", "component_type": kind, "values": ["hosted"]}
        forged = await ana.raw(3, data, message=card)
        assert REFUSED in forged.text
        assert forged.is_ephemeral
    field = {"type": 4, "custom_id": "seconds", "value": "9"}
    filled = {"custom_id": "clio:settings-filled:timing", "components": [{"type": 18, "component": field}]}
    assert REFUSED in (await ana.raw(5, filled, channel=ROOM)).text
    assert "race" in await history(table)
    assert "hosted" not in await history(table)
    assert "30 seconds" in transcript.plain(await settings(table))


async def test_who_lost_the_permission_since_is_refused(table: Table) -> None:
    card = await settings(table)
    mara = table.person(MODERATOR)
    table.sandbox.world.set_roles(mara.member, [role(table)])
    refused = await mara.select(card, MODE, ["race"])
    assert REFUSED in refused.text


async def test_the_role_that_a_server_names_moderates(table: Table) -> None:
    named = table.sandbox.world.add_role(table.sandbox.world.guild, "Tutor", 0)
    card = await choose(table, ROLE, named)
    assert f"<@&{named.id}>" in transcript.plain(card) or "@Tutor" in transcript.plain(card)
    ana = table.person("Ana")
    refused = await ana.command("content reload", channel=ROOM)
    assert "or who have the role" in refused.text
    table.sandbox.world.set_roles(ana.member, [*ana.member.roles, named.id])
    assert "was reloaded" in (await ana.command("content reload", channel=ROOM)).text
    card = await choose(table, MODE, "hosted", name="Ana")
    assert "Saved" in transcript.plain(card)
    table.sandbox.world.set_roles(ana.member, [role(table)])
    assert REFUSED in (await ana.command("content reload", channel=ROOM)).text


async def test_who_moderates_by_a_role_lets_nobody_else_moderate(table: Table) -> None:
    named = table.sandbox.world.add_role(table.sandbox.world.guild, "Tutor", 0)
    await choose(table, ROLE, named)
    ana = table.person("Ana")
    table.sandbox.world.set_roles(ana.member, [*ana.member.roles, named.id])
    card = await settings(table, "Ana")
    for values in ([table.sandbox.world.guild.roles[role(table)]], []):
        refused = await ana.select(card, ROLE, values)
        assert "can say who else moderates. Nothing was changed." in refused.text
    assert chosen_roles(await settings(table)) == [str(named.id)]


async def test_a_role_that_is_deleted_lets_nobody_in_and_is_named_no_more(table: Table) -> None:
    world = table.sandbox.world
    named = world.add_role(world.guild, "Tutor", 0)
    await choose(table, ROLE, named)
    world.set_roles(table.person("Ana").member, [named.id, role(table)])
    world.delete_role(world.guild, named)
    refused = await table.person("Ana").command("settings", channel=ROOM)
    assert REFUSED in refused.text
    assert "role" not in refused.text
    assert "is deleted" in transcript.plain(await settings(table))


async def test_the_role_that_everybody_has_and_strange_ids_are_refused(table: Table) -> None:
    mara = table.person(MODERATOR)
    card = await settings(table)
    for control, kind, value in (
        ("set:role", 6, str(table.sandbox.world.guild.id)),
        ("set:role", 6, "123"),
        ("set:role", 6, "9" * 300),
        ("set:channels", 8, "123"),
        ("set:channels", 8, "x" * 300),
        ("set:mode", 3, "x" * 300),
        ("set:dates", 3, "year-first"),
    ):
        data = {"custom_id": f"clio:{control}", "component_type": kind, "values": [value]}
        answer = await mara.raw(3, data, message=card)
        assert "hoose" in answer.text, answer.text
    assert "Nothing has been changed so far" in await history(table)


async def test_values_of_any_length_made_by_hand_are_answered(table: Table) -> None:
    mara = table.person(MODERATOR)
    for which, field in (("timing", "seconds"), ("study", "exam"), ("term", "name")):
        filled = {
            "custom_id": f"clio:settings-filled:{which}",
            "components": [{"type": 18, "component": {"type": 4, "custom_id": field, "value": "9" * 300}}],
        }
        answer = await mara.raw(5, filled, channel=ROOM)
        assert "Something went wrong" not in answer.text
        assert answer.text


async def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known_and_kept(table: Table) -> None:
    newer = {"mode": "relay", "seconds": 45, "colour": "blue", "channels": "all", "exam": "12.6.2099"}
    await store(table, json.dumps(newer))
    card = await settings(table)
    assert "45 seconds" in transcript.plain(card)
    await table.person(MODERATOR).select(card, DATES, ["month-first"])
    ((kept,),) = await table.rows("SELECT settings FROM server_settings")
    assert json.loads(kept)["colour"] == "blue"


async def test_settings_that_cannot_be_read_stand_at_their_defaults(table: Table) -> None:
    await store(table, "[" * 100_000)
    assert "30 seconds" in transcript.plain(await settings(table))
