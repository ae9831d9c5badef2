"""What every test of the page does in a window."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page

Open = Callable[..., Awaitable[Page]]


def shown(page: Page, text: str) -> Locator:
    """The text in the list of messages, not where it is read out."""
    return page.locator("#messages").get_by_text(text)


def composer(page: Page) -> Locator:
    return page.locator("#composer-text")


async def use(page: Page, command: str) -> None:
    """Sends a command that has no options, by keys."""
    await composer(page).fill(f"/{command}")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Send", exact=True).press("Enter")
