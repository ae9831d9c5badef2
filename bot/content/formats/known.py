"""Which formats there are. Those who read and write them are many, and taken in by whoever needs one of them."""

import re
from enum import StrEnum

_LOOKED_AT = 200_000
_OWN = re.compile(r"^schema:[ \t]*[\"']?\d", re.MULTILINE)
_OWN_HEAD = re.compile(r"^(?:chapter|book):", re.MULTILINE)


class ImportFormat(StrEnum):
    """What other programs write, by the names under which a person can ask for it."""

    RED = "red"
    OPEN_TRIVIA = "open-trivia"
    GIFT = "gift"
    AIKEN = "aiken"
    ANKI = "anki"
    QUIZLET = "quizlet"


class ExportFormat(StrEnum):
    """What other programs read: works for reference managers, and questions."""

    CSL = "csl"
    BIBTEX = "bibtex"
    ANKI = "anki"
    APKG = "apkg"
    GIFT = "gift"
    KAHOOT = "kahoot"
    CSV = "csv"

    @property
    def is_text(self) -> bool:
        """Whether it can be shown, not only kept."""
        return self not in (ExportFormat.APKG, ExportFormat.KAHOOT)


def is_clios_own(text: str) -> bool:
    """Whether it is a file of a book, which needs no reader."""
    return bool(_OWN.search(text[:_LOOKED_AT]) and _OWN_HEAD.search(text[:_LOOKED_AT]))
