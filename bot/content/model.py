"""What a book and its chapters hold, as it is written in their files.

Names of bibliographic fields follow CSL-JSON. Objects do not carry their own id: it is the key under which they stand.
References to other objects are ids; `checking` sees to it that each of them leads somewhere.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, ClassVar, Literal

from bot.content.fields import (
    ByForm,
    ByKind,
    Counted,
    Date,
    Line,
    ListedLines,
    ListedTexts,
    OneOrMany,
    Section,
    Slug,
    Slugs,
    Text,
    Truth,
    Whole,
    WholeNumber,
    Within,
)
from bot.frozen import frozen

_ABBREVIATIONS = {"isbn": "ISBN", "doi": "DOI", "url": "URL"}


def key_of(name: str) -> str:
    """The key in a file under which a field is written."""
    return _ABBREVIATIONS.get(name) or name.rstrip("_").replace("_", "-")


class Written:
    """Something written in a file: hyphens in its keys, no unknown keys, never changed after it is read."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid", "alias_generator": key_of}
    """What `validation` is to know of it."""


@frozen(kw_only=True)
class Name(Written):
    """A person's name as in CSL-JSON: family and given, or one literal name."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None


@frozen(kw_only=True)
class Citation(Written):
    """Where a statement stands: a source's id (or `book`, `chapter`) and the place in it."""

    source: Slug
    locator: Line | None = None


Names = Annotated[tuple[Name, ...], OneOrMany()]
Citations = Annotated[tuple[Citation, ...], OneOrMany()]
CitedOnce = Annotated[tuple[Citation, ...], OneOrMany(least=1)]

SourceType = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "document",
    "legislation",
    "pamphlet",
    "personal_communication",
    "report",
    "speech",
    "treaty",
    "webpage",
]


@frozen(kw_only=True)
class Work(Written):
    """Something that can be cited. `issued` is when it was made or published; a DOI is given or null, never guessed."""

    type: SourceType
    title: Line
    author: Names = ()
    editor: Names = ()
    translator: Names = ()
    container_title: Line | None = None
    edition: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    issued: Date | None = None
    publisher: Line | None = None
    publisher_place: Line | None = None
    event_place: Line | None = None
    isbn: Line | None = None
    doi: Line | None = None
    url: Line | None = None
    accessed: Date | None = None
    language: Line | None = None


@frozen(kw_only=True)
class Source(Work):
    """A work that facts cite; with `text` or `image` it is also something that the group reads or looks at."""

    text: Text | None = None
    image: Line | None = None
    alt: Line | None = None
    licence: Line | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Book(Work):
    """A book, as `book.yaml` describes it."""

    id: Slug
    type: Literal["book"] = "book"  # pyright: ignore[reportIncompatibleVariableOverride]  # frozen
    abstract: Text | None = None
    keywords: ListedLines = ()


@frozen(kw_only=True)
class ChapterHead(Written):
    """What a publisher's page shows of a chapter. `pages` counts them; `period` is the time that it covers."""

    id: Slug
    title: Line
    author: Names = ()
    number: Whole | None = None
    pages: Whole | None = None
    page: Line | None = None
    doi: Line | None = None
    url: Line | None = None
    period: Date | None = None
    abstract: Text
    keywords: ListedLines = ()
    questions_to_discuss: ListedTexts = ()


@frozen(kw_only=True)
class Person(Written):
    """A person. `family` is the part of the name that stands alone, where that is not its last word."""

    name: Line
    aliases: ListedLines = ()
    family: Line | None = None
    role: Text
    born: Date | None = None
    died: Date | None = None
    not_: Slugs = ()
    cite: Citations = ()


@frozen(kw_only=True)
class Term(Written):
    """A term of the field. `not` names the terms or people that it is often confused with."""

    term: Line
    aliases: ListedLines = ()
    meaning: Text
    not_: Slugs = ()
    cite: Citations = ()


def spellings(entry: Person | Term) -> tuple[str, ...]:
    """A person's or term's name and aliases."""
    return (entry.name if isinstance(entry, Person) else entry.term, *entry.aliases)


@frozen(kw_only=True)
class Event(Written):
    """Something that happened. `date-os` is the same day in the Old Style (Julian) calendar, as it was printed."""

    label: Line
    date: Date
    date_os: Date | None = None
    place: Line | None = None
    people: Slugs = ()
    leads_to: Slugs = ()
    note: Text | None = None
    cite: CitedOnce


@frozen(kw_only=True)
class Fact(Written):
    """One statement. `certainty` is about the statement; `view` says whose judgement it is."""

    text: Text
    about: Slugs = ()
    certainty: Literal["certain", "probable", "disputed"] = "certain"
    view: Line | None = None
    cite: CitedOnce
    replaces: Slugs = ()


@frozen(kw_only=True)
class Option(Written):
    """One option of a question; a wrong one says why it is wrong."""

    text: Line
    correct: Truth = False
    why: Text | None = None


@frozen(kw_only=True)
class Stimulus(Written):
    """What is shown above the prompt: a source with its text or image, or a passage of its own."""

    source: Slug | None = None
    text: Text | None = None


Skill = Literal[
    "recall",
    "chronology",
    "causation",
    "comparison",
    "continuity",
    "sourcing",
    "contextualization",
    "corroboration",
]


