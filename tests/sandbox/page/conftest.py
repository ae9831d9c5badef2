"""The sandbox with the gallery's bot in it, and a browser that looks at both."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from bot.sandbox.server import Sandbox
from tests.sandbox.page.gallery import Gallery
from tests.sandbox.page.windows import Open

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu"]


@pytest_asyncio.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Gallery]:
    monkeypatch.setattr(Route, "BASE", sandbox.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
    async with Gallery() as client:
        running = asyncio.create_task(client.start(sandbox.token))
        await asyncio.wait_for(client.is_synced.wait(), 20)
        yield client
        await client.close()
        with suppress(asyncio.CancelledError):
            await running


@pytest_asyncio.fixture
async def browser() -> AsyncGenerator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        await launched.close()


def is_complaint(message: ConsoleMessage) -> bool:
    """A network that a test cuts is not the page's fault."""
    return message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text


@pytest_asyncio.fixture
async def open_as(sandbox: Sandbox, bot: Gallery, browser: Browser) -> AsyncGenerator[Open]:
    """Opens a window as a member of that name. What the page's own code got wrong fails the test."""
    complaints: list[str] = []

    async def open_page(name: str, **context: Any) -> Page:
        where = await browser.new_context(locale="en-GB", **context)
        where.set_default_timeout(10_000)
        page = await where.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        await page.goto(f"{sandbox.page_url}?as={sandbox.person(name).id}")
        await page.wait_for_function("name => document.title.startsWith(name)", arg=name)
        return page

    yield open_page
    assert complaints == []
