"""The page's doors keep other sites out, and give away nothing but the page."""

from collections.abc import AsyncGenerator

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox.server import Sandbox


@pytest_asyncio.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest_asyncio.fixture
async def session(sandbox: Sandbox) -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=sandbox.page_url) as opened:
        yield opened


def own_origin(sandbox: Sandbox) -> dict[str, str]:
    return {"Origin": sandbox.page_url.rstrip("/")}


@pytest.mark.parametrize("path", ["/", "/page/static/main.js", "/page/members", "/page/socket"])
@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
async def test_another_site_is_refused(session: aiohttp.ClientSession, path: str, headers: dict[str, str]) -> None:
    async with session.get(path, headers=headers) as response:
        assert response.status == 403


async def test_the_socket_opens_only_for_a_page_of_this_very_address(
    session: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    for headers in ({}, {"Origin": "http://127.0.0.1:1"}):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect("/page/socket", headers=headers)
    async with session.ws_connect("/page/socket", headers=own_origin(sandbox)) as socket:
        assert (await socket.receive_json())["op"] == "STATE"


async def test_a_form_of_another_site_cannot_add_members_or_press_the_workshops_buttons(
    session: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    for path in ("/page/members", "/page/actions/cut"):
        async with session.post(path, data={"name": "Eve"}, headers=own_origin(sandbox)) as response:
            assert response.status == 415
    assert len(sandbox.people) == 4


async def test_the_page_may_run_and_load_nothing_from_elsewhere(session: aiohttp.ClientSession) -> None:
    async with session.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
        page = await response.text()
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;")
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "style=" not in page
    assert "onclick" not in page


async def test_no_file_outside_the_pages_folder_is_served(session: aiohttp.ClientSession) -> None:
    for path in ("/page/static/../page.py", "/page/static/%2e%2e/page.py", "/page/static//etc/passwd"):
        async with session.get(path) as response:
            assert response.status in (403, 404)


async def test_an_uploaded_page_is_never_run(session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    form = aiohttp.FormData()
    form.add_field("file", b"<script>alert(1)</script>", filename="evil.html", content_type="text/html")
    async with session.post(f"/page/attachments?as={sandbox.person('Ana').id}", data=form) as response:
        address = (await response.json())["url"]
    async with session.get(address) as response:
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "script-src" not in response.headers["Content-Security-Policy"]


async def test_what_cannot_be_read_is_answered_and_the_socket_lives_on(
    session: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    async with session.ws_connect("/page/socket", headers=own_origin(sandbox)) as socket:
        await socket.receive_json()
        for frame in ("no json", "[]", "{}", '{"op": "DANCE", "nonce": "1"}', '{"op": "COMMAND", "nonce": "2"}'):
            await socket.send_str(frame)
            answer = await socket.receive_json()
            assert (answer["op"], answer["status"]) == ("INTERACTION", "refused")


async def test_one_member_cannot_press_what_was_whispered_to_another(
    session: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    general = sandbox.channel("general")
    async with session.ws_connect("/page/socket", headers=own_origin(sandbox)) as socket:
        await socket.receive_json()
        frame = {"op": "COMPONENT", "channel_id": str(general.id), "message_id": "1", "custom_id": "x", "nonce": "1"}
        await socket.send_json(frame)
        assert (await socket.receive_json())["error"] == "You do not see this message."
