"""GIFT, as `question/format/gift/format.php` of Moodle reads it.

A question stands between blank lines: a comment with its id and tags, `::its name::`, `[plain]` so that nothing in it
is taken for HTML, and its answers in braces, with what is said of each after `#` and of all after `####`. The signs of
the format are escaped everywhere; a text that begins like a format or a weight is marked as plain once more.

A year is a number to Moodle, with half of the credit within the tolerance; any other date is a short answer in each way
of writing it. An order has no place in GIFT: matching events to places would count an order as wrong that may stand
either way.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from bot.content.date_points import Precision
from bot.content.dates import HistoricalDate, Tolerance, read_edtf
from bot.content.formats.asked import Asked, accepted_names
from bot.content.formats.written import LeftOut, Written
from bot.content.library import Chapter
from bot.content.model import (
    ChoiceQuestion,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    Option,
    OrderQuestion,
    QuoteQuestion,
    TrueFalseQuestion,
)

_SIGNS = re.compile(r"[\\~=#{}:]")
_ARROW = "->"
_ORDER = "GIFT has no questions about an order"
_HINTS = "hints, for which GIFT has no place"
_PICTURES = "the picture itself, which GIFT cannot hold; its description stands in its place"
_TOLERANCES = "the half credit for a date near the right one, which GIFT has for years alone"
_ARROWS = f"the forms of the answer with {_ARROW} in them, which GIFT would take for pairs"


class _NoPlace(Exception):
    """The question cannot be written; the message says why."""


def questions_to_gift(asked: Sequence[Asked]) -> Written:
    """The questions by chapter, each in a category of its book's."""
    parts: list[str] = []
    left_out: list[LeftOut] = []
    for _, of_chapter in groupby(asked, key=lambda each: each.chapter.key):
        questions = list(of_chapter)
        parts.append(_category(questions[0].chapter))
        for each in questions:
            try:
                parts.append(_question(each))
            except _NoPlace as none:
                left_out.append(LeftOut(each.key, str(none)))
            else:
                left_out += (LeftOut(each.key, lost, whole=False) for lost in _lost(each))
    count = len(asked) - sum(each.whole for each in left_out)
    return Written("\n".join(parts).encode(), count, tuple(left_out))


def escaped(text: str) -> str:
    """The text without any sign of the format, on one line."""
    return "\\n".join(_SIGNS.sub(r"\\\g<0>", line) for line in text.splitlines())


def _category(chapter: Chapter) -> str:
    """A slash within a name is doubled; the line ends the category, and nothing in it is escaped."""
    names = (name.replace("/", "//") for name in (chapter.book.title, chapter.head.title))
    return f"$CATEGORY: {'/'.join(names)}\n"


def _question(asked: Asked) -> str:
    question = asked.question
    above = asked.passage.parts if asked.passage else ()
    text = escaped("\n\n".join((*above, question.prompt)))
    tags = "".join(f" [tag:{tag}]" for tag in (question.skill, f"difficulty-{question.difficulty}"))
    feedback = _protected("\n\n".join((question.explain, *asked.sources)))
    lines = "".join(f"\t{line}\n" for line in (*_answers(asked), f"####{feedback}"))
    opening = "{#" if _is_number(asked) else "{"
    return f"// [id:{asked.id}]{tags}\n::{escaped(asked.id)}::[plain]{text} {opening}\n{lines}}}\n"


def _answers(asked: Asked) -> Iterable[str]:
    match asked.question:
        case ChoiceQuestion(options=options) | QuoteQuestion(options=options):
            return [_option("=" if option.correct else "~", option) for option in options]
        case MultiQuestion(options=options):
            return _weighed(options)
        case TrueFalseQuestion(answer=answer):
            return ["TRUE" if answer else "FALSE"]
        case NameQuestion() as question:
            return _typed(accepted_names(asked.chapter, question))
        case DateQuestion() as question:
            return _year(question) if _is_number(asked) else _date(question)
        case MatchQuestion() as question:
            return _pairs(question)
        case OrderQuestion():
            raise _NoPlace(_ORDER)


