"""What the bot sends is drawn, and each person sees what is theirs."""

import re

from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.gallery import Gallery
from tests.sandbox.page.windows import Open, shown, use

OVERRIDE = "\u202e"


async def test_a_press_is_answered_to_the_presser_alone(open_as: Open) -> None:
    ana, ben = await open_as("Ana"), await open_as("Ben")
    await use(ana, "gallery")
    await ben.get_by_role("button", name="B", exact=True).click()
    await expect(shown(ben, "Locked in for Ben: B")).to_be_visible()
    await expect(shown(ben, "Only you can see this")).to_be_visible()
    await expect(ben.get_by_role("button", name="Click to see the message")).to_be_visible()
    await ana.get_by_role("button", name="C", exact=True).click()
    await expect(shown(ana, "Locked in for Ana: C")).to_be_visible()
    await expect(shown(ana, "Locked in for Ben")).to_have_count(0)
    await ben.get_by_role("button", name="Dismiss message").click()
    await expect(shown(ben, "Locked in for Ben")).to_have_count(0)


async def test_every_component_of_a_message_is_drawn(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    message = page.locator(".message").last
    await expect(message.get_by_role("heading", name="Question 1")).to_be_visible()
    box = message.locator(".container").first
    assert await box.evaluate("box => getComputedStyle(box).borderLeftColor") == "rgb(51, 102, 204)"
    await expect(message.get_by_role("button", name="Open picture: A small map")).to_be_visible()
    await expect(message.get_by_role("img", name="The map of China")).to_be_visible()
    assert await message.get_by_role("img", name="The map of China").evaluate("image => image.naturalWidth") == 64
    await expect(message.get_by_role("link", name="https://example.org/far.png")).to_be_visible()
    await expect(message.get_by_role("link", name="notes.txt")).to_be_visible()
    await expect(message.get_by_role("separator")).to_have_count(1)
    await expect(message.get_by_role("button", name="Why?")).to_be_visible()
    await expect(message.get_by_role("button", name="Off")).to_be_disabled()
    read_on = message.get_by_role("link", name="Read on")
    assert await read_on.get_attribute("href") == "https://example.org/chapter"
    for label in ("one", "some", "a member", "a role", "a channel", "anyone"):
        await expect(message.get_by_role("button", name=f"Choose {label}: nothing chosen")).to_be_visible()


async def test_a_spoiler_shows_when_it_is_asked_for(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    await expect(shown(page, "The hidden answer")).to_be_hidden()
    await page.get_by_role("button", name="Hidden part: show").press("Enter")
    await expect(shown(page, "The hidden answer")).to_be_visible()


async def test_a_picture_opens_large_and_gives_the_focus_back(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    opener = page.get_by_role("button", name="Open picture: The map of China")
    await opener.press("Enter")
    await expect(page.get_by_role("dialog", name="The map of China")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_embeds_attachments_and_edits_are_drawn(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "classic")
    embed = page.get_by_role("region", name="Brest-Litovsk")
    for text in ("Alan Wood", "A treaty", "Year", "1918", "Publisher's abstract"):
        await expect(embed.get_by_text(text)).to_be_visible()
    await expect(page.locator(".attachments img")).to_be_visible()
    await expect(shown(page, "Ana used /classic")).to_be_visible()
    await page.get_by_role("button", name="Count").click()
    await expect(shown(page, "Pressed once more")).to_be_visible()
    await expect(shown(page, "(edited)")).to_be_visible()
    await expect(page.get_by_role("button", name="Count")).to_have_count(0)


async def test_a_deleted_message_goes_away(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    message = sandbox.person("Ben").say("general", "Soon gone")
    await expect(shown(page, "Soon gone")).to_be_visible()
    sandbox.world.delete_message(message)
    await expect(shown(page, "Soon gone")).to_have_count(0)


async def test_the_bot_is_seen_thinking_until_it_answers(open_as: Open, bot: Gallery) -> None:
    page = await open_as("Ana")
    await use(page, "slow")
    await expect(shown(page, "Clio is thinking…")).to_be_visible()
    bot.go_on.set()
    await expect(shown(page, "Thought it through")).to_be_visible()
    await expect(shown(page, "is thinking")).to_have_count(0)


async def test_silence_after_a_press_or_a_command_is_told_where_it_happened(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    await page.get_by_role("button", name="Silent").click()
    await expect(shown(page, "This interaction failed")).to_be_visible()
    await use(page, "silent")
    await expect(shown(page, "The application did not respond")).to_be_visible()


async def test_selects_send_what_was_chosen(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    await page.get_by_role("button", name="Choose one").click()
    await page.get_by_role("option", name="Choice 2").click()
    await expect(shown(page, "Locked in for Ana: ['value-2']")).to_be_visible()
    await page.get_by_role("button", name="Choose some").click()
    await page.get_by_role("option", name="Choice 0").click()
    await page.get_by_role("button", name="Done").click()
    await expect(shown(page, "Choose at least 2.")).to_be_visible()
    await page.get_by_role("button", name="Choose some").click()
    for choice in ("Choice 0", "Choice 3"):
        await page.get_by_role("option", name=choice).click()
    await page.get_by_role("button", name="Done").click()
    await expect(shown(page, "Locked in for Ana: ['value-0', 'value-3']")).to_be_visible()


async def test_people_roles_and_channels_can_be_searched_and_chosen_by_keys(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    chloe, quiz = sandbox.person("Chloe").id, sandbox.channel("quiz-room").id
    role = next(role.id for role in sandbox.guild.roles.values() if role.name == "Moderator")
    for label, typed, chosen in (("a member", "chl", chloe), ("a role", "moder", role), ("a channel", "quiz", quiz)):
        await page.get_by_role("button", name=f"Choose {label}").press("ArrowDown")
        await page.keyboard.type(typed)
        await page.keyboard.press("Enter")
        await expect(shown(page, f"Locked in for Ana: ['{chosen}']")).to_be_visible()
        await expect(page.get_by_role("button", name=f"Choose {label}")).to_be_focused()


async def test_markdown_is_drawn_and_a_mentioned_channel_opens(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    quiz = sandbox.channel("quiz-room")
    sandbox.person("Ben").say(
        "general", f"**bold** `code` ||secret|| <#{quiz.id}> <t:4102444800:R>\n> quoted\n- listed"
    )
    message = page.locator(".message").last
    await expect(message.locator("strong")).to_have_text("bold")
    await expect(message.locator("blockquote")).to_have_text("quoted")
    await expect(message.locator("time.timestamp")).to_have_text(re.compile(r"in \d+ years"))
    await message.get_by_role("button", name="#quiz-room").click()
    await expect(page.get_by_role("heading", name="quiz-room", level=2)).to_be_visible()


async def test_a_relative_time_counts_down(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    await page.clock.install()
    now = await page.evaluate("Math.floor(Date.now() / 1000)")
    await page.reload()
    sandbox.person("Ben").say("general", f"Ends <t:{now + 600}:R>")
    moment = page.locator("time.timestamp")
    await expect(moment).to_contain_text("minutes")
    await page.clock.fast_forward(570_000)
    await expect(moment).to_contain_text("seconds")


async def test_a_hostile_name_and_message_stay_text(open_as: Open, sandbox: Sandbox) -> None:
    hostile = f"<img src=x onerror=alert(1)>{OVERRIDE}gpj"
    person = sandbox.add_person(hostile)
    page = await open_as("Ana")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    person.say(
        "general", f"<img src=x onerror=alert(2)> <script>alert(3)</script> [click](javascript:alert(4)){OVERRIDE}txet"
    )
    await expect(page.locator(".message").last).to_contain_text(
        "<script>alert(3)</script> [click](javascript:alert(4))"
    )
    assert await page.locator("img, .message a, .message script").count() == 0
    author = page.locator(".message .author bdi").last
    assert OVERRIDE not in await author.inner_text()
    assert await author.evaluate("name => getComputedStyle(name).unicodeBidi") == "isolate"
    paragraph = page.locator(".message .markdown p").last
    assert await paragraph.evaluate("text => getComputedStyle(text).unicodeBidi") == "plaintext"
    assert await paragraph.evaluate("text => getComputedStyle(text.parentNode).unicodeBidi") == "isolate"
    assert dialogs == []


async def test_what_arrives_is_read_out_once(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    sandbox.person("Ben").say("general", "Who has **finished** the chapter?")
    live = page.get_by_role("log", name="New messages")
    await expect(live).to_have_text("Ben: Who has finished the chapter?")
    assert await live.get_attribute("aria-live") == "polite"


async def test_of_an_edited_message_only_what_is_new_is_read_out(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    message = sandbox.person("Ben").say("general", "The treaty was signed. Nobody knows where.")
    await expect(shown(page, "Nobody knows where.")).to_be_visible()
    message.content = "The treaty was signed. It was at Brest."
    sandbox.world.change_message(message)
    live = page.get_by_role("log", name="New messages")
    await expect(live.get_by_text("Ben: It was at Brest.", exact=True)).to_have_count(1)


async def test_a_list_that_grows_stays_at_its_end_until_someone_scrolls_up(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    ben = sandbox.person("Ben")
    first = ben.say("general", "The first")
    for number in range(40):
        ben.say("general", f"Line {number}")
    first.content = "The first\n" + "grows\n" * 30
    sandbox.world.change_message(first)
    await expect(shown(page, "Line 39")).to_be_in_viewport()
    await page.locator("#scroller").hover()
    await page.mouse.wheel(0, -2000)
    await expect(shown(page, "Line 39")).not_to_be_in_viewport()
    ben.say("general", "The newest")
    await page.get_by_role("button", name="New messages ↓").click()
    await expect(shown(page, "The newest")).to_be_in_viewport()
