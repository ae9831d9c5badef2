"""What the model finds wrong with a file's values, in plain words and with the path to each of them."""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from anyascii import anyascii
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.fields import SLUG_PATTERN
from bot.content.findings import Finding, suggestion
from bot.content.model import PersonAnswer, TermAnswer, key_of
from bot.content.problems import Path, Step
from bot.content.validation import PERSON, TERM, TEXT

MOST_FAULTS = 50_000
"""How many are listed at all: each costs a kilobyte of memory."""


def findings(error: ValidationError, model: type) -> Iterator[Finding]:
    """Every fault of the model's values once, without those that merely follow from another."""
    if error.error_count() > MOST_FAULTS:
        yield Finding(
            (), f"This file has {error.error_count():,} faults, too many to list: begin again from a smaller one."
        )
        return
    details = error.errors(include_url=False)
    paths = [_plain(detail["loc"]) for detail in details]
    broken = {path[:end] for path in paths for end in range(len(path))}
    misspelt = {_meant(detail, model) for detail in details if detail["type"] == "unexpected_keyword_argument"}
    for detail in details:
        path = _plain(detail["loc"])
        follows = detail["type"] in ("too_short", "too_long") and path in broken
        if not follows and not (detail["type"] == "missing" and path in misspelt):
            yield _finding(detail, path, model)


