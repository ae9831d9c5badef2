"""What breaks the bot although each file by itself is sound: references that lead nowhere, ids used twice, questions
without a right answer, dates that contradict one another.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.content.fields import GENERATED
from bot.content.findings import Finding
from bot.content.folders import is_pack
from bot.content.model import BookFile, ChapterFile, Fact, Person, Question, SetQuestion, Term
from bot.content.problems import Path
from bot.content.question_checks import question_findings
from bot.content.scope import NOUNS, RESERVED_SOURCES, BookSheets, Scope, scopes_of
from bot.content.sheets import Entry, Sheet
from bot.content.work_checks import life_findings, old_style_findings, source_findings, work_findings

Found = Iterator[tuple[str, Finding]]
"""The file's name, and what is wrong in it."""


def book_findings(sheets: BookSheets) -> Found:
    """Everything that is wrong between the lines of one book's files."""
    yield from _repeated_ids(sheets)
    yield from _renamings(sheets)
    yield from _chapter_ids(sheets)
    scopes = scopes_of(sheets)
    if sheets.book:
        for finding in _book_file(sheets.book, scopes[sheets.book.name]):
            yield sheets.book.name, finding
    events = frozenset(entry.id for sheet in sheets.chapters for entry in sheet.entries if entry.section == "events")
    for chapter in sheets.chapters:
        for finding in _chapter_file(chapter, scopes[chapter.name], events if sheets.complete else None):
            yield chapter.name, finding


def _repeated_ids(sheets: BookSheets) -> Found:
    seen: dict[str, tuple[str, Entry]] = {}
    for sheet in (sheets.book, *sheets.chapters):
        for entry in sheet.entries if sheet else ():
            first = seen.setdefault(entry.id, (sheet.name if sheet else "", entry))
            if first[1] is not entry and sheet:
                yield sheet.name, Finding(entry.path, _repeated(entry, *first), of_key=True)
            elif sheet:
                yield from ((sheet.name, finding) for finding in _reserved(entry))


def _repeated(entry: Entry, file: str, first: Entry) -> str:
    share = entry.section == first.section and entry.section in ("people", "terms", "sources")
    advice = "let it stand in book.yaml alone, if it is the same one" if share else "choose another"
    where = PurePosixPath(file).name
    noun = NOUNS[first.section]
    return (
        f'The id "{entry.id}" is taken by {_article(noun)} {noun} in {where}, and an id is unique in a book: {advice}.'
    )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _reserved(entry: Entry) -> Iterator[Finding]:
    if entry.section == "sources" and entry.id in RESERVED_SOURCES:
        message = f'"{entry.id}" always means the {entry.id} itself: choose another id for this source.'
        yield Finding(entry.path, message, of_key=True)
    if entry.section == "questions" and entry.id.startswith(GENERATED):
        message = f'Ids that begin with "{GENERATED}" belong to generated questions: choose another.'
        yield Finding(entry.path, message, of_key=True)


def _renamings(sheets: BookSheets) -> Found:
    """An old id must be dead, and go over to one entry only."""
    living = {entry.id: sheet.name for sheet in sheets.chapters for entry in sheet.entries}
    claimed: dict[str, str] = {}
    for sheet in sheets.chapters:
        for path, new, old in _replaced(sheet.model):
            if old in living:
                message = f'"{old}" is still in use in {PurePosixPath(living[old]).name}: name only an id that is gone.'
                yield sheet.name, Finding(path, message)
            elif claimed.setdefault(old, new) != new:
                yield sheet.name, Finding(path, f'"{old}" is already replaced by "{claimed[old]}": name it once.')


def _replaced(model: ChapterFile) -> Iterator[tuple[Path, str, str]]:
    """Where an id is replaced, the new id and the old one."""
    for path, entry_id, entry in (*_facts(model), *questions_of(model)):
        for index, old in enumerate(entry.replaces):
            yield (*path, "replaces", index), entry_id, old