def _option(sign: str, option: Option) -> str:
    why = f"#{_protected(option.why)}" if option.why else ""
    return f"{sign}{_protected(option.text)}{why}"


def _weighed(options: Sequence[Option]) -> list[str]:
    """The right ones share the whole credit, and the wrong ones take as much off when all are chosen."""
    rights = sum(option.correct for option in options)
    shares = {True: _share(rights), False: f"-{_share(len(options) - rights)}"}
    return [_option(f"~%{shares[option.correct]}%", option) for option in options]


def _share(parts: int) -> str:
    """One part of a hundred as Moodle writes it: at most five decimals."""
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".") if parts else "100"


def _typed(names: Sequence[str]) -> list[str]:
    """All that is right but what Moodle would take for a pair; a star stands for itself, not for any letters."""
    written = [_protected(name.replace("*", "\\*")) for name in names if _ARROW not in name]
    if not written:
        raise _NoPlace(f"an answer with {_ARROW} would make it a question about pairs")
    return [f"={name}" for name in written]


def _is_number(asked: Asked) -> bool:
    """Whether the answer is a plain year of our era."""
    if not isinstance(asked.question, DateQuestion):
        return False
    date = asked.question.answer
    return date.edtf.isdigit() and date.precision is Precision.YEAR and asked.question.answer_os is None


def _year(question: DateQuestion) -> list[str]:
    year, tolerance = int(question.answer.edtf), question.tolerance
    right = f"={year}:0"
    return [right, f"=%50%{year}:{tolerance.amount}"] if tolerance and tolerance.unit == "year" else [right]


def _is_carried(asked: Asked, tolerance: Tolerance) -> bool:
    return _is_number(asked) and tolerance.unit == "year"


def _date(question: DateQuestion) -> list[str]:
    """Every way of writing it; and the month of a day, or the year of a month, for half of the credit."""
    dates = [date for date in (question.answer, question.answer_os) if date]
    right = dict.fromkeys(form for date in dates for form in _forms(date))
    half = dict.fromkeys(form for date in dates if _is_exact(date) for form in _forms(_coarser(date)))
    near = [f"=%50%{_protected(form)}" for form in half if form not in right]
    return [*(f"={_protected(form)}" for form in right), *near]


def _forms(date: HistoricalDate) -> tuple[str, ...]:
    """In words, day first and month first, and as it is written in content where a person may type that."""
    shown = (date.display(), date.display(month_first=True))
    typed = tuple(form.replace("–", "-") for form in shown)
    return (*shown, *typed, date.edtf) if _is_exact(date) else (*shown, *typed)


def _is_exact(date: HistoricalDate) -> bool:
    """Whether it is a day or a month without doubt."""
    return date.precision <= Precision.MONTH and not date.approximate and not date.uncertain


def _coarser(date: HistoricalDate) -> HistoricalDate:
    """The month of a day, the year of a month."""
    return read_edtf(date.edtf.rpartition("-")[0])


def _pairs(question: MatchQuestion) -> list[str]:
    """What belongs to nothing stands without a left side."""
    pairs = [f"={_left(pair.left)} -> {escaped(pair.right)}" for pair in question.pairs]
    return [*pairs, *(f"= -> {escaped(right)}" for right in question.distractors)]


def _left(text: str) -> str:
    """An arrow in it would end it, unless it is written as HTML."""
    return f"[html]{escaped(escape(text))}" if _ARROW in text else _protected(text)


def _protected(text: str) -> str:
    """A text that begins with a format's name or a weight is not taken for one."""
    return f"[plain]{escaped(text)}" if text.startswith(("[", "%")) else escaped(text)


def _lost(asked: Asked) -> Iterator[str]:
    """What of a question is not in the file."""
    question, passage = asked.question, asked.passage
    if question.hint:
        yield _HINTS
    if passage and passage.image:
        yield _PICTURES
    if isinstance(question, DateQuestion) and question.tolerance and not _is_carried(asked, question.tolerance):
        yield _TOLERANCES
    if isinstance(question, NameQuestion) and any(_ARROW in name for name in accepted_names(asked.chapter, question)):
        yield _ARROWS
