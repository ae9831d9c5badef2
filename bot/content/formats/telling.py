"""From which program a file comes, told by its name and by marks that no other format has."""

import re
from collections.abc import Callable

from bot.content.formats.aiken import ANSWER
from bot.content.formats.anki_clozes import has_clozes
from bot.content.formats.open_trivia import is_answer, parse_json
from bot.content.formats.source_text import SourceText

_LOOKED_AT = 200_000
_ANKI_HEADER = re.compile(r"#(?:separator|html|notetype|deck|tags|columns|guid column|if matches):", re.IGNORECASE)
_AIKEN_OPTION = re.compile(r"^[ \t]*A[.)][ \t]", re.MULTILINE)
_AIKEN_ANSWER = re.compile(rf"^{ANSWER.pattern}$", re.MULTILINE)
_GIFT_MARK = re.compile(r"^(?:::[^\n]*?::|\$CATEGORY:)", re.MULTILINE)
_GIFT_ANSWERS = re.compile(r"\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])")
_RED_QUESTION = re.compile(r"^[^\s#-][^\n]*:[ \t]*\n[ \t]*- ", re.MULTILINE)


def tell(source: SourceText) -> str | None:
    """The format's name; None where nothing tells."""
    suffix = source.name.lower().rpartition(".")[2]
    if named := {"yaml": "red", "yml": "red", "json": "open-trivia", "gift": "gift", "aiken": "aiken"}.get(suffix):
        return named
    text = source.text[:_LOOKED_AT]
    return next((name for name, fits in _MARKS if fits(text)), None) or _json(source.text)


def _json(text: str) -> str | None:
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return "open-trivia" if is_answer(parse_json(text)) else None
    except ValueError:
        return None


def _is_quizlet(text: str) -> bool:
    """Whether most lines have one tab."""
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(line.count("\t") == 1 for line in lines) * 2 > len(lines)


_MARKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("anki", lambda text: _ANKI_HEADER.match(text.lstrip()) is not None),
    ("open-trivia", lambda text: text.lstrip().startswith("{") and '"response_code"' in text),
    ("aiken", lambda text: bool(_AIKEN_ANSWER.search(text) and _AIKEN_OPTION.search(text))),
    ("gift", lambda text: bool(_GIFT_MARK.search(text) or _GIFT_ANSWERS.search(text))),
    ("anki", lambda text: "\t" in text and has_clozes(text)),
    ("red", lambda text: _RED_QUESTION.search(text) is not None),
    ("quizlet", _is_quizlet),
)
