"""One round as a state machine without clock, chance, input or output.

    lobby -> asking -> revealed -> asking -> ... -> finished
               any phase that is not an end -> stopped

A move takes a round and returns the next one. A refused move raises and changes nothing. The clock of a question
starts when `open_question` says that people can see it; until then it has no deadline. Answers are taken from the
moment that the question is asked, so that a fast click is never lost, and until its deadline. In the lobby and after a
reveal the deadline is when the next question comes.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import UserError
from bot.quiz.question import Answer, Choice, Chosen, Dated, Grade, Match, Multi, Named, Order, Question
from bot.quiz.scoring import Standing, standings

DEADLINE_GRACE = timedelta(seconds=1)
"""A click on the last second needs its time through the network; it still counts."""

IDLE_QUESTIONS = 3
"""A round ends by itself after so many questions in a row that nobody answered."""


class Phase(StrEnum):
    """Where a round stands."""

    LOBBY = "lobby"
    ASKING = "asking"
    REVEALED = "revealed"
    FINISHED = "finished"
    STOPPED = "stopped"


_ENDS = frozenset({Phase.FINISHED, Phase.STOPPED})


class RoundOver(UserError):
    """The round has ended."""

    def __init__(self) -> None:
        super().__init__("This round is over. Start a new one with /quiz start.")


class QuestionClosed(UserError):
    """The click belongs to a question that no longer takes answers."""

    def __init__(self) -> None:
        super().__init__("This question is closed. Your click came after it was revealed.")


class WrongPhase(Exception):
    """A move that the program, not a member, got wrong: its caller and the round disagree about the phase."""

    def __init__(self, move: str, phase: Phase) -> None:
        self.move, self.phase = move, phase
        super().__init__(f"{move} is not a move in the phase {phase}")


@dataclass(frozen=True, slots=True)
class Rules:
    """How the round is played: `seconds` for each question, and `pause` seconds to read what was revealed."""

    seconds: int
    pause: int = 12


@dataclass(frozen=True, slots=True)
class Posed:
    """A question in its place in the round. `shown_order[i]` is the question's own index of the i-th thing shown."""

    question: Question
    shown_order: tuple[int, ...]

    def to_own(self, shown: Sequence[int]) -> Chosen:
        """The answer that a member gave by positions on the card, in the question's own indices."""
        if any(index not in range(len(self.shown_order)) for index in shown):
            raise QuestionClosed
        return Chosen(indices=tuple(self.shown_order[index] for index in shown))


@dataclass(frozen=True, slots=True)
class Given:
    """A member's answer with its grade, which nobody is told before the reveal, and when it was given."""

    answer: Answer
    grade: Grade
    at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """A round. `answers` holds, for each question asked so far, everybody's answer by member.

    `id` is 0 until the store has given one. `message` is the card of the question at `position`, once it was sent.
    """

    id: int
    guild: int
    channel: int
    host: int
    title: str
    rules: Rules
    posed: tuple[Posed, ...]
    phase: Phase = Phase.LOBBY
    position: int = -1
    message: int | None = None
    deadline: datetime | None = None
    answers: tuple[Mapping[int, Given], ...] = ()

    @property
    def is_over(self) -> bool:
        return self.phase in _ENDS

    @property
    def current(self) -> Posed:
        """The question that is asked or revealed now."""
        return self.posed[self.position]

    @property
    def current_answers(self) -> Mapping[int, Given]:
        return self.answers[self.position] if self.answers else {}

    @property
    def is_last(self) -> bool:
        """Whether no question comes after the current one."""
        return self.position + 1 == len(self.posed)

    def standings(self) -> dict[int, Standing]:
        """Everybody's standing over the questions that were revealed."""
        revealed = self.answers[:-1] if self.phase is Phase.ASKING else self.answers
        return standings({member: given.grade.credit for member, given in by.items()} for by in revealed)


def shown_order(question: Question, rng: random.Random) -> tuple[int, ...]:
    """The order in which what can be chosen is shown: shuffled, but True always stands before False."""
    match question:
        case Choice(options=shown) | Multi(options=shown) | Order(items=shown) | Match(rights=shown):
            indices = list(range(len(shown)))
        case Named() | Dated():
            return ()
    if question.kind != "true-false":
        rng.shuffle(indices)
    return tuple(indices)


