"""A few words of a text around what was searched for."""

import re
from collections.abc import Collection

from bot.content.entries import words_of
from bot.frozen import frozen

_CHUNK = re.compile(r"\S+")


@frozen
class Piece:
    """A stretch of the text; `is_hit` when it is a word that was searched for."""

    text: str
    is_hit: bool


def excerpt(text: str, meant: Collection[str], length: int = 160) -> list[Piece]:
    """About `length` characters of the text, from a little before the first hit on, with the hits as pieces.

    Where something is left out, the pieces begin or end with an ellipsis.
    """
    chunks = [(found.start(), found.end()) for found in _CHUNK.finditer(text)]
    hits = {place for place, (start, end) in enumerate(chunks) if _is_hit(text[start:end], meant)}
    first = _first_shown(chunks, min(hits, default=0), length // 3)
    pieces = [Piece("… ", False)] if first else []
    for place in range(first, len(chunks)):
        start, end = chunks[place]
        if end - chunks[first][0] > length and place > first:
            pieces.append(Piece("…", False))
            break
        pieces.append(Piece(text[start:end], place in hits))
        pieces.append(Piece(" ", False))
    return _joined(pieces)


def _first_shown(chunks: list[tuple[int, int]], hit: int, before: int) -> int:
    first = hit
    while first > 0 and chunks[hit][0] - chunks[first - 1][0] <= before:
        first -= 1
    return first


def _is_hit(chunk: str, meant: Collection[str]) -> bool:
    return any(word.startswith(tuple(meant)) for word in words_of(chunk))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours that are alike become one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_hit == piece.is_hit:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.is_hit)
        else:
            joined.append(piece)
    if joined and joined[-1].text.endswith(" "):
        joined[-1] = Piece(joined[-1].text.rstrip(), joined[-1].is_hit)
    return [piece for piece in joined if piece.text]
