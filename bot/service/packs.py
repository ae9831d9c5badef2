"""What moderators add for their own server alone, and which of the shipped chapters it does not show."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime

from bot.content.apart import mapped_apart
from bot.content.formats.known import ExportFormat, ImportFormat, is_clios_own
from bot.content.formats.written import Exported
from bot.content.library import Chapter, Library
from bot.content.packs import load_pack, pack_book, shown_file_name
from bot.content.problems import ContentError, Problem
from bot.errors import UserError
from bot.frozen import frozen
from bot.service.changes import Changes
from bot.service.contents import Contents
from bot.service.libraries import Difference, difference
from bot.service.shelves import Shelf
from bot.store.packs import NewPack, NoSuchPack, Pack, PackRecords, PackVersion

LARGEST_UPLOAD = 1024 * 1024
"""In bytes, as the file comes."""

CLIO = "clio"
UPLOAD_FORMATS = (CLIO, *(str(each) for each in ImportFormat))
EXPORT_FORMATS = (CLIO, *(str(each) for each in ExportFormat))

_OWN_KEY = re.compile(
    r"^(?:(?:chapter|people|terms|events|facts)[ \t]*:|(?:questions|sources)[ \t]*:[ \t]*\n[ \t]+[\w-]+:)", re.MULTILINE
)


class NothingNew(UserError):
    """The file is what the server has already."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(
            f"“{pack.name}” holds exactly this file already, as version {pack.version}. Nothing was changed."
        )


class NoFormat(UserError):
    """The format is none of those that Clio knows."""

    def __init__(self) -> None:
        super().__init__("There is no such format. Choose one from the list that opens.")


@frozen
class Upload:
    """A file as it came from a moderator. `wanted` is its format; None leaves it to Clio to tell."""

    guild: int
    by: int
    file_name: str
    content: bytes
    wanted: str | None = None


@frozen
class Uploaded:
    """A pack that is kept. `made_from` is the format of another program, where it was made from one.

    `different` says what is new in it; `remarks` are from the reader of the other program's file, `warnings` from Clio.
    """

    pack: Pack
    chapter: Chapter
    different: Difference
    made_from: str | None
    remarks: Sequence[str]
    warnings: Sequence[Problem]


@frozen
class Own:
    """What a server has of its own: its packs, which of them are shown, and the chapters of the library with those that
    it hides.
    """

    packs: Sequence[Pack]
    shown: frozenset[int]
    chapters: Sequence[Chapter]
    hidden: frozenset[str]


@frozen
class _Written:
    """A chapter's file, and what it was made from."""

    text: bytes
    made_from: str | None = None
    remarks: Sequence[str] = ()


