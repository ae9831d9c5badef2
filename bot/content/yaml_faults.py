"""Where a file stops being YAML, and what its author can do about it.

The parser says where it stumbled, which for an unclosed quote or bracket is often many lines too late. So the tokens
before the fault are looked at once more, and what was opened and never closed is reported where it opens.
"""

from collections.abc import Iterator
from typing import Any

from yaml import CLoader
from yaml.error import MarkedYAMLError, YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
    Token,
)

from bot.content.problems import Fault

_SENTENCES = (
    (
        "mapping values are not allowed",
        'a ": " stands where no key can be: put text that contains ": " in quotes, '
        "or align this key with its neighbours",
    ),
    (
        "could not find expected ':'",
        'this line has no "key: value"; write the colon with a space after it, '
        "or indent the line so that it goes on with the text above",
    ),
    (
        "did not find expected key",
        'this does not fit here: align keys of one mapping, write "key: value", '
        "and put text that begins with a quote, [ or { in quotes as a whole",
    ),
    (
        "did not find expected '-' indicator",
        'this does not fit into the list: begin each of its items with "- ", all in the same column',
    ),
    ("did not find expected ',' or ']'", "a comma or the closing ] is missing before this"),
    ("did not find expected ',' or '}'", "a comma or the closing } is missing before this"),
    ("tab character", "a tab stands here; indent with spaces"),
    (
        "found unknown escape character",
        "a backslash in double quotes begins an escape; write two, or use single quotes",
    ),
    ("did not find expected hexdecimal number", "the escape after this backslash needs hexadecimal digits"),
    ("found invalid Unicode character escape code", "this escape names no character"),
    ("found unexpected document indicator", "a quote is opened here and not closed; close it"),
    (
        "block sequence entries are not allowed",
        'a list begins on a line of its own: put "- " on the next line, indented',
    ),
    ("block mapping keys are not allowed", 'a "? " cannot stand here; put the text in quotes'),
    ("did not find expected alphabetic or numeric character", "text that begins with * or & must stand in quotes"),
    ("did not find expected comment or line break", "text that begins with | or > must stand in quotes"),
    ("found a indentation indicator equal to 0", "text that begins with | or > must stand in quotes"),
    ("undefined tag handle", "text that begins with ! must stand in quotes; tags are not used here"),
    ("tag", "text that begins with ! must stand in quotes; tags are not used here"),
    ("directive", "a line that begins with % must stand in quotes; directives are not used here"),
    ("found incompatible YAML document", "leave out the %YAML line"),
    ("did not find expected <document start>", "this line is indented less than the first; align it with the first"),
    ("did not find expected node content", "a value is missing here, or a bracket or comma is too many"),
    ("invalid leading UTF-8 octet", "save the file as UTF-8"),
)

_AT_THE_CONTEXT = (
    "could not find expected ':'",
    "found unexpected document indicator",
    "alphabetic or numeric character",
)


def syntax_fault(text: str, error: YAMLError) -> Fault:
    """The parser's complaint in plain words, at the place that has to be mended."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(0, f"this is not YAML: {error}")
    problem = error.problem or ""
    index = min(error.problem_mark.index, len(text.rstrip()))
    tokens = list(_tokens_until(text, index))
    if problem == "found unexpected end of stream" and error.context_mark:
        return Fault(error.context_mark.index, "a quote is opened here and never closed; close it")
    return (
        _unclosed_bracket(text, tokens, index)
        or _closed_too_late(text, tokens, index)
        or _behind_a_quote(text, tokens, index)
        or _strange_character(text, problem, index)
        or _key_too_deep(text, problem, index)
        or Fault(_index_of(error, problem, index), _sentence(problem))
    )


def _index_of(error: MarkedYAMLError, problem: str, index: int) -> int:
    if error.context_mark and any(part in problem for part in _AT_THE_CONTEXT):
        return error.context_mark.index
    return index


def _sentence(problem: str) -> str:
    for part, sentence in _SENTENCES:
        if part in problem:
            return sentence
    return f"this is not valid YAML ({problem}); check quotes, brackets and indentation"


def events_of(text: str) -> Iterator[Any]:
    """The parser's events, one after another."""
    parser: Any = CLoader(text)
    while (event := parser.get_event()) is not None:
        yield event


