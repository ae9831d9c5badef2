"""Discord's markdown becomes a tree of plain values."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.markdown import read_markdown


def sketch(nodes: list[dict[str, Any]]) -> str:
    """The tree as a short text: `strong(a)`, one line break as `/`."""
    return "".join(_sketch(node) for node in nodes)


def _sketch(node: dict[str, Any]) -> str:
    match node["t"]:
        case "text":
            return node["v"]
        case "br":
            return "/"
        case "p":
            return f"[{sketch(node['c'])}]"
        case "code" | "codeblock" as kind:
            return f"{kind}({node['v']})"
        case kind:
            return f"{kind}({sketch(node.get('c', []))})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a**", "[strong(a)]"),
        ("** a **", "[strong( a )]"),
        ("*a* and _b_", "[em(a) and em(b)]"),
        ("__a__", "[u(a)]"),
        ("~~a~~ ||b||", "[s(a) spoiler(b)]"),
        ("***a***", "[strong(em(a))]"),
        ("**1927**年", "[strong(1927)年]"),
        ("snake_case_name and 2 * 3 * 4", "[snake_case_name and 2 * 3 * 4]"),
        ("`**a**`", "[code(**a**)]"),
        (r"\*not\* \_this\_", "[*not* _this_]"),
        ("one\ntwo\n\nthree", "[one/two//three]"),
        ("**two\nlines**", "[strong(two/lines)]"),
    ],
)
def test_emphasis_follows_discord(text: str, expected: str) -> None:
    assert sketch(read_markdown(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n## B\n### C\n#### D", "h1(A)h2(B)h3(C)[#### D]"),
        ("#tag", "[#tag]"),
        ("text\n-# small", "[text]subtext(small)"),
        ("> a\n> **b**\nafter", "quote([a/strong(b)])[after]"),
        (">nothing", "[>nothing]"),
        ("before\n>>> a\n# b\nc", "[before]quote([a]h1(b)[c])"),
        ("> > deep", "quote([> deep])"),
        ("- a\n- b", "ul(li(a)li(b))"),
        ("* a\n  * b\n* c", "ul(li(aul(li(b)))li(c))"),
        ("3. a\n4. b\nend", "ol(li(a)li(b))[end]"),
        ("- a\n1. b", "ul(li(a))ol(li(b))"),
        ("say ```py\nx = 1\n``` now", "[say]codeblock(x = 1)[now]"),
        ("```\n# no heading\n- no list\n```", "codeblock(# no heading\n- no list)"),
        ("> ```\n> code\n> ```", "quote(codeblock(code))"),
        ("-5 degrees\n1927 was a year", "[-5 degrees/1927 was a year]"),
    ],
)
def test_blocks_follow_discord(text: str, expected: str) -> None:
    assert sketch(read_markdown(text)) == expected


def test_a_numbered_list_begins_where_its_author_began() -> None:
    [numbered] = read_markdown("1917. October\n1918. Brest")
    assert numbered["start"] == 1917


def test_a_code_block_knows_its_language() -> None:
    [block] = read_markdown("```yaml\nkind: name\n```")
    assert (block["lang"], block["v"]) == ("yaml", "kind: name")


def links(nodes: list[dict[str, Any]]) -> list[str]:
    found = [node["href"] for node in nodes if node["t"] == "link"]
    return found + [href for node in nodes for href in links(node.get("c", []))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[book](https://example.org/a)", ["https://example.org/a"]),
        ("[**bold** book](<https://example.org>)", ["https://example.org"]),
        ("see https://example.org/a_(b), please.", ["https://example.org/a_(b)"]),
        ("(https://example.org/x)", ["https://example.org/x"]),
        ("<https://example.org>", ["https://example.org"]),
        ("**https://example.org**", ["https://example.org"]),
        ("[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](//host) [e](file:///etc)", []),
        ("javascript:alert(1) ftp://example.org `https://example.org`", []),
        ("[outer https://inner.example](https://example.org)", ["https://example.org"]),
    ],
)
def test_only_web_addresses_become_links(text: str, expected: list[str]) -> None:
    assert links(read_markdown(text)) == expected


def test_mentions_carry_the_name_that_the_server_knows() -> None:
    known = {("user", "1"): "Ada", ("role", "2"): "Moderators", ("channel", "3"): "reading"}
    [paragraph] = read_markdown("<@1><@!1><@&2><#3><@9>", lambda kind, snowflake: known.get((kind, snowflake)))
    assert [node["name"] for node in paragraph["c"]] == [
        "Ada",
        "Ada",
        "Moderators",
        "reading",
        "unknown-user",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<t:1700000000:R>", {"t": "timestamp", "unix": 1700000000, "style": "R"}),
        ("<t:-10>", {"t": "timestamp", "unix": -10, "style": "f"}),
        ("</quiz start:42>", {"t": "mention", "kind": "command", "id": "42", "name": "quiz start"}),
        ("@everyone", {"t": "mention", "kind": "everyone", "id": "", "name": "everyone"}),
        ("<a:wave:42>", {"t": "emoji", "name": "wave", "id": "42", "animated": True}),
        ("<t:9999999999999:R>", {"t": "text", "v": "<t:9999999999999:R>"}),
    ],
)
def test_what_stands_in_angle_brackets_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read_markdown(text) == [{"t": "p", "c": [expected]}]


def test_html_stays_the_text_that_it_is() -> None:
    hostile = "<img src=x onerror=alert(1)> &lt;b&gt; <script>alert(1)</script>"
    assert read_markdown(hostile) == [{"t": "p", "c": [{"t": "text", "v": hostile}]}]


KINDS = {
    *("text", "p", "strong", "em", "u", "s", "code", "codeblock", "quote", "h1", "h2", "h3", "subtext"),
    *("ul", "ol", "li", "link", "spoiler", "timestamp", "mention", "emoji", "br"),
}


def kinds(nodes: list[dict[str, Any]]) -> set[str]:
    return {node["t"] for node in nodes} | {kind for node in nodes for kind in kinds(node.get("c", []))}


def words(nodes: list[dict[str, Any]]) -> str:
    return "".join(node.get("v", "") + words(node.get("c", [])) for node in nodes)


@given(st.text(alphabet="ab \n*_~|`>#-1.[]()<:@&t/\\hps", max_size=60))
def test_any_text_becomes_a_tree_of_known_kinds(text: str) -> None:
    nodes = read_markdown(text)
    assert kinds(nodes) <= KINDS
    assert all(re.match(r"https?://", href) for href in links(nodes))


@given(st.text(alphabet="ab \n*_~|>#-1.\\", max_size=60))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    assert re.findall("[ab]", words(read_markdown(text))) == re.findall("[ab]", text)
