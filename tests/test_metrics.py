"""`/healthz` and `/metrics` as whoever watches over Clio reads them."""

import asyncio
import socket
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, ROOM, Starter, card, clio, environment_for, right_button


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


async def read(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def samples(port: int) -> dict[tuple[str, ...], float]:
    """Every value by its name and the values of its labels."""
    status, text = await read(port, "/metrics")
    assert status == 200
    families = text_string_to_metric_families(text)
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


async def healthy(port: int) -> None:
    """Wait until Clio says so."""
    async with asyncio.timeout(20):
        while await read(port, "/healthz") != (200, "ok\n"):  # noqa: ASYNC110 - another process has no events
            await asyncio.sleep(0.1)


async def test_a_round_that_is_played_can_be_read_off(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        port = free_port()
        starter = Starter(sandbox, environment_for(sandbox, tmp_path) | {"CLIO_METRICS": str(port)})
        await starter.start()
        try:
            ana = sandbox.person("Ana")
            await ana.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=60, channel=ROOM)
            await ana.command("quiz next", channel=ROOM)
            shown = await card(sandbox, "Question 1 of 1")
            await ana.press(shown, custom_id=right_button(shown))
            await sandbox.person("Ben").command("quiz stop", channel=ROOM)
            await healthy(port)
            found = await samples(port)
            _, text = await read(port, "/metrics")
        finally:
            await starter.end_all()
    assert found["clio_interactions_total", "command", "answered"] == 2
    assert found["clio_interactions_total", "command", "refused"] == 1
    assert found["clio_interactions_total", "control", "answered"] == 1
    assert found["clio_interaction_acknowledgement_seconds_count", "command"] == 3
    assert found["clio_interaction_acknowledgement_seconds_count", "control"] == 1
    assert found["clio_answers_recorded_total",] == 1
    assert found["clio_rounds_running",] == 1
    assert found["clio_servers",] == 1
    assert found["clio_store_commit_writes_sum",] >= found["clio_store_commit_seconds_count",] > 0
    assert any(name == "clio_content_info" for name, *_ in found)
    for secret in (sandbox.token, "Ana", str(ana.user.id), str(sandbox.guild.id), right_button(shown)):
        assert secret not in text


async def test_a_clio_without_discord_is_not_healthy(tmp_path: Path) -> None:
    port = free_port()
    async with Sandbox() as sandbox:
        starter = Starter(sandbox, environment_for(sandbox, tmp_path) | {"CLIO_METRICS": f"127.0.0.1:{port}"})
        await starter.start()
        await healthy(port)
    try:
        status, text = await read(port, "/healthz")
        assert status == 503
        assert "Discord" in text
    finally:
        await starter.end_all()


async def test_a_port_that_is_taken_is_said_in_one_message(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            process = await clio(environment_for(sandbox, tmp_path) | {"CLIO_METRICS": address}, "run")
            _, err = await process.communicate()
    assert process.returncode == 2
    assert "CLIO_METRICS" in err.decode()
    assert "Traceback" not in err.decode()
