"""The round's state machine: what each move does, and that a refused move changes nothing."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quiz import round as rules
from bot.quiz.question import Chosen, Grade
from bot.quiz.round import Given, Phase, QuestionClosed, Round, RoundOver, Rules, WrongPhase
from tests.quiz.questions import choice, named, true_false

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ANA, BEN = 1, 2


def new_round(questions: int = 2, seconds: int = 30) -> Round:
    posed = rules.pose_all([choice(f"q-{number}") for number in range(questions)], random.Random(1))
    return rules.begin(guild=1, channel=2, host=ANA, title="A chapter", how=Rules(seconds), posed=posed, lobby_ends=NOW)


def asking(round_: Round | None = None) -> Round:
    return rules.open_question(rules.ask(round_ or new_round()), message=9, now=NOW)


def answered(credit: float = 1, at: datetime = NOW) -> Given:
    return Given(Chosen(indices=(0,)), Grade(credit=credit), at)


def test_a_question_has_no_deadline_until_people_can_see_it() -> None:
    sent = rules.ask(new_round())
    assert sent.deadline is None
    assert rules.open_question(sent, message=9, now=NOW).deadline == NOW + timedelta(seconds=30)


def test_a_host_who_hurries_before_the_card_is_seen_is_not_forgotten() -> None:
    hurried = rules.hurry(rules.ask(new_round()), NOW)
    assert rules.open_question(hurried, message=9, now=NOW + timedelta(seconds=1)).deadline == NOW


def test_an_answer_that_is_faster_than_the_card_counts() -> None:
    quick = rules.answer(rules.ask(new_round()), 0, ANA, answered())
    assert quick.current_answers[ANA].grade.credit == 1
    assert rules.open_question(quick, message=9, now=NOW).current_answers == quick.current_answers


def test_a_later_answer_replaces_the_earlier_one() -> None:
    twice = rules.answer(rules.answer(asking(), 0, ANA, answered(0)), 0, ANA, answered(1))
    assert [given_.grade.credit for given_ in twice.current_answers.values()] == [1]


def test_answers_to_the_open_question_do_not_count_before_its_reveal() -> None:
    open_ = rules.answer(asking(), 0, ANA, answered())
    assert open_.standings() == {}
    assert rules.reveal(open_, NOW).standings()[ANA].points == 10


@pytest.mark.parametrize(
    ("late_by", "is_taken"),
    [(timedelta(), True), (rules.DEADLINE_GRACE, True), (rules.DEADLINE_GRACE + timedelta(milliseconds=1), False)],
)
def test_the_last_seconds_click_has_its_time_through_the_network(late_by: timedelta, is_taken: bool) -> None:
    open_ = asking()
    late = answered(at=NOW + timedelta(seconds=30) + late_by)
    if is_taken:
        assert ANA in rules.answer(open_, 0, ANA, late).current_answers
    else:
        with pytest.raises(QuestionClosed):
            rules.answer(open_, 0, ANA, late)


@pytest.mark.parametrize("position", [-1, 1, 7])
def test_a_click_on_another_question_is_refused(position: int) -> None:
    with pytest.raises(QuestionClosed):
        rules.answer(asking(), position, ANA, answered())


def test_an_answer_after_the_reveal_is_refused() -> None:
    with pytest.raises(QuestionClosed):
        rules.answer(rules.reveal(asking(), NOW), 0, ANA, answered())


def test_the_last_question_leads_to_the_end() -> None:
    last = rules.reveal(asking(rules.reveal(asking(), NOW)), NOW)
    assert rules.ask(last).phase is Phase.FINISHED


def test_stopping_counts_what_was_acknowledged() -> None:
    stopped = rules.stop(rules.answer(asking(), 0, BEN, answered()))
    assert stopped.phase is Phase.STOPPED
    assert stopped.standings()[BEN].points == 10


def test_nobody_answering_three_questions_makes_a_round_idle() -> None:
    round_ = new_round(questions=5)
    for position in range(rules.IDLE_QUESTIONS):
        assert not rules.is_idle(round_), position
        round_ = rules.reveal(asking(round_), NOW)
    assert rules.is_idle(round_)


def test_one_answer_in_three_questions_keeps_a_round_alive() -> None:
    round_ = rules.reveal(asking(new_round(questions=5)), NOW)
    round_ = rules.reveal(rules.answer(asking(round_), 1, ANA, answered(0)), NOW)
    round_ = rules.reveal(asking(round_), NOW)
    assert not rules.is_idle(round_)


def test_a_resumed_question_gets_its_full_time_again() -> None:
    later = NOW + timedelta(hours=1)
    assert rules.resume(asking(), later).deadline == later + timedelta(seconds=30)


def test_what_could_not_be_kept_is_withdrawn_to_the_answer_before() -> None:
    first, second = answered(0), answered(1)
    open_ = rules.answer(asking(), 0, ANA, first)
    changed = rules.answer(open_, 0, ANA, second)
    assert rules.withdraw(changed, 0, ANA, second, first).current_answers == {ANA: first}
    assert rules.withdraw(open_, 0, ANA, first, None).current_answers == {}


def test_withdrawing_leaves_an_answer_that_came_later() -> None:
    first, second = answered(0), answered(1)
    changed = rules.answer(rules.answer(asking(), 0, ANA, first), 0, ANA, second)
    assert rules.withdraw(changed, 0, ANA, first, None) == changed


def test_options_are_shuffled_but_true_stands_before_false() -> None:
    orders = {rules.shown_order(choice(), random.Random(seed)) for seed in range(40)}
    assert len(orders) == 6
    assert {rules.shown_order(true_false(), random.Random(seed)) for seed in range(9)} == {(0, 1)}
    assert rules.shown_order(named(), random.Random(1)) == ()


def test_a_place_on_the_card_is_turned_into_the_questions_own_option() -> None:
    posed = rules.Posed(choice(), (2, 0, 1))
    assert posed.to_own([1]) == Chosen(indices=(0,))
    with pytest.raises(QuestionClosed):
        posed.to_own([3])


MOVES: dict[str, Callable[[Round], Round]] = {
    "ask": rules.ask,
    "open": lambda round_: rules.open_question(round_, 9, NOW),
    "answer": lambda round_: rules.answer(round_, round_.position, BEN, answered()),
    "reveal": lambda round_: rules.reveal(round_, NOW),
    "hurry": lambda round_: rules.hurry(round_, NOW),
    "stop": rules.stop,
}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_any_sequence_of_moves_is_legal_or_refused_without_a_trace(moves: list[str]) -> None:
    round_ = new_round()
    for move in moves:
        before = replace(round_)
        try:
            round_ = MOVES[move](round_)
        except (WrongPhase, RoundOver, QuestionClosed):
            assert round_ == before
        assert -1 <= round_.position < len(round_.posed)
        assert len(round_.answers) == round_.position + 1
        assert not (round_.is_over and round_.deadline)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_an_ended_round_refuses_every_move(moves: list[str]) -> None:
    over = rules.stop(asking())
    for move in moves:
        with pytest.raises((WrongPhase, RoundOver, QuestionClosed)):
            MOVES[move](over)
