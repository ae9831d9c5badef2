"""Type for pictures: Source Sans Pro, which a package carries, so that no machine needs fonts of its own.

It has Latin, Greek and Cyrillic letters. What it has not, as Chinese, is transliterated: never an empty box.
"""

import io
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from anyascii import anyascii
from PIL import Image, ImageDraw, ImageFont

Weight = Literal["Regular", "Semibold"]
_NO_CHARACTER = "\U0010ffff"
_ELLIPSIS = "…"


@cache
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """A cut of the typeface; the size is in pixels."""
    return ImageFont.truetype(io.BytesIO(_outlines(weight)), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """The text in characters that the typeface has."""
    drawn = ""
    foreign = ""
    for char in unicodedata.normalize("NFC", " ".join(text.split())):
        if _is_in_typeface(char):
            drawn += anyascii(foreign) + char
            foreign = ""
        else:
            foreign += char
    return drawn + anyascii(foreign)


@lru_cache(maxsize=4096)
def width(text: str, face: ImageFont.FreeTypeFont) -> float:
    """In pixels."""
    return face.getlength(text)


def wrapped(text: str, face: ImageFont.FreeTypeFont, room: float, lines: int) -> list[str]:
    """The text in lines no wider than the room; what is left out at the end is marked by an ellipsis."""
    shown: list[str] = []
    rest = drawable(text)
    while rest and len(shown) < lines:
        line = _first_line(rest, face, room)
        shown.append(line)
        rest = rest[len(line) :].lstrip()
    if rest:
        shown[-1] = _with_ellipsis(shown[-1], face, room)
    return shown


def fitted(text: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    """The text on one line."""
    return next(iter(wrapped(text, face, room, 1)), "")


def _first_line(text: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    """As many words as fit; of a word that is too long itself, as many characters."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, face) > room:
            return line or _cut_word(word, face, room)
        line = longer
    return line


def _cut_word(word: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    length = len(word)
    while length > 1 and width(word[:length], face) > room:
        length -= 1
    return word[:length]


def _with_ellipsis(line: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    while line and width(line + _ELLIPSIS, face) > room:
        line = line.rpartition(" ")[0] if " " in line else line[:-1]
    return line.rstrip(" ,;:–-") + _ELLIPSIS


@cache
def _outlines(weight: Weight) -> bytes:
    return (files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf").read_bytes()


@lru_cache(maxsize=4096)
def _is_in_typeface(char: str) -> bool:
    """Whether the typeface draws anything else for it than for a character that it surely has not."""
    if not char.isprintable():
        return False
    return char == " " or _drawing(char) != _drawing(_NO_CHARACTER)


def _drawing(char: str) -> bytes:
    sheet = Image.new("L", (64, 48))
    ImageDraw.Draw(sheet).text((16, 8), char, font=font("Regular", 24), fill=255)
    return sheet.tobytes()
