"""YAML as Clio reads it: every scalar is text except plain true, false and null.

Left to itself YAML turns `no`, `010`, `1:30` and `1927-04-12` into something else, keeps the last of two equal keys,
and lets a small file unfold into a huge one. None of that here. Events are read one by one, so that a hostile file is
refused before it has cost anything; places are looked up only for what is wrong (see `spots`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yaml import CLoader
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.content.characters import strange_in, told
from bot.content.folders import LARGEST_FILE
from bot.content.problems import Fault
from bot.content.yaml_faults import syntax_fault
from bot.frozen import frozen

DEEPEST_NESTING = 24
MOST_NODES = 1_000_000

Value = Any
"""Text, true, false, null, a list of values, or a mapping from text to values."""

MOST_FAULTS = 2_000
"""A hostile file could have a million."""

_NO_LINE_ENDS = "\x85\u2028\u2029"
"""Line ends to YAML 1.1 and to no editor."""
_MEANINGS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}


@frozen
class Reading:
    """What a file says. With faults the value is what could be read besides them; `None` where nothing could."""

    text: str
    value: Value
    faults: tuple[Fault, ...] = ()


class _Stop(Exception):
    """Reading cannot go on behind this fault."""

    def __init__(self, index: int, message: str) -> None:
        self.fault = Fault(index, message)


def read_yaml(content: bytes) -> Reading:
    """Read one file's bytes. Nothing is raised: what is wrong stands in the faults."""
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        return Reading("", None, (Fault(0, f"the file is larger than {limit} MB; divide it into several chapters"),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        return Reading(before + "�", None, (Fault(len(before), "this is not UTF-8; save the file as UTF-8"),))
    return read_text(text)


def read_text(text: str) -> Reading:
    """Read what has already been decoded."""
    for line_end in _NO_LINE_ENDS:
        text = text.replace(line_end, " ")
    if strange := strange_in(text):
        return Reading(text, None, (Fault(strange.start(), f"{told(strange)} stands here; remove it"),))
    builder = _Builder()
    try:
        builder.read(text)
    except _Stop as stop:
        return Reading(text, None, (*builder.faults, stop.fault))
    except YAMLError as error:
        return Reading(text, None, (*builder.faults, syntax_fault(text, error)))
    return Reading(text, builder.root, tuple(builder.faults))


class _Key:
    """Marks where a mapping waits for a key, or for a value that is left out."""


_WANTED, _REFUSED = _Key(), _Key()


class _Open:
    """A list or mapping that is being read."""

    __slots__ = ("anchor", "before", "is_mapping", "key", "value")

    def __init__(self, value: Value, anchor: str | None, before: int) -> None:
        self.value = value
        self.is_mapping = isinstance(value, dict)
        self.anchor = anchor
        self.before = before
        self.key: str | _Key = _WANTED


@dataclass(slots=True)
class _Builder:
    """Builds the value from the parser's events; `nodes` counts them with every alias unfolded."""

    root: Value = None
    faults: list[Fault] = field(default_factory=list[Fault])
    nodes: int = 0
    documents: int = 0
    stack: list[_Open] = field(default_factory=list[_Open])
    anchored: dict[str, tuple[Value, int]] = field(default_factory=dict[str, tuple[Value, int]])

    def read(self, text: str) -> None:
        take: dict[Any, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._mapping,
            SequenceStartEvent: self._sequence,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        next_event: Callable[[], Any] = CLoader(text).get_event
        while (event := next_event()) is not None:
            if taken := take.get(type(event)):
                taken(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Stop(event.start_mark.index, 'a second document begins here; a file holds one, so remove the "---"')

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if event.tag is not None:
            self._refuse_tag(event)
        if event.style == '"' and (strange := strange_in(text)):
            self._note(event, f"{told(strange)} is written here as an escape; remove it")
        top = self.stack[-1] if self.stack else None
        if top and top.key is _WANTED and top.is_mapping:
            self._count(event, 1)
            top.key = self._checked_key(event, top.value)
            return
        value = _MEANINGS.get(text, text) if event.implicit[0] else text
        if event.anchor is not None:
            self.anchored[event.anchor] = (value, 1)
        self._add(event, value, 1)

    def _checked_key(self, event: Any, mapping: dict[str, Value]) -> str | _Key:
        key: str = event.value
        if event.implicit[0] and key == "<<":
            self._note(event, 'merge keys ("<<") are not used here; write the fields out')
            return _REFUSED
        if event.implicit[0] and key in _MEANINGS:
            what = f'"{key}" is not text; put it in quotes' if key else 'the key before the ":" is missing'
            self._note(event, f"a key must be text: {what}")
            return _REFUSED
        if key in mapping:
            self._note(event, f'the key "{key}" stands twice in this mapping; remove or rename one of them')
            return _REFUSED
        mapping[key] = None  # its place is taken at once, so that the order is that of the file
        return key

    def _mapping(self, event: Any) -> None:
        self._begin(event, {})

    def _sequence(self, event: Any) -> None:
        self._begin(event, [])

    def _begin(self, event: Any, value: Value) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        self._refuse_complex_key(event)
        if len(self.stack) >= DEEPEST_NESTING:
            raise _Stop(event.start_mark.index, f"this is nested more than {DEEPEST_NESTING} deep; make it flatter")
        before = self.nodes
        self._add(event, value, 1)
        if event.anchor is not None:
            self.anchored.pop(event.anchor, None)
        self.stack.append(_Open(value, event.anchor, before))

    def _end(self, _event: Any) -> None:
        ended = self.stack.pop()
        if ended.anchor is not None:
            self.anchored[ended.anchor] = (ended.value, self.nodes - ended.before)

    def _alias(self, event: Any) -> None:
        self._refuse_complex_key(event)
        if any(open_.anchor == event.anchor for open_ in self.stack):
            raise _Stop(event.start_mark.index, f"*{event.anchor} stands within what it repeats; write it out")
        if event.anchor not in self.anchored:
            message = f"*{event.anchor} repeats a value that is not there; put text that begins with * in quotes"
            raise _Stop(event.start_mark.index, message)
        value, nodes = self.anchored[event.anchor]
        self._add(event, value, nodes)

    def _add(self, event: Any, value: Value, nodes: int) -> None:
        self._count(event, nodes)
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if not top.is_mapping:
            top.value.append(value)
            return
        if top.key is not _REFUSED:
            top.value[top.key] = value
        top.key = _WANTED

    def _count(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            message = f"the file holds more than {MOST_NODES:,} values (repeated ones counted); divide it"
            raise _Stop(event.start_mark.index, message)

    def _refuse_complex_key(self, event: Any) -> None:
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is _WANTED:
            raise _Stop(event.start_mark.index, "a key must be text, not a list, a mapping or an alias")

    def _refuse_tag(self, event: Any) -> None:
        message = f"the tag {event.tag} is not used here; remove it, or put text that begins with ! in quotes"
        self._note(event, message)

    def _note(self, event: Any, message: str) -> None:
        if len(self.faults) == MOST_FAULTS:
            raise _Stop(event.start_mark.index, "there are too many faults to list them all; mend those before first")
        self.faults.append(Fault(event.start_mark.index, message))
