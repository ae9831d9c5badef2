"""How first answers go out: Discord is not asked to send back what Clio has just sent it."""

from typing import Any

import aiohttp
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

_ASKING_BACK = "with_response"


class TerseAdapter(AsyncWebhookAdapter):
    """discord.py's way to Discord's interactions, but for what it asks back with each first answer.

    It would make a message of that, with every component, which Clio has no use for.
    """

    async def request(self, route: Route, session: aiohttp.ClientSession, **how: Any) -> Any:
        params: dict[str, Any] | None = how.pop("params", None)
        if params is None or _ASKING_BACK not in params:
            return await super().request(route, session, params=params, **how)
        await super().request(route, session, **how)
        return {"interaction": {"id": route.webhook_id}}


def answer_tersely() -> None:
    """From now on in this task, and in those that it starts."""
    async_context.set(TerseAdapter())
