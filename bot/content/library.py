"""The whole material as one immutable snapshot: books, their chapters, and what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from bot.content.model import Book, ChapterHead, Event, Fact, Person, Question, Source, Term
from bot.frozen import frozen


@frozen
class Chapter:
    """A chapter as it is used: `people`, `terms` and `sources` include those that it shares with its book.

    `asked` counts the questions, those within a set one by one.
    """

    book: Book
    head: ChapterHead
    people: Mapping[str, Person]
    terms: Mapping[str, Term]
    events: Mapping[str, Event]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    questions: Mapping[str, Question]
    asked: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        in_sets = sum(len(each.questions) - 1 for each in self.questions.values() if each.kind == "set")
        object.__setattr__(self, "asked", len(self.questions) + in_sets)

    @property
    def key(self) -> str:
        """`book/chapter`, unique in a library."""
        return f"{self.book.id}/{self.head.id}"


@frozen
class Library:
    """Every book and chapter. `version` is a short hash of the files' text: equal files, equal version."""

    version: str
    books: Mapping[str, Book]
    chapters: Mapping[str, Chapter] = field(default_factory=dict[str, Chapter])

    def of_book(self, book_id: str) -> Iterator[Chapter]:
        """The chapters of one book, in reading order."""
        return (chapter for chapter in self.chapters.values() if chapter.book.id == book_id)
