"""The files of a library, found and read; whatever cannot be read is a problem and no exception.

They come from a folder, or from memory under the names that they would have in one.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bot.content.problems import Problem
from bot.frozen import frozen

BOOK_FILE = "book.yaml"
LARGEST_FILE = 8 * 1024 * 1024
"""In bytes."""
SCHEMA_FOLDER = "schema"
_PACK = re.compile("pack-[0-9]+")
_IN_A_BOOK = re.compile(r"([^/]+)/[^/]+\.yaml")


def is_pack(book: str) -> bool:
    """Whether a book's id or folder is one that only the packs of servers have."""
    return _PACK.fullmatch(book) is not None


@frozen
class File:
    """A file's bytes as they were when it was read, and their fingerprint. `name` is relative to the library."""

    name: str
    content: bytes = field(repr=False)
    digest: bytes

    @property
    def is_book(self) -> bool:
        """Whether it describes the book, and not a chapter of it."""
        return PurePosixPath(self.name).name == BOOK_FILE


@frozen
class BookFolder:
    """The YAML files of one book; its own file is among them unless it is missing."""

    name: str
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(len(file.content) for file in self.files)


@dataclass(slots=True)
class Gathering:
    """Everything found of a library, or of the pack of a server, and what stood in the way."""

    root: Path = Path()
    place: Path = Path()
    """The root without links."""
    is_pack: bool = False
    books: list[BookFolder] = field(default_factory=list[BookFolder])
    problems: list[Problem] = field(default_factory=list[Problem])

    def note(self, name: str, message: str, *, warning: bool = False) -> None:
        self.problems.append(Problem(name, 1, 1, "", message, "warning" if warning else "error"))


def gather(root: Path, only: str | None = None) -> Gathering:
    """Read every book's folder below the root, or only the one of that name."""
    found = Gathering(root, root.resolve())
    shown = str(root)
    if not root.exists():
        found.note(shown, "There is no such folder: correct the path.")
    elif not root.is_dir():
        found.note(shown, "This is a file: name the folder that holds the books.")
    elif only is None and (root / BOOK_FILE).is_file():
        found.note(BOOK_FILE, "This is the folder of one book: name the folder above it, which holds the books.")
    else:
        _gather_books(found, only)
    return found


def gather_files(files: Mapping[str, bytes], *, is_pack: bool = False) -> Gathering:
    """The files of a library by their names, as `book/chapter.yaml`, as if they had been read from a folder."""
    found = Gathering(is_pack=is_pack)
    by_folder: dict[str, list[File]] = {}
    for name, content in sorted(files.items()):
        in_book = _IN_A_BOOK.fullmatch(name)
        if in_book is None:
            found.note(_printable(name), "This file is in no book's folder and is not read: move it.", warning=True)
            continue
        by_folder.setdefault(in_book[1], []).append(File(_printable(name), content, sha256(content).digest()))
    for folder, of_book in by_folder.items():
        found.books.append(BookFolder(_printable(folder), tuple(of_book)))
        _note_gaps(found, _printable(folder), of_book)
    if not found.books:
        found.note("library", "No book is among these files.")
    return found


def _gather_books(found: Gathering, only: str | None) -> None:
    for entry in _entries(found, found.root):
        if entry.suffix in (".yaml", ".yml") and not entry.is_dir():
            if only is None:
                found.note(entry.name, "This file is in no book's folder and is not read: move it.", warning=True)
        elif only in (None, entry.name) and entry.name != SCHEMA_FOLDER and entry.is_dir():
            _gather_book(found, entry)
    if not found.books and not any(problem.severity == "error" for problem in found.problems):
        found.note(str(found.root), f"No book is here: make a folder with a {BOOK_FILE}, or run `clio new book`.")


def _gather_book(found: Gathering, folder: Path) -> None:
    if not _stays_inside(found, folder):
        return
    paths = [path for path in _entries(found, folder) if path.suffix in (".yaml", ".yml") and not path.is_dir()]
    for path in paths:
        if path.suffix == ".yml":
            found.note(_name(found.root, path), f"This file is not read: rename it to {path.stem}.yaml.", warning=True)
    wanted = [path for path in paths if path.suffix == ".yaml"]
    if not wanted:
        return
    files = tuple(file for path in wanted if (file := _file(found, path)))
    found.books.append(BookFolder(_printable(folder.name), files))
    _note_gaps(found, _name(found.root, folder), wanted)


def _note_gaps(found: Gathering, folder: str, files: Sequence[Path] | Sequence[File]) -> None:
    """What a book's folder lacks."""
    name = f"{folder}/{BOOK_FILE}"
    if all(PurePosixPath(file.name).name != BOOK_FILE for file in files):
        found.note(name, "This file is missing: every book's folder needs one, see `clio new book`.")
    elif len(files) == 1:
        found.note(name, "This book has no chapter yet: `clio new chapter` makes one.", warning=True)


def _entries(found: Gathering, folder: Path) -> Iterator[Path]:
    """What is in the folder and not hidden, in the order of names."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        found.note(_name(found.root, folder), f"This folder cannot be read: {error.strerror}.")
        return
    for name in names:
        if not name.startswith("."):
            yield folder / name


def _file(found: Gathering, path: Path) -> File | None:
    if not _stays_inside(found, path):
        return None
    name = _name(found.root, path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            found.note(name, "This is not an ordinary file: remove it.")
            return None
        with path.open("rb") as opened:  # to ask for a number of bytes takes as much memory at once
            content = opened.read(LARGEST_FILE + 1 if status.st_size > LARGEST_FILE else -1)
    except OSError as error:
        found.note(name, f"This file cannot be read: {error.strerror}.")
        return None
    return File(name, content, sha256(content).digest())


def _stays_inside(found: Gathering, path: Path) -> bool:
    """A link may not lead to what the library's owner did not put into the library."""
    try:
        inside = path.resolve(strict=True).is_relative_to(found.place)
    except (OSError, RuntimeError):
        found.note(_name(found.root, path), "This link leads nowhere: remove or mend it.")
        return False
    if not inside:
        found.note(_name(found.root, path), "This link leads out of the library: put a copy here instead.")
    return inside


def _name(root: Path, path: Path) -> str:
    return _printable(path.relative_to(root).as_posix()) if path != root else _printable(str(root))


def _printable(name: str) -> str:
    """A file's name may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")
