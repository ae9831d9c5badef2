"""Other programs' questions as chapters of Clio."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.content.formats.aiken import read_aiken
from bot.content.formats.anki_notes import read_anki
from bot.content.formats.chapters import chapter_id_of, to_chapter
from bot.content.formats.drafts import Draft
from bot.content.formats.gift import read_gift
from bot.content.formats.known import ImportFormat, is_clios_own
from bot.content.formats.open_trivia import read_open_trivia
from bot.content.formats.quizlet import read_quizlet
from bot.content.formats.red import read_red
from bot.content.formats.source_text import SourceText, read_source
from bot.content.formats.telling import tell
from bot.errors import UserError
from bot.frozen import frozen


class Reader(NamedTuple):
    """A program whose files can be read, and how."""

    program: str
    read: Callable[[SourceText], Draft]


READERS: Mapping[str, Reader] = {
    ImportFormat.RED: Reader("Red-DiscordBot trivia list", read_red),
    ImportFormat.OPEN_TRIVIA: Reader("Open Trivia DB", read_open_trivia),
    ImportFormat.GIFT: Reader("Moodle GIFT", read_gift),
    ImportFormat.AIKEN: Reader("Moodle Aiken", read_aiken),
    ImportFormat.ANKI: Reader("Anki notes in plain text", read_anki),
    ImportFormat.QUIZLET: Reader("Quizlet export", read_quizlet),
}
"""By the names under which a person can ask for them."""


@frozen
class Imported:
    """A chapter made from another program's file. `format` is a key of `READERS`; each remark is a sentence."""

    format: str
    chapter_yaml: str
    remarks: tuple[str, ...]


class UnknownFormat(UserError):
    """The file's format cannot be told, or there is none of that name."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Clio reads these formats: {', '.join(READERS)}.")


class WrongFile(UserError):
    """The file is of a kind that is never read; the sentence says what to bring instead."""


def convert(text: bytes, file_name: str, wanted: str | None = None, *, chapter: str | None = None) -> Imported:
    """Make a chapter's file of another program's file.

    `wanted` names the format; without it the format is told from the file. `chapter` is the chapter's id; without it
    the id comes from the file's name. Raises ContentError with every problem and its place, or UserError.
    """
    _refuse_packages(text)
    source = read_source(text, file_name)
    if not source.text.strip():
        raise WrongFile(f"{source.name} is empty: choose the file that has the questions in it.")
    format_ = _known(wanted) if wanted else _told(source)
    reader = READERS[format_]
    draft = reader.read(source)
    if format_ == "quizlet" and not wanted:
        draft.remark(None, 'The file is taken for one from Quizlet. If it is from Anki, name the format "anki".')
    chapter_yaml, remarks = to_chapter(draft, reader.program, chapter or chapter_id_of(source.name))
    return Imported(format_, chapter_yaml, remarks)


def _refuse_packages(text: bytes) -> None:
    if text.startswith(b"PK\x03\x04"):
        raise WrongFile(
            "This is a package (.apkg, .xlsx or .zip), which cannot be read. Anki writes text with "
            '"Export", "Notes in Plain Text"; a spreadsheet is saved as text with tabs.'
        )


def _known(wanted: str) -> str:
    name = "-".join(wanted.lower().replace("_", "-").split())
    if name not in READERS:
        raise UnknownFormat(f'There is no format "{wanted[:40]}".')
    return name


def _told(source: SourceText) -> str:
    if is_clios_own(source.text):
        raise WrongFile("This is a file of Clio's own already: put it into a book's folder as it is.")
    if told := tell(source):
        return told
    raise UnknownFormat(f"The format of {source.name} cannot be told from what stands in it: name it.")
