"""The kinds of question that GIFT has, but for numbers, each as the kind of Clio's that asks the same."""

from bot.content.formats.gift_text import GiftAnswer, GiftQuestion
from bot.content.formats.typed_answers import asked_fields, date_of, on_one_line, why_not_typed

_MOST_PAIRS = 5


def choice(question: GiftQuestion) -> None:
    """One right option, or several where none of them is worth everything by itself."""
    options = question.parts("=~")
    best = [option for option in options if option.right]
    single = len(best) == 1
    right = best or [option for option in options if option.worth > 0]
    if single and any(0 < option.worth < 100 for option in options if not option.right):
        question.remark("Options that earn a part of the points are wrong in Clio, where one option is right.")
    if len(best) > 1:
        question.remark("Each of several options is right by itself in Moodle; in Clio all of them are to be chosen.")
    written = [_option(option, is_right=option in right) for option in options if option.text]
    explains = not question.general and len(right) == 1
    if explains:
        written = [
            {key: text for key, text in each.items() if key != "why" or "correct" not in each} for each in written
        ]
    question.ask(
        *(option.feedback for option in right if explains),
        kind="choice" if len(right) <= 1 else "multi",
        options=written,
    )


def _option(option: GiftAnswer, *, is_right: bool) -> dict[str, object]:
    written: dict[str, object] = {"text": option.text}
    if is_right:
        written["correct"] = True
    return written | ({"why": option.feedback} if option.feedback else {})


def true_false(question: GiftQuestion) -> None:
    """Feedback stands first for the wrong answer and then for the right one; both explain."""
    answer, *feedback = question.answers.split("#")
    question.ask(*feedback[:2], kind="true-false", answer=answer.strip().upper() in ("T", "TRUE"))


def short_answer(question: GiftQuestion) -> None:
    """Every text that earns all the points counts. The others have no place, and a star is no pattern here."""
    answers = [answer for answer in question.parts("=") if answer.worth > 0]
    right = [answer for answer in answers if answer.worth >= 100 and _is_typed(question, answer)]
    if not right:
        question.remark("This question has no answer that can be typed and is left out.")
        return
    fields = asked_fields(question.shown(question.prompt), [answer.text for answer in right])
    for answer in answers:
        if answer.worth < 100 and not (fields["kind"] == "date" and date_of(answer.text)):
            question.remark(f'"{_short(answer.text)}" earns {answer.worth:g} % in Moodle, and nothing in Clio.')
    question.ask(*(answer.feedback for answer in right), **fields)


def _is_typed(question: GiftQuestion, answer: GiftAnswer) -> bool:
    if answer.has_star:
        question.remark(f'"{_short(answer.text)}" has a star for any text, which Clio does not know: it is left out.')
    elif reason := why_not_typed(answer.text):
        question.remark(f"An answer {reason}: it is left out.")
    else:
        return True
    return False


def matching(question: GiftQuestion) -> None:
    """Pairs, five in a question at most; a right side without a left one distracts."""
    pairs: list[dict[str, object]] = []
    distractors: list[str] = []
    for answer in question.parts("="):
        left, arrow, right = (on_one_line(part) for part in answer.text.partition("->"))
        if arrow and left and right:
            pairs.append({"left": left, "right": right})
        elif right:
            distractors.append(right)
        else:
            question.remark(f'"{_short(answer.text)}" is no pair with "->" and is left out.')
    groups = -(-len(pairs) // _MOST_PAIRS)
    if groups > 1:
        question.remark(f"{len(pairs)} pairs become {groups} questions: Clio asks for {_MOST_PAIRS} at most at once.")
    size = -(-len(pairs) // max(groups, 1))
    for start in range(0, max(len(pairs), 1), max(size, 1)):
        question.ask(kind="match", pairs=pairs[start : start + size], distractors=distractors)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
