"""JSON Schemas of the files, for editors that complete and check YAML while one types.

They are written in draft 7, which the YAML language server knows best. An editor reads YAML 1.2: it takes `1927` for a
number and `True` for a truth value where Clio reads text, so wherever text is wanted those are right too.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.content.field_notes import NOTES
from bot.content.fields import LINE_PATTERN
from bot.content.model import BookFile, ChapterFile
from bot.content.validation import adapter

Schema = dict[str, Any]

_FILES: dict[str, tuple[type[BookFile] | type[ChapterFile], str]] = {
    "book.schema.json": (BookFile, "A book of Clio's library"),
    "chapter.schema.json": (ChapterFile, "A chapter of Clio's library"),
}
_ONE_LINE = r"^\s*[^\n]*\s*$"
_SCALARS = ["string", "number", "boolean"]


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file, by the name under which it is written."""
    return {name: _schema(model, title) for name, (model, title) in _FILES.items()}


def schema_text(schema: Schema) -> str:
    """As it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema files into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(schema_text(schema), encoding="utf-8")
        written.append(path)
    return written


def _schema(model: type[BookFile] | type[ChapterFile], title: str) -> Schema:
    schema = adapter(model).json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    adapted: Schema = _adapted(schema)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **adapted,
        "title": title,
        "definitions": {name: _adapted(definition) for name, definition in definitions.items()},
    }


def _adapted(node: Any) -> Any:
    """A schema as an editor needs it, and everything below it."""
    if isinstance(node, list):
        return [_adapted(item) for item in node]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(node, dict):
        return node
    schema: Schema = {key: _adapted(value) for key, value in node.items() if not _is_noise(key, value)}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    for adapt in _ADAPTATIONS:
        adapt(schema)
    return schema


def _is_noise(key: str, value: object) -> bool:
    """Titles that only repeat the key, defaults that say nothing, and a keyword of OpenAPI."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and not value) or key == "discriminator"


def _text(schema: Schema) -> None:
    if schema.get("type") == "string" and not schema.keys() & {"enum", "const"}:
        schema["type"] = _SCALARS
        if schema.get("pattern") == LINE_PATTERN:
            schema["pattern"] = _ONE_LINE


def _schema_number(schema: Schema) -> None:
    if schema.get("const") == "1":
        del schema["const"], schema["type"]
        schema["enum"] = [1, "1"]


def _whole_number(schema: Schema) -> None:
    if schema.get("type") == "integer":
        schema |= {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": schema.get("minimum", 0)}


def _named_entries(schema: Schema) -> None:
    if "patternProperties" in schema:
        schema["additionalProperties"] = False


def _kinds(schema: Schema) -> None:
    """One question among its kinds: only the rules of its own kind apply, so that the editor marks the real fault."""
    choices: list[Schema] = schema.get("oneOf", [])
    names = [_definition_name(choice) for choice in choices]
    if choices and all(name.endswith("Question") for name in names):
        del schema["oneOf"]
        kinds = [_kind(name) for name in names]
        schema |= {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": kinds, "description": NOTES["kind"]}},
            "allOf": [
                {"if": {"required": ["kind"], "properties": {"kind": {"const": kind}}}, "then": choice}
                for kind, choice in zip(kinds, choices, strict=True)
            ],
        }
    elif choices:
        schema["anyOf"] = schema.pop("oneOf")


def _one_of_several_types(schema: Schema) -> None:
    """What a value must be like, by its type, without alternatives: so the editor marks the value and not the whole."""
    choices: list[Schema] = schema.get("anyOf", [])
    together: Schema = {}
    kinds: list[str] = []
    for choice in choices:
        kind = choice.get("type")
        if kind is None or choice.keys() & {"enum", "const", *together}:
            return
        kinds += [kind] if isinstance(kind, str) else kind
        together |= {key: value for key, value in choice.items() if key != "type"}
    if choices:
        del schema["anyOf"]
        schema |= {**together, "type": kinds}


def _definition_name(choice: Schema) -> str:
    return str(choice.get("$ref", "")).rpartition("/")[2]


def _kind(definition: str) -> str:
    name = definition.removesuffix("Question")
    return "true-false" if name == "TrueFalse" else name.lower()


def _described(schema: Schema) -> None:
    """What each field is for, as an editor shows it beside the cursor."""
    if schema.get("type") != "object":
        return
    for name, field in schema.get("properties", {}).items():
        if name not in NOTES:
            continue
        if "$ref" in field:  # in draft 7 nothing counts beside a reference
            field["allOf"] = [{"$ref": field.pop("$ref")}]
        field["description"] = NOTES[name]


_ADAPTATIONS: tuple[Callable[[Schema], None], ...] = (
    _text,
    _schema_number,
    _whole_number,
    _named_entries,
    _kinds,
    _one_of_several_types,
    _described,
)
