"""Slash commands, as on Discord: found, filled in, refused where that belongs, sent."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.windows import Open, composer, shown


def option(page: Page, name: str) -> str:
    return f'[data-option="{name}"] input'


async def begin(page: Page, command: str) -> None:
    await composer(page).fill(f"/{command}")
    await page.keyboard.press("Enter")


async def test_the_picker_shows_groups_and_descriptions_and_finds_by_any_word(open_as: Open) -> None:
    page = await open_as("Ana")
    await composer(page).fill("/")
    picker = page.get_by_role("listbox", name="Commands")
    group = picker.get_by_role("group", name="/topic — Topics of the day")
    await expect(group.get_by_role("option")).to_have_count(2)
    await composer(page).fill("/sto")
    await expect(picker.get_by_role("option")).to_have_text(["//topic stopStops the topic"])
    await composer(page).fill("/thinks")
    await expect(picker.get_by_role("option", name="/slow")).to_be_visible()
    await composer(page).fill("/nothing like it")
    await expect(picker.get_by_text("No command matches.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(picker).to_have_count(0)


async def test_a_member_is_not_offered_what_only_a_moderator_may_use(open_as: Open) -> None:
    ana, mara = await open_as("Ana"), await open_as("Mara")
    for page, count in ((ana, 0), (mara, 1)):
        await composer(page).fill("/moder")
        await expect(page.get_by_role("option", name="/moderate")).to_have_count(count)


async def test_a_whole_command_is_sent_with_the_keyboard_alone(open_as: Open) -> None:
    page = await open_as("Ana")
    await page.keyboard.press("/")
    await page.keyboard.type("find")
    await page.keyboard.press("Enter")
    await expect(page.locator(option(page, "chapter"))).to_be_focused()
    await page.keyboard.type("fam")
    await expect(page.get_by_role("option", name="The famine")).to_be_visible()
    await expect(page.get_by_role("option", name="The military leader")).to_have_count(0)
    await page.keyboard.press("Enter")
    await expect(page.locator(option(page, "chapter"))).to_have_value("The famine")
    await page.keyboard.press("Tab")
    await page.keyboard.type("3")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Found famine with 3 pages")).to_be_visible()
    await expect(composer(page)).to_be_focused()


async def test_typed_text_that_is_no_suggestion_can_be_sent_too(open_as: Open) -> None:
    page = await open_as("Ana")
    await begin(page, "find")
    await page.keyboard.type("the fall of Rome")
    await expect(page.get_by_text("No suggestion.")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(shown(page, "Found the fall of Rome with 1 pages")).to_be_visible()


async def test_what_is_wrong_with_an_option_stands_at_the_option(open_as: Open) -> None:
    page = await open_as("Ana")
    await begin(page, "find")
    await page.get_by_role("button", name="Send", exact=True).click()
    chapter = page.get_by_role("combobox", name="chapter")
    await expect(chapter).to_be_focused()
    await expect(chapter).to_have_accessible_description(re.compile("This option is required"))
    await chapter.fill("x")
    pages = page.get_by_role("textbox", name="pages")
    for typed, sentence in (
        ("ten", "Write a number."),
        ("1.5", "Write a whole number."),
        ("12", "Write a number up to 9."),
    ):
        await pages.fill(typed)
        await pages.press("Enter")
        await expect(page.get_by_text(sentence)).to_be_visible()
        await expect(pages).to_have_attribute("aria-invalid", "true")


async def test_options_of_every_kind_reach_the_bot_with_required_ones_first(
    open_as: Open, sandbox: Sandbox, tmp_path: Path
) -> None:
    page = await open_as("Ana")
    notes = tmp_path / "notes.txt"
    notes.write_text("1918")
    await begin(page, "options")
    labels = await page.locator(".option-field label bdi").all_inner_texts()
    assert labels == ["mode", "file", "member", "role", "channel", "anyone", "share", "loud"]
    await page.locator(option(page, "file")).set_input_files(notes)
    for name, typed in (("mode", "rac"), ("member", "chl"), ("role", "mod"), ("channel", "quiz"), ("anyone", "ben")):
        await page.locator(option(page, name)).fill(typed)
        await page.keyboard.press("Enter")
    await page.locator(option(page, "share")).fill("0.5")
    await page.locator(option(page, "loud")).fill("t")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Given: race notes.txt Chloe Moderator quiz-room Ben 0.5 True")).to_be_visible()


async def test_a_choice_must_be_one_of_the_choices(open_as: Open) -> None:
    page = await open_as("Ana")
    await begin(page, "options")
    mode = page.locator(option(page, "mode"))
    await mode.fill("chess")
    await mode.press("Enter")
    await expect(page.get_by_text("Choose one of the suggestions.")).to_be_visible()


async def test_an_unknown_command_is_told_and_not_said_aloud(open_as: Open) -> None:
    page = await open_as("Ana")
    await composer(page).fill("/dance")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("No such command is offered to you here.")).to_be_visible()
    await expect(shown(page, "/dance")).to_have_count(0)


async def test_escape_leaves_a_command_and_gives_the_composer_back(open_as: Open) -> None:
    page = await open_as("Ana")
    await begin(page, "topic start")
    await page.keyboard.press("Escape")
    await expect(composer(page)).to_be_focused()
    await composer(page).fill("Good evening")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Good evening")).to_be_visible()


async def test_a_message_carries_its_files(open_as: Open, tmp_path: Path) -> None:
    ana, ben = await open_as("Ana"), await open_as("Ben")
    notes = tmp_path / "notes.txt"
    notes.write_text("1918")
    await ana.locator("#composer-file").set_input_files(notes)
    await expect(ana.get_by_role("button", name="Remove notes.txt")).to_be_visible()
    await composer(ana).fill("My notes")
    await composer(ana).press("Enter")
    async with ben.expect_download() as download:
        await ben.get_by_role("link", name="notes.txt").click()
    saved = await (await download.value).path()
    assert await asyncio.to_thread(saved.read_text) == "1918"
