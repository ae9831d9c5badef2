"""What spoils a single question."""

import re
from collections.abc import Iterator

from bot.content.dates import HistoricalDate, Precision
from bot.content.findings import Finding, warning
from bot.content.imported import UNEXPLAINED, is_imported
from bot.content.model import (
    ChoiceQuestion,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    Option,
    OrderQuestion,
    QuoteQuestion,
    SingleQuestion,
)
from bot.content.name_lint import NameIndex
from bot.content.names import folded, stands_in
from bot.content.problems import Path

LONGEST_BUTTON = 80
LONGEST_SELECT_OPTION = 100
LONGEST_CARD = 3600
"""Of the 4000 characters that Discord allows in all the text of a message, what the card itself does not need."""

_GAP = re.compile("_{3,}")


def question_warnings(path: Path, question: SingleQuestion, names: NameIndex) -> Iterator[Finding]:
    if not question.tests:
        message = 'This question tests no fact, so a wrong answer teaches none: name one in "tests".'
        yield warning((*path, "tests"), message, of_key=True)
    yield from _as_imported(path, question)
    if _length(question) > LONGEST_CARD:
        message = (
            f"The question fills more than the {LONGEST_CARD} characters of one Discord card: shorten what is shown."
        )
        yield warning((*path, "prompt"), message)
    match question:
        case ChoiceQuestion() | QuoteQuestion():
            yield from _options(path, question.options)
            yield from _betrayed_by_length(path, question.options)
            yield from _leaked_option(path, question)
        case MultiQuestion():
            yield from _options(path, question.options)
            if all(option.correct for option in question.options):
                yield warning((*path, "options"), "Every option is right: add one that is wrong.", of_key=True)
        case NameQuestion():
            yield from _leaked_name(path, question, names)
            yield from names.near(path, question)
            if len(_GAP.findall(question.prompt)) > 1:
                message = "The prompt has several gaps, and there is one answer: leave one gap, or divide the question."
                yield warning((*path, "prompt"), message)
        case DateQuestion():
            yield from _leaked_date(path, question)
        case OrderQuestion():
            for index, item in enumerate(question.items):
                yield from _over((*path, "items", index, "text"), item.text, LONGEST_SELECT_OPTION, "An item")
        case MatchQuestion():
            yield from _sides(path, question)
        case _:
            pass


def _as_imported(path: Path, question: SingleQuestion) -> Iterator[Finding]:
    if question.explain == UNEXPLAINED:
        message = 'The imported file gave no explanation: say in "explain" what is right, and why it matters.'
        yield warning((*path, "explain"), message)
    if all(is_imported(citation.source) for citation in question.cite):
        message = "This question cites only the file that it was imported from: cite a work in which its answer stands."
        yield warning((*path, "cite"), message)


def _length(question: SingleQuestion) -> int:
    shown = [question.prompt]
    if question.stimulus:
        shown.append(question.stimulus.text or "")
    match question:
        case ChoiceQuestion() | MultiQuestion():
            shown += [option.text for option in question.options]
        case QuoteQuestion():
            shown += [question.quote, *(option.text for option in question.options)]
        case _:
            pass
    return sum(map(len, shown))


def _options(path: Path, options: tuple[Option, ...]) -> Iterator[Finding]:
    if len(options) < 3:
        message = "Two options leave half to chance: add a third, or make it a true-false question."
        yield warning((*path, "options"), message, of_key=True)
    for index, option in enumerate(options):
        place = (*path, "options", index)
        yield from _over((*place, "text"), option.text, LONGEST_BUTTON, "An option on a button")
        if not option.correct and option.why is None:
            message = 'A wrong option should teach something: say in "why" what is wrong about it.'
            yield warning((*place, "why"), message, of_key=True)


def _over(path: Path, text: str, most: int, what: str) -> Iterator[Finding]:
    if len(text) > most:
        yield warning(path, f"{what} can have {most} characters in Discord, and this has {len(text)}: shorten it.")


def _betrayed_by_length(path: Path, options: tuple[Option, ...]) -> Iterator[Finding]:
    """The careful author's sign: the right option is by far the longest."""
    right = next((index for index, option in enumerate(options) if option.correct), None)
    wrong = [len(option.text) for option in options if not option.correct]
    if right is None or not wrong:
        return
    length = len(options[right].text)
    if length > 1.6 * max(wrong) and length - max(wrong) > 20:
        message = (
            "The right option is much longer than the others and betrays itself: shorten it, or say more in the others."
        )
        yield warning((*path, "options", right, "text"), message)


def _leaked_option(path: Path, question: ChoiceQuestion | QuoteQuestion) -> Iterator[Finding]:
    """The prompt says the right option and none of the wrong ones."""
    shown = folded(question.prompt)
    said = [stands_in(folded(option.text), shown) for option in question.options]
    for option, is_said in zip(question.options, said, strict=True):
        if option.correct and is_said and sum(said) == 1 and len(folded(option.text)) > 2:
            yield warning((*path, "prompt"), f'The prompt says the answer, "{option.text}": put it in other words.')


def _leaked_name(path: Path, question: NameQuestion, names: NameIndex) -> Iterator[Finding]:
    answers = [folded(text) for text in (*names.answers(question), *question.accept)]
    for field, text in (("prompt", question.prompt), ("hint", question.hint)):
        said = next((name for name in answers if text and len(name) > 2 and stands_in(name, folded(text))), None)
        if said:
            yield warning((*path, field), f'The {field} says the answer, "{said}": put it in other words.')


def _leaked_date(path: Path, question: DateQuestion) -> Iterator[Finding]:
    for field, text in (("prompt", question.prompt), ("hint", question.hint)):
        said = next((form for form in _forms(question.answer) if text and stands_in(folded(form), folded(text))), None)
        if said:
            yield warning((*path, field), f'The {field} says the answer, "{said}": put it in other words.')


def _forms(date: HistoricalDate) -> tuple[str, ...]:
    """The ways in which a text may say a date in full."""
    year = (str(date.earliest.year),) if date.precision is Precision.YEAR and date.earliest.year > 31 else ()
    return (date.display(), date.display(month_first=True), date.edtf, *year)


def _sides(path: Path, question: MatchQuestion) -> Iterator[Finding]:
    for index, pair in enumerate(question.pairs):
        yield from _over((*path, "pairs", index, "left"), pair.left, LONGEST_SELECT_OPTION, "A side of a pair")
        yield from _over((*path, "pairs", index, "right"), pair.right, LONGEST_SELECT_OPTION, "A side of a pair")
        if folded(pair.left) == folded(pair.right):
            yield warning((*path, "pairs", index, "right"), "Both sides of the pair say the same: change one.")
    for index, text in enumerate(question.distractors):
        yield from _over((*path, "distractors", index), text, LONGEST_SELECT_OPTION, "A distractor")
