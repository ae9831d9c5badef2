"""How a source is cited, in the notes style of the Chicago Manual: a short form, and a full one on demand.

The short form is "Wood 2004, publisher’s abstract". Both come with Discord's Markdown, where whatever a title contains
is escaped, or `plain`. Nothing is added that a source's fields do not say.
"""

import re
from collections.abc import Sequence
from textwrap import shorten

from bot.content.library import Chapter
from bot.content.model import Name, Work
from bot.frozen import frozen

_ITALIC_TITLES = frozenset(("book", "pamphlet", "report"))
_DATED_WORKS = frozenset(("treaty", "legislation", "personal_communication"))
_MOST_NAMES = 3
_LONGEST_SHORT_TITLE = 60


def cited_work(chapter: Chapter, source_id: str) -> Work:
    """The work behind a source's id; `book` and `chapter` are the book and the chapter themselves. KeyError if none."""
    match source_id:
        case "book":
            return chapter.book
        case "chapter":
            return chapter_work(chapter)
        case _:
            return chapter.sources[source_id]


def chapter_work(chapter: Chapter) -> Work:
    """A chapter as a work in its book."""
    book, head = chapter.book, chapter.head
    return Work(
        type="chapter",
        title=head.title,
        author=head.author or book.author,
        editor=book.editor,
        translator=book.translator,
        container_title=book.title,
        edition=book.edition,
        volume=book.volume,
        page=head.page,
        issued=book.issued,
        publisher=book.publisher,
        publisher_place=book.publisher_place,
        isbn=book.isbn,
        doi=head.doi,
        url=head.url,
        language=book.language,
    )


def short(work: Work, locator: str | None = None, *, plain: bool = False) -> str:
    """ "Wood 2004, publisher’s abstract"; a work without an author goes by its title."""
    style = _Style(plain)
    names = [name.family or name.literal or name.given or "" for name in work.author or work.editor]
    who = style.text(_listed(names)) if names else _short_title(work, style)
    year = _year(work)
    return _sentence([f"{who} {year}" if names or year != "n.d." else who, style.text(locator or "")], end="")


def full(work: Work, locator: str | None = None, *, plain: bool = False) -> str:
    """The whole note: authors, title, what it stands in, edition, imprint, date and place in the work."""
    style = _Style(plain)
    match work.type:
        case "chapter":
            parts = [_authors(work, style), f"{style.quoted(work.title, ',')} in {_container(work, style)}"]
        case "article-journal":
            return _journal_article(work, locator, style)
        case "article-newspaper" | "article-magazine":
            parts = [_authors(work, style), _with_container(work, style), _issue(work, style), _date(work, style)]
        case "webpage":
            parts = [_authors(work, style), _with_container(work, style), style.text(work.publisher or "")]
            parts += [_date(work, style), style.text(locator or ""), _accessed(work)]
            return _sentence([*parts, _link(work, always=True)])
        case "speech":
            about = _join(["speech", _place(work, style), _date(work, style)])
            parts = [_authors(work, style), f"{style.quoted(work.title)} ({about})", _standing_in(work, style)]
        case kind if kind in _ITALIC_TITLES:
            parts = [_authors(work, style), _book(work, style)]
        case kind:
            title = style.text(work.title) if kind in _DATED_WORKS else style.quoted(work.title)
            when, where = _date(work, style), _standing_in(work, style)
            if not work.container_title and when and where:
                when, where = f"{when} ({where})", ""
            parts = [_authors(work, style), title, _place(work, style), when, where]
    return _sentence([*parts, style.text(locator or ""), _link(work, always=False)])


@frozen
class _Style:
    plain: bool

    def text(self, text: str) -> str:
        """With the apostrophes of print, and with nothing that Discord would take for its own."""
        printed = re.sub(r"(?<=\w)'|'(?=\d\d)", "’", text)
        if self.plain:
            return printed
        return re.sub("@(?=everyone|here)", "@\u200b", re.sub(r"([\\*_~`|\[\]<>])", r"\\\1", printed))

    def italic(self, text: str) -> str:
        return self.text(text) if self.plain else f"*{self.text(text)}*"

    def quoted(self, text: str, comma: str = "") -> str:
        """In quotation marks, with the comma inside them; those within become single."""
        inner = re.sub(r'"([^"]*)"', r"‘\1’", text).replace("“", "‘").replace("”", "’")
        return f"“{self.text(inner)}{'' if text.endswith(('?', '!')) else comma}”"


def _journal_article(work: Work, locator: str | None, style: _Style) -> str:
    """Volume, number, year and pages stand together; a locator that is a page replaces the article's pages."""
    journal = style.italic(work.container_title) if work.container_title else ""
    number = f"{journal} {style.text(work.volume)}" if work.volume else journal
    if work.issue:
        number += f", no. {style.text(work.issue)}"
    is_page = bool(locator and re.fullmatch(r"[\d–—-]+", locator))
    pages = locator if is_page else work.page
    number += f" ({_date(work, style) or 'n.d.'})" + (f": {style.text(_dashed(pages))}" if pages else "")
    parts = [_authors(work, style), f"{style.quoted(work.title, ',')} {number}"]
    return _sentence([*parts, "" if is_page else style.text(locator or ""), _link(work, always=False)])


