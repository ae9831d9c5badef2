"""Discord's markdown as a small tree of plain values, from which the page builds its nodes.

A node is `{"t": "text", "v": ...}` or `{"t": kind, "c": [nodes], ...}`; it never holds HTML.
Blocks (headings, lists, quotes, code) are read by line here; what stands inside a line is read by
markdown-it with Discord's own rules, which differ from CommonMark: `__` underlines, spaces may stand
inside `** bold **`, and a single newline is a line break.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.frozen import frozen
from bot.sandbox.inline import Names, Node, no_names, read_inline

FENCE = re.compile(r"(?<!\\)```(?:([A-Za-z0-9_+\-.#]+)\n)?\n*([^\n][\s\S]*?)\n*```\n?")
HEADING = re.compile(r" *(#{1,3}) +(\S[^\n]*?) *#* *(?:\n|$)")
SUBTEXT = re.compile(r" *-# +(\S[^\n]*)(?:\n|$)")
LONG_QUOTE = re.compile(r" *>>> +([\s\S]*)")
QUOTE = re.compile(r"(?: *>(?!>>) +[^\n]*(?:\n|$))+")
QUOTE_MARK = re.compile(r"^ *> ?", re.MULTILINE)
ITEM_MARK = r"(?:[-*]|\d{1,9}\.) "
ITEM = re.compile(r"( *)([-*]|\d{1,9}\.) +(\S[^\n]*)")
LIST = re.compile(
    rf"(?: *{ITEM_MARK} *\S[^\n]*(?:\n|$)"  # an item
    rf"(?: {{2,}}(?!{ITEM_MARK})\S[^\n]*(?:\n|$))*)+"  # its further lines, indented
)
MAY_BEGIN_BLOCK = re.compile(r"\n(?= *(?:#|-|\*|>|\d))|(?=```)")

Block = Callable[[re.Match[str], Names], list[Node]]


@frozen
class Item:
    indent: int
    marker: str
    text: str

    @property
    def is_ordered(self) -> bool:
        return self.marker.endswith(".")


def read_markdown(text: str, names: Names = no_names) -> list[Node]:
    """The nodes of one text; `names(kind, id)` gives the name of a mentioned user, role or channel."""
    return list(_blocks(text.replace("\r\n", "\n"), names))


def _blocks(text: str, names: Names, quoted: bool = False) -> Iterator[Node]:
    position = 0
    while position < len(text):
        found = _block_at(text, position, quoted)
        if found:
            match, block = found
            yield from block(match, names)
            position = match.end()
        else:
            end = _paragraph_end(text, position, quoted)
            yield from _paragraph(text[position:end], names)
            position = end


def _block_at(text: str, position: int, quoted: bool) -> tuple[re.Match[str], Block] | None:
    begins_line = position == 0 or text[position - 1] == "\n"
    for pattern, block, needs_line in BLOCKS:
        if (needs_line and not begins_line) or (quoted and block is _quote):
            continue
        if match := pattern.match(text, position):
            return match, block
    return None


def _paragraph_end(text: str, start: int, quoted: bool) -> int:
    for candidate in MAY_BEGIN_BLOCK.finditer(text, start + 1):
        if _block_at(text, candidate.end(), quoted):
            return candidate.end()
    return len(text)


def _paragraph(text: str, names: Names) -> Iterator[Node]:
    stripped = text.strip("\n")
    if stripped.strip():
        yield {"t": "p", "c": read_inline(stripped, names)}


def _fence(match: re.Match[str], names: Names) -> list[Node]:
    return [{"t": "codeblock", "v": match[2], "lang": match[1] or ""}]


def _heading(match: re.Match[str], names: Names) -> list[Node]:
    return [{"t": f"h{len(match[1])}", "c": read_inline(match[2], names)}]


def _subtext(match: re.Match[str], names: Names) -> list[Node]:
    return [{"t": "subtext", "c": read_inline(match[1], names)}]


def _quote(match: re.Match[str], names: Names) -> list[Node]:
    inner = match[1] if match.re is LONG_QUOTE else QUOTE_MARK.sub("", match[0])
    return [{"t": "quote", "c": list(_blocks(inner, names, quoted=True))}]


def _list(match: re.Match[str], names: Names) -> list[Node]:
    return _lists(_items(match[0]), names)


def _items(text: str) -> list[Item]:
    items: list[Item] = []
    for line in text.rstrip("\n").split("\n"):
        if match := ITEM.match(line):
            items.append(Item(len(match[1]), match[2], match[3]))
        else:
            last = items.pop()
            items.append(Item(last.indent, last.marker, f"{last.text}\n{line.strip()}"))
    return items


def _lists(items: list[Item], names: Names) -> list[Node]:
    lists: list[Node] = []
    rest = items
    while rest:
        head, rest = rest[0], rest[1:]
        deeper = next((i for i, item in enumerate(rest) if item.indent <= head.indent), len(rest))
        node: Node = {"t": "li", "c": read_inline(head.text, names) + _lists(rest[:deeper], names)}
        rest = rest[deeper:]
        kind = "ol" if head.is_ordered else "ul"
        if lists and lists[-1]["t"] == kind:
            lists[-1]["c"].append(node)
        else:
            lists.append(_new_list(kind, head, node))
    return lists


def _new_list(kind: str, head: Item, first: Node) -> Node:
    start: dict[str, Any] = {"start": int(head.marker[:-1])} if kind == "ol" else {}
    return {"t": kind, "c": [first], **start}


BLOCKS: tuple[tuple[re.Pattern[str], Block, bool], ...] = (
    (HEADING, _heading, True),
    (SUBTEXT, _subtext, True),
    (LONG_QUOTE, _quote, True),
    (QUOTE, _quote, True),
    (LIST, _list, True),
    (FENCE, _fence, False),
)