def _facts(model: ChapterFile) -> Iterator[tuple[Path, str, Fact]]:
    for fact_id, fact in model.facts.items():
        yield ("facts", fact_id), fact_id, fact


def questions_of(model: ChapterFile) -> Iterator[tuple[Path, str, Question]]:
    """Every question with its path and id; those within a set follow it."""
    for question_id, question in model.questions.items():
        yield ("questions", question_id), question_id, question
        if isinstance(question, SetQuestion):
            for inner_id, inner in question.questions.items():
                yield ("questions", question_id, "questions", inner_id), inner_id, inner


def _chapter_ids(sheets: BookSheets) -> Found:
    seen: dict[str, str] = {}
    if sheets.book and sheets.book.model.book.id not in (sheets.folder, "unknown"):
        message = f'The folder is named "{sheets.folder}": give the folder and the book the same name.'
        yield sheets.book.name, Finding(("book", "id"), message, severity="warning")
    for sheet in sheets.chapters:
        chapter, path = sheet.model.chapter.id, PurePosixPath(sheet.name)
        if chapter == "unknown" and sheet.broken:
            continue
        if seen.setdefault(chapter, path.name) != path.name:
            message = f'The chapter id "{chapter}" is taken by {seen[chapter]}: choose another.'
            yield sheet.name, Finding(("chapter", "id"), message)
        elif chapter != path.stem and not is_pack(sheets.folder):
            message = f'The file is named "{path.name}": name it "{chapter}.yaml", after its chapter.'
            yield sheet.name, Finding(("chapter", "id"), message, severity="warning")


def _book_file(sheet: Sheet[BookFile], scope: Scope) -> Iterator[Finding]:
    yield from work_findings(("book",), sheet.model.book)
    yield from _shared(sheet.model, scope)


def _shared(model: BookFile | ChapterFile, scope: Scope) -> Iterator[Finding]:
    """What a book's file and a chapter's can both hold."""
    for person_id, person in model.people.items():
        yield from life_findings(("people", person_id), person)
        yield from _person_or_term(("people", person_id), person, scope)
    for term_id, term in model.terms.items():
        yield from _person_or_term(("terms", term_id), term, scope)
    for source_id, source in model.sources.items():
        yield from source_findings(("sources", source_id), source)


def _person_or_term(path: Path, named: Person | Term, scope: Scope) -> Iterator[Finding]:
    yield from scope.references((*path, "not"), named.not_, ("terms", "people"))
    yield from scope.citations((*path, "cite"), named.cite)
    if path[1] in named.not_:
        yield Finding((*path, "not", named.not_.index(str(path[1]))), "This is the entry itself: name others here.")


def _chapter_file(sheet: Sheet[ChapterFile], scope: Scope, events_of_book: frozenset[str] | None) -> Iterator[Finding]:
    yield from work_findings(("chapter",), sheet.model.chapter)
    yield from _shared(sheet.model, scope)
    yield from _events(sheet.model, scope, events_of_book)
    for path, _, fact in _facts(sheet.model):
        yield from scope.references((*path, "about"), fact.about, ("people", "terms", "events", "sources"))
        yield from scope.citations((*path, "cite"), fact.cite)
    for path, _, question in questions_of(sheet.model):
        yield from question_findings(path, question, sheet.model, scope)


def _events(model: ChapterFile, scope: Scope, events_of_book: frozenset[str] | None) -> Iterator[Finding]:
    """`events_of_book` is None where they are not all known."""
    for event_id, event in model.events.items():
        path: Path = ("events", event_id)
        yield from old_style_findings((*path, "date-os"), event.date, event.date_os)
        yield from scope.references((*path, "people"), event.people, ("people",))
        yield from scope.citations((*path, "cite"), event.cite)
        for index, later in enumerate(event.leads_to):
            place = (*path, "leads-to", index)
            if later == event_id:
                yield Finding(place, "An event cannot lead to itself: name another.")
            elif events_of_book is not None and later not in events_of_book:
                yield from scope.unknown(place, later, ("events",))
