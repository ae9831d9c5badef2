"""Answers and questions in plain words, without the letters and the markup of any card."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.content.dates import read_edtf
from bot.quiz.question import Answer, Choice, Chosen, Dated, Match, Multi, Named, Order, Question, Typed
from bot.quiz.round import Given

_BETWEEN = "; "


def right_answer_text(question: Question) -> str:
    """The right answer."""
    match question:
        case Choice(options=options) | Multi(options=options):
            return _BETWEEN.join(option.text for option in options if option.correct)
        case Named(accepted=accepted):
            return accepted[0]
        case Dated(answer=answer):
            return str(read_edtf(answer))
        case Order(items=items):
            return _BETWEEN.join(
                f"{number}. {item.text} ({read_edtf(item.date)})" for number, item in enumerate(items, start=1)
            )
        case Match(lefts=lefts):
            return _pairs(question, range(len(lefts)))


def answer_text(question: Question, answer: Answer) -> str:
    """What a member answered: typed text as it was typed."""
    if isinstance(answer, Typed):
        return answer.text
    match question:
        case Choice(options=options) | Multi(options=options):
            return _BETWEEN.join(options[index].text for index in sorted(answer.indices))
        case Order(items=items):
            return _BETWEEN.join(
                f"{number}. {items[index].text}" for number, index in enumerate(answer.indices, start=1)
            )
        case Match():
            return _pairs(question, answer.indices)
        case Named() | Dated():
            return ""


def distribution_texts(question: Question, answers: Mapping[int, Given]) -> list[str]:
    """How often what was answered, a line each, without names: options in their order, all else by how often."""
    given = list(answers.values())
    if isinstance(question, Choice | Multi):
        chosen = Counter(index for each in given for index in _indices(each.answer))
        return [
            f"{chosen[index]} × {option.text}{' (right)' if option.correct else ''}"
            for index, option in enumerate(question.options)
        ]
    if isinstance(question, Match):
        return _pairs_found(question, [_indices(each.answer) for each in given])
    counted = Counter((answer_text(question, each.answer).strip(), _judged(each)) for each in given)
    return [f"{times} × {text} ({judged})" for (text, judged), times in counted.most_common()]


def _pairs(question: Match, rights: Iterable[int]) -> str:
    return _BETWEEN.join(
        f"{left} = {question.rights[right]}" for left, right in zip(question.lefts, rights, strict=True)
    )


def _pairs_found(question: Match, given: list[tuple[int, ...]]) -> list[str]:
    return [
        f"{sum(question.rights[indices[left]] == question.rights[left] for indices in given)} of {len(given)} found "
        f"{text} = {question.rights[left]}"
        for left, text in enumerate(question.lefts)
    ]


def _indices(answer: Answer) -> tuple[int, ...]:
    return answer.indices if isinstance(answer, Chosen) else ()


def _judged(given: Given) -> str:
    credit = given.grade.credit
    return "right" if credit >= 1 else "right in part" if credit > 0 else "not right"
