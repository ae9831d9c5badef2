"""What does not break the bot but spoils a question, a card or a name: warnings, each with what to do about it."""

from collections.abc import Iterator

from bot.content.checking import Found, questions_of
from bot.content.dates import HistoricalDate
from bot.content.findings import Finding, warning
from bot.content.model import (
    BookFile,
    ChapterFile,
    DateQuestion,
    MatchQuestion,
    OrderQuestion,
    QuoteQuestion,
    SetQuestion,
)
from bot.content.name_lint import NameIndex
from bot.content.names import folded
from bot.content.problems import Path
from bot.content.question_lint import question_warnings
from bot.content.scope import BookSheets

LONGEST_SUGGESTION = 100
"""Discord's limit for the name of a suggestion and of an option in a select."""


def lint_findings(sheets: BookSheets) -> Found:
    """Every warning for one book, with the name of the file."""
    shared = sheets.book.model if sheets.book else None
    if sheets.book:
        for finding in _book_warnings(sheets.book.model):
            yield sheets.book.name, finding
    for sheet in sheets.chapters:
        for finding in _chapter_warnings(sheet.model, shared):
            yield sheet.name, finding
    yield from _repeated_prompts(sheets)


def _book_warnings(model: BookFile) -> Iterator[Finding]:
    yield from _too_long(("book", "title"), model.book.title)
    yield from _names_too_long(model)
    yield from NameIndex(model, None).shared()


def _chapter_warnings(model: ChapterFile, shared: BookFile | None) -> Iterator[Finding]:
    names = NameIndex(model, shared)
    yield from _too_long(("chapter", "title"), model.chapter.title)
    yield from _names_too_long(model)
    yield from names.shared()
    yield from _outside_period(model)
    for fact_id, fact in model.facts.items():
        if fact.certainty == "disputed" and fact.view is None:
            message = 'A disputed statement is somebody\'s judgement: say in "view" whose.'
            yield warning(("facts", fact_id, "view"), message, of_key=True)
    for event_id, event in model.events.items():
        yield from _too_long(("events", event_id, "label"), event.label)
    for path, _, question in questions_of(model):
        if not isinstance(question, SetQuestion):
            yield from question_warnings(path, question, names)


def _names_too_long(model: BookFile | ChapterFile) -> Iterator[Finding]:
    for person_id, person in model.people.items():
        yield from _too_long(("people", person_id, "name"), person.name)
    for term_id, term in model.terms.items():
        yield from _too_long(("terms", term_id, "term"), term.term)


def _too_long(path: Path, text: str) -> Iterator[Finding]:
    if len(text) > LONGEST_SUGGESTION:
        message = f"Discord's lists show {LONGEST_SUGGESTION} characters, and this has {len(text)}: shorten it."
        yield warning(path, message)


def _outside_period(model: ChapterFile) -> Iterator[Finding]:
    period = model.chapter.period
    if period is None:
        return
    for path, date in _dates(model):
        if not period.overlaps(date):
            message = f"{date} lies outside the chapter's period ({period}): correct the date or widen the period."
            yield warning(path, message)


def _dates(model: ChapterFile) -> Iterator[tuple[Path, HistoricalDate]]:
    for event_id, event in model.events.items():
        yield ("events", event_id, "date"), event.date
    for path, _, question in questions_of(model):
        if isinstance(question, DateQuestion):
            yield (*path, "answer"), question.answer
        elif isinstance(question, OrderQuestion):
            for index, item in enumerate(question.items):
                yield (*path, "items", index, "date"), item.date


def _repeated_prompts(sheets: BookSheets) -> Found:
    """The same question twice in a book; prompts that say the same of different things are no repetition."""
    seen: dict[tuple[str, ...], str] = {}
    for sheet in sheets.chapters:
        for path, question_id, question in questions_of(sheet.model):
            if isinstance(question, SetQuestion):
                continue
            quote = question.quote if isinstance(question, QuoteQuestion) else ""
            given = str(question.stimulus or "") + (str(path[1]) if len(path) > 2 else "")
            if isinstance(question, MatchQuestion):
                given += repr(question.pairs)
            elif isinstance(question, OrderQuestion):
                given += repr((question.events, question.items))
            first = seen.setdefault((folded(question.prompt), folded(quote), given), question_id)
            if first != question_id:
                message = f'"{first}" has the same prompt: ask something else, or remove one of them.'
                yield sheet.name, warning((*path, "prompt"), message)
