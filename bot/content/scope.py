"""What can be referred to from one file: its own entries, its book's, and which other chapter has the rest."""

from collections.abc import Iterator, Mapping

from bot.content.findings import Finding, suggestion
from bot.content.model import BookFile, ChapterFile, Citation, Source
from bot.content.problems import Path
from bot.content.sheets import Entry, Sheet
from bot.frozen import frozen

NOUNS = {
    "people": "person",
    "terms": "term",
    "events": "event",
    "sources": "source",
    "facts": "fact",
    "questions": "question",
}
RESERVED_SOURCES = ("book", "chapter")


@frozen
class BookSheets:
    """The files of one book; the book's own is missing where it could not be read."""

    folder: str
    book: Sheet[BookFile] | None
    chapters: tuple[Sheet[ChapterFile], ...]
    has_book_file: bool
    complete: bool
    """Whether every file of the book could be read, so that an event which none of them has is surely unknown."""


@frozen
class Scope:
    """The ids that a file can name, by section, and where else in the book an id stands."""

    ids: Mapping[str, frozenset[str]]
    elsewhere: Mapping[str, str]
    sources: Mapping[str, Source]
    in_chapter: bool
    complete: bool

    def unknown(self, path: Path, wanted: str, sections: tuple[str, ...]) -> Iterator[Finding]:
        """A finding when no entry of these sections has this id."""
        if any(wanted in self.ids[section] for section in sections):
            return
        if not self.complete and wanted not in self.elsewhere and not self._misplaced(wanted):
            return
        yield Finding(path, self._sentence(wanted, sections))

    def citations(self, path: Path, cited: tuple[Citation, ...]) -> Iterator[Finding]:
        for index, citation in enumerate(cited):
            place = (*path, index, "source")
            if citation.source == "chapter" and not self.in_chapter:
                yield Finding(place, 'In a book\'s own file "chapter" means nothing: cite "book" or a source.')
            elif citation.source not in RESERVED_SOURCES:
                yield from self.unknown(place, citation.source, ("sources",))

    def references(self, path: Path, ids: tuple[str, ...], sections: tuple[str, ...]) -> Iterator[Finding]:
        for index, wanted in enumerate(ids):
            yield from self.unknown((*path, index), wanted, sections)

    def _misplaced(self, wanted: str) -> bool:
        return any(wanted in ids for ids in self.ids.values())

    def _sentence(self, wanted: str, sections: tuple[str, ...]) -> str:
        nouns = " or ".join(NOUNS[section] for section in sections)
        other = next((section for section, ids in self.ids.items() if wanted in ids), None)
        if other:
            article = "an" if NOUNS[other] == "event" else "a"
            return f'"{wanted}" is {article} {NOUNS[other]}, and a {nouns} is wanted here.'
        if wanted in self.elsewhere:
            shared = all(section in ("people", "terms", "sources") for section in sections)
            advice = "move it to book.yaml, which all chapters share" if shared else "name one of this chapter"
            return f'"{wanted}" stands in {self.elsewhere[wanted]}, which this file cannot use: {advice}.'
        known = [known for section in sections for known in self.ids[section]]
        where = "this chapter or its book" if self.in_chapter else "this file"
        hint = suggestion(wanted, known) or " Add it, or correct the id."
        return f'There is no {nouns} "{wanted}" in {where}.{hint}'


def scopes_of(sheets: BookSheets) -> dict[str, Scope]:
    """What each file of the book can name, by the file's name."""
    where = {entry.id: chapter.name.rpartition("/")[2] for chapter in sheets.chapters for entry in chapter.entries}
    shared = sheets.book.entries if sheets.book else ()
    sources: Mapping[str, Source] = sheets.book.model.sources if sheets.book else {}
    scopes = {
        chapter.name: Scope(
            _by_section((*shared, *chapter.entries)),
            where,
            {**sources, **chapter.model.sources},
            in_chapter=True,
            complete=sheets.book is not None or not sheets.has_book_file,
        )
        for chapter in sheets.chapters
    }
    if sheets.book:
        scopes[sheets.book.name] = Scope(_by_section(shared), where, sources, in_chapter=False, complete=True)
    return scopes


def _by_section(entries: tuple[Entry, ...]) -> dict[str, frozenset[str]]:
    ids: dict[str, set[str]] = {section: set() for section in NOUNS}
    for entry in entries:
        ids[entry.section].add(entry.id)
    return {section: frozenset(of_section) for section, of_section in ids.items()}
