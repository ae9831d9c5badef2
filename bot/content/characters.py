"""Characters that no text of the library holds: those that control a machine, and those that nobody sees."""

import re

_INVISIBLE = "\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_WRITTEN = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_STRANGE = re.compile(f"[^{_WRITTEN}]|[{_INVISIBLE}]")
"""What turns the direction of a text is among them: languages that are written from the right need none of it.

The joiners U+200C and U+200D are not: Persian is spelt with one, and emoji are put together with the other.
"""
_UNSEEN = re.compile(f"[{_INVISIBLE}]")

_LOOKED_THROUGH_AT_ONCE = 64 * 1024
"""Nothing else can run while characters are looked for."""


def strange_in(text: str) -> re.Match[str] | None:
    """The first character that is none for a text."""
    pieces = range(0, len(text), _LOOKED_THROUGH_AT_ONCE)
    found = (_STRANGE.search(text, start, start + _LOOKED_THROUGH_AT_ONCE) for start in pieces)
    return next(filter(None, found), None)


def told(strange: re.Match[str]) -> str:
    """What such a character is called."""
    kind = "invisible" if _UNSEEN.match(strange.group()) else "unprintable"
    return f"an {kind} character (U+{ord(strange.group()):04X})"


def without_unseen(text: str) -> str:
    """Without those that nobody sees, which other programs leave in texts."""
    return _UNSEEN.sub("", text)


def without_strange(text: str) -> str:
    return _STRANGE.sub("", text)
