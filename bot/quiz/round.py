"""One round as a state machine without clock, chance, input or output.

    lobby -> asking -> revealed -> asking -> ... -> finished
               any phase that is not an end -> stopped

A move takes a round and returns the next one. A refused move raises and changes nothing. The clock of a question
starts when `open_question` says that people can see it; until then it has no deadline. Answers are taken from the
moment that the question is asked, so that a fast click is never lost, and until its deadline. In the lobby and after a
reveal the deadline is when the next question comes. A paused round has no deadline, but keeps the time that was left.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.frozen import frozen
from bot.quiz.question import Answer, Choice, Chosen, Dated, Grade, Match, Multi, Named, Order, Question
from bot.quiz.refusals import (
    AnswerIsFinal,
    NotPaused,
    OutOfRound,
    QuestionClosed,
    RoundOver,
    RoundPaused,
    SomebodyWasFaster,
)
from bot.quiz.rules import Mode, Rules
from bot.quiz.scoring import Standing, points

DEADLINE_GRACE = timedelta(seconds=1)
"""A click on the last second needs its time through the network; it still counts."""

LONGEST_LOBBY = timedelta(minutes=1)

IDLE_QUESTIONS = 3
"""A round ends by itself after so many questions in a row that nobody answered."""

SURVIVING_CREDIT = 0.5
"""In survival an answer that is right for less than this share is a miss."""


class Phase(StrEnum):
    """Where a round stands."""

    LOBBY = "lobby"
    ASKING = "asking"
    REVEALED = "revealed"
    FINISHED = "finished"
    STOPPED = "stopped"


_ENDS = frozenset({Phase.FINISHED, Phase.STOPPED})


class WrongPhase(Exception):
    """A move that the program, not a member, got wrong: its caller and the round disagree about the phase."""

    def __init__(self, move: str, phase: Phase) -> None:
        self.move, self.phase = move, phase
        super().__init__(f"{move} is not a move in the phase {phase}")


@frozen
class Posed:
    """A question in its place in the round. `shown_order[i]` is the question's own index of the i-th thing shown."""

    question: Question
    shown_order: tuple[int, ...]

    def to_own(self, shown: Sequence[int]) -> Chosen:
        """The answer that a member gave by places on the card, in the question's own indices."""
        if any(index not in range(len(self.shown_order)) for index in shown):
            raise QuestionClosed
        return Chosen(indices=tuple(self.shown_order[index] for index in shown))


@frozen
class Given:
    """A member's answer with what it earns, which nobody is told before the reveal, and when it was given.

    `quick` is the share of the time that was left, from 0 to 1; `hinted` whether the hint had been taken.
    """

    answer: Answer
    grade: Grade
    points: int
    at: datetime
    quick: float = 0.0
    hinted: bool = False

    @property
    def standing(self) -> Standing:
        return Standing(self.points, int(self.grade.credit >= 1), 1)


@frozen
class Round:
    """A round. `answers` holds, for each question asked so far, everybody's answer by member.

    `id` is 0 until the store has given one. `message` is the card of the question at `position`, once it was sent.
    `paused` is the number of seconds that were left when the round was paused. `teams` holds each member's team, from 0
    on; `hinted` who took the hint of the question at `position`.
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
    paused: float | None = None
    answers: tuple[Mapping[int, Given], ...] = ()
    teams: Mapping[int, int] = field(default_factory=dict[int, int])
    hinted: frozenset[int] = frozenset()

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

    @property
    def revealed_answers(self) -> tuple[Mapping[int, Given], ...]:
        """Everybody's answers to the questions that were revealed."""
        return self.answers[:-1] if self.phase is Phase.ASKING else self.answers

    def standings(self) -> dict[int, Standing]:
        """Everybody's standing over the questions that were revealed."""
        table: dict[int, Standing] = {}
        for by_member in self.revealed_answers:
            for member, given in by_member.items():
                table[member] = table.get(member, Standing()) + given.standing
        return table


def begin(
    *, guild: int, channel: int, host: int, title: str, how: Rules, posed: tuple[Posed, ...], lobby_ends: datetime
) -> Round:
    """A new round, in its lobby until the first question is due."""
    return Round(0, guild, channel, host, title, how, posed, deadline=lobby_ends)


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


def longest_wait(round_: Round) -> timedelta:
    """How long the phase of a round lasts at most."""
    match round_.phase:
        case Phase.LOBBY:
            return LONGEST_LOBBY
        case Phase.ASKING:
            return round_.rules.time_to_answer
        case _:
            return round_.rules.time_to_read


def resume(round_: Round, now: datetime) -> Round:
    """The round after a time in which nobody could play: what it waited for is waited for again in full.

    A question of a race that is won waits for nothing more. The lobby is timed in hosted rounds too.
    """
    if round_.deadline is None:
        return round_
    wait = timedelta() if _is_race_won(round_) else longest_wait(round_)
    if round_.phase is Phase.LOBBY:
        wait = timedelta(seconds=round_.rules.pause)
    return replace(round_, deadline=now + wait)


