"""Which facts can be reviewed, and by which questions, in the order of reading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from bot.content.library import Chapter, Library
from bot.content.model import SetQuestion
from bot.frozen import frozen
from bot.study.memory import FactKey


@frozen
class Asking:
    """A question: where it is written, and its own id, which differs for one of a set."""

    chapter: Chapter
    written_id: str
    id: str

    @property
    def key(self) -> str:
        return f"{self.chapter.key}/{self.id}"


@frozen
class Syllabus:
    """The questions of each fact that any question tests; `chapters` holds the facts of each chapter.

    `renames` leads from the ids that facts had before to those that they have now.
    """

    questions: Mapping[FactKey, Sequence[Asking]]
    chapters: Mapping[str, Sequence[FactKey]]
    renames: Mapping[FactKey, FactKey]

    @classmethod
    def of(cls, library: Library) -> Self:
        """What a library lets one review."""
        questions: defaultdict[FactKey, list[Asking]] = defaultdict(list)
        for chapter in library.chapters.values():
            for asking, tests in _askings(chapter):
                for fact in tests:
                    questions[FactKey(chapter.book.id, fact)].append(asking)
        chapters = {
            key: [fact for fact_id in chapter.facts if (fact := FactKey(chapter.book.id, fact_id)) in questions]
            for key, chapter in library.chapters.items()
        }
        renames = {
            FactKey(chapter.book.id, old): FactKey(chapter.book.id, fact_id)
            for chapter in library.chapters.values()
            for fact_id, fact in chapter.facts.items()
            for old in fact.replaces
        }
        return cls(dict(questions), chapters, renames)

    def facts(self, chapters: Iterable[str] | None = None) -> Iterator[FactKey]:
        """The facts of those chapters, or of all, in the order of reading."""
        return (fact for key in (self.chapters if chapters is None else chapters) for fact in self.chapters[key])

    def next_question(self, fact: FactKey, asked: str | None) -> Asking:
        """The question that has its turn after the one that was asked last."""
        turns = self.questions[fact]
        last = next((place for place, asking in enumerate(turns) if asking.key == asked), -1)
        return turns[(last + 1) % len(turns)]


def _askings(chapter: Chapter) -> Iterator[tuple[Asking, Sequence[str]]]:
    for written_id, written in chapter.questions.items():
        singles = written.questions if isinstance(written, SetQuestion) else {written_id: written}
        for id_, single in singles.items():
            yield Asking(chapter, written_id, id_), single.tests
