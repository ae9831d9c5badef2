"""What an answer is worth.

Several things to know in one question earn part credit, by curves in which an answer by chance earns little:

- several right options: the right ones chosen less the wrong ones chosen, over the number of right ones, never below 0,
  so that choosing everything earns nothing more than it should;
- an order: Kendall's rank correlation (M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938),
  that is the pairs in the right order less those in the wrong one, over all pairs that have an order, never below
  0: an order by chance has as many of the one as of the other;
- pairs to match: the share that is right, which by chance is one pair.

What the moderators of a server count as right besides earns everything. It only ever adds to what the content accepts:
it cannot make another answer wrong.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.content.dates import read_edtf
from bot.quiz.dating import grade_date
from bot.quiz.folding import fold
from bot.quiz.names import LONGEST, match_name
from bot.quiz.question import Answer, Choice, Chosen, Dated, Grade, Match, Multi, Named, Order, Question, Typed
from bot.quiz.unreadable import Unreadable

__all__ = ["Unreadable", "accepts_here", "grade", "grade_here"]

_RIGHT, _WRONG = Grade(credit=1.0), Grade(credit=0.0)
_COUNTED_HERE = "The moderators of this server count this answer as right."


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
        case Named(), Typed(text=text):
            return grade_here(question, text, _grade_name(question, text))
        case Dated(), Typed(text=text):
            return grade_here(question, text, grade_date(question, text, day_first=day_first))
        case ((Named() | Dated()), _):
            raise Unreadable("This question wants a written answer. Open it again and type your answer.")
        case _:
            raise Unreadable("This question wants you to choose, not to write. Use the buttons or the menu under it.")


def grade_here(question: Named | Dated, text: str, graded: Grade) -> Grade:
    """The grade, or everything where the moderators of the server count the text."""
    if graded.credit >= 1 or not any(accepts_here(question, accepted, text) for accepted in question.accepted_here):
        return graded
    return replace(graded, credit=1.0, remark=_COUNTED_HERE)


def accepts_here(question: Named | Dated, accepted: str, text: str) -> bool:
    """Whether a typed text is right when moderators have counted `accepted` as right.

    For a name it may be written in the ways in which a name may be written; a date must be typed in the same words.
    """
    if isinstance(question, Named):
        return match_name(replace(question, accepted=(accepted,)), text) is not None
    return fold(accepted) == fold(text)


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


def _grade_name(question: Named, text: str) -> Grade:
    if not text.strip():
        raise Unreadable("Nothing was written. Type the name, for example: Rosa Luxemburg.")
    if len(text) > LONGEST:
        raise Unreadable(f"Write the name alone: it has at most {LONGEST} letters, and your answer has {len(text)}.")
    accepted = match_name(question, text)
    if accepted is None:
        return _WRONG
    return Grade(credit=1.0, understood=None if accepted.plainly else f"accepted as {accepted.name}")
