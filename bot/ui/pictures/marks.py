"""Dots and bars with smooth edges, as masks: how much of a colour there is in each pixel.

A mark shows how well a date is known. A dot is a day. A full bar lasted that long; a pale one holds a time that is not
known better. Soft edges mean about, a broken outline means perhaps, and an open end fades away.
"""

from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from bot.frozen import frozen

_FINER = 4
_OUTLINE = 3
_DASH, _SPACE = 13, 9
_PALE = 78
"""The strength of a pale bar's inside, of 255."""


@frozen
class Fill:
    """How a bar is filled: full between the pixels `full_from` and `full_to`, pale beyond them. It grows out of
    nothing over its first pixels and fades into nothing over its last ones.
    """

    full_from: int = 0
    full_to: int = 0
    is_broken: bool = False
    grows: int = 0
    fades: int = 0


@lru_cache(maxsize=64)
def dot(radius: int, *, is_soft: bool = False, is_broken: bool = False) -> Image.Image:
    """A disc; soft, it grows faint towards its edge; broken, it is a pale one in a ring of dashes."""
    size = 2 * (radius + (radius // 2 if is_soft else 0))
    mask = Image.new("L", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(mask)
    draw.ellipse(_whole(size), fill=_PALE if is_broken else 255)
    if is_broken:
        for angle in range(0, 360, 60):
            draw.arc(_whole(size), angle, angle + 36, fill=255, width=(_OUTLINE + 1) * _FINER)
    if is_soft:
        mask = ImageChops.multiply(mask, _glow(size * _FINER))
    return mask.reduce(_FINER)


def _whole(size: int) -> tuple[int, int, int, int]:
    return 0, 0, size * _FINER - 1, size * _FINER - 1


def _glow(size: int) -> Image.Image:
    """Full in the middle, and fainter from there to the edge."""
    strengths = [max(0, min(255, 420 - round(far * 2.3))) for far in range(256)]
    return _resized(Image.radial_gradient("L"), size, size).point(strengths)  # pyright: ignore[reportUnknownMemberType]


@lru_cache(maxsize=256)
def bar(width: int, height: int, fill: Fill) -> Image.Image:
    """An upright bar with round ends."""
    mask = _rounded(width, height, _PALE)
    outline = ImageChops.subtract(_rounded(width, height, 255), _hollow(width, height))
    mask = ImageChops.lighter(mask, _dashed(outline) if fill.is_broken else outline)
    if fill.full_to > fill.full_from:
        full = _rounded(width, fill.full_to - fill.full_from, 255)
        mask.paste(255, (0, fill.full_from), _dashed(full) if fill.is_broken else full)
    if fill.grows or fill.fades:
        mask = ImageChops.multiply(mask, _ramp(width, height, fill.grows, fill.fades))
    return mask


def _rounded(width: int, height: int, strength: int) -> Image.Image:
    mask = Image.new("L", (width * _FINER, height * _FINER))
    box = (0, 0, width * _FINER - 1, height * _FINER - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=min(width, height) * _FINER // 2, fill=strength)
    return mask.reduce(_FINER)


def _hollow(width: int, height: int) -> Image.Image:
    """The inside, to be taken out of the whole so that the outline is left."""
    mask = Image.new("L", (width, height))
    if width > 2 * _OUTLINE and height > 2 * _OUTLINE:
        mask.paste(_rounded(width - 2 * _OUTLINE, height - 2 * _OUTLINE, 255), (_OUTLINE, _OUTLINE))
    return mask


def _dashed(mask: Image.Image) -> Image.Image:
    cut = mask.copy()
    for top in range(_DASH, mask.height - _DASH // 2, _DASH + _SPACE):
        cut.paste(0, (0, top, mask.width, min(top + _SPACE, mask.height)))
    return cut


def _ramp(width: int, height: int, grows: int, fades: int) -> Image.Image:
    strengths = [_strength(row, height, grows, fades) for row in range(height)]
    return _resized(_column(strengths), width, height)


def _resized(image: Image.Image, width: int, height: int) -> Image.Image:
    # Pillow's own types speak of numpy, which Clio does not need.
    return image.resize((width, height))  # pyright: ignore[reportUnknownMemberType]


def _strength(row: int, height: int, grows: int, fades: int) -> int:
    at_top = min(1.0, (row + 1) / grows) if grows else 1.0
    at_bottom = min(1.0, (height - row) / fades) if fades else 1.0
    return round(255 * at_top * at_bottom)


def _column(strengths: Sequence[int]) -> Image.Image:
    return Image.frombytes("L", (1, len(strengths)), bytes(strengths))
