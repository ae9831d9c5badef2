"""A pack: one chapter that a server has added for itself, in a made book of its own."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.content.folders import BOOK_FILE, LARGEST_FILE, gather_files
from bot.content.library import Library
from bot.content.loading import Mapped, examine_gathered
from bot.content.problems import ContentError, Problem

_PACK_BOOK = re.compile(r"pack-(\d{1,18})")
_CHAPTER_FILE = "chapter.yaml"
_BOOK = """\
schema: 1
book:
  id: {id}
  title: This server's own pack{number}
"""


def pack_book(pack: int) -> str:
    """The id of the book of a pack. No book of a shared library may have such an id."""
    return f"pack-{pack}"


def pack_of(book: str) -> int | None:
    """The pack that a book is made of; None for one of a shared library."""
    found = _PACK_BOOK.fullmatch(book)
    return int(found[1]) if found else None


def load_pack(pack: int, file_name: str, content: bytes, mapped: Mapped = map) -> tuple[Library, tuple[Problem, ...]]:
    """A library of one chapter, and what deserves a warning in it; `pack` 0 for one that is not kept yet.

    Raises `ContentError` with every problem, each with the name of the file as it came.
    """
    book = pack_book(pack)
    made = _BOOK.format(id=book, number=f" no. {pack}" if pack else "")
    files = {f"{book}/{BOOK_FILE}": made.encode(), f"{book}/{_CHAPTER_FILE}": content[: LARGEST_FILE + 1]}
    loaded, problems = examine_gathered(gather_files(files, is_pack=True), mapped=mapped)
    told = tuple(_named(problems, f"{book}/{_CHAPTER_FILE}", file_name))
    if loaded is None:
        raise ContentError(told)
    return loaded.library, told


def _named(problems: Iterable[Problem], made: str, file_name: str) -> Iterable[Problem]:
    for problem in problems:
        yield replace(problem, file=file_name) if problem.file == made else problem


def shown_file_name(name: str, limit: int = 100) -> str:
    """A file's name as it came from a member: without folders, line ends and invisible characters, and not too long."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(char for char in last if char.isprintable() and char not in "`<>@:").strip()
    if len(visible) > limit:
        stem, dot, suffix = visible.rpartition(".")
        visible = f"{stem[: limit - 10]}….{suffix}" if dot and len(suffix) <= 5 else f"{visible[: limit - 1]}…"
    return visible or "file"
