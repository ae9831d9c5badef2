"""Checks what the bot sends against Discord's own OpenAPI description.

The description (3.1, "preview") says what Discord reads; a client may send a little more or write it a little
differently, and Discord takes it. Each way in which this check is wider or narrower than the description stands
here with its reason; everything else is as described.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from bot.sandbox.entities import Json

# Fields that Discord documents and reads, and that the description leaves out of the body in question.
DOCUMENTED: dict[str, frozenset[str]] = {
    # https://discord.com/developers/docs/interactions/application-commands: `nsfw` of a command
    "ApplicationCommandCreateRequest": frozenset({"nsfw"}),
    "ApplicationCommandUpdateRequest": frozenset({"nsfw"}),
    "ApplicationCommandPatchRequestPartial": frozenset({"nsfw"}),
    # Messages are edited and followed up with the form of a new message; `tts` is read there and without
    # meaning in an edit. discord.py always sends it.
    "MessageEditRequestPartial": frozenset({"tts"}),
    "IncomingWebhookUpdateRequestPartial": frozenset({"tts"}),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": frozenset({"tts", "flags"}),
}
INT32, INT64 = 2**31, 2**63


class Description:
    """Discord's description, with one validator a route, made when the route is first used."""

    def __init__(self, path: Path) -> None:
        try:
            import jsonschema
        except ImportError as missing:
            raise RuntimeError(
                "Checking requests against Discord's description needs the package jsonschema: "
                "install the project with its extra `test`."
            ) from missing
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        document: Json = json.loads(raw)
        self._paths: dict[str, Json] = {_shape(name): item for name, item in document["paths"].items()}
        self._components: Json = {
            "schemas": {name: _closed(name, schema) for name, schema in document["components"]["schemas"].items()}
        }
        self._validator = _validator_class(jsonschema)
        self._formats = _formats(jsonschema)
        self._compiled: dict[tuple[str, str], Any] = {}

    def problems(self, method: str, template: str, body: Any) -> Iterator[tuple[str, str]]:
        """Where and what is wrong with a request; nothing when it is as Discord describes it."""
        operation = self._paths.get(_shape(template), {}).get(method.lower())
        if operation is None:
            yield "", "Discord's description knows no such route."
            return
        validator = self._compiled.get((method, template))
        if validator is None:
            validator = self._compiled[method, template] = self._compile(operation)
        if validator is False:
            # Null or nothing: a request of this kind has no body.
            if body is not None:
                yield "", "A body was sent, and none is described."
            return
        for error in validator.iter_errors(body):
            yield _place(error), error.message[:300]

    def _compile(self, operation: Json) -> Any:
        described = operation.get("requestBody")
        if described is None:
            return False
        content = described["content"]
        if "application/json" not in content:
            return False
        # For multipart the description adds `files[n]`; their `payload_json` is the JSON form itself.
        schema = _closed("", content["application/json"]["schema"])
        root = {"allOf": [schema], "components": self._components}
        return self._validator(root, format_checker=self._formats)


def _shape(template: str) -> str:
    """A path without the names of its parameters, which differ between us and the description."""
    return "/".join("{}" if part.startswith("{") else part for part in template.split("/"))


def _place(error: Any) -> str:
    return ".".join(str(step) for step in error.absolute_path)


def _closed(name: str, schema: Any) -> Any:
    """The schema with unknown fields forbidden, so that a misspelt one is found.

    The description itself never says so, because Discord ignores what it does not know; a bot that sends such a
    field means something by it that does not happen.
    """
    if isinstance(schema, list):
        items = cast(list[Any], schema)
        return [_closed("", item) for item in items]
    if not isinstance(schema, dict):
        return schema
    fields = cast(Json, schema)
    closed: Json = {key: _closed("", value) for key, value in fields.items() if key != "properties"}
    # A snowflake may also come as a number: Discord's reference says that ids are accepted either way, and
    # discord.py numbers new attachments 0, 1, 2.
    if name == "SnowflakeType":
        return {"anyOf": [closed, {"type": "integer", "minimum": 0}]}
    if "oneOf" in closed:
        # The unions are meant as "one of these kinds"; where two alternatives are equal for a value (an empty
        # list of autocomplete choices of text, of integers, of numbers) JSON Schema's oneOf would refuse it.
        closed["anyOf"] = closed.pop("oneOf")
    if "properties" in fields:
        properties = cast(Json, fields["properties"])
        known: Json = {key: _closed("", value) for key, value in properties.items()}
        known.update(dict.fromkeys(DOCUMENTED.get(name, ()), True))
        # Permissions are described as a number; Discord's reference and answers have them as text.
        if "default_member_permissions" in known:
            known["default_member_permissions"] = {
                "anyOf": [known["default_member_permissions"], {"type": "string", "pattern": "^[0-9]+$"}]
            }
        closed["properties"] = known
        closed.setdefault("additionalProperties", False)
    return closed


def _validator_class(jsonschema: Any) -> Any:
    base = jsonschema.Draft202012Validator
    return jsonschema.validators.extend(base, {"anyOf": _union(base.VALIDATORS["anyOf"])})


def _union(ordinary: Any) -> Any:
    """`anyOf` that picks the alternative by the `type` of the value, which all of Discord's unions carry.

    The verdict is the same; the complaint is about the button's label instead of "is not valid under any of".
    """

    def check(validator: Any, alternatives: list[Json], instance: Any, schema: Json) -> Iterator[Any]:
        kind: Any = cast(Json, instance).get("type") if isinstance(instance, dict) else None
        chosen = [option for option in alternatives if kind is not None and kind in _kinds(validator, option)]
        if len(chosen) == 1:
            yield from validator.descend(instance, chosen[0])
        else:
            yield from ordinary(validator, alternatives, instance, schema)

    return check


def _kinds(validator: Any, option: Json) -> tuple[Any, ...]:
    if "$ref" in option:
        option = validator._resolver.lookup(option["$ref"]).contents
    described: Json = option.get("properties", {}).get("type", {}) if "properties" in option else {}
    return tuple(described.get("enum", ()))


def _formats(jsonschema: Any) -> Any:
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("int32")(_fits_32_bits)
    checker.checks("int64")(_fits_64_bits)
    checker.checks("date-time", raises=ValueError)(_is_moment)
    checker.checks("uri")(_is_address)
    return checker


def _fits_32_bits(value: Any) -> bool:
    return not isinstance(value, int) or -INT32 <= value < INT32


def _fits_64_bits(value: Any) -> bool:
    return not isinstance(value, int) or -INT64 <= value < INT64


def _is_moment(value: Any) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


def _is_address(value: Any) -> bool:
    """`attachment://name` counts: it is how a message names its own files."""
    if not isinstance(value, str):
        return True
    scheme, separator, rest = value.partition("://")
    return bool(separator and rest) and scheme in ("http", "https", "attachment", "discord") and " " not in value