def _container(work: Work, style: _Style) -> str:
    title = style.italic(work.container_title or "")
    return _join([title, _hands(work, style, with_editors=True), _edition(work, style)]) + _imprint(work, style)


def _book(work: Work, style: _Style) -> str:
    hands = _hands(work, style, with_editors=bool(work.author))
    return _join([style.italic(work.title), hands, _edition(work, style)]) + _imprint(work, style)


def _hands(work: Work, style: _Style, *, with_editors: bool) -> str:
    """Who edited and who translated it."""
    edited = f"ed. {_people(work.editor, style)}" if work.editor and with_editors else ""
    translated = f"trans. {_people(work.translator, style)}" if work.translator else ""
    return _join([edited, translated])


def _edition(work: Work, style: _Style) -> str:
    edition = work.edition or ""
    if edition.isdigit():
        edition = f"{edition}{_suffix(int(edition))} ed." if edition != "1" else ""
    volume = f"vol. {work.volume}" if work.volume else ""
    return style.text(_join([edition, volume]))


def _imprint(work: Work, style: _Style) -> str:
    imprint = _join([_house(work, style), _date(work, style)])
    return f" ({imprint})" if imprint else ""


def _with_container(work: Work, style: _Style) -> str:
    if not work.container_title:
        return style.quoted(work.title)
    return f"{style.quoted(work.title, ',')} {style.italic(work.container_title)}"


def _standing_in(work: Work, style: _Style) -> str:
    """Where a document is printed."""
    house = _house(work, style) if work.publisher else ""
    if not work.container_title:
        return house
    hands = _hands(work, style, with_editors=True)
    container = _join([f"in {style.italic(work.container_title)}", hands, _edition(work, style)])
    return f"{container} ({house})" if house else container


def _house(work: Work, style: _Style) -> str:
    return style.text(": ".join(part for part in (work.publisher_place, work.publisher) if part))


def _place(work: Work, style: _Style) -> str:
    """Where something was signed, said or written; the publisher's place says nothing of that."""
    return style.text(work.event_place or (not work.publisher and work.publisher_place) or "")


def _issue(work: Work, style: _Style) -> str:
    return f"no. {style.text(work.issue)}" if work.issue else ""


def _authors(work: Work, style: _Style) -> str:
    if work.author:
        return _people(work.author, style)
    if work.editor and work.type in _ITALIC_TITLES:
        return f"{_people(work.editor, style)}, {'ed.' if len(work.editor) == 1 else 'eds.'}"
    return ""


def _people(names: Sequence[Name], style: _Style) -> str:
    return style.text(_listed([full_name(name) for name in names]))


def full_name(name: Name) -> str:
    """The name as it is read out: given and family name, or the literal one."""
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return f"{names[0]} et al."
    if len(names) == _MOST_NAMES:
        return f"{names[0]}, {names[1]}, and {names[2]}"
    return " and ".join(names)


def _short_title(work: Work, style: _Style) -> str:
    """What stands before the colon, in italics where the full form has it so."""
    title = shorten(work.title.partition(": ")[0], _LONGEST_SHORT_TITLE, placeholder="…")
    if work.type in _ITALIC_TITLES:
        return style.italic(title)
    return style.text(title) if work.type in _DATED_WORKS else style.quoted(title)


def _year(work: Work) -> str:
    """Of the first to the last day; a day or month is cut to its year."""
    date = work.issued
    if date is None:
        return "n.d."
    if date.start is None or date.end is None or date.start.earliest.year != date.end.latest.year:
        return str(date)
    year = date.start.year_words()
    return ("c. " if date.approximate else "") + year + ("?" if date.uncertain else "")


def _date(work: Work, style: _Style) -> str:
    return style.text(str(work.issued)) if work.issued else ""


def _accessed(work: Work) -> str:
    return f"accessed {work.accessed}" if work.accessed else ""


def _link(work: Work, *, always: bool) -> str:
    """A DOI where there is one; an address for what has no other place."""
    if work.doi:
        return f"https://doi.org/{work.doi}"
    return work.url or "" if always or not (work.publisher or work.container_title) else ""


def _dashed(pages: str) -> str:
    return re.sub(r"(?<=\d)--?(?=\d)", "–", pages)


def _suffix(number: int) -> str:
    return "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _join(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)


def _sentence(parts: Sequence[str], end: str = ".") -> str:
    """Parts with commas between them; a comma goes inside closing quotation marks, and a stop ends it once."""
    line = ""
    for part in (part for part in parts if part):
        if not line:
            line = part
        elif line.endswith(("?”", "!”")):
            line = f"{line} {part}"
        elif line.endswith("”"):
            line = f"{line[:-1]},” {part}"
        else:
            line = f"{line}, {part}"
    if end and line.endswith("”"):
        return line if line.endswith(("?”", "!”", ".”")) else f"{line[:-1]}.”"
    return line if line.endswith(end) else line + end
