"""Each mode, teams, hints, pauses and the choice of questions, played through the real discord.py."""

import pytest

from bot.quiz.deck import Wanted
from bot.quiz.rules import Rules
from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Exchange
from bot.service.rounds import Start
from tests.ui.playing import ROOM, Table

CHAPTER = "treaties/leaving-the-war"
QUESTION = {"chapter": CHAPTER, "kinds": "choice"}


async def press(table: Table, name: str, card: Message, what: str) -> Exchange:
    button = next(each for each in walk(card.components) if each["type"] == 2 and what in each["label"])
    return await table.person(name).press(card, custom_id=button["custom_id"])


async def revealed(table: Table, card: Message) -> str:
    await table.sandbox.until(lambda: "✅" in transcript.plain(card), timeout=15)
    return transcript.plain(card)


async def test_in_a_race_the_first_right_answer_reveals_at_once(table: Table) -> None:
    await table.start_round(QUESTION, mode="race", questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    assert "first answer counts" in (await press(table, "Ana", card, "Riga")).text
    assert "you have given it" in (await press(table, "Ana", card, "Brest")).text
    await press(table, "Ben", card, "Brest")
    await revealed(table, card)
    await table.next()
    final = transcript.plain(await table.shown("The round is over"))
    assert "**Ben** · 10 points" in final
    assert "Also played: **Ana**" in final


async def test_a_hosted_round_goes_on_when_its_host_says_so(table: Table) -> None:
    await table.start_round(QUESTION, mode="hosted", questions=1)
    card = await table.shown("Question 1 of 1")
    assert "Closes" not in transcript.plain(card)
    await press(table, "Ben", card, "Brest")
    assert "Only the member who started" in (await press(table, "Ben", card, "Reveal")).text
    await press(table, "Ana", card, "Reveal")
    await revealed(table, card)
    await press(table, "Ana", card, "Final table")
    assert "**Ben** · 10 points" in transcript.plain(await table.shown("The round is over"))


async def test_in_survival_a_miss_is_the_end(table: Table) -> None:
    await table.start_round(mode="survival", questions=3, seconds=60, chapter=CHAPTER, kinds="buttons and menus")
    first = await table.shown("Question 1 of 2")
    right, wrong = ("Brest", "Riga") if "Where" in transcript.plain(first) else ("True", "False")
    for name, what in (("Ana", right), ("Ben", wrong), ("Chloe", right)):
        await press(table, name, first, what)
    await table.next()
    assert "**2 players** still in" in await revealed(table, first)
    await table.next()
    second = await table.shown("Question 2 of 2")
    what = "Brest" if "Where" in transcript.plain(second) else "True"
    assert "in survival a miss is the end" in (await press(table, "Ben", second, what)).text
    assert "Locked in" in (await press(table, "Ana", second, what)).text


async def test_teams_are_joined_by_a_button_and_scored_by_the_mean(table: Table) -> None:
    started = await table.person("Ana").command("quiz start", {"teams": 2, "questions": 1} | QUESTION, channel=ROOM)
    lobby = started.message
    assert lobby is not None
    await press(table, "Ana", lobby, "Team A")
    await press(table, "Ben", lobby, "Team B")
    await press(table, "Chloe", lobby, "Team B")
    assert "Ben, Chloe" in transcript.plain(lobby)
    await table.next()
    card = await table.shown("Question 1 of 1")
    await press(table, "Ana", card, "Brest")
    await press(table, "Ben", card, "Brest")
    assert "teams stay as they are" in (await press(table, "Ben", lobby, "Team A")).text
    await table.next()
    await revealed(table, card)
    await table.next()
    final = transcript.plain(await table.shown("The round is over"))
    assert "Team A** · 10.0 points a member · 1 member" in final
    assert "Team B** · 5.0 points a member · 2 members" in final


async def test_roles_can_make_the_teams(table: Table) -> None:
    guild = table.sandbox.guild
    red = table.sandbox.world.add_role(guild, "Reds", 0)
    blue = table.sandbox.world.add_role(guild, "Blues", 0)
    ana, ben = (table.person(name).member for name in ("Ana", "Ben"))
    table.sandbox.world.set_roles(ana, [*ana.roles, red.id])
    table.sandbox.world.set_roles(ben, [*ben.roles, blue.id])
    await table.start_round(QUESTION | {"team-a": red.id, "team-b": blue.id}, questions=1)
    card = await table.shown("Question 1 of 1")
    await press(table, "Ana", card, "Riga")
    await press(table, "Ben", card, "Brest")
    assert "you have none of them" in (await press(table, "Chloe", card, "Brest")).text
    await table.next()
    await revealed(table, card)
    await table.next()
    assert "🥇 **🔵 Team B** · 10.0 points" in transcript.plain(await table.shown("The round is over"))


async def test_one_role_makes_no_two_teams(table: Table) -> None:
    role = table.sandbox.world.add_role(table.sandbox.guild, "Reds", 0)
    refused = await table.person("Ana").command("quiz start", {"team-a": role.id}, channel=ROOM)
    assert "two to four different roles" in refused.text


async def test_a_hint_is_told_to_its_taker_alone_and_costs_points(table: Table) -> None:
    path = table.library / "treaties" / "leaving-the-war.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    explain: The town lies", "    hint: It lies on the river Bug.\n    explain: The town lies"
    )
    path.write_text(text, encoding="utf-8")
    await table.person("Mara").command("content reload", channel=ROOM)
    await table.start_round(QUESTION, questions=1)
    card = await table.shown("Question 1 of 1")
    assert "river Bug" in (await press(table, "Ana", card, "Hint")).text
    assert not any("river Bug" in read for read in table.read("Ben"))
    await press(table, "Ana", card, "Brest")
    await table.next()
    await revealed(table, card)
    await table.next()
    assert "**Ana** · 7 points" in transcript.plain(await table.shown("The round is over"))