@frozen(kw_only=True)
class QuestionBase(Written):
    """What every question has. `tests` names the facts it tests; `difficulty` is the author's guess from 1 to 5."""

    prompt: Text
    tests: Slugs = ()
    difficulty: Annotated[int, WholeNumber(least=1, most=5)] = 2
    skill: Skill = "recall"
    stimulus: Stimulus | None = None
    hint: Text | None = None
    explain: Text
    cite: CitedOnce
    replaces: Slugs = ()


@frozen(kw_only=True)
class ChoiceQuestion(QuestionBase):
    """One right option among several."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Counted(least=2, most=10)]


@frozen(kw_only=True)
class MultiQuestion(QuestionBase):
    """Several right options; part credit for each."""

    kind: Literal["multi"]
    options: Annotated[tuple[Option, ...], Counted(least=3, most=10)]


@frozen(kw_only=True)
class TrueFalseQuestion(QuestionBase):
    """A statement to be judged."""

    kind: Literal["true-false"]
    answer: Truth


@frozen(kw_only=True)
class PersonAnswer(Written):
    """The answer is a person of the book, under any of the names that the book knows."""

    person: Slug


@frozen(kw_only=True)
class TermAnswer(Written):
    """The answer is a term of the book, under any of the names that the book knows."""

    term: Slug


NameAnswer = Annotated[PersonAnswer | TermAnswer | Line, ByForm()]


@frozen(kw_only=True)
class NameQuestion(QuestionBase):
    """A typed name or term. A prompt with `___` is a cloze. `exact` switches the tolerance for typos off."""

    kind: Literal["name"]
    answer: NameAnswer
    accept: ListedLines = ()
    exact: Truth = False


@frozen(kw_only=True)
class DateQuestion(QuestionBase):
    """A typed date. Within `tolerance` it earns half."""

    kind: Literal["date"]
    answer: Date
    answer_os: Date | None = None
    tolerance: Within | None = None


@frozen(kw_only=True)
class DatedItem(Written):
    """Something to be put in order by its date."""

    text: Line
    date: Date


@frozen(kw_only=True)
class OrderQuestion(QuestionBase):
    """Events of the book (by id) or items of its own, to be put in order, the earliest first."""

    kind: Literal["order"]
    events: Slugs = ()
    items: Annotated[tuple[DatedItem, ...], OneOrMany()] = ()


@frozen(kw_only=True)
class Pair(Written):
    """Two things that belong together."""

    left: Line
    right: Line


@frozen(kw_only=True)
class MatchQuestion(QuestionBase):
    """Pairs to be matched; `distractors` are right-hand sides that belong to none."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Counted(least=2, most=5)]
    distractors: ListedLines = ()


@frozen(kw_only=True)
class QuoteQuestion(QuestionBase):
    """Who said or wrote it."""

    kind: Literal["quote"]
    quote: Text
    options: Annotated[tuple[Option, ...], Counted(least=2, most=10)]


SingleQuestion = Annotated[
    ChoiceQuestion
    | MultiQuestion
    | TrueFalseQuestion
    | NameQuestion
    | DateQuestion
    | OrderQuestion
    | MatchQuestion
    | QuoteQuestion,
    ByKind(),
]


@frozen(kw_only=True)
class SetQuestion(Written):
    """One source and two to five questions about it. The questions' ids are unique in the book like all others."""

    kind: Literal["set"]
    source: Slug
    intro: Text | None = None
    questions: Annotated[dict[Slug, SingleQuestion], Counted(least=2, most=5)]
    replaces: Slugs = ()


Question = Annotated[
    ChoiceQuestion
    | MultiQuestion
    | TrueFalseQuestion
    | NameQuestion
    | DateQuestion
    | OrderQuestion
    | MatchQuestion
    | QuoteQuestion
    | SetQuestion,
    ByKind(),
]


@frozen(kw_only=True)
class BookFile(Written):
    """`content/<book>/book.yaml`. People, terms and sources that several chapters share stand here."""

    schema_: Literal["1"]
    book: Book
    people: Annotated[Mapping[Slug, Person], Section()] = field(default_factory=dict[str, Person])
    terms: Annotated[Mapping[Slug, Term], Section()] = field(default_factory=dict[str, Term])
    sources: Annotated[Mapping[Slug, Source], Section()] = field(default_factory=dict[str, Source])


@frozen(kw_only=True)
class ChapterFile(Written):
    """`content/<book>/<chapter>.yaml`."""

    schema_: Literal["1"]
    chapter: ChapterHead
    people: Annotated[Mapping[Slug, Person], Section()] = field(default_factory=dict[str, Person])
    terms: Annotated[Mapping[Slug, Term], Section()] = field(default_factory=dict[str, Term])
    events: Annotated[Mapping[Slug, Event], Section()] = field(default_factory=dict[str, Event])
    sources: Annotated[Mapping[Slug, Source], Section()] = field(default_factory=dict[str, Source])
    facts: Annotated[Mapping[Slug, Fact], Section()] = field(default_factory=dict[str, Fact])
    questions: Annotated[Mapping[Slug, Question], Section()] = field(default_factory=dict[str, Question])
