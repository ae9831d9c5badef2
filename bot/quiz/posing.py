"""From a written question to the one that a round asks: references resolved, citations written out.

Options stay in the author's order; a round shuffles what it shows.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypedDict

from bot.content.citations import cited_work, full
from bot.content.library import Chapter
from bot.content.model import (
    ChoiceQuestion,
    Citation,
    DatedItem,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    OrderQuestion,
    PersonAnswer,
    QuoteQuestion,
    SetQuestion,
    SingleQuestion,
    Source,
    TermAnswer,
    TrueFalseQuestion,
)
from bot.content.model import Option as WrittenOption
from bot.content.model import Question as WrittenQuestion
from bot.quiz.folding import fold
from bot.quiz.question import (
    Choice,
    Dated,
    Item,
    KnownName,
    Match,
    Multi,
    Named,
    Option,
    Order,
    Question,
    Shown,
)


class _Common(TypedDict):
    """What every question has."""

    book: str
    chapter: str
    id: str
    prompt: str
    shown: Shown | None
    difficulty: int
    skill: str
    hint: str | None
    explain: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]


def pose(chapter: Chapter, question_id: str, written: WrittenQuestion) -> tuple[Question, ...]:
    """What a round asks: one question, or the questions of a set, each with the source that the set is about."""
    if not isinstance(written, SetQuestion):
        return (_pose_single(chapter, question_id, written, _stimulus(chapter, written)),)
    shown = _source_shown(chapter, written.source, intro=written.intro)
    return tuple(
        _pose_single(chapter, inner_id, inner, _stimulus(chapter, inner) or shown)
        for inner_id, inner in written.questions.items()
    )


def _pose_single(chapter: Chapter, question_id: str, written: SingleQuestion, shown: Shown | None) -> Question:
    common = _common(chapter, question_id, written, shown)
    match written:
        case ChoiceQuestion():
            return Choice(kind="choice", options=_options(written.options), **common)
        case QuoteQuestion():
            return Choice(kind="quote", options=_options(written.options), **common)
        case TrueFalseQuestion():
            return Choice(kind="true-false", options=_true_and_false(written), **common)
        case MultiQuestion():
            return Multi(kind="multi", options=_options(written.options), **common)
        case NameQuestion():
            return _pose_name(chapter, written, common)
        case DateQuestion():
            return _pose_date(written, common)
        case OrderQuestion():
            return Order(kind="order", items=_items(chapter, written), **common)
        case MatchQuestion():
            return _pose_match(written, common)


def _common(chapter: Chapter, question_id: str, written: SingleQuestion, shown: Shown | None) -> _Common:
    return _Common(
        book=chapter.book.id,
        chapter=chapter.head.id,
        id=question_id,
        prompt=written.prompt,
        shown=shown,
        difficulty=written.difficulty,
        skill=written.skill,
        hint=written.hint,
        explain=written.explain,
        sources=tuple(_cited(chapter, citation) for citation in written.cite),
        tests=written.tests,
    )


def _stimulus(chapter: Chapter, written: SingleQuestion) -> Shown | None:
    """What the question shows: a quotation without its author, a source of the chapter, or a passage of its own."""
    if isinstance(written, QuoteQuestion):
        return Shown(text=written.quote)
    stimulus = written.stimulus
    if stimulus is None:
        return None
    if stimulus.source is None:
        return Shown(text=stimulus.text)
    shown = _source_shown(chapter, stimulus.source)
    return replace(shown, text=stimulus.text) if stimulus.text else shown


def _source_shown(chapter: Chapter, source_id: str, intro: str | None = None) -> Shown:
    source = cited_work(chapter, source_id)
    attribution = full(source)
    if not isinstance(source, Source):
        return Shown(intro=intro, attribution=attribution)
    return Shown(intro=intro, text=source.text, image=source.image, alt=source.alt, attribution=attribution)


def _cited(chapter: Chapter, citation: Citation) -> str:
    return full(cited_work(chapter, citation.source), citation.locator)


def _options(options: tuple[WrittenOption, ...]) -> tuple[Option, ...]:
    return tuple(Option(text=option.text, correct=option.correct, why=option.why) for option in options)


def _true_and_false(written: TrueFalseQuestion) -> tuple[Option, ...]:
    """The wrong one of the two is explained by the question's explanation."""
    return tuple(
        Option(text=text, correct=is_right, why=None if is_right else written.explain)
        for text, is_right in (("True", written.answer), ("False", not written.answer))
    )


def _pose_name(chapter: Chapter, written: NameQuestion, common: _Common) -> Named:
    asked = _asked_id(chapter, written)
    known = chapter.people.get(asked or "")
    if isinstance(written.answer, PersonAnswer | TermAnswer):
        spellings = _spellings(chapter, asked or "")
    else:
        spellings = (written.answer, *_spellings(chapter, asked or ""))
    return Named(
        kind="name",
        accepted=tuple(dict.fromkeys((*spellings, *written.accept))),
        family=known.family if known else None,
        is_person=known is not None,
        exact=written.exact,
        others=tuple(_other_names(chapter, asked)),
        **common,
    )


def _asked_id(chapter: Chapter, written: NameQuestion) -> str | None:
    """The person or term that the answer is, also where its name is written out instead of its id."""
    match written.answer:
        case PersonAnswer(person=person_id):
            return person_id
        case TermAnswer(term=term_id):
            return term_id
        case name:
            known = (*chapter.people, *chapter.terms)
            folded = fold(name)
            return next((key for key in known if folded in map(fold, _spellings(chapter, key))), None)


def _spellings(chapter: Chapter, known_id: str) -> tuple[str, ...]:
    if person := chapter.people.get(known_id):
        return (person.name, *person.aliases)
    if term := chapter.terms.get(known_id):
        return (term.term, *term.aliases)
    return ()


def _other_names(chapter: Chapter, asked: str | None) -> Iterator[KnownName]:
    for person_id, person in chapter.people.items():
        if person_id != asked:
            spellings = _spellings(chapter, person_id)
            yield KnownName(id=person_id, spellings=spellings, family=person.family, is_person=True)
    for term_id in chapter.terms:
        if term_id != asked:
            yield KnownName(id=term_id, spellings=_spellings(chapter, term_id))


def _pose_date(written: DateQuestion, common: _Common) -> Dated:
    return Dated(
        kind="date",
        answer=written.answer.edtf,
        answer_os=written.answer_os.edtf if written.answer_os else None,
        tolerance=str(written.tolerance) if written.tolerance else None,
        **common,
    )


def _items(chapter: Chapter, written: OrderQuestion) -> tuple[Item, ...]:
    events = [chapter.events[event_id] for event_id in written.events]
    dated = [DatedItem(text=event.label, date=event.date) for event in events] + list(written.items)
    in_order = sorted(dated, key=lambda item: (item.date.earliest, item.date.latest))
    return tuple(Item(text=item.text, date=item.date.edtf) for item in in_order)


def _pose_match(written: MatchQuestion, common: _Common) -> Match:
    return Match(
        kind="match",
        lefts=tuple(pair.left for pair in written.pairs),
        rights=(*(pair.right for pair in written.pairs), *written.distractors),
        **common,
    )
