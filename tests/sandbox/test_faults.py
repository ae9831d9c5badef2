"""Faults and rate limits, as the real client and raw requests meet them."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.exchanges import Status
from bot.sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot, discord, opened, running
from tests.sandbox.raw import raw

SEND = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/*/callback"


def channel_of(bot: BareBot, sandbox: Sandbox) -> discord.TextChannel:
    channel = bot.get_channel(sandbox.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_the_sixth_message_in_five_seconds_is_limited() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        for left in (4, 3, 2, 1, 0):
            assert (await request.say({"content": "x"}))[0] == 200
            assert request.last["X-RateLimit-Remaining"] == str(left)
        status, error = await request.say({"content": "x"})
        assert status == 429
        assert error["global"] is False
        assert 0 < error["retry_after"] <= 5
        assert request.last["Via"]
        assert request.last["X-RateLimit-Scope"] == "user"
        assert (await request.say({"content": "elsewhere"}, channel="quiz-room"))[0] == 200


async def test_more_than_fifty_requests_in_a_second_are_limited_globally() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        # Different routes, so that no bucket of their own is empty first.
        paths = ["/users/@me", f"/channels/{sandbox.channel('general').id}", "/applications/@me"]
        answers = [await request("GET", paths[number % 3]) for number in range(120)]
        limited = [error for status, error in answers if status == 429]
        assert limited
        assert any(error["global"] for error in limited)


async def test_limits_can_be_relaxed_and_are_still_told() -> None:
    async with Sandbox(rate_limits=False) as sandbox, raw(sandbox) as request:
        for _ in range(20):
            assert (await request.say({"content": "x"}))[0] == 200
        assert int(request.last["X-RateLimit-Remaining"]) > 1000


@pytest.mark.parametrize("is_global", [False, True])
async def test_the_client_waits_out_a_429_and_tries_again(is_global: bool) -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        fault = sandbox.faults.limit(0.05, is_global=is_global, method="POST", route=SEND, times=2)
        await channel_of(bot, sandbox).send("hello")
        assert fault.done == 2
        assert [message.content for message in sandbox.person("Ana").messages()] == ["hello"]
        assert [entry.status for entry in sandbox.requests if entry.route == SEND] == [429, 429, 200]


@pytest.mark.parametrize("status", [500, 502])
async def test_the_client_tries_again_after_a_server_error(status: int) -> None:
    async with opened() as sandbox, running(sandbox, BareBot()) as bot:
        sandbox.faults.fail(status, method="POST", route=SEND)
        await channel_of(bot, sandbox).send("hello")
        assert len(sandbox.person("Ana").messages()) == 1


async def test_a_slow_first_answer_fails_for_the_person_although_the_bot_tried() -> None:
    bot = BareBot()

    @bot.tree.command(description="Hello")
    async def hello(interaction: discord.Interaction[Any]) -> None:
        with pytest.raises(discord.NotFound) as gone:
            await interaction.response.send_message("late")
        assert gone.value.code == 10062

    async with opened(answer_seconds=0.1) as sandbox, running(sandbox, bot):
        sandbox.faults.slow(0.2, method="POST", route=CALLBACK, happens=False)
        exchange = await sandbox.person("Ana").command("hello")
        assert exchange.status is Status.FAILED
        await sandbox.until(lambda: sandbox.requests[-1].status == 404)


async def test_a_message_whose_answer_is_lost_was_sent_all_the_same() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        sandbox.faults.cut(route=SEND, happens=True)
        with pytest.raises(aiohttp.ClientError):
            await request.say({"content": "lost"})
        sandbox.faults.cut(route=SEND)
        with pytest.raises(aiohttp.ClientError):
            await request.say({"content": "never"})
        assert [message.content for message in sandbox.person("Ana").messages()] == ["lost"]


async def test_silence_lasts_until_it_is_released() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        fault = sandbox.faults.silence(route=SEND)
        sending = asyncio.create_task(request.say({"content": "patience"}))
        await sandbox.until(lambda: fault.done == 1)
        assert not sending.done()
        fault.released.set()
        assert (await sending)[0] == 200


async def test_a_closing_stand_in_keeps_nobody_waiting() -> None:
    async with aiohttp.ClientSession() as session:
        async with Sandbox() as sandbox:
            fault = sandbox.faults.silence()
            headers = {"Authorization": f"Bot {sandbox.token}"}
            asking = asyncio.create_task(session.get(f"{sandbox.api_url}/users/@me", headers=headers))
            await sandbox.until(lambda: fault.done == 1)
        (await asking).close()
