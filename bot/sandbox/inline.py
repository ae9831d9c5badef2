"""What stands inside one run of text: emphasis, code, links, timestamps, mentions, emoji."""

import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Node = dict[str, Any]
Names = Callable[[str, str], str | None]

STRONG = re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
UNDERLINE = re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")
STAR_EMPHASIS = re.compile(r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:[^*\\\s]|\*\*)|[^\s*\\])+?)\*(?!\*)")
LINE_EMPHASIS = re.compile(r"_((?:__|\\[\s\S]|[^\\_])+?)_\b")
STRIKETHROUGH = re.compile(r"~~([\s\S]+?)~~(?!_)")
SPOILER = re.compile(r"\|\|([\s\S]+?)\|\|")
BARE_LINK = re.compile(r"(?<!\w)https?://[^\s<]+")
POINTED_LINK = re.compile(r"<(https?://[^\s<>]+)>")
TIMESTAMP = re.compile(r"<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>")
MENTION = re.compile(r"<(@!?|@&|#)(\d{1,20})>")
COMMAND = re.compile(r"</([^\s:/<>]{1,32}(?: [^\s:/<>]{1,32}){0,2}):(\d{1,20})>")
EVERYONE = re.compile(r"@(everyone|here)\b")
EMOJI = re.compile(r"<(a?):(\w{2,32}):(\d{1,20})>")

MENTION_KINDS = {"@": "user", "@!": "user", "@&": "role", "#": "channel"}
UNKNOWN = {"user": "unknown-user", "role": "unknown-role", "channel": "unknown"}
LAST_SECOND_OF_A_BROWSER = 8_640_000_000_000


def no_names(kind: str, snowflake: str) -> str | None:
    return None


def read_inline(text: str, names: Names = no_names) -> list[Node]:
    [block] = PARSER.parseInline(text.strip(), {"names": names})
    top: list[Node] = []
    open_children = [top]
    for token in block.children or []:
        _grow(open_children, token)
    return top


def _grow(open_children: list[list[Node]], token: Token) -> None:
    if token.nesting == -1:
        open_children.pop()
        return
    node = _node(token)
    siblings = open_children[-1]
    if node["t"] == "text" and siblings and siblings[-1]["t"] == "text":
        siblings[-1]["v"] += node["v"]
    elif node != {"t": "text", "v": ""}:
        siblings.append(node)
    if token.nesting == 1:
        open_children.append(node.setdefault("c", []))


def _node(token: Token) -> Node:
    match token.type:
        case "text":
            return {"t": "text", "v": token.content}
        case "softbreak" | "hardbreak":
            return {"t": "br"}
        case "code_inline":
            return {"t": "code", "v": token.content}
        case "link_open":
            return {"t": "link", "href": token.attrs["href"]}
        case kind:
            return {"t": kind.removesuffix("_open"), **token.meta}


def is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Of the pairs that could begin here, the longest wins, as on Discord."""
    pairs = (("u", UNDERLINE), ("strong", STRONG), ("em", STAR_EMPHASIS), ("em", LINE_EMPHASIS))
    found = [(kind, match) for kind, pattern in pairs if (match := _match(pattern, state))]
    if not found:
        return False
    kind, match = max(found, key=lambda pair: pair[1].end())
    return _wrap(kind, match, state, silent)


def _strikethrough(state: StateInline, silent: bool) -> bool:
    match = _match(STRIKETHROUGH, state)
    return match is not None and _wrap("s", match, state, silent)


def _spoiler(state: StateInline, silent: bool) -> bool:
    match = _match(SPOILER, state)
    return match is not None and _wrap("spoiler", match, state, silent)


def _bare_link(state: StateInline, silent: bool) -> bool:
    match = _match(BARE_LINK, state)
    if match is None or state.linkLevel:
        return False
    address = _without_tail(match[0])
    return is_web_address(address) and _link(address, len(address), state, silent)


def _pointed_link(state: StateInline, silent: bool) -> bool:
    match = _match(POINTED_LINK, state)
    return match is not None and is_web_address(match[1]) and _link(match[1], len(match[0]), state, silent)


def _without_tail(address: str) -> str:
    """Punctuation after an address belongs to the sentence, and so does an unpaired bracket."""
    while address[-1] in ".,:;!?\"'*_|]" or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _timestamp(state: StateInline, silent: bool) -> bool:
    match = _match(TIMESTAMP, state)
    if match is None or abs(int(match[1])) > LAST_SECOND_OF_A_BROWSER:
        return False
    return _leaf("timestamp", {"unix": int(match[1]), "style": match[2] or "f"}, match, state, silent)


def _mention(state: StateInline, silent: bool) -> bool:
    if match := _match(MENTION, state):
        kind = MENTION_KINDS[match[1]]
        names = cast(Names, state.env["names"])
        name = names(kind, match[2]) or UNKNOWN[kind]
        return _leaf("mention", {"kind": kind, "id": match[2], "name": name}, match, state, silent)
    if match := _match(COMMAND, state):
        meta = {"kind": "command", "id": match[2], "name": match[1]}
        return _leaf("mention", meta, match, state, silent)
    if match := _match(EVERYONE, state):
        return _leaf("mention", {"kind": "everyone", "id": "", "name": match[1]}, match, state, silent)
    return False


def _emoji(state: StateInline, silent: bool) -> bool:
    match = _match(EMOJI, state)
    if match is None:
        return False
    meta = {"name": match[2], "id": match[3], "animated": bool(match[1])}
    return _leaf("emoji", meta, match, state, silent)


def _match(pattern: re.Pattern[str], state: StateInline) -> re.Match[str] | None:
    return pattern.match(state.src, state.pos, state.posMax)


def _wrap(kind: str, match: re.Match[str], state: StateInline, silent: bool) -> bool:
    if not silent:
        end = state.posMax
        state.push(f"{kind}_open", "", 1)
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push(f"{kind}_close", "", -1)
    state.pos = match.end()
    return True


def _leaf(kind: str, meta: Node, match: re.Match[str], state: StateInline, silent: bool) -> bool:
    if not silent:
        state.push(kind, "", 0).meta = meta
    state.pos = match.end()
    return True


def _link(address: str, length: int, state: StateInline, silent: bool) -> bool:
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos += length
    return True


class DiscordInline(MarkdownIt):
    """markdown-it with no rule but Discord's, and with web addresses alone as links."""

    def __init__(self) -> None:
        super().__init__("zero")
        self.enable(["backticks", "escape", "link", "newline"])
        for marker in "h|":
            self.inline.add_terminator_char(marker)
        rules = (_emphasis, _strikethrough, _spoiler, _bare_link, _pointed_link, _timestamp, _mention, _emoji)
        for rule in rules:
            self.inline.ruler.push(rule.__name__, rule)

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        return is_web_address(url)


PARSER = DiscordInline()