def _tokens_until(text: str, index: int) -> Iterator[Token]:
    parser: Any = CLoader(text)
    while True:
        try:
            token = parser.get_token()
        except YAMLError:
            return
        if token is None or token.start_mark.index > index:
            return
        yield token


def _unclosed_bracket(text: str, tokens: list[Token], index: int) -> Fault | None:
    """A bracket that is still open where the text ends or where the lines are no longer indented below it."""
    opened: list[Token] = []
    for token in tokens:
        if isinstance(token, FlowMappingStartToken | FlowSequenceStartToken):
            opened.append(token)
        elif (
            isinstance(token, FlowMappingEndToken | FlowSequenceEndToken) and opened and token.start_mark.index < index
        ):
            opened.pop()
    if not opened:
        return None
    start = opened[-1].start_mark.index
    ended = index >= len(text.rstrip())
    resumed = _line_of(text, index) > _line_of(text, start) and _indent(text, index) <= _indent(text, start)
    if not (ended or resumed):
        return None
    bracket = text[start]
    return Fault(start, f"a {bracket} is opened here and not closed; close it with {']' if bracket == '[' else '}'}")


def _last_quoted(text: str, tokens: list[Token], index: int) -> ScalarToken | None:
    """The quoted text that ends just before the fault."""
    for token in reversed(tokens):
        if isinstance(token, ScalarToken) and token.start_mark.index < index:
            between = text[token.end_mark.index : index]
            quoted = token.style in ("'", '"') and not between.strip()
            return token if quoted and "\n" not in between else None
    return None


def _closed_too_late(text: str, tokens: list[Token], index: int) -> Fault | None:
    """A quote forgotten on one line is closed by the next quote anywhere below; the fault shows only there."""
    token = _last_quoted(text, tokens, index)
    if token is None:
        return None
    start, end = token.start_mark.index, token.end_mark.index
    if _line_of(text, start) == _line_of(text, end):
        return None
    line = _line_of(text, end)
    return Fault(
        start,
        f"the quote that opens here closes only on line {line}, in the middle of something else; "
        "close it where the text ends",
    )


def _behind_a_quote(text: str, tokens: list[Token], index: int) -> Fault | None:
    token = _last_quoted(text, tokens, index)
    if token is None or index >= len(text.rstrip()) or text[index] in ":,]}":
        return None
    mark = text[token.start_mark.index]
    twice = "two single quotes ('')" if mark == "'" else 'a backslash and a quote (\\")'
    return Fault(index, f"something stands behind the closing quote; within quotes write {twice} for a quote mark")


def _strange_character(text: str, problem: str, index: int) -> Fault | None:
    if "cannot start any token" not in problem or index >= len(text):
        return None
    if text[index] == "\t":
        return Fault(index, "a tab stands here; indent with spaces")
    return Fault(index, f"text that begins with {text[index]} must stand in quotes")


def _key_too_deep(text: str, problem: str, index: int) -> Fault | None:
    """A key below a value that is already complete, as if it went on with its text."""
    before = text[text.rfind("\n", 0, index) + 1 : index]
    if "mapping values are not allowed" not in problem or ": " in before or before.lstrip().startswith("- "):
        return None
    if (keyless := _line_without_key(text, index)) is not None:
        return Fault(keyless, _sentence("could not find expected ':'"))
    message = (
        "this line is indented further than its neighbours; align it with them, or put text that goes on in quotes"
    )
    return Fault(index - len(before.lstrip()), message)


def _line_without_key(text: str, index: int) -> int | None:
    """Where the line above begins, if it is level with this one, has no colon, and continues no text."""
    lines = text[:index].splitlines(keepends=True)
    if len(lines) < 2 or (level := _indent(text, index)) != _indent(lines[-2], 0):
        return None
    line = lines[-2].strip()
    outer = next((one for one in reversed(lines[:-2]) if one.strip() and _indent(one, 0) < level), ":")
    if not line or ":" in line or line[0] in "-#" or not outer.rstrip().endswith(":"):
        return None
    return sum(map(len, lines[:-2])) + level


def _line_of(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _indent(text: str, index: int) -> int:
    line = text[text.rfind("\n", 0, index) + 1 :]
    return len(line) - len(line.lstrip(" "))
