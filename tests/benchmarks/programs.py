"""The programs that are measured, each in a process of its own."""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import payloads
from tests.benchmarks.stand_in import StandIn
from tests.databases import Server

BARE = ("-m", "tests.benchmarks.bare")
CLIO = ("-m", "bot", "run")
READY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Program:
    """A running program that has answered its first command `ready` seconds after its start."""

    pid: int
    ready: float

    def memory(self) -> float:
        """What it holds in memory now, in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def kill(self) -> None:
        """`kill -9`."""
        os.kill(self.pid, signal.SIGKILL)


@asynccontextmanager
async def running(arguments: tuple[str, ...], stand_in: StandIn, database: str) -> AsyncGenerator[Program]:
    """Start a program against a stand-in and wait until it answers a command. `database` is the address of Clio's."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": "x" * 24 + ".benchmark",
        "CLIO_DISCORD_API": stand_in.url,
        "CLIO_DATABASE_URL": database,
        "CLIO_LOG_LEVEL": "ERROR",
        "PYTHONDONTWRITEBYTECODE": "",  # both start as they do on a machine where they have been started before
    }
    loop = asyncio.get_running_loop()
    stand_in.greeted.clear()
    started = loop.time()
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, env=environment)
    try:
        async with asyncio.timeout(READY_SECONDS):
            await _connected(stand_in, process)
            await stand_in.interact(payloads.command(0, "help", ()))
        yield Program(process.pid, loop.time() - started)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def new_file() -> AsyncGenerator[str]:
    """The address of a new database in a file."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite+aiosqlite:///{folder}/clio.sqlite3"


@asynccontextmanager
async def new_on(server: Server) -> AsyncGenerator[str]:
    """The address of a new database on a PostgreSQL server."""
    url = await server.create_empty()
    try:
        yield url
    finally:
        await server.drop(url)


async def _connected(stand_in: StandIn, process: Process) -> None:
    """Wait until the program has heard of every server. Raises `RuntimeError` when it ends before."""
    greeted, ended = asyncio.create_task(stand_in.greeted.wait()), asyncio.create_task(process.wait())
    await asyncio.wait({greeted, ended}, return_when=asyncio.FIRST_COMPLETED)
    for each in (greeted, ended):
        each.cancel()
    if not stand_in.greeted.is_set():
        raise RuntimeError(f"The program ended with exit code {process.returncode} before it could be measured.")
