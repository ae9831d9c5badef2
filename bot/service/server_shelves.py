"""The shelves of the servers that have packs or hide chapters, made when they are first asked for, and a few kept."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping

from bot.content.apart import mapped_apart
from bot.content.giving_way import giving_way
from bot.content.library import Library
from bot.content.packs import load_pack, pack_of
from bot.content.problems import ContentError
from bot.frozen import frozen
from bot.service.shelves import Shelf
from bot.store.packs import Pack, PackRecords

log = logging.getLogger(__name__)

SHELVES_KEPT = 32
THINGS_KEPT = 200_000
"""So many people, terms, events, sources and facts on all kept shelves together; each takes about a kilobyte."""

_MADE_AT_ONCE = 2


@frozen
class _Made:
    """A shelf, and the shared one that it was made from."""

    shelf: Shelf
    shared: Shelf


class ServerShelves:
    """Every server's own shelf. A server that neither adds nor hides anything has the shared one, at no cost."""

    def __init__(self, records: PackRecords, guilds: Collection[int], things_kept: int = THINGS_KEPT) -> None:
        """`guilds` are the servers that have something of their own."""
        self._records = records
        self._things_kept = things_kept
        self._of_their_own = set(guilds)
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._changes: dict[int, int] = {}
        self._making: dict[int, asyncio.Lock] = {}
        self._room = asyncio.Semaphore(_MADE_AT_ONCE)

    def has_own(self, guild: int) -> bool:
        """Whether a server may have something of its own, or hide something."""
        return guild in self._of_their_own

    async def of(self, guild: int, shared: Shelf) -> Shelf:
        """What a server sees while that is the shared shelf."""
        if not self.has_own(guild):
            return shared
        made = self._kept(guild, shared)
        if made is not None:
            return made
        async with self._making.setdefault(guild, asyncio.Lock()):
            return self._kept(guild, shared) or await self._make(guild, shared)

    async def guilds_of(self, books: Iterable[str]) -> frozenset[int]:
        """The servers to whose packs some of those books belong."""
        pack_ids = {pack for pack in map(pack_of, books) if pack is not None}
        return await self._records.guilds_of(pack_ids) if pack_ids else frozenset()

    def changed(self, guild: int) -> None:
        """The server's packs or hidden chapters are others now."""
        self._of_their_own.add(guild)
        self._changes[guild] = self._changes.get(guild, 0) + 1
        self._made.pop(guild, None)

    def _kept(self, guild: int, shared: Shelf) -> Shelf | None:
        made = self._made.get(guild)
        if made is None or made.shared is not shared:
            return None
        self._made.move_to_end(guild)
        return made.shelf

    async def _make(self, guild: int, shared: Shelf) -> Shelf:
        changes = self._changes.get(guild, 0)
        packs, hidden = await self._records.contents(guild), await self._records.hidden(guild)
        async with self._room:
            shelf = await asyncio.to_thread(_assembled, shared, packs, hidden)
        if self._changes.get(guild, 0) == changes:
            self._made[guild] = _Made(shelf, shared)
            self._made.move_to_end(guild)
            self._clear_away()
        return shelf

    def _clear_away(self) -> None:
        """Forget the shelves that were not asked for longest, where there are too many or too large ones."""
        things = sum(made.shelf.size for made in self._made.values() if made.shelf is not made.shared)
        while len(self._made) > SHELVES_KEPT or (things > self._things_kept and len(self._made) > 1):
            _, gone = self._made.popitem(last=False)
            things -= gone.shelf.size if gone.shelf is not gone.shared else 0


@giving_way()
def _assembled(shared: Shelf, packs: Mapping[Pack, bytes], hidden: Collection[str]) -> Shelf:
    chapters = {key: chapter for key, chapter in shared.library.chapters.items() if key not in hidden}
    still_there = {chapter.book.id for chapter in chapters.values()}
    books = {id_: book for id_, book in shared.library.books.items() if id_ in still_there}
    for pack, content in packs.items():
        own = _loaded(pack, content)
        if own is not None:
            books |= own.books
            chapters |= own.chapters
    if chapters.keys() == shared.library.chapters.keys():
        return shared
    return Shelf.of(Library(_version(shared, packs, hidden), books, chapters), shared)


def _loaded(pack: Pack, content: bytes) -> Library | None:
    """A pack that was sound when it was uploaded; None where this version of Clio finds fault with it."""
    try:
        library, _ = load_pack(pack.id, pack.file_name, content, mapped_apart)
    except ContentError as error:
        log.warning("pack %s of server %s cannot be shown: %s", pack.id, pack.guild, error.problems[0])
        return None
    return library


def _version(shared: Shelf, packs: Mapping[Pack, bytes], hidden: Collection[str]) -> str:
    """Other material, another version: pictures and sorted timelines are kept by it."""
    own = sorted((pack.id, pack.version, hashlib.sha256(content).hexdigest()) for pack, content in packs.items())
    return hashlib.sha256(repr((shared.library.version, own, sorted(hidden))).encode()).hexdigest()[:12]
