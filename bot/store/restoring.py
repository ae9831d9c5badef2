"""Putting a backup in the database's place, also while Clio serves.

The backup is copied beside the database, looked through and brought to this code's schema there; then it waits under
the name `…-restore`. Whoever holds the claim on the database takes it: `clio restore` itself where nobody serves, else
the running Clio, which closes the database, takes the copy and starts again from it, so that nothing that it held in
memory is left. What was there stays beside it as `…-before-restore-<time>`. Each step is a rename: wherever the power
goes out, there is a whole database, and a copy that still waits is taken at the next start.

Ids that were given since the backup are not given again: they stand in the buttons of messages that are still there.
"""

import asyncio
import logging
import os
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, insert, select, text

from bot.errors import OperatorError
from bot.frozen import frozen
from bot.quiz.round import Phase
from bot.store.backup import Inspected, NotOneFile, copied, file_of, inspect, put_in_place
from bot.store.claim import DatabaseInUse, claimed
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.engine import make_private_file
from bot.store.tables import metadata, rounds

LOOK_AGAIN_SECONDS = 0.2
SKIPPED_IDS = 1_000_000
PATIENCE_SECONDS = 60
"""So long `clio restore` waits for the running Clio to take the copy."""

log = logging.getLogger(__name__)


class RestoreWaiting(OperatorError):
    """Another restore is under way."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Another restore waits in {path}. Wait for it; or remove that file, and try again.")


class NotTaken(OperatorError):
    """The running Clio has not restored the backup."""

    def __init__(self) -> None:
        super().__init__(
            "The running Clio could not restore the backup and goes on as before; its log says why. "
            "Mend that, or stop it, and restore again."
        )


class OpenElsewhere(OperatorError):
    """Some other program has the database open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Another program has {path} open. Close it, and restore again. Nothing was changed.")


@frozen
class Restored:
    """What was restored, and where the database that was there before is kept."""

    inspected: Inspected
    kept: Path | None
    by_running_clio: bool


def waiting_file(url: str) -> Path | None:
    """Where a copy waits to be restored; None for a database on a server."""
    path = file_of(url)
    return None if path is None else Path(f"{path}-restore")


def is_waiting(url: str) -> bool:
    """Whether a copy waits to be restored."""
    path = waiting_file(url)
    return path is not None and path.exists()


def give_up(url: str, reason: object) -> None:
    """Throw away the copy that waits, because it cannot be restored now."""
    log.error("the backup was not restored: %s", reason)
    path = waiting_file(url)
    if path is not None:
        path.unlink(missing_ok=True)


async def prepare(url: str, backup: Path, now: datetime) -> Inspected:
    """Let a sound copy of the backup, at this code's schema, wait. Raises an `OperatorError`; then none waits."""
    path, waiting = file_of(url), waiting_file(url)
    if path is None or waiting is None:
        raise NotOneFile
    if waiting.exists():
        raise RestoreWaiting(waiting)
    inspect(backup)
    make_private_file(_claim_of(path))  # makes the folder as well
    _give_to_owner(_claim_of(path), path)
    with copied(backup, path) as copy:
        found = await _bring_up(copy, now)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
        _give_to_owner(copy, path)
        put_in_place(copy, waiting)
    return found


def restore_waiting(url: str, inspected: Inspected, now: datetime) -> Restored:
    """Take the copy that waits, or see to it that the Clio which serves takes it. Raises an `OperatorError`."""
    waiting = waiting_file(url)
    if waiting is None:
        raise NotOneFile
    copy = waiting.stat().st_ino
    try:
        with claimed(url):
            return Restored(inspected, take(url, now), by_running_clio=False)
    except DatabaseInUse:
        _wait_until_taken(url, copy)
        return Restored(inspected, _newest_kept(url), by_running_clio=True)
    finally:
        waiting.unlink(missing_ok=True)


def take_if_waiting(url: str, now: datetime) -> None:
    """At the start, and with the claim held: take the copy that waits. One that cannot be taken is thrown away."""
    if not is_waiting(url):
        return
    try:
        kept = take(url, now)
    except (OperatorError, OSError) as error:
        give_up(url, error)
    else:
        log.info("a backup was restored; the database before it is kept as %s", kept)


