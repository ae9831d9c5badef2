"""What a typed answer is worth.

What the moderators of a server count as right besides earns everything. It only ever adds to what the content accepts:
it cannot make another answer wrong.
"""

from dataclasses import replace

from bot.quiz.dating import grade_date
from bot.quiz.folding import fold
from bot.quiz.names import LONGEST, match_name
from bot.quiz.question import Dated, Grade, Named
from bot.quiz.unreadable import Unreadable

_WRONG = Grade(credit=0.0)
_COUNTED_HERE = "The moderators of this server count this answer as right."


def grade_typed(question: Named | Dated, text: str, *, day_first: bool = True) -> Grade:
    """The grade of a text. Raises `Unreadable` where the member should be asked again, without cost."""
    if isinstance(question, Named):
        return grade_here(question, text, _grade_name(question, text))
    return grade_here(question, text, grade_date(question, text, day_first=day_first))


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


def _grade_name(question: Named, text: str) -> Grade:
    if not text.strip():
        raise Unreadable("Nothing was written. Type the name, for example: Rosa Luxemburg.")
    if len(text) > LONGEST:
        raise Unreadable(f"Write the name alone: it has at most {LONGEST} letters, and your answer has {len(text)}.")
    accepted = match_name(question, text)
    if accepted is None:
        return _WRONG
    return Grade(credit=1.0, understood=None if accepted.plainly else f"accepted as {accepted.name}")
