"""Where things stand in a file. Built only for a file in which something is wrong."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.content.problems import Path
from bot.content.yaml_faults import events_of

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Turns a place counted in characters into line and column as editors count them, from 1."""

    def __init__(self, text: str) -> None:
        self._last = len(text.rstrip())
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        index = min(index, self._last)
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


@dataclass(slots=True)
class Spot:
    """A value's place, its key's place where it has one, and the spots within."""

    index: int
    key_index: int | None = None
    empty: bool = False
    fields: dict[str, "Spot"] = field(default_factory=dict[str, "Spot"])
    items: list["Spot"] = field(default_factory=list["Spot"])

    def within(self, step: str | int) -> "Spot | None":
        if isinstance(step, str):
            return self.fields.get(step)
        if step < len(self.items):
            return self.items[step]
        return None if self.items else self  # one value that stands for a list of one


class Spots:
    """Finds the place of a value by its path.

    A value is found where it begins; one that is empty or missing, at the key under which it is wanted; where the
    mapping has no key because it is an item of a list or the whole file, at the mapping's beginning.
    """

    def __init__(self, text: str) -> None:
        self._lines = Lines(text)
        self._root = _spot_of(text)

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        spot = self._root
        for step in path:
            inner = spot.within(step)
            if inner is None:
                of_key = spot is not self._root
                break
            spot = inner
        wants_key = of_key or spot.empty
        index = spot.key_index if wants_key and spot.key_index is not None else spot.index
        return self._lines.place(index)


def _spot_of(text: str) -> Spot:
    events = events_of(text)
    content = (MappingStartEvent, SequenceStartEvent, ScalarEvent)
    first = next((event for event in events if isinstance(event, content)), None)
    return Spot(0) if first is None else _Finder(events).spot(first)


@dataclass(slots=True)
class _Finder:
    """Walks the events of a text that `reading` has found to be sound."""

    events: Iterator[Any]
    anchored: dict[str, Spot] = field(default_factory=dict[str, Spot])

    def spot(self, event: Any) -> Spot:
        if isinstance(event, AliasEvent):
            return self._repeated(event)
        spot = Spot(event.start_mark.index)
        if isinstance(event, MappingStartEvent):
            self._fill_fields(spot)
        elif isinstance(event, SequenceStartEvent):
            self._fill_items(spot)
        else:
            spot.empty = event.value == "" and event.implicit[0]
        if event.anchor is not None:
            self.anchored[event.anchor] = spot
        return spot

    def _repeated(self, alias: Any) -> Spot:
        """An alias stands where it is written; what is within it stands where it was written first."""
        meant = self.anchored[alias.anchor]
        return Spot(alias.start_mark.index, fields=meant.fields, items=meant.items)

    def _fill_fields(self, spot: Spot) -> None:
        while not isinstance(key := next(self.events), MappingEndEvent):
            inner = self.spot(next(self.events))
            inner.key_index = key.start_mark.index
            spot.fields.setdefault(key.value, inner)

    def _fill_items(self, spot: Spot) -> None:
        while not isinstance(event := next(self.events), SequenceEndEvent):
            spot.items.append(self.spot(event))
