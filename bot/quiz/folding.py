"""Folding: what remains of a typed text when case, accents, script and punctuation are set aside.

Law: folding a folded text changes nothing.
"""

import re
import unicodedata

from anyascii import anyascii

ARTICLES = frozenset({"the", "a", "an", "teh", "th"})

_APOSTROPHES = re.compile(r"['`´‘’‛ʹʼʻ′]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ORDINAL_ENDINGS = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?![a-z0-9])")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_BETWEEN_WORDS = re.compile(r"(?<![0-9]) | (?![0-9])")

# Letters that English writes either without their mark or with a second letter: Göring and Goering, Čičerin and
# Chicherin. Both readings count.
_SECOND_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "č": "ch", "š": "sh", "ž": "zh", "ş": "sh", "ç": "ch"}
)


def in_plain_letters(text: str) -> str:
    """The text in lower-case ASCII; its punctuation stays, its pictures go."""
    composed = "".join(
        letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) not in ("So", "Cs")
    )
    return anyascii(anyascii(composed).casefold()).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: runs of letters and runs of digits, in plain letters, `&` read as `and`."""
    plain = _APOSTROPHES.sub("", in_plain_letters(text)).replace("&", " and ")
    return tuple(_WORD.findall(_ORDINAL_ENDINGS.sub("", _THOUSANDS.sub("", plain))))


def spelt_out(text: str) -> str:
    """The text with a second letter in place of each mark that can be written so: `Göring` as `Goering`."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_SECOND_LETTERS)


def without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without articles, unless nothing else is there."""
    return (
        tuple(
            word for position, word in enumerate(words) if word not in ARTICLES or _is_among_initials(words, position)
        )
        or words
    )


def _is_among_initials(words: tuple[str, ...], position: int) -> bool:
    """`a` in `N.A.T.O.` and in `U.S.A.` is no article."""
    around = (*words[max(0, position - 1) : position], *words[position + 1 : position + 2])
    return len(words[position]) == 1 and any(len(word) == 1 and word.isalpha() for word in around)


def joined(words: tuple[str, ...]) -> str:
    """The words without the spaces that people set differently. Numbers stay apart: `1.50` is not `150`."""
    return _BETWEEN_WORDS.sub("", " ".join(words))


def fold(text: str) -> str:
    """The text as it is compared: plain lower-case words without articles, one space between them."""
    return " ".join(without_articles(words_of(text)))
