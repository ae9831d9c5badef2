"""The leaderboard, terms and opting out, through the real discord.py."""

from bot.sandbox import transcript
from bot.sandbox.entities import Message
from bot.sandbox.world import MODERATOR
from tests.ui.playing import ROOM, Table
from tests.ui.test_rounds import CHAPTER, RIGHT, WRONG, answer


async def play(table: Table, right: list[str], wrong: list[str], chapter: str = CHAPTER) -> Message:
    """A round of one question; its final card."""
    await table.start_round(chapter=chapter, questions=1, seconds=60)
    card = await table.shown("Question 1 of 1")
    for name in right + wrong:
        await answer(table.person(name), card, RIGHT if name in right else WRONG)
    await table.person("Ana").command("quiz stop", channel=ROOM)
    final = await table.shown("The round was ended")
    table.sandbox.world.delete_message(card)
    return final


async def board(table: Table, name: str = "Ana", **options: object) -> str:
    return (await table.person(name).command("leaderboard", options, channel=ROOM)).text


async def test_equal_points_share_a_rank_and_accuracy_stands_beside_them(table: Table) -> None:
    final = await play(table, ["Ana", "Ben"], ["Chloe"])
    table.sandbox.world.delete_message(final)
    await play(table, ["Ana", "Ben"], [])
    text = await board(table)
    assert "🥇 **Ana** · 20 points · 100% right · 2 rounds" in text
    assert "🥇 **Ben** · 20 points" in text


async def test_who_has_no_points_is_told_so_and_not_listed(table: Table) -> None:
    await play(table, ["Ana", "Ben"], ["Chloe"])
    text = await board(table, "Chloe")
    assert "Chloe, you have no points here yet" in text
    assert "**Chloe**" not in text


async def test_an_empty_board_says_how_to_fill_it(table: Table) -> None:
    assert "/quiz start" in await board(table)


async def test_below_the_top_ten_ones_own_line_follows(table: Table) -> None:
    names = [f"Guest {number:02}" for number in range(1, 12)]
    for name in names:
        table.sandbox.add_person(name)
    await play(table, ["Ana", *names], [])
    text = await board(table, "Guest 11")
    assert text.count("🥇") == 11
    assert "…\n🥇 **Guest 11** · 10 points" in text
    assert "**Guest 11**" not in await board(table, "Ana")


async def test_a_board_is_of_a_time_that_the_card_tells(table: Table) -> None:
    await play(table, ["Ana", "Ben"], [])
    week = await board(table, period="week")
    assert "This week" in week
    assert week.count("<t:") == 2
    assert "**Ana** · 10 points" in week
    assert "**Ana** · 10 points" in await board(table, period="This month")
    last = await board(table, period="last-week")
    assert "**Ana**" not in last
    assert "is not a period of this server" in await board(table, period="tomorrow")


async def test_a_board_is_of_a_chapter_or_a_book(table: Table) -> None:
    await play(table, ["Ana", "Ben"], [])
    for about in (CHAPTER, "book:treaties", "everything"):
        assert "**Ana** · 10 points" in await board(table, chapter=about)
    assert "There is no chapter “nowhere”" in await board(table, chapter="nowhere")
    assert "There is no book “nothing”" in await board(table, chapter="book:nothing")


async def test_the_periods_and_subjects_are_offered_while_one_types(table: Table) -> None:
    ana = table.person("Ana")
    await table.person(MODERATOR).command("term start", {"name": "Spring"}, channel=ROOM)
    offered = await ana.autocomplete("leaderboard", "period", "", channel=ROOM)
    assert [choice["name"] for choice in offered.choices or []] == [
        "This term",
        "This week",
        "This month",
        "All time",
        "Last week",
        "Last month",
        "Term: Spring",
    ]
    about = await ana.autocomplete("leaderboard", "chapter", "", channel=ROOM)
    values = [choice["value"] for choice in about.choices or []]
    assert values == ["everything", "book:treaties", CHAPTER]


async def test_a_new_term_begins_empty_and_the_old_one_is_kept(table: Table) -> None:
    moderator = table.person(MODERATOR)
    await moderator.command("term start", {"name": "Autumn"}, channel=ROOM)
    await play(table, ["Ana", "Ben"], [])
    announced = await moderator.command("term start", {}, channel=ROOM)
    assert "“Autumn” is over" in announced.text
    now = await board(table)
    assert "Term: Term 2" in now
    assert "**Ana**" not in now
    for period in ("term:Autumn", "autumn", "all"):
        assert "**Ana** · 10 points" in await board(table, period=period)
    listed = (await table.person("Ana").command("term list", channel=ROOM)).text
    assert listed.index("**Term 2**") < listed.index("**Autumn**")


async def test_only_moderators_begin_terms_and_no_name_is_taken_twice(table: Table) -> None:
    refused = await table.person("Ana").command("term start", {"name": "Mine"}, channel=ROOM)
    assert "Only members who may manage this server" in refused.text
    moderator = table.person(MODERATOR)
    await moderator.command("term start", {"name": "Spring"}, channel=ROOM)
    again = await moderator.command("term start", {"name": "spring"}, channel=ROOM)
    assert "already" in again.text
    assert (await table.person("Ana").command("term list", channel=ROOM)).text.count("since") == 1


async def test_who_opted_out_is_on_nobodys_board_and_is_told_so_alone(table: Table) -> None:
    ben = table.person("Ben")
    assert "left out" in (await ben.command("privacy opt-out", channel=ROOM)).text
    await play(table, ["Ana", "Ben"], [])
    await ben.command("leaderboard", channel=ROOM)
    await table.shown("Yours would be: 10 points", name="Ben")
    for name in ("Ana", "Ben"):
        shown = await table.shown("Leaderboard ·", name=name)
        assert "Ben" not in transcript.plain(shown)
    assert not any("Yours would be" in text for text in table.read("Ana"))
    assert "again" in (await ben.command("privacy opt-in", channel=ROOM)).text
    assert "**Ben** · 10 points" in await board(table)


async def test_privacy_is_explained_to_the_member_alone(table: Table) -> None:
    told = await table.person("Ana").command("privacy about", channel=ROOM)
    assert "none of them" in told.text
    assert not any("What Clio keeps" in text for text in table.read("Ben"))
