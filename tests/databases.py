"""Databases for tests: a file of SQLite, or one on a PostgreSQL server that is started for the tests.

The server is the one that CLIO_TEST_POSTGRES names (the address of a user who may create databases), or else a private
one from the programs on this machine. For root it runs as the user postgres, because it refuses to be root's.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from bot.store.connections import AsyncConnection, AsyncEngine
from bot.store.engine import read_url
from bot.store.store import Store
from bot.store.tables import metadata

BOTH = ("sqlite", "postgresql")
"""What every test that wants a database runs with, unless it is marked."""

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

_ACCESS = "local all locked scram-sha-256\nlocal all all trust\n"
_ALWAYS = {"listen_addresses": "", "max_connections": "200"}
_FOR_TESTS = {
    "fsync": "off",  # tests kill processes, not the machine
    "full_page_writes": "off",
    "shared_buffers": "16MB",
}
_START_SECONDS = 30


class Server:
    """A PostgreSQL server, on which a test has a database of its own."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._numbers = count()
        self._template: str | None = None

    async def create(self) -> str:
        """The address of a new database at the newest schema."""
        if self._template is None:
            self._template = await self.create_empty()
            await (await Store.open(self._template)).close()
        return await self._create(make_url(self._template).database or "")

    async def create_empty(self) -> str:
        """The address of a new database without any table."""
        return await self._create("template1")

    async def drop(self, url: str) -> None:
        await self.execute(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    async def execute(self, statement: str) -> None:
        """Run a statement outside any transaction and any test's database."""
        engine = AsyncEngine(create_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT"))
        try:
            async with engine.connect() as connection:
                await connection.execute(text(statement))
        finally:
            await engine.dispose()

    async def _create(self, template: str) -> str:
        name = f"clio_{os.getpid()}_{next(self._numbers)}"
        await self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self._url.set(database=name).render_as_string(hide_password=False)


class PrivateServer(Server):
    """A server in a folder of its own, reached through a socket there; it can be stopped and started again."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        super().__init__(read_url(f"postgresql://clio@/postgres?host={folder}"))
        self._folder = folder
        self._settings = [f"--{name}={value}" for name, value in {**_ALWAYS, **settings}.items()]
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Make the files; texts are sorted as in a dictionary, which nobody may rely on."""
        options = ["-U", "clio", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        icu = ["--locale-provider=icu", "--icu-locale=en-US"]
        command = [_program("initdb"), "-D", self._data, *options, *icu]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, user=_user(), group=_user())
        (self._data / "pg_hba.conf").write_text(_ACCESS)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            command = [_program("postgres"), "-D", self._data, "-k", self._folder, *self._settings]
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._folder, user=_user(), group=_user()
            )
        latest = time.monotonic() + _START_SECONDS
        while subprocess.run([_program("pg_isready"), "-q", "-h", self._folder], check=False).returncode:
            assert time.monotonic() < latest, (self._folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """End it at once, with every connection to it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    @property
    def _data(self) -> Path:
        return self._folder / "data"


@contextmanager
def running_server(settings: Mapping[str, str] = _FOR_TESTS) -> Generator[Server]:
    """The server for this process's tests, which are skipped where there is none; a private one has these settings."""
    url = os.environ.get("CLIO_TEST_POSTGRES")
    if url:
        yield Server(read_url(url))
        return
    if not can_start():
        pytest.skip("PostgreSQL is not here: set CLIO_TEST_POSTGRES, or install Debian's package postgresql")
    with private_server(settings) as server:
        yield server


@contextmanager
def private_server(settings: Mapping[str, str] = _FOR_TESTS) -> Generator[PrivateServer]:
    """A server that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="clio-postgresql-"))
    if owner := _user():
        shutil.chown(folder, owner)
    server = PrivateServer(folder, settings)
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


async def rows_of(url: str, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """What a statement finds in a database, or an empty list for one that changes it."""
    async with connected(url) as connection:
        result = await connection.execute(text(statement), values)
        return [tuple(row) for row in result] if result.returns_rows else []


async def every_row(url: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Every row of every table as it stands there, after its table's name."""
    async with connected(url) as connection:
        names = await connection.run_sync(lambda blocking: inspect(blocking).get_table_names())
        found = {name: await connection.execute(text(f"SELECT * FROM {name}")) for name in names}  # noqa: S608 - our own
        return [(name, tuple(row)) for name, rows in found.items() for row in rows]


@asynccontextmanager
async def locked(url: str) -> AsyncGenerator[None]:
    """Nobody else can write until the block ends; everybody can read."""
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    async with connected(url) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        await connection.execute(text("BEGIN IMMEDIATE" if is_sqlite else f"LOCK TABLE {tables} IN EXCLUSIVE MODE"))
        yield


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[AsyncConnection]:
    """A connection beside Clio's own, in one transaction."""
    engine = AsyncEngine(create_engine(read_url(url), poolclass=NullPool))
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


def _programs() -> Path:
    """Where Debian has the newest server's programs."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return versions[-1] if versions else Path("/nowhere")


def _program(name: str) -> Path:
    return _programs() / name


def _user() -> str | None:
    """Who runs the server, where that is not we ourselves."""
    return "postgres" if os.geteuid() == 0 else None


def can_start() -> bool:
    """Whether a server can be started here."""
    users = {user.pw_name for user in pwd.getpwall()}
    return (_programs() / "initdb").exists() and (os.geteuid() != 0 or "postgres" in users)
