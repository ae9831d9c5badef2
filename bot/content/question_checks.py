"""Whether a question can be asked and graded: it has a right answer, and all that it names is there."""

from collections.abc import Iterator
from itertools import combinations

from bot.content.findings import Finding
from bot.content.model import (
    ChapterFile,
    ChoiceQuestion,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    Option,
    OrderQuestion,
    PersonAnswer,
    Question,
    QuestionBase,
    QuoteQuestion,
    SetQuestion,
    TermAnswer,
)
from bot.content.names import folded
from bot.content.problems import Path
from bot.content.scope import Scope
from bot.content.work_checks import old_style_findings

FEWEST_ORDERED, MOST_ORDERED = 3, 8


def question_findings(path: Path, question: Question, chapter: ChapterFile, scope: Scope) -> Iterator[Finding]:
    if isinstance(question, SetQuestion):
        yield from scope.unknown((*path, "source"), question.source, ("sources",))
        yield from _has_something_to_show((*path, "source"), question.source, scope)
        return
    yield from _common(path, question, scope)
    match question:
        case ChoiceQuestion() | QuoteQuestion():
            yield from _options(path, question.options)
            yield from _one_right(path, question.options)
        case MultiQuestion():
            yield from _options(path, question.options)
            yield from _several_right(path, question.options)
        case NameQuestion():
            yield from _name(path, question, scope)
        case DateQuestion():
            yield from old_style_findings((*path, "answer-os"), question.answer, question.answer_os)
        case OrderQuestion():
            yield from _order(path, question, chapter, scope)
        case MatchQuestion():
            yield from _match(path, question)
        case _:
            pass


def _common(path: Path, question: QuestionBase, scope: Scope) -> Iterator[Finding]:
    yield from scope.references((*path, "tests"), question.tests, ("facts",))
    yield from scope.citations((*path, "cite"), question.cite)
    stimulus = question.stimulus
    if stimulus is None:
        return
    if stimulus.source is None and stimulus.text is None:
        yield Finding(
            (*path, "stimulus"), 'Nothing is shown here: give a "source" or a "text", or remove the stimulus.'
        )
    if stimulus.source is not None:
        yield from scope.unknown((*path, "stimulus", "source"), stimulus.source, ("sources",))
    if stimulus.source is not None and stimulus.text is None:
        yield from _has_something_to_show((*path, "stimulus", "source"), stimulus.source, scope)


def _has_something_to_show(path: Path, source_id: str, scope: Scope) -> Iterator[Finding]:
    source = scope.sources.get(source_id)
    if source and not source.text and not source.image:
        message = (
            f'The source "{source_id}" has neither text nor image, so nothing would be shown: give it one of them.'
        )
        yield Finding(path, message)


def _options(path: Path, options: tuple[Option, ...]) -> Iterator[Finding]:
    yield from _different((*path, "options"), tuple(option.text for option in options), "text")


def _different(path: Path, texts: tuple[str, ...], field: str | None) -> Iterator[Finding]:
    """No two of them may read alike, or one could not tell which is meant."""
    seen: dict[str, int] = {}
    for index, text in enumerate(texts):
        first = seen.setdefault(" ".join(text.casefold().split()), index)
        if first != index:
            place = (*path, index) if field is None else (*path, index, field)
            yield Finding(place, f'"{text}" stands here twice: change or remove one of them.')


def _one_right(path: Path, options: tuple[Option, ...]) -> Iterator[Finding]:
    right = [index for index, option in enumerate(options) if option.correct]
    if not right:
        yield Finding((*path, "options"), 'No option is right: add "correct: true" to the one that is.', of_key=True)
    for index in right[1:]:
        message = 'Another option is right already: leave "correct: true" to one, or make the kind "multi".'
        yield Finding((*path, "options", index, "correct"), message)


def _several_right(path: Path, options: tuple[Option, ...]) -> Iterator[Finding]:
    right = sum(option.correct for option in options)
    if right < 2:
        number = "no option is right" if right == 0 else "only one option is right"
        message = f'Here {number}: add "correct: true" to at least two, or make the kind "choice".'
        yield Finding((*path, "options"), message, of_key=True)


def _name(path: Path, question: NameQuestion, scope: Scope) -> Iterator[Finding]:
    answer = question.answer
    if isinstance(answer, PersonAnswer):
        yield from scope.unknown((*path, "answer", "person"), answer.person, ("people",))
    elif isinstance(answer, TermAnswer):
        yield from scope.unknown((*path, "answer", "term"), answer.term, ("terms",))
    else:
        yield from _typeable((*path, "answer"), answer)
    for index, accepted in enumerate(question.accept):
        yield from _typeable((*path, "accept", index), accepted)


def _typeable(path: Path, answer: str) -> Iterator[Finding]:
    if not folded(answer):
        yield Finding(path, f'"{answer}" holds no letter or digit that one could type: write a name.')


def _order(path: Path, question: OrderQuestion, chapter: ChapterFile, scope: Scope) -> Iterator[Finding]:
    if bool(question.events) == bool(question.items):
        which = "both stand here" if question.events else "neither stands here"
        yield Finding(path, f'Give either "events" or "items" of its own to put in order; {which}.', of_key=True)
        return
    yield from scope.references((*path, "events"), question.events, ("events",))
    field = "events" if question.events else "items"
    number = len(question.events or question.items)
    if not FEWEST_ORDERED <= number <= MOST_ORDERED:
        message = (
            f"Put {FEWEST_ORDERED} to {MOST_ORDERED} of them in order; here {'is' if number == 1 else 'are'} {number}."
        )
        yield Finding((*path, field), message, of_key=True)
    yield from _different((*path, "events"), question.events, None)
    yield from _different((*path, "items"), tuple(item.text for item in question.items), "text")
    yield from _can_be_ordered((*path, field), question, chapter)


def _can_be_ordered(path: Path, question: OrderQuestion, chapter: ChapterFile) -> Iterator[Finding]:
    found = [chapter.events[event] for event in dict.fromkeys(question.events) if event in chapter.events]
    dates = [item.date for item in (*question.items, *found)]
    if len(dates) >= FEWEST_ORDERED and all(one.overlaps(other) for one, other in combinations(dates, 2)):
        yield Finding(path, "The dates of all these overlap, so that any order is right: choose others.", of_key=True)


def _match(path: Path, question: MatchQuestion) -> Iterator[Finding]:
    yield from _different((*path, "pairs"), tuple(pair.left for pair in question.pairs), "left")
    yield from _different((*path, "pairs"), tuple(pair.right for pair in question.pairs), "right")
    rights = {pair.right.casefold() for pair in question.pairs}
    yield from _different((*path, "distractors"), question.distractors, None)
    for index, distractor in enumerate(question.distractors):
        if distractor.casefold() in rights:
            message = f'"{distractor}" belongs to a pair, so it distracts from nothing: change or remove it.'
            yield Finding((*path, "distractors", index), message)
