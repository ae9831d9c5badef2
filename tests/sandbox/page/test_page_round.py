"""Clio itself, played in the browser: two members in two windows, and a moderator who reloads."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Page, expect

from bot.sandbox.server import Sandbox
from bot.sandboxed import sandboxed
from tests.sandbox.page.windows import composer, shown, use

LIBRARY = Path(__file__).parents[2] / "ui" / "library"
CHAPTER = "treaties/leaving-the-war.yaml"
QUESTIONS = 3


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


@pytest_asyncio.fixture
async def clio(library: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Sandbox]:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with sandboxed(library) as (sandbox, _):
        yield sandbox


async def window(browser: Browser, sandbox: Sandbox, name: str) -> Page:
    page = await (await browser.new_context()).new_page()
    page.set_default_timeout(10_000)
    await page.goto(f"{sandbox.page_url}?as={sandbox.person(name).id}")
    await page.wait_for_function("name => document.title.startsWith(name)", arg=name)
    return page


async def answer(page: Page, typed: str) -> None:
    """Types into the form where the card has one; else takes the first button."""
    card = page.locator(".container").last
    buttons = card.get_by_role("button")
    await expect(buttons.first).to_be_visible()
    if await card.get_by_role("button", name="Answer", exact=True).count():
        await buttons.first.click()
        await page.get_by_role("dialog").get_by_role("textbox").fill(typed)
        await page.keyboard.press("Enter")
    else:
        await buttons.first.click()


async def test_two_members_play_a_whole_round_in_two_windows(clio: Sandbox, browser: Browser) -> None:
    ana, ben = await window(browser, clio, "Ana"), await window(browser, clio, "Ben")
    await composer(ana).fill("/quiz start")
    await ana.keyboard.press("Enter")
    await ana.get_by_role("textbox", name="questions").fill(str(QUESTIONS))
    await ana.get_by_role("textbox", name="seconds").fill("300")
    await ana.keyboard.press("Enter")
    await expect(shown(ben, "Ana starts a round")).to_be_visible()
    for number in range(1, QUESTIONS + 1):
        heading = f"Question {number} of {QUESTIONS}"
        await expect(shown(ben, heading)).to_be_visible(timeout=15_000)
        for page, typed in ((ana, "Trotsky"), (ben, "Lenin")):
            await answer(page, typed)
            await expect(page.locator(".message.ephemeral")).to_have_count(1)
            await page.get_by_role("button", name="Dismiss message").click()
            await expect(page.locator(".message.ephemeral")).to_have_count(0)
        await use(ana, "quiz next")
        await expect(ben.locator(".message").last.get_by_role("button", name="Why?")).to_be_visible()
        await ana.get_by_role("button", name="Dismiss message").click()
        await expect(ana.locator(".message.ephemeral")).to_have_count(0)
        await use(ana, "quiz next")
        await expect(ana.locator(".message.ephemeral")).to_have_count(1)
        await ana.get_by_role("button", name="Dismiss message").click()
    for page in (ana, ben):
        await expect(page.locator(".message").last).to_contain_text("Ana")
        await expect(page.locator(".message").last).to_contain_text("Ben")


async def test_what_a_moderator_reloads_is_read_at_once(clio: Sandbox, browser: Browser, library: Path) -> None:
    mara, ana = await window(browser, clio, "Mara"), await window(browser, clio, "Ana")
    await use(ana, "content reload")
    await expect(ana.locator(".message.ephemeral")).to_contain_text("Only members who may manage this server")
    chapter = library / CHAPTER
    chapter.write_text(chapter.read_text().replace("title: Leaving the war", "title: Peace at any price"))
    await use(mara, "content reload")
    await expect(mara.locator(".message.ephemeral")).to_be_visible()
    await composer(ana).fill("/read chapter")
    await ana.keyboard.press("Enter")
    await ana.get_by_role("option", name="Peace at any price").click()
    await ana.keyboard.press("Enter")
    await expect(ana.get_by_role("heading", name="Peace at any price")).to_be_visible()


async def test_the_workshop_reloads_and_restarts(clio: Sandbox, browser: Browser, library: Path) -> None:
    ana = await window(browser, clio, "Ana")
    chapter = library / CHAPTER
    whole = chapter.read_text()
    chapter.write_text(whole.replace("title:", "titel:", 1))
    await ana.get_by_role("button", name="Reload content").click()
    await expect(ana.locator(".toast")).to_contain_text("leaving-the-war.yaml")
    chapter.write_text(whole)
    await ana.get_by_role("button", name="Restart the bot").click()
    await expect(ana.locator(".toast").last).to_contain_text("restarted", timeout=30_000)
    await use(ana, "help")
    await expect(ana.locator(".message").last).to_contain_text("Clio")
    await expect(ana.get_by_role("button", name="Open content")).to_have_attribute("title", str(library))
