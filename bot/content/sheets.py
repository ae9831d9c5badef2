"""One file of the library, as it was read by itself; what other files say about it comes later, in `checking`."""

from typing import Generic, NamedTuple, TypeVar

from bot.content.findings import Finding
from bot.content.model import BookFile, ChapterFile
from bot.content.problems import Fault, Path
from bot.frozen import frozen

SECTIONS = ("people", "terms", "events", "sources", "facts", "questions")
Model = TypeVar("Model", BookFile, ChapterFile)


class Entry(NamedTuple):
    """An id, the section in which it stands, and the path to it; questions within sets are entries too."""

    section: str
    id: str
    path: Path


@frozen
class Sheet(Generic[Model]):
    """A file's content. Where it is `broken` the model holds only what is sound, so that the rest can still be checked;
    `entries` are all of them, the broken ones too.
    """

    name: str
    model: Model
    entries: tuple[Entry, ...]
    broken: bool = False


@frozen
class Examined(Generic[Model]):
    """What reading one file gave; no sheet where nothing could be read at all, no text where nothing is wrong."""

    text: str
    sheet: Sheet[Model] | None
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()
