"""Claims on a PostgreSQL server: each shard is led by one process.

A claim is a lock of the session, which the server lets go by itself when the process or its machine is gone.
"""

import asyncio
import contextlib
import logging

from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

from bot.errors import OperatorError
from bot.store.connections import AsyncConnection, AsyncEngine
from bot.store.engine import FAULTS, reason_of, refusal, shown
from bot.store.postgresql import CONNECT_ARGUMENTS
from bot.store.shards import Shards

log = logging.getLogger(__name__)

CHECK_SECONDS = 10
RETRY_SECONDS = 2
PATIENCE = 5
"""A process that was just ended, and is started again, still has its claim for a moment."""

_SHARD, _COUNT = 0x_C110_01, 0x_C110_02
_TAKE_COUNT = text("SELECT pg_advisory_lock_shared(:kind, :count)").bindparams(kind=_COUNT)
_OTHER_COUNT = text(
    "SELECT min(objid::bigint) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND classid::bigint = :kind AND objid::bigint <> :count"
).bindparams(kind=_COUNT)
_TAKE_SHARD = text("SELECT pg_try_advisory_lock(:kind, :shard)").bindparams(kind=_SHARD)
_WHO = text("SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()")
_END = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid AND backend_start::text = :begun")


class ShardsTaken(OperatorError):
    """Another process serves the same shards, or counts them differently."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"Another Clio is using the database {where}: {reason}. Stop that one first, give every process shards "
            "of its own out of the same number with --shards, or set CLIO_DATABASE_URL to another database."
        )


class ServerClaim:
    """The claim of one process on its shards, on a connection of its own."""

    def __init__(self, url: URL, shards: Shards, check_seconds: float = CHECK_SECONDS) -> None:
        self._url, self._shards, self._check_seconds = url, shards, check_seconds
        self._engine = AsyncEngine(
            create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=CONNECT_ARGUMENTS)
        )
        self._connection: AsyncConnection | None = None
        self._session: tuple[int, str] | None = None

    async def take(self) -> None:
        """Claim the shards. Raises `ShardsTaken` or `BadDatabase`."""
        latest = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                return await self._take()
            except FAULTS as error:
                raise refusal(self._url, error) from error
            except ShardsTaken:
                if asyncio.get_running_loop().time() > latest:
                    raise
            await asyncio.sleep(0.2)

    async def watch(self) -> None:
        """See that the claim holds, and take it again when the connection was lost. Raises `ShardsTaken`."""
        while True:
            await asyncio.sleep(self._check_seconds)
            if not await self._holds():
                await self._take_again()

    async def close(self) -> None:
        """Let the shards go."""
        with contextlib.suppress(*FAULTS):
            await self._let_go()
        await self._engine.dispose()

    async def _holds(self) -> bool:
        if self._connection is None:
            return False
        try:
            await self._connection.execute(_WHO)
        except FAULTS as error:
            log.warning("the claim on shards %s was lost: %s", self._shards, reason_of(error))
            return False
        return True

    async def _take(self) -> None:
        self._connection = await self._engine.opened()
        try:
            await self._lock(self._connection)
            row = (await self._connection.execute(_WHO)).one()
            self._session = (row[0], row[1])
        except BaseException:
            await self._let_go()
            raise

    async def _take_again(self) -> None:
        while True:
            try:
                await self._let_go()
                await self._end_own_session()
                await self._take()
            except FAULTS as error:
                log.warning("the database cannot be reached: %s", reason_of(error))
                await asyncio.sleep(RETRY_SECONDS)
            else:
                log.info("the claim on shards %s holds again", self._shards)
                return

    async def _end_own_session(self) -> None:
        """The server may not have noticed that our connection is broken."""
        if self._session is not None:
            pid, begun = self._session
            async with self._engine.connect() as connection:
                await connection.execute(_END, {"pid": pid, "begun": begun})

    async def _lock(self, connection: AsyncConnection) -> None:
        """First say how many shards there are, then look whether others say the same: so no two can miss each other."""
        count = {"count": self._shards.count}
        await connection.execute(_TAKE_COUNT, count)
        other = await connection.scalar(_OTHER_COUNT, count)
        if other is not None:
            raise ShardsTaken(shown(self._url), f"it counts {other} shards, and not {self._shards.count}")
        for shard in self._shards.ids:
            if not await connection.scalar(_TAKE_SHARD, {"shard": shard}):
                raise ShardsTaken(shown(self._url), f"it serves shard {shard} of {self._shards.count}")

    async def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
