"""A file's bytes, read and validated by themselves: YAML by its parser, values by pydantic.

Both take memory that a process which only serves does without, so this is taken in where files are read (see `apart`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard, TypeVar

from pydantic import ValidationError

from bot.content.faults import findings
from bot.content.fields import LONGEST_ID, SLUG_PATTERN
from bot.content.findings import Finding
from bot.content.folders import File
from bot.content.model import BookFile, ChapterFile
from bot.content.problems import Fault, Path
from bot.content.reading import read_yaml
from bot.content.sheets import SECTIONS, Entry, Examined, Sheet
from bot.content.validation import validated

Model = TypeVar("Model", BookFile, ChapterFile)


def examine_file(file: File) -> Examined[BookFile] | Examined[ChapterFile]:
    """Read one file of the library, as what its name says; nothing is raised."""
    if file.is_book:
        return examine(file.name, file.content, BookFile)
    return examine(file.name, file.content, ChapterFile)


def examine(name: str, content: bytes, model: type[Model]) -> Examined[Model]:
    """Read one file of the library; nothing is raised."""
    reading = read_yaml(content)
    if not _is_mapping(reading.value):
        faults = reading.faults or (Fault(0, _no_mapping(reading.value)),)
        return Examined(reading.text, None, faults)
    value = reading.value
    try:
        sheet = Sheet(name, validated(model, value), tuple(_entries(value)), broken=bool(reading.faults))
    except ValidationError as error:
        found = tuple(findings(error, model))
        return Examined(reading.text, _salvaged(name, value, model, found), reading.faults, found)
    return Examined(reading.text if reading.faults else "", sheet, reading.faults)


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _no_mapping(value: object) -> str:
    if value is None:
        return 'the file is empty; begin it with "schema: 1", or take a start from `clio new`'
    return 'the file must be a mapping that begins with "schema: 1"'


def _salvaged(name: str, value: dict[str, Any], model: type[Model], found: Iterable[Finding]) -> Sheet[Model] | None:
    """What remains of a file without its unsound entries."""
    sound = dict(value)
    for section, unsound in _unsound(found).items():
        sound[section] = _without(sound.get(section), unsound)
    sound = {key: entries for key, entries in sound.items() if entries is not None}
    if model is BookFile:
        sound["schema"], sound["book"] = "1", sound.get("book") or _placeholder(value, "book")
    else:
        sound["schema"], sound["chapter"] = "1", sound.get("chapter") or _placeholder(value, "chapter")
    try:
        return Sheet(name, validated(model, sound), tuple(_entries(value)), broken=True)
    except ValidationError:
        return None


def _unsound(found: Iterable[Finding]) -> dict[str, set[str]]:
    """The ids of the entries at fault, by section; an empty id where the section itself is."""
    unsound: dict[str, set[str]] = {}
    for finding in found:
        if finding.path:
            section, *rest = map(str, finding.path)
            unsound.setdefault(section, set()).add(rest[0] if rest and section in SECTIONS else "")
    return unsound


def _without(section: object, unsound: set[str]) -> dict[str, Any] | None:
    if "" in unsound or not _is_mapping(section):
        return None
    return {key: entry for key, entry in section.items() if key not in unsound}


def _placeholder(value: dict[str, Any], kind: str) -> dict[str, str]:
    written: Any = value.get(kind)
    written_id: Any = written.get("id") if _is_mapping(written) else None
    sound = isinstance(written_id, str) and len(written_id) <= LONGEST_ID and re.fullmatch(SLUG_PATTERN, written_id)
    return {"id": written_id if sound else "unknown", "title": "?"} | ({"abstract": "?"} if kind == "chapter" else {})


def _entries(value: Mapping[str, Any]) -> Iterator[Entry]:
    for section in SECTIONS:
        yield from _entries_of(section, value.get(section), ())


def _entries_of(section: str, entries: Any, above: Path) -> Iterator[Entry]:
    if not _is_mapping(entries):
        return
    for key, entry in entries.items():
        path = (*above, section, key)
        yield Entry(section, key, path)
        if section == "questions" and not above and _is_mapping(entry):
            yield from _entries_of(section, entry.get("questions"), path)
