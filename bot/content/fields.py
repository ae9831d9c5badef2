"""What a single field of a file can hold, besides its type.

Each rule is a mark in the field's annotation; `validation` turns it into what pydantic checks. That is taken in only
where files are read, so nothing here needs it.
"""

from typing import TYPE_CHECKING, Annotated, Any

from bot.content.dates import HistoricalDate
from bot.content.tolerance import Tolerance
from bot.frozen import frozen

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

LONGEST_ID = 60
GENERATED = "gen-"
"""How the ids of generated questions begin; written ones may not."""
SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LINE_PATTERN = r"^[^\n]*$"


class Mark:
    """A rule for a field, in the form by which pydantic asks for it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from bot.content import validation

        return validation.core_schema_of(self, source, handler)

    def __get_pydantic_json_schema__(self, schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        from bot.content import validation

        return validation.json_schema_of(self, schema, handler)


@frozen
class Characters(Mark):
    """Text of one to so many characters, without the spaces around it; perhaps only one line of it."""

    longest: int
    one_line: bool = False


class Id(Mark):
    """An id: at most `LONGEST_ID` characters, as in `SLUG_PATTERN`."""


@frozen
class WholeNumber(Mark):
    """A whole number, which stands in a file as text like everything else."""

    least: int | None = None
    most: int | None = None


class Strictly(Mark):
    """A truth value, and nothing that could be taken for one."""


@frozen
class OneOrMany(Mark):
    """A list that may also be written as its one item or, where `least` is 0, be empty."""

    least: int = 0


@frozen
class Counted(Mark):
    """So many of them."""

    least: int
    most: int


class Section(Mark):
    """A section of a file, which may stand there with nothing in it."""


class ByKind(Mark):
    """One of several, told apart by its `kind`."""


class ByForm(Mark):
    """A person's id, a term's id, or a text: told apart by how it is written."""


class AsDate(Mark):
    """A date, in EDTF."""


class AsTolerance(Mark):
    """How far from the answer a date may lie, as `1 year`."""


Slug = Annotated[str, Id()]
Text = Annotated[str, Characters(4000)]
Line = Annotated[str, Characters(300, one_line=True)]
Date = Annotated[HistoricalDate, AsDate()]
Within = Annotated[Tolerance, AsTolerance()]
Whole = Annotated[int, WholeNumber()]
Truth = Annotated[bool, Strictly()]
Slugs = Annotated[tuple[Slug, ...], OneOrMany()]
ListedLines = Annotated[tuple[Line, ...], OneOrMany()]
ListedTexts = Annotated[tuple[Text, ...], OneOrMany()]
