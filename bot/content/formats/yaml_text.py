"""Values as YAML that a person goes on writing in: blocks for what is long, quotes only where they are needed."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.?!'’()–-]*[\w.?!')])?")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_STEP = "  "


def yaml_lines(fields: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of a mapping; texts must be printable."""
    for key, value in fields.items():
        yield from _entry(f"{indent}{scalar(key)}:", value, indent)


def scalar(text: str) -> str:
    """A text on one line, in quotes unless every reader of YAML takes it for text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    match value:
        case bool():
            yield f"{start} {'true' if value else 'false'}"
        case str():
            yield from _text(start, value, indent)
        case int():
            yield f"{start} {value}"
        case Mapping():
            yield start
            yield from yaml_lines(value, indent + _STEP)  # pyright: ignore[reportUnknownArgumentType]
        case _:
            yield start
            for item in value:
                yield from _item(item, indent + _STEP)


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield from _entry(f"{indent}-", item, indent)
        return
    lines = yaml_lines(item, indent + _STEP)  # pyright: ignore[reportUnknownArgumentType]
    yield f"{indent}- {next(lines).lstrip()}"
    yield from lines


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    lines = text.split("\n")
    if len(lines) == 1 or text != text.strip() or "\t" in text or not all(line == line.rstrip() for line in lines):
        yield f"{start} {scalar(text)}"
        return
    yield f"{start} |-"
    for line in lines:
        yield f"{indent}{_STEP}{line}" if line else ""