def _finding(detail: ErrorDetails, path: Path, model: type) -> Finding:
    kind = detail["type"]
    if kind == "unexpected_keyword_argument":
        return Finding(path, _unknown_key(detail, model), of_key=True)
    if kind == "missing" or kind == "union_tag_not_found":
        missing = path if kind == "missing" else (*path, "kind")
        return Finding(missing, _missing(missing, model), of_key=True)
    if kind == "union_tag_invalid":
        path = (*path, "kind")
    if detail["loc"][-1] == "[key]":
        return Finding(path, _slug_sentence("An id", str(detail["input"])), of_key=True)
    return Finding(path, _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    if detail["input"] is None:
        return "Nothing stands here: write a value, or remove the field if it is not needed."
    sentence = _SENTENCES.get(detail["type"])
    return sentence(detail) if sentence else f"{detail['msg']}."


def _context(detail: ErrorDetails) -> dict[str, Any]:
    return detail.get("ctx", {})


def _found(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return "something else"


def _text_wanted(detail: ErrorDetails) -> str:
    value = detail["input"]
    if isinstance(value, bool):
        word = "true" if value else "false"
        return f'Write "{word}" in quotes: without them it is not text.'
    return f"Text is wanted here, and {_found(value)} stands here."


def _mapping_wanted(detail: ErrorDetails) -> str:
    return f'A mapping is wanted here ("key: value" lines), and {_found(detail["input"])} stands here.'


def _list_wanted(detail: ErrorDetails) -> str:
    return f'A list is wanted here (items that begin with "- "), and {_found(detail["input"])} stands here.'


def _one_of(detail: ErrorDetails) -> str:
    expected = _context(detail)["expected"]
    words = [part for index, part in enumerate(expected.split("'")) if index % 2]
    written = str(detail["input"])
    if words == ["1"]:
        return "Write 1 here: this version of Clio reads schema 1."
    return f"Write {_listed(words)} here.{suggestion(written, words)}"


def _kind(detail: ErrorDetails) -> str:
    words = [part for index, part in enumerate(_context(detail)["expected_tags"].split("'")) if index % 2]
    tag = str(_context(detail)["tag"])
    return f'There is no kind of question named "{tag}": write {_listed(words)}.{suggestion(tag, words)}'


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _pattern(detail: ErrorDetails) -> str:
    if _context(detail)["pattern"] == SLUG_PATTERN:
        return _slug_sentence("An id", str(detail["input"]))
    return "This must stand on one line: shorten it, or join its lines with >-."


def _slug_sentence(what: str, written: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in anyascii(written).lower()).split()
    example = f', for example "{"-".join(words)[:60].rstrip("-")}"' if words else ""
    rule = "lower-case letters, digits and hyphens, at most 60 of them"
    return f'{what} is made of {rule}{example}; "{written[:80]}" is not.'


def _too_few(detail: ErrorDetails) -> str:
    least, found = _context(detail)["min_length"], _context(detail)["actual_length"]
    return f"At least {least} must stand here, and there {'is' if found == 1 else 'are'} {found or 'none'}."


def _too_many(detail: ErrorDetails) -> str:
    most, found = _context(detail)["max_length"], _context(detail)["actual_length"]
    return f"At most {most} are possible here, and there are {found}."


def _too_long(detail: ErrorDetails) -> str:
    most = _context(detail)["max_length"]
    written = str(detail["input"])
    if most == 60:
        return _slug_sentence("An id", written)
    return f"This is longer than {most} characters ({len(written.strip())}): shorten it."


_SENTENCES: dict[str, Callable[[ErrorDetails], str]] = {
    "string_type": _text_wanted,
    "string_too_short": lambda detail: "This text is empty: write something.",
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "bool_type": lambda detail: (
        f"Write true or false, in small letters and without quotes, not {_found(detail['input'])}."
    ),
    "literal_error": _one_of,
    "union_tag_invalid": _kind,
    "value_error": lambda detail: str(_context(detail)["error"]),
    "dataclass_type": _mapping_wanted,
    "dict_type": _mapping_wanted,
    "mapping_type": _mapping_wanted,
    "tuple_type": _list_wanted,
    "too_short": _too_few,
    "too_long": _too_many,
    "greater_than_equal": lambda detail: f"Write a number not below {_context(detail)['ge']}.",
    "less_than_equal": lambda detail: f"Write a number not above {_context(detail)['le']}.",
}


def _plain(loc: tuple[Step, ...]) -> Path:
    """The path in the file, without what the model puts in between: a question's kind, an answer's form, `[key]`."""
    if len(loc) > 2 and loc[0] == "questions" and loc[2] != "[key]":
        return (*loc[:2], *_plain(loc[3:]))
    if len(loc) > 1 and loc[-1] == "[key]":
        return _plain(loc[:-1])
    return tuple(
        step
        for before, step in zip((None, *loc), loc, strict=False)
        if not (before == "answer" and step in (PERSON, TERM, TEXT))
    )


def _missing(path: Path, model: type) -> str:
    return f'The field "{path[-1]}" is missing here: add it.'


def _unknown_key(detail: ErrorDetails, model: type) -> str:
    key = str(detail["loc"][-1])
    known = _fields_at(model, detail["loc"][:-1])
    comma = " Text with a comma needs quotes between { and }." if detail["input"] is None and " " in key else ""
    return f'There is no field "{key}" here.{comma or suggestion(key, known) or _remove(known)}'


def _remove(known: list[str]) -> str:
    return f" Remove it, or write {_listed(known)}." if known else " Remove it."


def _meant(detail: ErrorDetails, model: type) -> Path | None:
    """The field for which an unknown key was probably meant: it need not be called missing as well."""
    key, known = str(detail["loc"][-1]), _fields_at(model, detail["loc"][:-1])
    meant = suggestion(key, known)
    return next(((*_plain(detail["loc"])[:-1], field) for field in known if f'"{field}"' in meant), None)


def _fields_at(model: type, loc: tuple[Step, ...]) -> list[str]:
    """The names that the fields have in the mapping to which the model's own path leads."""
    current: Any = model
    for step in loc:
        current = _inner(current, step)
    current = _bare(current)
    return list(_by_key(current)) if is_dataclass(current) and isinstance(current, type) else []


@cache
def _by_key(model: type) -> Mapping[str, Any]:
    """What a model's fields hold, by the keys under which they are written."""
    types_ = get_type_hints(model)
    return {key_of(field.name): types_[field.name] for field in fields(model)}


def _inner(annotation: Any, step: Step) -> Any:
    """What stands below one step of the path."""
    annotation = _bare(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _by_key(annotation).get(str(step))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[1]
    if origin is tuple:
        return arguments[0]
    return next((choice for choice in _choices(annotation) if step in _tags_of(choice)), None)


def _bare(annotation: Any) -> Any:
    """Without None where it is optional."""
    choices = [choice for choice in _choices(annotation) if choice is not type(None)]
    return _bare(choices[0]) if len(choices) == 1 else annotation


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else ()


def _tags_of(choice: Any) -> tuple[Any, ...]:
    """What tells it from the other choices in a path."""
    forms = {PersonAnswer: (PERSON,), TermAnswer: (TERM,), str: (TEXT,)}
    return forms.get(choice) or get_args(_by_key(choice)["kind"])
