"""Who one is, where one looks, and how the page fits the person."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.gallery import Gallery
from tests.sandbox.page.windows import Open, composer, shown, use

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


async def test_one_can_be_three_students_and_a_moderator_in_turn(open_as: Open) -> None:
    page = await open_as("Ana")
    people = page.get_by_role("radio")
    await expect(people).to_have_count(4)
    await use(page, "gallery")
    await page.get_by_role("button", name="A", exact=True).click()
    await expect(shown(page, "Locked in for Ana")).to_be_visible()
    await page.locator(".person", has_text="Mara").click()
    await expect(page).to_have_title("Mara · Clio sandbox")
    await expect(shown(page, "Locked in for Ana")).to_have_count(0)
    await composer(page).fill("/moder")
    await expect(page.get_by_role("option", name="/moderate")).to_be_visible()


async def test_a_member_can_be_added_and_acts_at_once(open_as: Open) -> None:
    page, other = await open_as("Ana"), await open_as("Ben")
    await page.get_by_role("button", name="Add a member").click()
    dialog = page.get_by_role("dialog", name="Add a member")
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(dialog.get_by_text("Give the member a name.")).to_be_visible()
    await dialog.get_by_role("textbox", name="Name").fill("Zoë 李")
    await page.keyboard.press("Enter")
    await expect(page).to_have_title("Zoë 李 · Clio sandbox")
    await composer(page).fill("Hello")
    await composer(page).press("Enter")
    await expect(other.locator(".message .author").last).to_have_text("Zoë 李")


async def test_another_window_opens_as_another_member(open_as: Open) -> None:
    page = await open_as("Ana")
    async with page.context.expect_page() as opened:
        await page.get_by_role("link", name="Open a window as Ben").click()
    other = await opened.value
    await expect(other).to_have_title("Ben · Clio sandbox")
    await expect(page).to_have_title("Ana · Clio sandbox")


async def test_another_channel_counts_what_was_not_read(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    for text in ("one", "two"):
        sandbox.person("Ben").say("quiz-room", text)
    channel = page.get_by_role("button", name="quiz-room 2 unread")
    await channel.click()
    await expect(shown(page, "two")).to_be_visible()
    await expect(page.get_by_role("button", name="quiz-room", exact=True)).to_have_attribute("aria-current", "page")


async def test_new_channels_and_threads_appear_and_deleted_ones_go(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    channel = sandbox.world.add_channel(sandbox.guild, "archive")
    await page.get_by_role("button", name="archive").click()
    sandbox.world.delete_channel(channel)
    await expect(page.get_by_role("button", name="archive")).to_have_count(0)
    await expect(page.get_by_role("heading", name="general", level=2)).to_be_visible()


async def test_on_a_phone_the_channels_are_a_drawer(open_as: Open) -> None:
    page = await open_as("Ana", **PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await expect(page.get_by_role("button", name="quiz-room")).to_have_count(0)
    await page.get_by_role("button", name="Open the channel list").tap()
    await expect(page.get_by_role("button", name="general", exact=True)).to_be_focused()
    await page.get_by_role("button", name="quiz-room").tap()
    await expect(page.get_by_role("heading", name="quiz-room", level=2)).to_be_visible()
    await expect(page.get_by_role("button", name="quiz-room")).to_have_count(0)
    await expect(page.get_by_role("button", name="Open the channel list")).to_be_focused()


async def test_on_a_phone_the_widest_message_fits(open_as: Open) -> None:
    page = await open_as("Ana", **PHONE)
    await use(page, "gallery")
    await expect(page.get_by_role("button", name="Why?")).to_be_visible()
    overflowing = (
        "[...document.querySelectorAll('#messages *')].filter(one => one.getBoundingClientRect().right > 391).length"
    )
    assert await page.evaluate(overflowing) == 0


CONTRAST = """
() => {
  const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ visibilityProperty: true }) || element.closest(":disabled")) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(element.outerHTML.slice(0, 90));
  }
  return poor;
}
"""


SPOKEN = {"button", "link", "textbox", "combobox", "option", "radio", "listbox", "dialog", "group", "image"}


async def nameless(page: Page) -> list[str]:
    """Roles of what a screen reader would meet without a name."""
    session: Any = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    nodes: list[dict[str, Any]] = [node for node in tree["nodes"] if not node["ignored"]]
    return [
        node["role"]["value"]
        for node in nodes
        if node["role"]["value"] in SPOKEN and not node.get("name", {}).get("value", "").strip()
    ]


async def test_everything_that_can_be_used_has_a_name_that_is_read_out(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "classic")
    await use(page, "gallery")
    await expect(page.get_by_role("button", name="Why?")).to_be_visible()
    assert await nameless(page) == []
    await composer(page).fill("/")
    assert await nameless(page) == []
    await composer(page).fill("")
    await use(page, "form")
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await nameless(page) == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_every_text_has_the_contrast_that_people_need(open_as: Open, scheme: str) -> None:
    page = await open_as("Ana", color_scheme=scheme)
    await use(page, "classic")
    await use(page, "gallery")
    await page.get_by_role("button", name="A", exact=True).click()
    await page.get_by_role("button", name="Choose one").click()
    await expect(shown(page, "Locked in")).to_be_visible()
    assert await page.evaluate(CONTRAST) == []


async def test_light_and_dark_follow_the_system_until_one_chooses(open_as: Open) -> None:
    page = await open_as("Ana", color_scheme="light")
    root = page.locator("html")
    await expect(root).to_have_attribute("data-theme", "light")
    await page.emulate_media(color_scheme="dark")
    await expect(root).to_have_attribute("data-theme", "dark")
    await page.get_by_role("button", name="Switch between light and dark").click()
    await page.reload()
    await expect(root).to_have_attribute("data-theme", "light")


async def test_the_workshop_cuts_the_connection_and_the_bot_comes_back(
    open_as: Open, sandbox: Sandbox, bot: Gallery
) -> None:
    page = await open_as("Ana")
    await page.get_by_role("button", name="Cut the connection").click()
    await expect(page.get_by_role("status").get_by_text("The connection was cut.")).to_be_visible()
    await sandbox.until(lambda: sandbox.world.online)
    await expect(page.get_by_text("Clio is online")).to_be_visible()
    await use(page, "topic start")
    await expect(shown(page, "A topic has started")).to_be_visible()


async def test_classmates_answer_the_newest_card_when_asked_to(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    await page.get_by_role("button", name="Classmates answer").click()
    await expect(page.get_by_text("No message in this channel waits for an answer.")).to_be_visible()
    await use(page, "gallery")
    await expect(page.get_by_role("button", name="A", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Classmates answer").click()
    await expect(page.get_by_text("Ben and Chloe answered.")).to_be_visible()
    for name in ("Ben", "Chloe"):
        [answer] = sandbox.person(name).ephemeral("general")
        assert answer.content.startswith(f"Locked in for {name}")


async def test_the_page_finds_the_way_back_when_the_sandbox_was_away(open_as: Open, sandbox: Sandbox) -> None:
    page = await open_as("Ana")
    await page.context.set_offline(True)
    await page.locator(".person", has_text="Chloe").click()
    await expect(page.get_by_role("alert").get_by_text("The sandbox cannot be reached.")).to_be_visible()
    sandbox.person("Ben").say("general", "Said meanwhile")
    await page.context.set_offline(False)
    await expect(shown(page, "Said meanwhile")).to_be_visible()
    await expect(page.get_by_role("alert").get_by_text("The sandbox cannot be reached.")).to_be_hidden()
