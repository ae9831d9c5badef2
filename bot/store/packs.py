"""Packs: chapters that a server has added for itself, in versions, and the shipped chapters that it hides."""

import zlib
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select, update

from bot.errors import UserError
from bot.frozen import frozen
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.library_tables import hidden_chapters, pack_versions, packs
from bot.store.upserts import insert_or_leave

PACKS_AT_MOST = 25
BYTES_AT_MOST = 10 * 1024 * 1024
VERSIONS_KEPT = 10

_NOW = (pack_versions.c.pack_id == packs.c.id) & (pack_versions.c.version == packs.c.version)
_PACKS = (
    select(
        packs,
        pack_versions.c.title,
        pack_versions.c.size,
        pack_versions.c.file_name,
        pack_versions.c.uploaded_at,
        pack_versions.c.uploaded_by,
    )
    .join(pack_versions, _NOW)
    .order_by(packs.c.name)
)
_HIDE = insert_or_leave(hidden_chapters)


class TooManyPacks(UserError):
    """The server has as many packs as it may have."""

    def __init__(self) -> None:
        super().__init__(
            f"This server has {PACKS_AT_MOST} packs already, which is the most. Remove one with /content remove, "
            "and upload the file again."
        )


class PacksTooLarge(UserError):
    """The packs of the server would be larger than they may be together."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"With this the packs of this server would have {size:,} bytes, and {BYTES_AT_MOST:,} is the most. Remove "
            "one with /content remove, and try again."
        )


class NoSuchPack(UserError):
    """The server has no such pack, or not any more."""

    def __init__(self) -> None:
        super().__init__("This server has no such pack. /content packs shows what is there.")


class NoSuchPackVersion(UserError):
    """The pack has no such version, or not any more."""

    def __init__(self) -> None:
        super().__init__(f"This version is not kept any more: of each pack, Clio keeps the last {VERSIONS_KEPT}.")


@frozen
class Pack:
    """A pack of a server as it stands in its current version; `name` is the id of its chapter."""

    id: int
    guild: int
    name: str
    title: str
    is_on: bool
    version: int
    size: int
    file_name: str
    uploaded_at: datetime
    uploaded_by: int


@frozen
class PackVersion:
    """What was uploaded as a pack at some time."""

    version: int
    title: str
    size: int
    file_name: str
    uploaded_at: datetime
    uploaded_by: int


@frozen
class NewPack:
    """A sound file to keep as a pack, or as the next version of the pack of that name."""

    guild: int
    name: str
    title: str
    file_name: str
    content: bytes
    by: int


class PackRecords:
    """Packs and hidden chapters as the store keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, new: NewPack, now: datetime) -> Pack:
        """Keep an upload; it is what the server sees from now on. Raises `TooManyPacks` or `PacksTooLarge`."""
        compressed = zlib.compress(new.content)

        async def work(connection: AsyncConnection) -> Pack:
            there = {pack.name: pack for pack in await _packs_of(connection, new.guild)}
            before = there.get(new.name)
            _check_room(there, new)
            pack_id = before.id if before else await _added(connection, new)
            version = await _next_version(connection, pack_id)
            row = {
                "pack_id": pack_id,
                "version": version,
                "uploaded_at": now,
                "uploaded_by": new.by,
                "file_name": new.file_name[:200],
                "title": new.title,
                "size": len(new.content),
                "content": compressed,
            }
            await connection.execute(insert(pack_versions).values(row))
            await connection.execute(update(packs).where(packs.c.id == pack_id).values(version=version))
            await _forget_the_oldest(connection, pack_id)
            return await _pack(connection, new.guild, pack_id)

        return await self._database.write(work)

    async def of_guild(self, guild: int) -> list[Pack]:
        """The packs of a server by their names."""
        async with self._database.reading() as connection:
            return await _packs_of(connection, guild)

    async def find(self, guild: int, pack_id: int) -> Pack:
        """One pack of a server. Raises `NoSuchPack`."""
        async with self._database.reading() as connection:
            return await _pack(connection, guild, pack_id)

    async def content(self, guild: int, pack_id: int, version: int | None = None) -> bytes:
        """What was uploaded, at present or in one version. Raises `NoSuchPack` or `NoSuchPackVersion`."""
        async with self._database.reading() as connection:
            pack = await _pack(connection, guild, pack_id)
            wanted = select(pack_versions.c.content).where(
                pack_versions.c.pack_id == pack_id, pack_versions.c.version == (version or pack.version)
            )
            found = (await connection.execute(wanted)).scalar_one_or_none()
        if found is None:
            raise NoSuchPackVersion
        return zlib.decompress(found)

    async def contents(self, guild: int) -> Mapping[Pack, bytes]:
        """The packs of a server that are on, with what they hold."""
        statement = _PACKS.add_columns(pack_versions.c.content).where(packs.c.guild_id == guild, packs.c.is_on)
        async with self._database.reading() as connection:
            return {_of_row(row): zlib.decompress(row.content) for row in await connection.execute(statement)}

    async def versions(self, guild: int, pack_id: int) -> list[PackVersion]:
        """What was uploaded as this pack, the newest first. Raises `NoSuchPack`."""
        of_pack = pack_versions.c.pack_id == pack_id
        statement = select(pack_versions).where(of_pack).order_by(pack_versions.c.version.desc())
        async with self._database.reading() as connection:
            await _pack(connection, guild, pack_id)
            return [_of_version(row) for row in await connection.execute(statement)]

    async def go_back(self, guild: int, pack_id: int, version: int) -> Pack:
        """Show an older version again. Raises `NoSuchPack`, `NoSuchPackVersion` or `PacksTooLarge`."""

        async def work(connection: AsyncConnection) -> Pack:
            pack = await _pack(connection, guild, pack_id)
            of_version = (pack_versions.c.pack_id == pack_id) & (pack_versions.c.version == version)
            size = (await connection.execute(select(pack_versions.c.size).where(of_version))).scalar_one_or_none()
            if size is None:
                raise NoSuchPackVersion
            total = sum(each.size for each in await _packs_of(connection, guild)) - pack.size + size
            if total > BYTES_AT_MOST:
                raise PacksTooLarge(total)
            await connection.execute(update(packs).where(packs.c.id == pack_id).values(version=version))
            return await _pack(connection, guild, pack_id)

        return await self._database.write(work)

    async def switch(self, guild: int, pack_id: int, *, on: bool) -> Pack:
        """Show a pack, or keep it without showing it. Raises `NoSuchPack`."""

        async def work(connection: AsyncConnection) -> Pack:
            await _pack(connection, guild, pack_id)
            await connection.execute(update(packs).where(packs.c.id == pack_id).values(is_on=on))
            return await _pack(connection, guild, pack_id)

        return await self._database.write(work)

    async def remove(self, guild: int, pack_id: int) -> Pack:
        """Forget a pack with all its versions. Raises `NoSuchPack`."""

        async def work(connection: AsyncConnection) -> Pack:
            pack = await _pack(connection, guild, pack_id)
            await connection.execute(delete(pack_versions).where(pack_versions.c.pack_id == pack_id))
            await connection.execute(delete(packs).where(packs.c.id == pack_id))
            return pack

        return await self._database.write(work)

    async def hide(self, guild: int, book: str, chapter: str) -> None:
        """Show a shipped chapter no longer in this server."""
        row = {"guild_id": guild, "book": book, "chapter": chapter}

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(_HIDE, row)

        await self._database.write(work)

    async def show(self, guild: int, book: str, chapter: str) -> None:
        """Show a shipped chapter again."""
        of_chapter = (hidden_chapters.c.book == book) & (hidden_chapters.c.chapter == chapter)
        statement = delete(hidden_chapters).where(hidden_chapters.c.guild_id == guild, of_chapter)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self._database.write(work)

    async def hidden(self, guild: int) -> frozenset[str]:
        """The keys `book/chapter` of the chapters that a server hides."""
        statement = select(hidden_chapters).where(hidden_chapters.c.guild_id == guild)
        async with self._database.reading() as connection:
            return frozenset(f"{row.book}/{row.chapter}" for row in await connection.execute(statement))

    async def guilds_of(self, pack_ids: Collection[int]) -> frozenset[int]:
        """The servers that those packs belong to."""
        statement = select(packs.c.guild_id).distinct().where(packs.c.id.in_(pack_ids))
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(statement)).scalars())

    async def guilds(self) -> frozenset[int]:
        """The servers that see something else than the shared library."""
        async with self._database.reading() as connection:
            with_packs = (await connection.execute(select(packs.c.guild_id).distinct())).scalars()
            hiding = (await connection.execute(select(hidden_chapters.c.guild_id).distinct())).scalars()
            return frozenset((*with_packs, *hiding))


