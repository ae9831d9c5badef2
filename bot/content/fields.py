"""What a single field of a file can hold, and how it is read from the text that stands there."""

from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from bot.content.dates import HistoricalDate, Tolerance

LONGEST_ID = 60
SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LINE_PATTERN = r"^[^\n]*$"
_TOLERANCE = {"type": "string", "pattern": "^ *[1-9][0-9]{0,3} +(day|month|year)s? *$"}


def _whole(value: object) -> object:
    """A whole number as it stands in a file; every scalar comes as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 9:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("Write a whole number here, for example 2.")


def _listed(value: Any) -> Any:
    """One thing where a list is allowed is a list of one, and nothing is an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)  # pyright: ignore[reportUnknownVariableType]


def _section(value: object) -> object:
    """A section of a file that holds nothing yet."""
    return {} if value is None else value


class OneOrMany:
    """Marks a list that may also be written as its one item, or be empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many, many["items"], {"type": "null"}]}


class Section:
    """Marks a section of a file, which may stand there with nothing in it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_section, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"type": "null"}]}


Listed = OneOrMany()

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=LONGEST_ID)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True, pattern=LINE_PATTERN)]
Date = Annotated[HistoricalDate, WithJsonSchema({"type": ["string", "integer"]})]
Whole = Annotated[int, BeforeValidator(_whole)]
Slugs = Annotated[tuple[Slug, ...], Listed]
ListedLines = Annotated[tuple[Line, ...], Listed]
ListedTexts = Annotated[tuple[Text, ...], Listed]
Within = Annotated[Tolerance, WithJsonSchema(_TOLERANCE)]
