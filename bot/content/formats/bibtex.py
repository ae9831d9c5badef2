"""BibTeX, for essays written in LaTeX."""

import re
from collections.abc import Sequence

from bot.content.dates import HistoricalDate, Precision
from bot.content.formats.works import library_works
from bot.content.library import Library
from bot.content.model import Name, Work

_ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "pamphlet": "booklet",
    "report": "techreport",
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "–": "--",
    "—": "---",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def library_to_bibtex(library: Library) -> str:
    """All works of a library, one entry each, in the order of their keys."""
    return "\n".join(_entry(key, work) for key, work in sorted(library_works(library).items()))


def escaped(text: str) -> str:
    """Without anything that LaTeX would take for a command."""
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def _entry(key: str, work: Work) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(work) if value)
    return f"@{_ENTRY_TYPES.get(work.type, 'misc')}{{{key},\n{lines}}}\n"


def _fields(work: Work) -> list[tuple[str, str]]:
    container = "booktitle" if work.type == "chapter" else "howpublished"
    return [
        ("author", _people(work.author)),
        ("editor", _people(work.editor)),
        ("translator", _people(work.translator)),
        ("title", _title(work.title)),
        ("journal" if work.type.startswith("article") else container, _title(work.container_title or "")),
        ("edition", _braced(work.edition)),
        ("volume", _braced(work.volume)),
        ("number", _braced(work.issue)),
        ("pages", _pages(work.page)),
        ("institution" if work.type == "report" else "publisher", _braced(work.publisher)),
        ("address", _braced(work.publisher_place or work.event_place)),
        ("year", _year(work.issued)),
        ("month", _month(work.issued)),
        ("isbn", _braced(work.isbn)),
        ("doi", _verbatim(work.doi)),
        ("url", _verbatim(work.url)),
        ("urldate", f"{{{work.accessed.edtf}}}" if work.accessed else ""),
        ("language", _braced(work.language)),
    ]


def _people(names: Sequence[Name]) -> str:
    """Joined by "and"; a literal name is kept together by braces of its own."""
    return f"{{{' and '.join(map(_person, names))}}}" if names else ""


def _person(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{escaped(name.literal or name.given or '')}}}"
    family = f"{{{escaped(name.family)}}}" if " " in name.family else escaped(name.family)
    return f"{family}, {escaped(name.given)}" if name.given else family


def _title(title: str) -> str:
    """Words with capitals stand in braces, because styles would write them small."""
    words = [_protected(word) for word in title.split()]
    return f"{{{' '.join(words)}}}" if words else ""


def _protected(word: str) -> str:
    return f"{{{escaped(word)}}}" if re.search(r"[^\W\d_]", word) and word != word.lower() else escaped(word)


def _pages(pages: str | None) -> str:
    return _braced(re.sub(r"(?<=\d)\s*[–-]\s*(?=\d)", "--", pages)) if pages else ""


def _braced(text: str | None) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _verbatim(text: str | None) -> str:
    """Addresses stand as they are; braces in them would end the field early."""
    return "{" + text.replace("{", "%7B").replace("}", "%7D") + "}" if text else ""


def _year(date: HistoricalDate | None) -> str:
    if date is None:
        return ""
    if date.start and date.end and date.start.earliest.year == date.end.latest.year:
        words = date.start.year_words()
        return _braced(("c. " if date.approximate else "") + words + ("?" if date.uncertain else ""))
    return _braced(str(date))


def _month(date: HistoricalDate | None) -> str:
    """BibTeX's own names of months; with the day where it is known."""
    if date is None or date.precision > Precision.MONTH:
        return ""
    name = _MONTHS[date.earliest.month - 1]
    return f'"{date.earliest.day} " # {name}' if date.precision is Precision.DAY else name
