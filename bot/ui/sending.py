"""How Clio's requests go out: none is waited for for ever, and first answers are not asked back."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

ANSWER_SECONDS = 15
"""Discord mostly takes a request within one second; a round stands still while it waits for the answer."""

NOT_TAKEN = (discord.HTTPException, aiohttp.ClientError, TimeoutError)
"""What comes of a request that Discord refused, or did not answer."""

_ASKING_BACK = "with_response"


def never_wait_for_ever(http: HTTPClient) -> None:
    """From now on a request that is not answered raises `TimeoutError`.

    What is sent with files may take as long as it needs, and rate limits are still waited out: they end by themselves,
    and who is torn out of a global one in discord.py leaves it closed for all others.
    """
    request: Callable[..., Coroutine[Any, Any, Any]] = http.request

    async def bounded(route: Route, **how: Any) -> Any:
        if not how.get("files"):
            how["timeout"] = aiohttp.ClientTimeout(ANSWER_SECONDS)
        return await request(route, **how)

    http.request = bounded


class TerseAdapter(AsyncWebhookAdapter):
    """discord.py's way to Discord's interactions, but for what it asks back with each first answer.

    It would make a message of that, with every component, which Clio has no use for.
    """

    async def request(self, route: Route, session: aiohttp.ClientSession, **how: Any) -> Any:
        params: dict[str, Any] | None = how.pop("params", None)
        if params is None or _ASKING_BACK not in params:
            return await super().request(route, session, params=params, **how)
        async with asyncio.timeout(None if how.get("files") else ANSWER_SECONDS):
            await super().request(route, session, **how)
        return {"interaction": {"id": route.webhook_id}}


def answer_tersely() -> None:
    """From now on in this task, and in those that it starts."""
    async_context.set(TerseAdapter())
