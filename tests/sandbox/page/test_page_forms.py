"""The forms that a bot opens."""

from pathlib import Path

from playwright.async_api import expect

from tests.sandbox.page.windows import Open, composer, shown, use


async def test_a_form_is_filled_with_keys_and_gives_the_focus_back(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "gallery")
    opener = page.get_by_role("button", name="Form", exact=True)
    await opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Your answer")
    await expect(dialog.get_by_text("Spelling is forgiven.")).to_be_visible()
    await expect(dialog.get_by_role("textbox", name="Name")).to_be_focused()
    await page.keyboard.type("Chiang")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Received: Chiang, guessing, ['a lecture', 'the chapter'], False")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_a_form_says_at_each_field_what_is_missing(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "form")
    dialog = page.get_by_role("dialog", name="Your answer")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.get_by_text("This field is required.")).to_have_count(3)
    name = dialog.get_by_role("textbox", name="Name")
    await expect(name).to_be_focused()
    await name.fill("Xi")
    await expect(dialog.get_by_text("Write at least 3 characters.")).to_be_visible()
    await name.fill("Xiang")
    await expect(dialog.get_by_text("Write at least 3 characters.")).to_have_count(0)
    for label in ("The chapter", "A lecture", "A film"):
        await dialog.get_by_role("checkbox", name=label).check()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.get_by_text("Choose at most 2.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(composer(page)).to_be_focused()


async def test_the_focus_stays_in_an_open_form(open_as: Open) -> None:
    page = await open_as("Ana")
    await use(page, "form")
    await expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(14):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


async def test_a_form_takes_choices_files_and_paragraphs(open_as: Open, tmp_path: Path) -> None:
    page = await open_as("Ana")
    notes = tmp_path / "notes.txt"
    notes.write_text("1918")
    await use(page, "papers")
    dialog = page.get_by_role("dialog", name="Your papers")
    await dialog.get_by_role("button", name="Chapter").click()
    await dialog.get_by_role("option", name="Chapter 2").click()
    await dialog.get_by_label("Notes").set_input_files(notes)
    await dialog.get_by_role("textbox", name="Why").fill("Two\nlines")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(shown(page, r"Received: ['c2'], ['notes.txt'], 'Two\nlines'")).to_be_visible()