def _check_room(there: Mapping[str, Pack], new: NewPack) -> None:
    if new.name not in there and len(there) >= PACKS_AT_MOST:
        raise TooManyPacks
    total = sum(pack.size for name, pack in there.items() if name != new.name) + len(new.content)
    if total > BYTES_AT_MOST:
        raise PacksTooLarge(total)


async def _packs_of(connection: AsyncConnection, guild: int) -> list[Pack]:
    return [_of_row(row) for row in await connection.execute(_PACKS.where(packs.c.guild_id == guild))]


async def _pack(connection: AsyncConnection, guild: int, pack_id: int) -> Pack:
    found = await connection.execute(_PACKS.where(packs.c.guild_id == guild, packs.c.id == pack_id))
    row = found.one_or_none()
    if row is None:
        raise NoSuchPack
    return _of_row(row)


async def _added(connection: AsyncConnection, new: NewPack) -> int:
    row = {"guild_id": new.guild, "name": new.name, "is_on": True, "version": 0}
    added = await connection.execute(insert(packs).values(row).returning(packs.c.id))
    return added.scalar_one()


async def _next_version(connection: AsyncConnection, pack_id: int) -> int:
    newest = select(func.max(pack_versions.c.version)).where(pack_versions.c.pack_id == pack_id)
    return ((await connection.execute(newest)).scalar_one_or_none() or 0) + 1


async def _forget_the_oldest(connection: AsyncConnection, pack_id: int) -> None:
    of_pack = pack_versions.c.pack_id == pack_id
    listed = select(pack_versions.c.version).where(of_pack).order_by(pack_versions.c.version.desc())
    for version in list((await connection.execute(listed)).scalars())[VERSIONS_KEPT:]:
        await connection.execute(delete(pack_versions).where(of_pack, pack_versions.c.version == version))


def _of_row(row: Row[tuple[object, ...]]) -> Pack:
    return Pack(
        id=row.id,
        guild=row.guild_id,
        name=row.name,
        title=row.title,
        is_on=row.is_on,
        version=row.version,
        size=row.size,
        file_name=row.file_name,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by,
    )


def _of_version(row: Row[tuple[object, ...]]) -> PackVersion:
    return PackVersion(row.version, row.title, row.size, row.file_name, row.uploaded_at, row.uploaded_by)
