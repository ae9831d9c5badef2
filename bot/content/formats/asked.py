"""Questions one by one, with all that they refer to written out: what every exporter starts from.

The questions of a set come singly, each with the source that the set is about. All text is plain.
"""

from collections.abc import Iterable, Iterator

from bot.content.citations import cited_work, full
from bot.content.library import Chapter
from bot.content.model import (
    DatedItem,
    NameQuestion,
    OrderQuestion,
    PersonAnswer,
    QuoteQuestion,
    SetQuestion,
    SingleQuestion,
    Source,
    TermAnswer,
    spellings,
)
from bot.content.names import folded
from bot.frozen import frozen


@frozen
class Passage:
    """What stands above a prompt: a text or a picture, what introduces it and where it comes from."""

    intro: str | None = None
    text: str | None = None
    image: str | None = None
    alt: str | None = None
    attribution: str | None = None

    @property
    def picture(self) -> str | None:
        """The picture in words, for what cannot show it."""
        return f"[Picture: {self.alt or self.image}]" if self.image else None

    @property
    def parts(self) -> tuple[str, ...]:
        """In the order in which they are read, without the picture itself."""
        quoted = f"“{self.text}”" if self.text else None
        return tuple(part for part in (self.intro, self.picture, quoted, self.attribution) if part)


@frozen
class Asked:
    """One question of a chapter. `set_id` is the set that it belongs to."""

    chapter: Chapter
    id: str
    question: SingleQuestion
    passage: Passage | None = None
    set_id: str | None = None

    @property
    def key(self) -> str:
        """`book/chapter/question`, unique in a library."""
        return f"{self.chapter.key}/{self.id}"

    @property
    def sources(self) -> tuple[str, ...]:
        """The works that bear it out, in full."""
        return tuple(
            full(cited_work(self.chapter, citation.source), citation.locator, plain=True)
            for citation in self.question.cite
        )


def asked_in(chapters: Iterable[Chapter]) -> tuple[Asked, ...]:
    """All questions of the chapters, in the order in which they stand."""
    return tuple(asked for chapter in chapters for asked in _of_chapter(chapter))


def accepted_names(chapter: Chapter, question: NameQuestion) -> tuple[str, ...]:
    """All spellings that are right; the first is the one to show."""
    match question.answer:
        case PersonAnswer(person=person_id):
            names = spellings(chapter.people[person_id])
        case TermAnswer(term=term_id):
            names = spellings(chapter.terms[term_id])
        case name:
            names = (name, *_known_by(chapter, name))
    return tuple(dict.fromkeys((*names, *question.accept)))


def in_order(chapter: Chapter, question: OrderQuestion) -> tuple[DatedItem, ...]:
    """The items of an order, the earliest first."""
    events = [chapter.events[event_id] for event_id in question.events]
    items = [*(DatedItem(text=event.label, date=event.date) for event in events), *question.items]
    return tuple(sorted(items, key=lambda item: (item.date.earliest, item.date.latest)))


def _of_chapter(chapter: Chapter) -> Iterator[Asked]:
    for question_id, question in chapter.questions.items():
        if not isinstance(question, SetQuestion):
            yield Asked(chapter, question_id, question, _passage(chapter, question))
            continue
        shared = _source_passage(chapter, question.source, question.intro)
        for inner_id, inner in question.questions.items():
            yield Asked(chapter, inner_id, inner, _passage(chapter, inner) or shared, question_id)


def _passage(chapter: Chapter, question: SingleQuestion) -> Passage | None:
    if isinstance(question, QuoteQuestion):
        return Passage(text=question.quote)
    stimulus = question.stimulus
    if stimulus is None:
        return None
    if stimulus.source is None:
        return Passage(text=stimulus.text)
    return _source_passage(chapter, stimulus.source, text=stimulus.text)


def _source_passage(chapter: Chapter, source_id: str, intro: str | None = None, text: str | None = None) -> Passage:
    source = cited_work(chapter, source_id)
    attribution = full(source, plain=True)
    if not isinstance(source, Source):
        return Passage(intro, text, attribution=attribution)
    return Passage(intro, text or source.text, source.image, source.alt, attribution)


def _known_by(chapter: Chapter, name: str) -> tuple[str, ...]:
    """All names of the person or term that this is a name of."""
    wanted = folded(name)
    known = map(spellings, (*chapter.people.values(), *chapter.terms.values()))
    return next((names for names in known if wanted in map(folded, names)), ())
