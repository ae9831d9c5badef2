"""YAML as it was written: texts with their places and the types that YAML would give them, nothing converted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from bot.content.problems import Fault
from bot.content.reading import MOST_NODES
from bot.content.yaml_faults import events_of, syntax_fault
from bot.frozen import frozen

_DEEPEST = 8
_TYPES = "tag:yaml.org,2002:"


@frozen
class Scalar:
    """A text, and the characters from which to which it stands. `type` is what YAML makes of it: str, int, bool …"""

    text: str
    type: str
    index: int
    end: int
    plain: bool


@frozen
class Listing:
    """A list."""

    items: "tuple[Node, ...]"
    index: int


@frozen
class Pairs:
    """A mapping, with equal keys as often as they were written."""

    pairs: "tuple[tuple[Node, Node], ...]"
    index: int


Node = Scalar | Listing | Pairs


@frozen
class Nodes:
    """A file's one value; None where it is empty. With a fault it is what was read before that."""

    root: Node | None
    fault: Fault | None = None


def read_nodes(text: str) -> Nodes:
    """Read a text; nothing is raised."""
    composer = _Composer(events_of(text))
    try:
        return Nodes(composer.document())
    except _Stop as stop:
        return Nodes(None, stop.fault)
    except YAMLError as error:
        return Nodes(None, syntax_fault(text, error))


class _Stop(Exception):
    def __init__(self, event: Any, message: str) -> None:
        self.fault = Fault(event.start_mark.index, message)


@dataclass(slots=True)
class _Composer:
    """Makes nodes of the parser's events. `count` counts them with every alias unfolded."""

    events: Iterator[Any]
    count: int = 0
    anchored: dict[str, tuple[Node, int]] = field(default_factory=dict[str, tuple[Node, int]])
    resolver: Any = field(default_factory=Resolver)

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and root:
                raise _Stop(event, 'a second document begins here; a file holds one, so remove the "---"')
            if isinstance(event, NodeEvent):
                root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > _DEEPEST:
            raise _Stop(event, f"this is nested more than {_DEEPEST} deep")
        if isinstance(event, AliasEvent):
            return self._repeated(event)
        before = self.count
        self._add(event, 1)
        self._check_tag(event)
        node = self._new(event, depth)
        if event.anchor is not None:
            self.anchored[event.anchor] = (node, self.count - before)
        return node

    def _new(self, event: Any, depth: int) -> Node:
        index: int = event.start_mark.index
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return Listing(tuple(self._until(SequenceEndEvent, depth)), index)
        nodes = list(self._until(MappingEndEvent, depth))
        return Pairs(tuple(zip(nodes[::2], nodes[1::2], strict=True)), index)

    def _until(self, ends: type, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), ends):
            yield self._node(event, depth + 1)

    def _scalar(self, event: Any) -> Scalar:
        plain = event.implicit[0] and event.tag is None
        type_: str = self.resolver.resolve(ScalarNode, event.value, (True, False)) if plain else f"{_TYPES}str"
        return Scalar(event.value, type_.removeprefix(_TYPES), event.start_mark.index, event.end_mark.index, plain)

    def _repeated(self, event: Any) -> Node:
        if event.anchor not in self.anchored:
            raise _Stop(
                event, f"*{event.anchor} repeats a value that is not there; put text that begins with * in quotes"
            )
        node, count = self.anchored[event.anchor]
        self._add(event, count)
        return node

    def _add(self, event: Any, count: int) -> None:
        self.count += count
        if self.count > MOST_NODES:
            raise _Stop(event, f"the file holds more than {MOST_NODES:,} values (repeated ones counted); divide it")

    def _check_tag(self, event: Any) -> None:
        if event.tag not in (None, "!", *(f"{_TYPES}{plain}" for plain in ("str", "seq", "map"))):
            raise _Stop(event, f"the tag {event.tag} is not used here; put text that begins with ! in quotes")