def ask(round_: Round) -> Round:
    """Go on to the next question, or finish after the last one or when a survival round is decided."""
    if round_.phase not in (Phase.LOBBY, Phase.REVEALED):
        raise WrongPhase("ask", round_.phase)
    if round_.is_last or is_decided(round_):
        return replace(round_, phase=Phase.FINISHED, deadline=None, paused=None)
    return replace(
        round_,
        phase=Phase.ASKING,
        position=round_.position + 1,
        message=None,
        deadline=None,
        answers=(*round_.answers, {}),
        hinted=frozenset(),
    )


def open_question(round_: Round, message: int, now: datetime) -> Round:
    """People can see the question now, in that message: its clock starts, unless the host was faster."""
    if round_.phase is not Phase.ASKING:
        raise WrongPhase("open_question", round_.phase)
    if round_.paused is not None:
        return replace(round_, message=message)
    return replace(round_, message=message, deadline=round_.deadline or now + round_.rules.time_to_answer)


def move_card(round_: Round, message: int) -> Round:
    """The question stands in another message now, because somebody has deleted the first one."""
    if round_.is_over:
        raise RoundOver
    return replace(round_, message=message)


def check_takes_answers(round_: Round, position: int, member: int, now: datetime) -> None:
    """Refuse an answer to a question that is not open to that member. Raises one of `refusals`."""
    if round_.is_over:
        raise RoundOver
    is_late = round_.deadline is not None and now > round_.deadline + DEADLINE_GRACE
    if round_.phase is not Phase.ASKING or position != round_.position or is_late:
        raise QuestionClosed
    if round_.paused is not None:
        raise RoundPaused
    if round_.rules.mode is Mode.SURVIVAL and position > 0 and member not in survivors(round_):
        raise OutOfRound
    if round_.rules.mode is Mode.RACE:
        if is_won(round_):
            raise SomebodyWasFaster
        if member in round_.current_answers:
            raise AnswerIsFinal


def give(round_: Round, member: int, answer_: Answer, grade: Grade, now: datetime) -> Given:
    """An answer with what it earns under the rules of the round."""
    hinted = member in round_.hinted
    left = (round_.deadline - now) / round_.rules.time_to_answer if round_.deadline else 1.0
    quick = min(1.0, max(0.0, left)) if round_.rules.is_timed else 0.0
    earned = points(round_.rules, grade.credit, quick=quick, hinted=hinted)
    return Given(answer_, grade, earned, now, quick, hinted)


def answer(round_: Round, position: int, member: int, given: Given) -> Round:
    """Take a member's answer, in place of an earlier one to the same question."""
    check_takes_answers(round_, position, member, given.at)
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
    return replace(round_, phase=Phase.REVEALED, deadline=now + round_.rules.time_to_read)


def hurry(round_: Round, now: datetime) -> Round:
    """What the round waits for is due now: the first question, the reveal, or the next question."""
    if round_.is_over:
        raise RoundOver
    return replace(round_, deadline=now, paused=None)


def pause(round_: Round, now: datetime) -> Round:
    """Stop the clock, and keep what was left of the time; a clock that was set back makes it no more than it was."""
    if round_.is_over:
        raise RoundOver
    if round_.paused is not None:
        raise RoundPaused
    whole = longest_wait(round_)
    left = min(whole, round_.deadline - now) if round_.deadline else whole
    return replace(round_, deadline=None, paused=max(0.0, left.total_seconds()))


def unpause(round_: Round, now: datetime) -> Round:
    """Let the clock go on where it stood, unless a race was won by an answer on its way when the round was paused."""
    if round_.paused is None:
        raise NotPaused
    is_unseen = round_.phase is Phase.ASKING and round_.message is None
    left = timedelta() if _is_race_won(round_) else timedelta(seconds=round_.paused)
    deadline = None if is_unseen else now + left
    return replace(round_, deadline=deadline, paused=None)


def stop(round_: Round) -> Round:
    """End the round early. Answers to the question that was open count, because they were acknowledged."""
    if round_.is_over:
        raise RoundOver
    return replace(round_, phase=Phase.STOPPED, deadline=None, paused=None)


def is_idle(round_: Round) -> bool:
    """Whether nobody has answered the last questions, and the round should end by itself."""
    last = round_.answers[-IDLE_QUESTIONS:]
    return round_.phase is Phase.REVEALED and len(last) == IDLE_QUESTIONS and not any(last)


def is_won(round_: Round) -> bool:
    """Whether somebody has the whole answer to the current question: in a race that ends it."""
    return any(given.grade.credit >= 1 for given in round_.current_answers.values())


def _is_race_won(round_: Round) -> bool:
    return round_.phase is Phase.ASKING and round_.rules.mode is Mode.RACE and is_won(round_)


def survivors(round_: Round) -> frozenset[int]:
    """Who has not missed a question that was revealed, in a survival round. Who comes after the first is too late."""
    revealed = round_.revealed_answers
    if not revealed:
        return frozenset()
    passed = [
        frozenset(member for member, given in by_member.items() if given.grade.credit >= SURVIVING_CREDIT)
        for by_member in revealed
    ]
    return passed[0].intersection(*passed[1:])


def is_decided(round_: Round) -> bool:
    """Whether a survival round needs no further question: nobody is left, or one of several."""
    if round_.rules.mode is not Mode.SURVIVAL or not round_.revealed_answers:
        return False
    left, began = len(survivors(round_)), len(round_.answers[0])
    return left == 0 or (left == 1 and began > 1)
