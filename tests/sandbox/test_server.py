"""The doors of the stand-in: who is let in, what is not there, what is written down."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.raw import raw


async def test_a_wrong_token_is_unauthorized() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        assert await request("GET", "/users/@me", token="wrong") == (  # noqa: S106 - a wrong one is the point
            401,
            {"message": "401: Unauthorized", "code": 0},
        )


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, 0),
        ("PUT", "/users/@me", 405, 0),
        ("GET", "/channels/1", 404, 10003),
        ("GET", "/channels/one", 400, 50035),
        ("GET", "/guilds/1", 404, 10004),
        ("GET", "/users/1", 404, 10013),
        ("GET", "/applications/1/commands", 403, 20012),
        ("GET", "/webhooks/1/nonsense/messages/@original", 404, 10015),
    ],
)
async def test_what_is_not_there_is_answered_as_discord_does(method: str, path: str, status: int, code: int) -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        answered, payload = await request(method, path)
        assert (answered, payload["code"]) == (status, code)


async def test_broken_json_is_refused() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        url = f"{sandbox.api_url}/channels/{sandbox.channel('general').id}/messages"
        headers = {"Authorization": f"Bot {sandbox.token}", "Content-Type": "application/json"}
        async with session.post(url, data=b"{", headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (400, 50109)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/v10/gateway", {"Host": "evil.example"}),
        ("/api/v10/gateway", {"Host": "127.0.0.1"}),
        ("/api/v10/gateway", {"Origin": "http://evil.example"}),
        ("/api/v10/gateway", {"Origin": "own"}),
        ("/gateway", {"Origin": "own"}),
        ("/", {"Host": "evil.example:80"}),
        ("/", {"Origin": "http://evil.example"}),
        ("/page/members", {"Origin": "null"}),
    ],
)
async def test_another_site_in_the_same_browser_is_kept_out(path: str, headers: dict[str, str]) -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        own = sandbox.page_url.rstrip("/")
        sent = {key: own if value == "own" else value for key, value in headers.items()}
        async with session.get(own + path, headers=sent) as response:
            assert response.status == 403


async def test_its_own_page_is_served() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        own = sandbox.page_url.rstrip("/")
        async with session.get(own + "/", headers={"Origin": own}) as response:
            assert response.status == 200


def test_it_listens_on_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Sandbox(host="0.0.0.0")


async def test_requests_are_written_down_with_their_routes() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        await request.say({"content": "hello"})
        entry = sandbox.requests[-1]
        assert (entry.method, entry.route) == ("POST", "/channels/{channel_id}/messages")
        assert (entry.status, entry.body) == (200, {"content": "hello"})


async def test_an_attachment_is_given_only_under_its_full_address() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        kept = sandbox.person("Ana").upload("../../etc/<b>.html", b"<script>")
        async with session.get(kept.url) as response:
            assert await response.read() == b"<script>"
            assert "sandbox" in response.headers["Content-Security-Policy"]
        async with session.get(kept.url + "x") as response:
            assert response.status == 404


async def test_files_that_are_too_big_or_too_many_are_refused() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        url = f"{sandbox.api_url}/channels/{sandbox.channel('general').id}/messages"
        headers = {"Authorization": f"Bot {sandbox.token}"}

        async def send(files: list[bytes]) -> tuple[int, Any]:
            form = aiohttp.FormData()
            form.add_field("payload_json", "{}")
            for number, content in enumerate(files):
                form.add_field(f"files[{number}]", BytesIO(content), filename=f"{number}.bin")
            async with session.post(url, data=form, headers=headers) as response:
                return response.status, await response.json()

        assert (await send([b"x"] * 10))[0] == 200
        assert (await send([b"x"] * 11))[0] == 400
        status, answer = await send([b"x" * (10 * 1024 * 1024 + 1)])
        assert (status, answer["code"]) == (413, 40005)
