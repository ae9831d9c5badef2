"""The shared library as it stands now, its reload, its earlier versions, and what each server sees of it."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.content.giving_way import giving_way
from bot.content.library import Chapter, Library
from bot.content.problems import ContentError, Problem
from bot.errors import UserError
from bot.frozen import frozen
from bot.service.libraries import (
    Compared,
    Stock,
    compared,
    let_go,
    make_index,
    new_version,
    read_files,
    read_folder,
)
from bot.service.server_shelves import ServerShelves
from bot.service.shelves import Shelf
from bot.store.library_versions import LibraryVersion, LibraryVersionRecords, VersionLost
from bot.store.packs import PackRecords

log = logging.getLogger(__name__)


class NoSuchVersion(UserError):
    """The store has no such version of the library, or cannot give it back."""

    def __init__(self) -> None:
        super().__init__("This version is not kept any more. /content rollback offers those that are.")


class NotFromHere(UserError):
    """The shared library is changed from the servers that the operator has named, and this is none of them."""

    def __init__(self) -> None:
        super().__init__(
            "The shared library can be changed only from the servers that whoever runs Clio has named. "
            "What belongs to this server alone can be changed here: /content upload and /content packs."
        )


@frozen
class Faults:
    """What was wrong when the folder was read last, and when that was. No problems: it was sound."""

    problems: Sequence[Problem]
    at: datetime


@frozen
class Standing:
    """How the shared library stands. `current` is None until it is kept, `newest` is the version of the folder."""

    library: Library
    current: LibraryVersion | None
    faults: Faults
    versions: Sequence[LibraryVersion]


class Contents:
    """The one holder of the current library."""

    def __init__(
        self, folder: Path, stock: Stock, versions: LibraryVersionRecords, shelves: ServerShelves, faults: Faults
    ) -> None:
        self._folder = folder
        self._home: Collection[int] = ()
        self._unusable: str | None = None
        self._stock = stock
        self._versions = versions
        self._faults = faults
        self.reloads = {"done": 0, "refused": 0}  # by this process
        self._changing = asyncio.Lock()
        self._indexing = asyncio.Lock()
        self.shelves = shelves

    @classmethod
    async def open(
        cls,
        folder: Path,
        versions: LibraryVersionRecords,
        packs: PackRecords,
        now: datetime,
        home: Collection[int] = (),
    ) -> Self:
        """The library to start with: the version that somebody went back to, or else the folder's.

        `home` are the servers from which it may be changed, all of them where it is empty. Where the folder has
        problems they are logged, and the newest good version is taken. Raises `ContentError` with every problem where
        there is none.
        """
        shelves = ServerShelves(packs, await packs.guilds())
        with giving_way():
            opened = await cls._start(folder, versions, shelves, now)
        opened._home = home
        return opened

    @classmethod
    async def _start(cls, folder: Path, versions: LibraryVersionRecords, shelves: ServerShelves, now: datetime) -> Self:
        kept = await versions.all()
        pinned = [version for version in kept if version.is_current and version.chosen_at]
        stock = await _first_sound(versions, pinned)
        if stock is not None:
            log.info("the content is version %s, which a moderator went back to", stock.loaded.library.version)
            return cls(folder, stock, versions, shelves, Faults((), now))
        try:
            stock, files = await asyncio.to_thread(read_folder, folder, None)
        except ContentError as error:
            return cls(folder, await _instead(versions, kept, error), versions, shelves, Faults(error.problems, now))
        if not any(each.is_current and each.version == stock.loaded.library.version for each in kept):
            await versions.keep(await asyncio.to_thread(new_version, stock, files, None), now)
        elif pinned:
            await versions.release()
        await asyncio.to_thread(let_go, files)
        return cls(folder, stock, versions, shelves, Faults(stock.loaded.warnings, now))

    @property
    def library(self) -> Library:
        """The shared library. What one server sees is `of(guild)`."""
        return self._stock.loaded.library

    @property
    def shared(self) -> Shelf:
        """What a server without anything of its own sees."""
        return self._stock.shelf

    async def of(self, guild: int | None) -> Shelf:
        """What a server sees; in private messages, None, that is the shared library."""
        shared = await self.indexed()
        return shared if guild is None else await self.shelves.of(guild, shared)

    async def library_of(self, guild: int | None) -> Library:
        """What a server sees, for those who look nothing up in it: a server that sees the shared library waits for
        nothing.
        """
        if guild is None or not self.shelves.has_own(guild):
            return self.library
        return (await self.of(guild)).library

    async def indexed(self) -> Shelf:
        """The shared shelf, once things can be looked up on it: the start does not wait for that."""
        shelf = self.shared
        if not shelf.is_indexed:
            async with self._indexing:
                if not shelf.is_indexed:
                    await asyncio.to_thread(make_index, shelf)
        return shelf

    def may_change(self, guild: int) -> bool:
        """Whether moderators of a server may change the shared library."""
        return not self._home or guild in self._home

    def check_home(self, guild: int) -> None:
        """Raises `NotFromHere` where moderators of the server may not change the shared library."""
        if not self.may_change(guild):
            raise NotFromHere

    async def check(self, now: datetime) -> Compared:
        """What a reload would do. Raises `ContentError` with every problem. Nothing is changed either way."""
        async with self._one_at_a_time():
            stock, files, seconds = await self._read(now)
            await asyncio.to_thread(let_go, files)
            return await asyncio.to_thread(compared, self.library, stock, seconds)

    async def reload(self, by: int | None, now: datetime) -> Compared:
        """Read what changed and swap the library. Raises `ContentError` with every problem; then nothing changed."""
        async with self._one_at_a_time():
            try:
                done = await self._reload(by, now)
            except ContentError:
                self.reloads["refused"] += 1
                raise
        self.reloads["done"] += 1
        return done

    async def _reload(self, by: int | None, now: datetime) -> Compared:
        stock, files, seconds = await self._read(now)
        done = await asyncio.to_thread(compared, self.library, stock, seconds)
        if await self._is_current(done.library.version):
            await self._versions.release()
        else:
            await self._versions.keep(await asyncio.to_thread(new_version, stock, files, by), now)
        await asyncio.to_thread(let_go, files)
        self._stock = stock
        return done

    async def roll_back(self, version: str, by: int, now: datetime) -> Compared:
        """Go back to a kept version, until the next reload. Raises `NoSuchVersion` or `ContentError`."""
        async with self._one_at_a_time():
            wanted = next((each for each in await self._versions.all() if each.version == version), None)
            if wanted is None:
                raise NoSuchVersion
            started = time.perf_counter()
            stock = await _sound(self._versions, wanted, self._stock)
            if stock is None:
                raise NoSuchVersion
            seconds = time.perf_counter() - started
            done = await asyncio.to_thread(compared, self.library, stock, seconds)
            await self._versions.choose(wanted.id, by, now)
            self._stock = stock
        return done

    async def follow(self) -> bool:
        """Take over the version that another process has loaded, or gone back to, since. Whether there was one."""
        async with self._one_at_a_time():
            current = next((each for each in await self._versions.all() if each.is_current), None)
            if current is None or current.version in (self.library.version, self._unusable):
                return False
            stock = await _first_sound(self._versions, [current], self._stock)
            if stock is None:
                self._unusable = current.version
                return False
            self._stock = stock
        return True

    async def standing(self) -> Standing:
        """The version in use, since when and by whom, and what was wrong when the folder was read last."""
        versions = await self._versions.all()
        current = next((each for each in versions if each.version == self.library.version), None)
        return Standing(self.library, current, self._faults, versions)

    async def versions(self) -> list[LibraryVersion]:
        """The good versions that are kept, the newest first."""
        return await self._versions.all()

    async def text_of(self, chapter: Chapter) -> bytes:
        """The file of a chapter of the shared library. Raises `NoSuchVersion`."""
        name = next(
            sheet.name
            for book in self._stock.loaded.books.values()
            for sheet in book.sheets.chapters
            if book.sheets.book
            and book.sheets.book.model.book.id == chapter.book.id
            and sheet.model.chapter.id == chapter.head.id
        )
        current = next((each for each in await self._versions.all() if each.version == self.library.version), None)
        if current is None:
            raise NoSuchVersion
        try:
            return (await self._versions.files(current.id))[name]
        except VersionLost:
            raise NoSuchVersion from None

    @asynccontextmanager
    async def _one_at_a_time(self) -> AsyncGenerator[None]:
        """Around whatever may change the library."""
        async with self._changing:
            with giving_way():
                yield

    async def _read(self, now: datetime) -> tuple[Stock, dict[str, bytes], float]:
        started = time.perf_counter()
        try:
            stock, files = await asyncio.to_thread(read_folder, self._folder, self._stock)
        except ContentError as error:
            self._faults = Faults(error.problems, now)
            raise
        self._faults = Faults(stock.loaded.warnings, now)
        return stock, files, time.perf_counter() - started

    async def _is_current(self, version: str) -> bool:
        return any(each.is_current and each.version == version for each in await self._versions.all())


async def _instead(versions: LibraryVersionRecords, kept: Sequence[LibraryVersion], error: ContentError) -> Stock:
    """The newest good version in place of a folder that has problems. Raises the error where there is none."""
    in_order = sorted(kept, key=lambda version: not version.is_current)
    stock = await _first_sound(versions, in_order)
    if stock is None:
        raise error
    for problem in error.problems:
        log.error("content: %s", problem)
    log.error(
        "the content folder has %s problems; Clio starts with version %s, the last good one",
        len(error.problems),
        stock.loaded.library.version,
    )
    return stock


async def _first_sound(
    versions: LibraryVersionRecords, wanted: Sequence[LibraryVersion], before: Stock | None = None
) -> Stock | None:
    for version in wanted:
        try:
            stock = await _sound(versions, version, before)
        except ContentError as error:
            log.warning("version %s of the content is not used: %s", version.version, error.problems[0])
            continue
        if stock is not None:
            return stock
    return None


async def _sound(versions: LibraryVersionRecords, wanted: LibraryVersion, before: Stock | None) -> Stock | None:
    """A kept version; None where its files are lost. Raises `ContentError` where this Clio finds fault with it."""
    try:
        files = await versions.files(wanted.id)
    except VersionLost:
        log.warning("the files of version %s of the content are lost", wanted.version)
        return None
    stock = await asyncio.to_thread(read_files, files, before)
    await asyncio.to_thread(let_go, files)
    return stock if stock.loaded.library.version == wanted.version else None