class Packs:
    """The packs of all servers. What is changed is written down, and seen at once."""

    def __init__(self, records: PackRecords, contents: Contents, changes: Changes) -> None:
        self._records = records
        self._contents = contents
        self._changes = changes
        self._checking = asyncio.Semaphore(1)
        """One file at a time: a large one takes a processor for seconds."""

    async def upload(self, upload: Upload, now: datetime) -> Uploaded:
        """Keep a sound file as a pack. Raises `ContentError` with every problem, and `UserError`s; then the server has
        what it had before.
        """
        if upload.wanted not in (None, *UPLOAD_FORMATS):
            raise NoFormat
        async with self._checking:
            written = await asyncio.to_thread(_as_chapter, upload)
            name = shown_file_name(upload.file_name)
            library, warnings = await asyncio.to_thread(load_pack, 0, name, written.text, mapped_apart)
            (chapter,) = library.chapters.values()
            before = await self._before(upload.guild, chapter.head.id, written.text)
            new = NewPack(upload.guild, chapter.head.id, chapter.head.title, name, written.text, upload.by)
            pack = await self._records.keep(new, now)
            different = await asyncio.to_thread(difference, before, library)
        self._contents.shelves.changed(upload.guild)
        detail = f"{pack.name}, version {pack.version}: {different.counted()}"
        await self._changes.record(upload.guild, upload.by, "pack uploaded", detail, now)
        return Uploaded(pack, chapter, different, written.made_from, written.remarks, warnings)

    async def own(self, guild: int) -> Own:
        """Everything that a server can switch on and off."""
        packs, hidden = await self._records.of_guild(guild), await self._records.hidden(guild)
        seen = (await self._contents.library_of(guild)).chapters
        shown = frozenset(pack.id for pack in packs if key_of(pack) in seen)
        return Own(packs, shown, list(self._contents.library.chapters.values()), hidden)

    async def of_guild(self, guild: int) -> list[Pack]:
        """The packs of a server by their names."""
        return await self._records.of_guild(guild)

    async def named(self, guild: int, wanted: str) -> Pack:
        """A pack by its name, key or title. Raises `NoSuchPack`."""
        folded = wanted.strip().casefold()
        for pack in await self._records.of_guild(guild):
            if folded in (pack.name, key_of(pack), pack.title.casefold()):
                return pack
        raise NoSuchPack

    async def find(self, guild: int, pack_id: int) -> Pack:
        """A pack by its id. Raises `NoSuchPack`."""
        return await self._records.find(guild, pack_id)

    async def versions(self, guild: int, pack_id: int) -> list[PackVersion]:
        """What was uploaded as a pack, the newest first. Raises `NoSuchPack`."""
        return await self._records.versions(guild, pack_id)

    async def go_back(self, guild: int, pack_id: int, version: int, by: int, now: datetime) -> Pack:
        """Show an older version. Raises `NoSuchPack`, `NoSuchPackVersion`, `PacksTooLarge` or `ContentError`."""
        content = await self._records.content(guild, pack_id, version)
        async with self._checking:
            await asyncio.to_thread(load_pack, pack_id, f"version {version}", content, mapped_apart)
        pack = await self._records.go_back(guild, pack_id, version)
        await self._changed(guild, by, "pack version", f"{pack.name}, back to version {version}", now)
        return pack

    async def switch(self, guild: int, pack_id: int, by: int, now: datetime, *, on: bool) -> Pack:
        """Show a pack, or keep it without showing it. Raises `NoSuchPack`."""
        pack = await self._records.switch(guild, pack_id, on=on)
        await self._changed(guild, by, f"pack {'on' if on else 'off'}", pack.name, now)
        return pack

    async def remove(self, guild: int, pack_id: int, by: int, now: datetime) -> Pack:
        """Forget a pack with all its versions. Raises `NoSuchPack`."""
        pack = await self._records.remove(guild, pack_id)
        await self._changed(guild, by, "pack removed", pack.name, now)
        return pack

    async def switch_chapter(self, guild: int, token: str, by: int, now: datetime, *, on: bool) -> Chapter:
        """Show or hide a chapter of the shared library. Raises `ChapterGone`."""
        chapter = self._contents.shared.chapter_by_token(token)
        change = self._records.show if on else self._records.hide
        await change(guild, chapter.book.id, chapter.head.id)
        await self._changed(guild, by, f"chapter {'on' if on else 'off'}", chapter.key, now)
        return chapter

    async def export(self, guild: int, wanted: str, to: str, now: datetime) -> Exported:
        """A pack or a chapter as a file. Raises `NoSuchChapter`, `NoFormat` or what the format cannot do."""
        if to not in EXPORT_FORMATS:
            raise NoFormat
        chapter, text = await self._wanted(guild, wanted)
        if to != CLIO:
            return await asyncio.to_thread(_exported, chapter, ExportFormat(to), now)
        if text is None:
            text = await self._contents.text_of(chapter)
        return Exported(f"{chapter.head.id}.yaml", text, len(chapter.questions))

    async def _wanted(self, guild: int, wanted: str) -> tuple[Chapter, bytes | None]:
        """A pack's chapter with its file, or a shipped one."""
        shelf = await self._contents.of(guild)
        try:
            pack = await self.named(guild, wanted)
        except NoSuchPack:
            return await self._of_shelf(guild, shelf, wanted)
        content = await self._records.content(guild, pack.id)
        library, _ = await asyncio.to_thread(load_pack, pack.id, pack.file_name, content, mapped_apart)
        return next(iter(library.chapters.values())), content

    async def _of_shelf(self, guild: int, shelf: Shelf, wanted: str) -> tuple[Chapter, bytes | None]:
        chapter = shelf.chapter(wanted)
        for pack in await self._records.of_guild(guild):
            if key_of(pack) == chapter.key:
                return chapter, await self._records.content(guild, pack.id)
        return chapter, None

    async def _before(self, guild: int, name: str, text: bytes) -> Library:
        """What the pack of that name holds so far; nothing where there is none. Raises `NothingNew`."""
        pack = next((each for each in await self._records.of_guild(guild) if each.name == name), None)
        if pack is None:
            return Library("", {})
        content = await self._records.content(guild, pack.id)
        if content == text:
            raise NothingNew(pack)
        try:
            return (await asyncio.to_thread(load_pack, 0, pack.file_name, content, mapped_apart))[0]
        except ContentError:
            return Library("", {})

    async def _changed(self, guild: int, by: int, what: str, detail: str, now: datetime) -> None:
        self._contents.shelves.changed(guild)
        await self._changes.record(guild, by, what, detail, now)


def key_of(pack: Pack) -> str:
    """The key that a pack's chapter has on its server's shelf."""
    return f"{pack_book(pack.id)}/{pack.name}"


def _as_chapter(upload: Upload) -> _Written:
    """The file itself where it is one of Clio's own, or the chapter that is made of another program's file."""
    if _is_own(upload):
        return _Written(upload.content)
    from bot.content.formats.imports import convert  # the readers are many, and seldom wanted

    imported = convert(upload.content, shown_file_name(upload.file_name), upload.wanted)
    return _Written(imported.chapter_yaml.encode(), imported.format, imported.remarks)


def _exported(chapter: Chapter, to: ExportFormat, now: datetime) -> Exported:
    from bot.content.formats.exports import export  # the writers are many, and seldom wanted

    return export([chapter], to, now)


def _is_own(upload: Upload) -> bool:
    if upload.wanted is not None:
        return upload.wanted == CLIO
    text = upload.content.decode("utf-8", "replace")
    is_yaml = upload.file_name.lower().endswith((".yaml", ".yml"))
    return is_clios_own(text) or (is_yaml and _OWN_KEY.search(text) is not None)
