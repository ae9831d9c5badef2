"""One Clio a database or shard: two would each lead its rounds, and neither would know the answers of the other."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from bot.errors import OperatorError
from bot.store.engine import is_sqlite, make_private_file, read_url
from bot.store.server_claim import CHECK_SECONDS, ServerClaim
from bot.store.shards import WHOLE, Shards


class DatabaseInUse(OperatorError):
    """Another Clio serves with this database."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Another Clio is using the database {path}. Stop that one first, "
            "or set CLIO_DATABASE_URL to a database of this one's own."
        )


class OneProcessOnly(OperatorError):
    """Several processes cannot share a SQLite database."""

    def __init__(self, shards: Shards) -> None:
        super().__init__(
            f"SQLite serves one process, and shards {shards} are only some of all. Leave --shards out, or set "
            "CLIO_DATABASE_URL to a PostgreSQL database for all processes; `clio move` brings your data there."
        )


@asynccontextmanager
async def held(url: str, shards: Shards = WHOLE, check_seconds: float = CHECK_SECONDS) -> AsyncGenerator[None]:
    """Keep other Clios off a database, or off those shards of it, until the end. A server is asked now and then.

    Raises `DatabaseInUse`, `OneProcessOnly`, `ShardsTaken` or `BadDatabase`; `ShardsTaken` also later, from inside the
    block, when the connection to the server was lost and another process was faster to come back.
    """
    parsed = read_url(url)
    if not is_sqlite(parsed):
        async with _held_on_server(ServerClaim(parsed, shards, check_seconds)):
            yield
    elif not shards.are_all:
        raise OneProcessOnly(shards)
    else:
        with claimed(url):
            yield


@asynccontextmanager
async def _held_on_server(claim: ServerClaim) -> AsyncGenerator[None]:
    owner = asyncio.current_task()
    try:
        await claim.take()
        watching = asyncio.create_task(claim.watch(), name="clio-claim")
        watching.add_done_callback(lambda task: None if task.cancelled() or owner is None else owner.cancel())
        try:
            yield
        except asyncio.CancelledError:
            if owner is None or not watching.done():
                raise
            owner.uncancel()
        finally:
            lost = await _end(watching)
        if lost is not None:
            raise lost
    finally:
        await claim.close()


async def _end(watching: asyncio.Task[None]) -> BaseException | None:
    """What ended the watch before us, if anything did."""
    if watching.done():
        return watching.exception()
    watching.cancel()
    await asyncio.wait([watching])
    return None


@contextmanager
def claimed(url: str) -> Generator[None]:
    """Keep other Clios off a SQLite database until the end, also when the end is a kill. Raises `DatabaseInUse`.

    What is locked is a file beside the database, so that backups and readers are not hindered.
    """
    path = str(read_url(url).database)
    beside = Path(f"{path}-claim")
    make_private_file(beside)
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise DatabaseInUse(path) from None
        yield
