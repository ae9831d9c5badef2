"""What an answer is worth.

Several things to know in one question earn part credit, by curves in which an answer by chance earns little:

- several right options: the right ones chosen less the wrong ones chosen, over the number of right ones, never below 0,
  so that choosing everything earns nothing more than it should;
- an order: Kendall's rank correlation (M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938),
  that is the pairs in the right order less those in the wrong one, over all pairs that have an order, never below
  0: an order by chance has as many of the one as of the other;
- pairs to match: the share that is right, which by chance is one pair.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.content.dates import read_edtf
from bot.quiz.question import Answer, Choice, Chosen, Dated, Grade, Match, Multi, Named, Order, Question, Typed
from bot.quiz.unreadable import Unreadable

__all__ = ["Unreadable", "grade"]

_RIGHT, _WRONG = Grade(credit=1.0), Grade(credit=0.0)


def grade(question: Question, answer: Answer, *, day_first: bool = True) -> Grade:
    """The grade of an answer; `day_first` reads 12/04/1927 as the 12th of April.

    Raises `Unreadable` where the member should be asked again, without cost."""
    match question, answer:
        case Choice(), Chosen(indices=indices):
            return _grade_choice(question, indices)
        case Multi(), Chosen(indices=indices):
            return _grade_multi(question, indices)
        case Order(), Chosen(indices=indices):
            return _grade_order(question, indices)
        case Match(), Chosen(indices=indices):
            return _grade_match(question, indices)
        case ((Named() | Dated()), Typed(text=text)):
            from bot.quiz.typed_grading import grade_typed  # which knows many words

            return grade_typed(question, text, day_first=day_first)
        case ((Named() | Dated()), _):
            raise Unreadable("This question wants a written answer. Open it again and type your answer.")
        case _:
            raise Unreadable("This question wants you to choose, not to write. Use the buttons or the menu under it.")


def _grade_choice(question: Choice, indices: Sequence[int]) -> Grade:
    if len(indices) != 1:
        raise Unreadable("Choose exactly one option.")
    _require_listed(indices, len(question.options))
    return _RIGHT if question.options[indices[0]].correct else _WRONG


def _grade_multi(question: Multi, indices: Sequence[int]) -> Grade:
    chosen = set(indices)
    if not chosen:
        raise Unreadable("Choose at least one option.")
    _require_listed(indices, len(question.options))
    rights = {index for index, option in enumerate(question.options) if option.correct}
    right, wrong = len(chosen & rights), len(chosen - rights)
    credit = max(0.0, (right - wrong) / len(rights)) if rights else 0.0
    return Grade(credit=credit, remark=_remark_on_multi(right, wrong, len(rights)) if credit < 1 and right else None)


def _remark_on_multi(right: int, wrong: int, rights: int) -> str:
    chosen = f"You chose {right} of the {rights} right options"
    return f"{chosen} and {wrong} wrong, which is taken off." if wrong else f"{chosen}."


def _grade_order(question: Order, indices: Sequence[int]) -> Grade:
    if sorted(indices) != list(range(len(question.items))):
        raise Unreadable("Put every item into the order once, the earliest first.")
    dates = [read_edtf(item.date) for item in question.items]
    before = [(dates[one], dates[two]) for one, two in combinations(indices, 2)]
    right = sum(first.surely_before(second) for first, second in before)
    wrong = sum(second.surely_before(first) for first, second in before)
    ordered = right + wrong
    credit = max(0.0, (right - wrong) / ordered) if ordered else 1.0
    remark = f"{right} of {ordered} pairs stand in the right order." if credit < 1 else None
    return Grade(credit=credit, remark=remark)


def _grade_match(question: Match, indices: Sequence[int]) -> Grade:
    pairs = len(question.lefts)
    if len(indices) != pairs:
        raise Unreadable("Choose one match for each item.")
    _require_listed(indices, len(question.rights))
    right = sum(question.rights[index] == question.rights[left] for left, index in enumerate(indices))
    remark = f"{right} of {pairs} pairs are right." if 0 < right < pairs else None
    return Grade(credit=right / pairs, remark=remark)


def _require_listed(indices: Sequence[int], options: int) -> None:
    if any(not 0 <= index < options for index in indices):
        raise Unreadable("That option is not in this question. Choose one of those that it shows.")
