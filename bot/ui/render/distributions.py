"""How a group answered: counted, never by name. Bars come with their numbers, and marks with their shape."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.quiz.question import Answer, Choice, Chosen, Match, Multi
from bot.quiz.round import Given, Posed
from bot.ui.render.cards import plain
from bot.ui.render.matching import is_right
from bot.ui.render.options import letters, option_texts
from bot.ui.render.passages import Block, Passage

BAR_LENGTH = 10
NOBODY = "Nobody answered."


def distribution(posed: Posed, answers: Mapping[int, Given]) -> str | Block:
    """How many chose what; of typed answers and of orders how many are right; of pairs how many found each."""
    question = posed.question
    if isinstance(question, Choice | Multi) and question.kind != "true-false":
        return _by_option(posed, question, answers)
    if not answers:
        return NOBODY
    match question:
        case Choice():
            return _true_and_false(posed, question, _chosen(answers))
        case Match():
            return _by_pair(question, [given.answer for given in answers.values()])
        case _:
            return _by_credit([given.grade.credit for given in answers.values()])


def _by_option(posed: Posed, question: Choice | Multi, answers: Mapping[int, Given]) -> Block:
    """Every option by its letter, because its button is gone; under it how many chose it."""
    texts, chosen = option_texts(posed), _chosen(answers)
    most = max(chosen.values(), default=0)
    listed = tuple(
        Passage(
            plain(texts[place]),
            f"{'✅' if question.options[own].correct else '✗'} **{each}** · ",
            f"\n`{_bar(chosen[own], most)} {chosen[own]}`" if answers else "",
        )
        for place, each in letters(posed).items()
        for own in [posed.shown_order[place]]
    )
    return listed if answers else (*listed, Passage("", NOBODY))


def _true_and_false(posed: Posed, question: Choice, chosen: Counter[int]) -> str:
    return _bars(
        (f"{'✓' if question.options[own].correct else '✗'} {question.options[own].text}", chosen[own])
        for own in posed.shown_order
    )


def _by_pair(question: Match, answers: Sequence[Answer]) -> str:
    given = [answer.indices for answer in answers if isinstance(answer, Chosen)]
    found = [sum(is_right(question, left, indices[left]) for indices in given) for left in range(len(question.lefts))]
    return _block(
        f"{left}  {_bar(count, len(given))} {count} of {len(given)}" for left, count in enumerate(found, start=1)
    )


def _by_credit(credits: Sequence[float]) -> str:
    counted = [
        ("✓ right", sum(credit >= 1 for credit in credits)),
        ("◐ in part", sum(0 < credit < 1 for credit in credits)),
        ("✗ other answers", sum(credit <= 0 for credit in credits)),
    ]
    return _bars((label, count) for label, count in counted if count or label != "◐ in part")


def _chosen(answers: Mapping[int, Given]) -> Counter[int]:
    """How often each option was chosen, by its index in the question."""
    given = (each.answer for each in answers.values())
    return Counter(index for answer in given if isinstance(answer, Chosen) for index in answer.indices)


def _bars(counts: Iterable[tuple[str, int]]) -> str:
    lines = list(counts)
    most = max((count for _, count in lines), default=0)
    width = max(len(label) for label, _ in lines)
    return _block(f"{label:<{width}}  {_bar(count, most)} {count}" for label, count in lines)


def _bar(count: int, most: int) -> str:
    return f"{'█' * round(count / (most or 1) * BAR_LENGTH):<{BAR_LENGTH}}"


def _block(lines: Iterable[str]) -> str:
    return "```\n" + "\n".join(lines) + "\n```"
