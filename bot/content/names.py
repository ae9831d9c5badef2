"""Names and texts as they are compared: without case, accents, script, punctuation and articles."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NOT_WORDS = re.compile("[^a-z0-9]+")
_ARTICLES = frozenset({"the", "a", "an"})


def latin(text: str) -> str:
    """The text in Latin letters without accents. Only what is foreign is looked at letter by letter."""
    return _FOREIGN.sub(lambda foreign: anyascii(foreign.group()), text)


@lru_cache(maxsize=8_192)  # now and then a cache makes its table anew, which takes longer the more it holds
def folded(text: str) -> str:
    """The words that count, as written, between single spaces; articles count where nothing else is there."""
    plain = latin(unicodedata.normalize("NFKC", text).casefold()).lower()
    words = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def stands_in(name: str, text: str) -> bool:
    """Whether the name stands in the text as whole words; both folded."""
    return bool(name) and f" {name} " in f" {text} "
