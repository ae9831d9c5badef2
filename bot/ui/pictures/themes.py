"""The colours of pictures, for a dark and a light screen."""

from typing import Literal

from bot.frozen import frozen

Colour = tuple[int, int, int]
ThemeName = Literal["dark", "light"]


@frozen
class Theme:
    """`hues` tell chapters apart; each of them and every ink has a contrast of 4.5 or more to the paper."""

    paper: Colour
    panel: Colour
    ink: Colour
    soft_ink: Colour
    line: Colour
    hues: tuple[Colour, ...]


THEMES: dict[ThemeName, Theme] = {
    "dark": Theme(
        paper=(24, 26, 33),
        panel=(36, 39, 49),
        ink=(240, 238, 231),
        soft_ink=(170, 173, 184),
        line=(74, 79, 94),
        hues=((240, 180, 84), (125, 183, 240), (240, 140, 120), (138, 205, 150), (205, 160, 235), (222, 214, 120)),
    ),
    "light": Theme(
        paper=(251, 249, 244),
        panel=(239, 235, 225),
        ink=(33, 34, 41),
        soft_ink=(96, 96, 104),
        line=(196, 191, 179),
        hues=((158, 74, 18), (24, 92, 156), (176, 38, 60), (28, 112, 62), (116, 58, 160), (112, 94, 0)),
    ),
}


def mixed(over: Colour, under: Colour, share: float) -> Colour:
    """The colour between two; `share` is how much of the first there is, from 0 to 1."""
    red, green, blue = (round(o * share + u * (1 - share)) for o, u in zip(over, under, strict=True))
    return red, green, blue