def take(url: str, now: datetime) -> Path | None:
    """Put the copy that waits in the database's place, with the claim held and the database closed.

    Returns where the database before it is kept. Raises `OpenElsewhere` or `OSError`; then it is as it was.
    """
    path, waiting = file_of(url), waiting_file(url)
    if path is None or waiting is None:
        raise NotOneFile
    kept = _set_aside(path, now) if path.exists() else None
    try:
        put_in_place(waiting, path)
    except OSError:
        if kept is not None:
            kept.rename(path)
        raise
    return kept


def _claim_of(path: Path) -> Path:
    return Path(f"{path}-claim")


def _give_to_owner(file: Path, path: Path) -> None:
    """When root restores for another user, that one must be able to use what is restored."""
    owner = (path if path.exists() else path.parent).stat()
    if os.name == "posix" and os.geteuid() == 0:
        os.chown(file, owner.st_uid, owner.st_gid)


async def _bring_up(copy: Path, now: datetime) -> Inspected:
    """Bring the copy to this code's schema; its next ids are beyond any that were given since. What it held."""
    database = await Database.open(f"sqlite:///{copy}")
    try:
        found = await asyncio.to_thread(inspect, copy)
        await database.write(lambda connection: _skip_ids(connection, now))
    finally:
        await database.close()
    await asyncio.to_thread(inspect, copy)
    return found


async def _skip_ids(connection: AsyncConnection, now: datetime) -> None:
    """SQLite counts the ids of rounds on from the highest that is there: a round of no server stands for it."""
    await connection.execute(text("UPDATE sqlite_sequence SET seq = seq + :skipped"), {"skipped": SKIPPED_IDS})
    for table in metadata.tables.values():
        if table.dialect_options["sqlite"]["autoincrement"]:
            row = {"name": table.name, "skipped": SKIPPED_IDS}
            await connection.execute(text(_FIRST_ID), row)
    last = await connection.scalar(select(func.coalesce(func.max(rounds.c.id), 0))) or 0
    nobody = {"guild_id": 0, "channel_id": 0, "host_id": 0, "title": "", "rules": "{}", "players": 0}
    ended = {"phase": str(Phase.STOPPED), "position": 0, "started_at": now, "ended_at": now}
    await connection.execute(insert(rounds).values(id=last + SKIPPED_IDS, **nobody, **ended))


_FIRST_ID = (
    "INSERT INTO sqlite_sequence SELECT :name, :skipped "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)"
)


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename the database, with all that is committed in it."""
    _fold_in(path)
    kept = Path(f"{path}-before-restore-{now:%Y%m%dT%H%M%SZ}")
    number = 2
    while kept.exists():
        kept = kept.with_name(f"{path.name}-before-restore-{now:%Y%m%dT%H%M%SZ}-{number}")
        number += 1
    for ending in ("-wal", "-shm", "-journal", ""):  # SQLite must find no file that belongs to another database
        beside = Path(f"{path}{ending}")
        if beside.exists():
            beside.rename(f"{kept}{ending}")
    return kept


def _fold_in(path: Path) -> None:
    """Bring everything into the one file; that also shows whether another program has it open."""
    try:
        with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        raise OpenElsewhere(path) from None
    except sqlite3.DatabaseError:
        return  # it is damaged, which is why it is replaced
    if mode != "delete":
        raise OpenElsewhere(path)


def _wait_until_taken(url: str, copy: int) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while is_waiting(url) and time.monotonic() < ends:
        time.sleep(LOOK_AGAIN_SECONDS)
    path = file_of(url)
    if path is None or not path.exists() or path.stat().st_ino != copy:
        raise NotTaken


def _newest_kept(url: str) -> Path | None:
    path = file_of(url)
    if path is None:
        return None
    kept = path.parent.glob(f"{path.name}-before-restore-*")
    return max((each for each in kept if not each.name.endswith(("-wal", "-shm", "-journal"))), default=None)
