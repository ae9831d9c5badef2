"""One file of the library, read and validated by itself; what other files say about it comes later, in `checking`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar

from pydantic import ValidationError

from bot.content.faults import Finding, findings
from bot.content.fields import LONGEST_ID, SLUG_PATTERN
from bot.content.model import BookFile, ChapterFile
from bot.content.problems import Path
from bot.content.reading import Fault, read_yaml

SECTIONS = ("people", "terms", "events", "sources", "facts", "questions")
Model = TypeVar("Model", BookFile, ChapterFile)


class Entry(NamedTuple):
    """An id, the section in which it stands, and the path to it; questions within sets are entries too."""

    section: str
    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Model]):
    """A file's content. Where it is `broken` the model holds only what is sound, so that the rest can still be checked;
    `entries` are all of them, the broken ones too.
    """

    name: str
    model: Model
    entries: tuple[Entry, ...]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Examined(Generic[Model]):
    """What reading one file gave; no sheet where nothing could be read at all."""

    text: str
    sheet: Sheet[Model] | None
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()


def examine(name: str, content: bytes, model: type[Model]) -> Examined[Model]:
    """Read one file of the library; nothing is raised."""
    reading = read_yaml(content)
    if not _is_mapping(reading.value):
        faults = reading.faults or (Fault(0, _no_mapping(reading.value)),)
        return Examined(reading.text, None, faults)
    value = reading.value
    try:
        sheet = Sheet(name, model.model_validate(value), tuple(_entries(value)), broken=bool(reading.faults))
    except ValidationError as error:
        found = tuple(findings(error, model))
        return Examined(reading.text, _salvaged(name, value, model, found), reading.faults, found)
    return Examined(reading.text, sheet, reading.faults)


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
        return Sheet(name, model.model_validate(sound), tuple(_entries(value)), broken=True)
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
