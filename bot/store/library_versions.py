"""The good versions of the shared library: the last ten, with the text of their files, each text kept once."""

import asyncio
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import Row, delete, insert, select, update

from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.library_tables import content_files, content_versions
from bot.store.upserts import insert_or_leave

Item = TypeVar("Item")

VERSIONS_KEPT = 10
_AT_ONCE = 100
"""So many files are asked for, kept or forgotten at a time; nothing else can run while a statement is put together."""

_ADD_FILES = insert_or_leave(content_files)
_VERSIONS = select(*(column for column in content_versions.c if column.name != "files")).order_by(
    content_versions.c.id.desc()
)


class VersionLost(Exception):
    """Some of the files of a version are not in the store any more, or not as they were."""


@frozen
class LibraryVersion:
    """A good version. `by` is the member who loaded it, None for Clio itself as it started.

    `chosen_at` is when somebody, `chosen_by`, went back to it; None where it came from the folder.
    """

    id: int
    version: str
    loaded_at: datetime
    by: int | None
    chosen_at: datetime | None
    chosen_by: int | None
    counts: Mapping[str, int]
    is_current: bool


@frozen
class NewVersion:
    """A version that was loaded: the text of its files by their names, and how many there are of each thing."""

    version: str
    files: Mapping[str, bytes]
    counts: Mapping[str, int]
    by: int | None


class LibraryVersionRecords:
    """Versions as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, new: NewVersion, now: datetime) -> None:
        """The version is the current one from now on; the oldest one beyond `VERSIONS_KEPT` is forgotten."""
        digests = await asyncio.to_thread(_digests, new.files)
        async with self._database.reading() as connection:
            missing = await _missing(connection, digests.values())
        while missing is not None:
            texts = await asyncio.to_thread(_compressed, digests, new.files, missing)
            missing = await self._keep(new, digests, texts, now)

    async def _keep(
        self, new: NewVersion, digests: Mapping[str, str], texts: Mapping[str, bytes], now: datetime
    ) -> set[str] | None:
        """Keep the version and those texts; or only say which of them are missing, if another process forgot some
        meanwhile.
        """
        row = {
            "version": new.version,
            "loaded_at": now,
            "loaded_by": new.by,
            "files": json.dumps(digests),
            "counts": json.dumps(dict(new.counts)),
            "is_current": True,
        }
        wanted = frozenset(digests.values())

        async def work(connection: AsyncConnection) -> set[str] | None:
            missing = await _missing(connection, wanted)
            if not missing <= texts.keys():
                return missing
            await connection.execute(update(content_versions).values(is_current=False))
            await connection.execute(delete(content_versions).where(content_versions.c.version == row["version"]))
            for some in _in_pieces(sorted(missing)):
                await connection.execute(_ADD_FILES, [{"digest": each, "content": texts[each]} for each in some])
            await connection.execute(insert(content_versions).values(row))
            await _forget_the_oldest(connection)
            return None

        return await self._database.write(work)

    async def choose(self, id_: int, by: int, now: datetime) -> None:
        """Go back to a version: it is the current one, and the next start takes it as well."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(update(content_versions).values(is_current=False))
            await connection.execute(
                update(content_versions)
                .where(content_versions.c.id == id_)
                .values(is_current=True, chosen_at=now, chosen_by=by)
            )

        await self._database.write(work)

    async def release(self) -> None:
        """The current version is what the folder has, so that the next start reads the folder again."""

        async def work(connection: AsyncConnection) -> None:
            of_current = update(content_versions).where(content_versions.c.is_current)
            await connection.execute(of_current.values(chosen_at=None, chosen_by=None))

        await self._database.write(work)

    async def all(self) -> list[LibraryVersion]:
        """Every version, the newest first."""
        async with self._database.reading() as connection:
            return [_version(row) for row in await connection.execute(_VERSIONS)]

    async def files(self, id_: int) -> dict[str, bytes]:
        """The text of a version's files by their names. Raises `VersionLost`."""
        async with self._database.reading() as connection:
            digests = await _files_of(connection, id_)
            texts = await _texts(connection, sorted(set(digests.values())))
        if not digests:
            raise VersionLost
        try:
            return await asyncio.to_thread(_decompressed, digests, texts)
        except (KeyError, zlib.error):
            raise VersionLost from None


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in files.items()}


def _compressed(digests: Mapping[str, str], files: Mapping[str, bytes], wanted: Collection[str]) -> dict[str, bytes]:
    """What is kept of the wanted ones, by their digests."""
    names = {digest: name for name, digest in digests.items()}
    return {digest: zlib.compress(files[names[digest]]) for digest in wanted}


def _decompressed(digests: Mapping[str, str], texts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: zlib.decompress(texts[digest]) for name, digest in digests.items()}


async def _missing(connection: AsyncConnection, digests: Iterable[str]) -> set[str]:
    """Those of the digests whose files are not kept."""
    missing = set(digests)
    for some in _in_pieces(sorted(missing)):
        kept = select(content_files.c.digest).where(content_files.c.digest.in_(some))
        missing.difference_update((await connection.execute(kept)).scalars())
    return missing


async def _files_of(connection: AsyncConnection, id_: int) -> dict[str, str]:
    """The digests of a version's files by their names; none where there is no such version."""
    wanted = select(content_versions.c.files).where(content_versions.c.id == id_)
    return json.loads((await connection.execute(wanted)).scalar_one_or_none() or "{}")


async def _texts(connection: AsyncConnection, digests: list[str]) -> dict[str, bytes]:
    texts: dict[str, bytes] = {}
    for some in _in_pieces(digests):
        statement = select(content_files).where(content_files.c.digest.in_(some))
        texts |= {row.digest: row.content for row in await connection.execute(statement)}
    return texts


async def _forget_the_oldest(connection: AsyncConnection) -> None:
    """Forget versions beyond those kept, and the files that only they have."""
    newest_first = [row.id for row in await connection.execute(_VERSIONS)]
    kept, forgotten = newest_first[:VERSIONS_KEPT], newest_first[VERSIONS_KEPT:]
    unused: set[str] = set()
    for id_ in forgotten:
        unused.update((await _files_of(connection, id_)).values())
        await connection.execute(delete(content_versions).where(content_versions.c.id == id_))
    for id_ in kept if unused else ():
        unused.difference_update((await _files_of(connection, id_)).values())
    for some in _in_pieces(sorted(unused)):
        await connection.execute(delete(content_files).where(content_files.c.digest.in_(some)))


def _in_pieces(items: list[Item]) -> Iterator[list[Item]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _version(row: Row[tuple[object, ...]]) -> LibraryVersion:
    return LibraryVersion(
        id=row.id,
        version=row.version,
        loaded_at=row.loaded_at,
        by=row.loaded_by,
        chosen_at=row.chosen_at,
        chosen_by=row.chosen_by,
        counts=json.loads(row.counts),
        is_current=row.is_current,
    )
