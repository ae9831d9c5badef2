"""Everything in a library that can be looked up, one entry each. Questions and their answers are none of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from bot.content.citations import full_name
from bot.content.library import Chapter
from bot.content.mentions import Mentions
from bot.content.model import Book, Event, Person, Source, Term, Work
from bot.content.names import latin
from bot.frozen import frozen

Kind = Literal["book", "chapter", "person", "term", "event", "source", "fact"]

_WORD = re.compile("[a-z0-9]+")


@frozen
class Entry:
    """One thing that can be looked up.

    `chapter` is the key of the chapter where it stands (the first one, for what a book's chapters share; none for a
    book). `names` are what it is called, the usual name first; a fact has none. `keys` are keywords, authors, ISBN and
    DOI; `text` is what is said of it. `weight` counts the facts and events that speak of it.
    """

    kind: Kind
    book: str
    chapter: str
    id: str
    names: tuple[str, ...]
    text: str = ""
    keys: tuple[str, ...] = ()
    weight: int = 0

    @property
    def label(self) -> str:
        """What it goes by in a list."""
        return self.names[0] if self.names else self.text

    @property
    def key(self) -> str:
        """`book/id`, unique among the things of its kind."""
        return f"{self.book}/{self.id}" if self.kind != "book" else self.book


def words_of(text: str) -> list[str]:
    """The words as they are compared: without case, accents, script, apostrophes and punctuation."""
    plain = text if text.isascii() else latin(unicodedata.normalize("NFKC", text).casefold())
    return _WORD.findall(plain.replace("'", "").replace("`", "").lower())


def book_entries(book: Book, chapters: Sequence[Chapter], mentions: Mentions) -> list[Entry]:
    """The entries of one book and its chapters; what several chapters share comes once."""
    entries = [_book(book)]
    seen: set[tuple[Kind, str]] = set()
    for chapter in chapters:
        for entry in _chapter_entries(chapter, mentions):
            if (entry.kind, entry.id) not in seen:
                seen.add((entry.kind, entry.id))
                entries.append(entry)
    return entries


def _chapter_entries(chapter: Chapter, mentions: Mentions) -> Iterator[Entry]:
    yield _chapter(chapter)
    where = (chapter.book.id, chapter.key)
    for id_, person in chapter.people.items():
        yield Entry(
            "person", *where, id_, (person.name, *person.aliases), person.role, _life(person), mentions.count(id_)
        )
    for id_, term in chapter.terms.items():
        yield _term(where, id_, term, mentions)
    for id_, event in chapter.events.items():
        yield _event(where, id_, event, mentions)
    for id_, source in chapter.sources.items():
        yield _source(where, id_, source)
    for id_, fact in chapter.facts.items():
        yield Entry("fact", *where, id_, (), fact.text, (fact.view,) if fact.view else ())


def _book(book: Book) -> Entry:
    return Entry("book", book.id, "", book.id, (book.title,), book.abstract or "", (*_of_work(book), *book.keywords))


def _chapter(chapter: Chapter) -> Entry:
    head = chapter.head
    keys = [*head.keywords, chapter.book.title, *map(full_name, head.author or chapter.book.author), head.id]
    if head.doi:
        keys += _numbers(head.doi)
    return Entry("chapter", chapter.book.id, chapter.key, head.id, (head.title,), head.abstract, tuple(keys))


def _term(where: tuple[str, str], id_: str, term: Term, mentions: Mentions) -> Entry:
    return Entry("term", *where, id_, (term.term, *term.aliases), term.meaning, (), mentions.count(id_))


def _event(where: tuple[str, str], id_: str, event: Event, mentions: Mentions) -> Entry:
    keys = (
        str(event.date),
        *((str(event.date_os),) if event.date_os else ()),
        *((event.place,) if event.place else ()),
    )
    return Entry("event", *where, id_, (event.label,), event.note or "", keys, mentions.count(id_))


def _source(where: tuple[str, str], id_: str, source: Source) -> Entry:
    text = " ".join(part for part in (source.note, source.text) if part)
    return Entry("source", *where, id_, (source.title,), text, _of_work(source))


def _life(person: Person) -> tuple[str, ...]:
    return tuple(str(date) for date in (person.born, person.died) if date)


def _of_work(work: Work) -> tuple[str, ...]:
    names = (full_name(name) for name in (*work.author, *work.editor, *work.translator))
    parts = (work.container_title, work.publisher, str(work.issued) if work.issued else None)
    return (*names, *(part for part in parts if part), *_numbers(work.isbn, work.doi))


def _numbers(*numbers: str | None) -> Iterable[str]:
    """An ISBN or DOI as written, and an ISBN also without its hyphens."""
    for number in numbers:
        if number:
            yield number
            if "/" not in number and "-" in number:
                yield number.replace("-", "")
