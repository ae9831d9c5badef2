"""What the marks of the model mean to pydantic: how a file's values are validated, and described to editors.

It is taken in where files are read, and by nobody else: a process that serves holds what was read, and not the reader.
"""

from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from bot.content.dates import HistoricalDate, read_edtf
from bot.content.fields import (
    LINE_PATTERN,
    LONGEST_ID,
    SLUG_PATTERN,
    AsDate,
    AsTolerance,
    ByForm,
    ByKind,
    Characters,
    Counted,
    Id,
    Mark,
    OneOrMany,
    Section,
    Strictly,
    WholeNumber,
)
from bot.content.model import PersonAnswer, TermAnswer
from bot.content.tolerance import Tolerance, read_tolerance

T = TypeVar("T")

PERSON, TERM, TEXT = "<person>", "<term>", "<text>"
"""The forms of an answer, as they stand in the paths of errors."""

_TOLERANCE = {"type": "string", "pattern": "^ *[1-9][0-9]{0,3} +(day|month|year)s? *$"}


@cache
def adapter(model: type[T]) -> TypeAdapter[T]:
    """What validates a model, made once."""
    return TypeAdapter(model)


def validated(model: type[T], value: object) -> T:
    """What was read, as a model. Raises pydantic's `ValidationError` with all that is wrong."""
    return adapter(model).validate_python(value)


def core_schema_of(mark: Mark, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """How a field with this mark is validated; `source` is its type without the mark."""
    match mark:
        case Characters(longest, one_line):
            pattern = LINE_PATTERN if one_line else None
            return core_schema.str_schema(min_length=1, max_length=longest, pattern=pattern, strip_whitespace=True)
        case Id():
            return core_schema.str_schema(max_length=LONGEST_ID, pattern=SLUG_PATTERN)
        case WholeNumber(least, most):
            number = core_schema.int_schema(ge=least, le=most)
            return core_schema.no_info_before_validator_function(_whole, number)
        case Strictly():
            return core_schema.bool_schema(strict=True)
        case OneOrMany(least):
            many = _counted(handler(source), least, None)
            return core_schema.no_info_before_validator_function(_listed, many)
        case Counted(least, most):
            return _counted(handler(source), least, most)
        case Section():
            return core_schema.no_info_before_validator_function(_section, handler(source))
        case ByKind():
            return handler.generate_schema(Annotated[source, Field(discriminator="kind")])
        case ByForm():
            return handler.generate_schema(Annotated[_tagged(source), Discriminator(_form_of)])
        case AsDate():
            return core_schema.no_info_plain_validator_function(_date)
        case AsTolerance():
            return core_schema.no_info_plain_validator_function(_tolerance)
        case _:
            raise TypeError(f"There is no rule for {mark}.")


def json_schema_of(mark: Mark, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """How an editor is told of a field with this mark."""
    match mark:
        case OneOrMany(least):
            many = handler(schema)
            return {"anyOf": [many, many["items"], *([] if least else [{"type": "null"}])]}
        case Section():
            return {"anyOf": [handler(schema), {"type": "null"}]}
        case AsDate():
            return {"type": ["string", "integer"]}
        case AsTolerance():
            return _TOLERANCE
        case _:
            return handler(schema)


def _counted(schema: CoreSchema, least: int, most: int | None) -> CoreSchema:
    bounds = {"min_length": least or None, "max_length": most}
    return schema | {key: bound for key, bound in bounds.items() if bound is not None}  # pyright: ignore[reportReturnType]  # a list's or a mapping's


def _tagged(choices: Any) -> Any:
    person, term, text = get_args(choices)
    return Union[Annotated[person, Tag(PERSON)], Annotated[term, Tag(TERM)], Annotated[text, Tag(TEXT)]]  # noqa: UP007  # made of values


def _form_of(value: object) -> str:
    if isinstance(value, dict | PersonAnswer | TermAnswer):
        is_term = isinstance(value, TermAnswer) or (isinstance(value, dict) and "term" in value)
        return TERM if is_term else PERSON
    return TEXT


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


def _date(value: object) -> HistoricalDate:
    if isinstance(value, HistoricalDate):
        return value
    if isinstance(value, str):
        return read_edtf(value)
    raise ValueError("Write a date as text here, for example 1927-04-12.")


def _tolerance(value: object) -> Tolerance:
    return value if isinstance(value, Tolerance) else read_tolerance(value if isinstance(value, str) else str(value))
