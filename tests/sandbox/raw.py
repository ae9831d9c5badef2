"""Raw requests to the stand-in, for what no client library would send."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.sandbox.server import Sandbox


class Raw:
    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def __call__(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, **settings: Any
    ) -> tuple[int, Any]:
        """The status and the JSON of an answer; with headers in `last`."""
        headers = {"Authorization": f"Bot {self.sandbox.token if token is None else token}"}
        headers |= settings.pop("headers", {})
        url = f"{self.sandbox.api_url}{path}"
        async with self.session.request(method, url, json=body, headers=headers, **settings) as response:
            self.last = response.headers
            return response.status, await response.json() if response.content_type == "application/json" else None

    async def say(self, body: dict[str, Any], channel: str = "general", **settings: Any) -> tuple[int, Any]:
        return await self("POST", f"/channels/{self.sandbox.channel(channel).id}/messages", body, **settings)


@asynccontextmanager
async def raw(sandbox: Sandbox) -> AsyncGenerator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(sandbox, session)


def codes(errors: Any) -> set[str]:
    """Every error code in the tree of a 50035."""
    found: set[str] = set()
    for key, value in errors.items():
        found |= {error["code"] for error in value} if key == "_errors" else codes(value)
    return found
