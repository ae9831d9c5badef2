"""The text of a file that another program wrote, and where things stand in it."""

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

from bot.content.characters import strange_in, told, without_strange, without_unseen
from bot.content.folders import LARGEST_FILE
from bot.content.problems import ContentError, Problem
from bot.content.spots import Lines

LONGEST_NAME = 100
_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


@dataclass(frozen=True)
class SourceText:
    """A file's text with line ends as `\\n`; places are counted in characters."""

    name: str
    text: str

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    def problem(self, index: int, message: str) -> Problem:
        return Problem(self.name, *self.lines.place(index), "", message)


def read_source(content: bytes, file_name: str) -> SourceText:
    """The file's text, or ContentError where it is too large, no text, or not UTF-8."""
    name = bare_name(file_name)
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise ContentError([Problem(name, 0, 0, "", f"The file is larger than {limit} MB: divide it into several.")])
    text = _decoded(content, name).replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    source = SourceText(name, without_unseen(text))
    if strange := strange_in(source.text):
        what = told(strange)
        message = f"{what[0].upper()}{what[1:]} stands here: remove it, if this is text."
        raise ContentError([source.problem(strange.start(), message)])
    return source


def bare_name(file_name: str) -> str:
    """The name alone, without folders and without what cannot be shown."""
    name = without_strange(re.split(r"[\\/]", file_name)[-1].translate(_LINE_ENDS))
    return " ".join(name.split())[-LONGEST_NAME:].strip() or "file"


def printable(text: str) -> str:
    """Without characters that no file of the library may hold; other programs hide them in escapes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return without_strange(lines)


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _OTHER_ENCODINGS.items():
        if content.startswith(mark):
            raise ContentError([Problem(name, 1, 1, "", f"This is {encoding}: save the file as UTF-8.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start
    before = SourceText(name, content[:start].decode("utf-8-sig", "replace") + "?")
    raise ContentError([before.problem(len(before.text) - 1, "This is not UTF-8: save the file as UTF-8.")])