async def test_hints_can_be_switched_off(table: Table) -> None:
    await table.start_round(QUESTION, questions=1, hints=False)
    card = await table.shown("Question 1 of 1")
    assert "Hint" not in transcript.plain(card)
    forged = await table.person("Ana").raw(
        3, {"custom_id": "clio:hint:1:0", "component_type": 2}, channel=ROOM, message=card
    )
    assert "There is no hint" in forged.text


async def test_a_pause_stops_the_clock_and_takes_no_answers(table: Table) -> None:
    await table.start_round(QUESTION, questions=1, seconds=6)
    card = await table.shown("Question 1 of 1")
    await table.person("Ana").command("quiz pause", channel=ROOM)
    await table.sandbox.until(lambda: "Paused" in transcript.plain(card))
    assert "The round is paused" in (await press(table, "Ben", card, "Brest")).text
    await table.person("Ana").command("quiz resume", channel=ROOM)
    await table.sandbox.until(lambda: "Paused" not in transcript.plain(card))
    assert "Locked in" in (await press(table, "Ben", card, "Brest")).text
    await revealed(table, card)


async def test_a_paused_round_whose_host_is_gone_ends_with_its_scores(table: Table) -> None:
    assert table.clio is not None
    services = table.clio.services
    channel = table.sandbox.channel(ROOM)
    ana = table.person("Ana")
    start = Start(
        guild=table.sandbox.guild.id,
        channel=channel.id,
        host=ana.id,
        host_name="Ana",
        about=CHAPTER,
        with_generated=False,
        wanted=Wanted(1, frozenset({"choice"})),
        rules=Rules(patience=2),
    )
    services.stage.play(await services.rounds.start(start, services.clock()))
    await table.next()
    card = await table.shown("Question 1 of 1")
    await press(table, "Ben", card, "Brest")
    await ana.command("quiz pause", channel=ROOM)
    assert "**Ben** · 10 points" in transcript.plain(await table.shown("The round was ended"))
    await table.start_round(QUESTION, questions=1)


async def test_quick_answers_earn_more_where_the_host_wants_it(table: Table) -> None:
    await table.start_round(QUESTION, questions=1, seconds=300, speed=True)
    card = await table.shown("Question 1 of 1")
    await press(table, "Ana", card, "Brest")
    await table.next()
    await revealed(table, card)
    await table.next()
    assert "**Ana** · 15 points" in transcript.plain(await table.shown("The round is over"))


@pytest.mark.parametrize(
    ("chosen", "title"),
    [("everything", "All chapters"), ("book:treaties", "Treaties in brief"), (CHAPTER, "Leaving the war")],
)
async def test_a_round_is_about_everything_a_book_or_a_chapter(table: Table, chosen: str, title: str) -> None:
    started = await table.person("Ana").command("quiz start", chapter=chosen, channel=ROOM)
    assert f"## {title}" in started.text


async def test_what_the_group_got_wrong_can_be_played_again(table: Table) -> None:
    nothing = await table.person("Ana").command("quiz start", chapter="our-misses", channel=ROOM)
    assert "nothing wrong lately" in nothing.text
    await table.start_round(QUESTION, questions=1)
    card = await table.shown("Question 1 of 1")
    await press(table, "Ana", card, "Riga")
    await table.person("Ana").command("quiz stop", channel=ROOM)
    await table.shown("The round was ended")
    again = await table.person("Ana").command("quiz start", chapter="our-misses", channel=ROOM)
    assert "What we got wrong lately" in again.text
    assert "1 question" in again.text


async def test_what_does_not_fit_is_refused_before_a_round_begins(table: Table) -> None:
    refused = await table.person("Ana").command("quiz start", chapter=CHAPTER, difficulty="hard", channel=ROOM)
    assert "no questions that fit" in refused.text
    started = await table.person("Ana").command("quiz start", chapter=CHAPTER, channel=ROOM)
    assert "starts a round" in started.text


async def test_a_round_in_teams_is_resumed_with_its_teams(table: Table) -> None:
    await table.start_round(QUESTION, teams=2, questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    await press(table, "Ana", card, "Brest")
    await press(table, "Ben", card, "Riga")
    await table.stop()
    await table.start()
    await table.next()
    await revealed(table, card)
    await table.next()
    final = transcript.plain(await table.shown("The round is over"))
    assert "Team A** · 10.0 points a member" in final
    assert "Team B** · 0.0 points a member" in final