def pose_all(questions: Sequence[Question], rng: random.Random) -> tuple[Posed, ...]:
    """The questions with their options shuffled for one round."""
    return tuple(Posed(question, shown_order(question, rng)) for question in questions)


def begin(
    *, guild: int, channel: int, host: int, title: str, how: Rules, posed: tuple[Posed, ...], lobby_ends: datetime
) -> Round:
    """A new round, in its lobby until the first question is due."""
    return Round(0, guild, channel, host, title, how, posed, deadline=lobby_ends)


def resume(round_: Round, now: datetime) -> Round:
    """The round after a time in which nobody could play: what it waited for is waited for again in full."""
    if round_.deadline is None:
        return round_
    seconds = round_.rules.seconds if round_.phase is Phase.ASKING else round_.rules.pause
    return replace(round_, deadline=now + timedelta(seconds=seconds))


def ask(round_: Round) -> Round:
    """Go on to the next question, or finish after the last one."""
    if round_.phase not in (Phase.LOBBY, Phase.REVEALED):
        raise WrongPhase("ask", round_.phase)
    if round_.is_last:
        return replace(round_, phase=Phase.FINISHED, deadline=None)
    return replace(
        round_,
        phase=Phase.ASKING,
        position=round_.position + 1,
        message=None,
        deadline=None,
        answers=(*round_.answers, {}),
    )


def open_question(round_: Round, message: int, now: datetime) -> Round:
    """People can see the question now, in that message: its clock starts, unless the host is hurrying already."""
    if round_.phase is not Phase.ASKING:
        raise WrongPhase("open_question", round_.phase)
    deadline = round_.deadline or now + timedelta(seconds=round_.rules.seconds)
    return replace(round_, message=message, deadline=deadline)


def check_takes_answers(round_: Round, position: int, now: datetime) -> None:
    """Refuse an answer to a question that is not open. Raises `RoundOver` or `QuestionClosed`."""
    if round_.is_over:
        raise RoundOver
    is_late = round_.deadline is not None and now > round_.deadline + DEADLINE_GRACE
    if round_.phase is not Phase.ASKING or position != round_.position or is_late:
        raise QuestionClosed


def answer(round_: Round, position: int, member: int, given: Given) -> Round:
    """Take a member's answer, in place of an earlier one to the same question."""
    check_takes_answers(round_, position, given.at)
    current = {**round_.current_answers, member: given}
    return replace(round_, answers=(*round_.answers[:-1], current))


def withdraw(round_: Round, position: int, member: int, given: Given, earlier: Given | None) -> Round:
    """Undo `answer` for an answer that could not be kept, unless the member has changed it since."""
    if position >= len(round_.answers) or round_.answers[position].get(member) is not given:
        return round_
    kept = {who: other for who, other in round_.answers[position].items() if who != member}
    if earlier is not None:
        kept[member] = earlier
    return replace(round_, answers=(*round_.answers[:position], kept, *round_.answers[position + 1 :]))


def reveal(round_: Round, now: datetime) -> Round:
    """Close the question that is being asked; the next one comes after the pause."""
    if round_.phase is not Phase.ASKING:
        raise WrongPhase("reveal", round_.phase)
    return replace(round_, phase=Phase.REVEALED, deadline=now + timedelta(seconds=round_.rules.pause))


def hurry(round_: Round, now: datetime) -> Round:
    """What the round waits for is due now: the first question, the reveal, or the next question."""
    if round_.is_over:
        raise RoundOver
    return replace(round_, deadline=now)


def is_idle(round_: Round) -> bool:
    """Whether nobody has answered the last questions, and the round should end by itself."""
    last = round_.answers[-IDLE_QUESTIONS:]
    return round_.phase is Phase.REVEALED and len(last) == IDLE_QUESTIONS and not any(last)


def stop(round_: Round) -> Round:
    """End the round early. Answers to the question that was open count, because they were acknowledged."""
    if round_.is_over:
        raise RoundOver
    return replace(round_, phase=Phase.STOPPED, deadline=None)
