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
from bot.quiz.refusals import (
    AnswerIsFinal,
    NotPaused,
    OutOfRound,
    QuestionClosed,
    RoundOver,
    RoundPaused,
    SomebodyWasFaster,
)
from bot.quiz.round import Given, Phase, Round, WrongPhase
from bot.quiz.rules import Mode, Rules
from tests.quiz.questions import choice, named, true_false

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ANA, BEN = 1, 2


def new_round(questions: int = 2, how: Rules | None = None) -> Round:
    posed = rules.pose_all([choice(f"q-{number}") for number in range(questions)], random.Random(1))
    return rules.begin(guild=1, channel=2, host=ANA, title="A chapter", how=how or Rules(), posed=posed, lobby_ends=NOW)


def asking(round_: Round | None = None) -> Round:
    return rules.open_question(rules.ask(round_ or new_round()), message=9, now=NOW)


def answered(credit: float = 1, at: datetime = NOW) -> Given:
    return Given(Chosen(indices=(0,)), Grade(credit=credit), round(credit * 10), at)


def test_a_question_has_no_deadline_until_people_can_see_it() -> None:
    sent = rules.ask(new_round())
    assert sent.deadline is None
    assert rules.open_question(sent, message=9, now=NOW).deadline == NOW + timedelta(seconds=30)


def test_a_host_who_hurries_before_the_card_is_seen_is_not_forgotten() -> None:
    hurried = rules.hurry(rules.ask(new_round()), NOW)
    assert rules.open_question(hurried, message=9, now=NOW + timedelta(seconds=1)).deadline == NOW


def test_a_card_that_was_sent_again_keeps_the_questions_clock() -> None:
    moved = rules.move_card(asking(), message=10)
    assert (moved.message, moved.deadline) == (10, asking().deadline)


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


def playing(mode: Mode, questions: int = 3) -> Round:
    return asking(new_round(questions, Rules(mode=mode)))


def test_in_a_race_the_first_right_answer_closes_the_question() -> None:
    won = rules.answer(rules.answer(playing(Mode.RACE), 0, ANA, answered(0)), 0, BEN, answered(1))
    with pytest.raises(SomebodyWasFaster):
        rules.answer(won, 0, 3, answered(1))


def test_in_a_race_an_answer_is_final() -> None:
    tried = rules.answer(playing(Mode.RACE), 0, ANA, answered(0))
    with pytest.raises(AnswerIsFinal):
        rules.answer(tried, 0, ANA, answered(1))


def test_in_survival_a_miss_silence_or_coming_late_is_out() -> None:
    first = rules.answer(rules.answer(playing(Mode.SURVIVAL), 0, ANA, answered(1)), 0, BEN, answered(0))
    first = rules.answer(first, 0, 3, answered(1))
    second = asking(rules.reveal(first, NOW))
    for out in (BEN, 4):
        with pytest.raises(OutOfRound):
            rules.answer(second, 1, out, answered(1))
    second = rules.answer(second, 1, ANA, answered(0.5))
    assert rules.survivors(rules.reveal(second, NOW)) == {ANA}


@pytest.mark.parametrize(
    ("credits", "is_decided"),
    [({ANA: 1, BEN: 1}, False), ({ANA: 1, BEN: 0}, True), ({ANA: 0, BEN: 0}, True), ({ANA: 1}, False), ({}, True)],
)
def test_survival_is_decided_when_one_of_several_or_nobody_is_left(credits: dict[int, float], is_decided: bool) -> None:
    round_ = playing(Mode.SURVIVAL)
    for member, credit in credits.items():
        round_ = rules.answer(round_, 0, member, answered(credit))
    round_ = rules.reveal(round_, NOW)
    assert rules.is_decided(round_) is is_decided
    assert (rules.ask(round_).phase is Phase.FINISHED) is is_decided


def test_a_hosted_question_waits_for_its_host() -> None:
    hosted = playing(Mode.HOSTED)
    later = NOW + timedelta(minutes=20)
    assert rules.answer(hosted, 0, ANA, answered(at=later)).current_answers
    assert rules.give(hosted, ANA, Chosen(indices=(0,)), Grade(credit=1), later).quick == 0


def test_a_pause_keeps_the_time_that_was_left() -> None:
    paused = rules.pause(asking(), NOW + timedelta(seconds=10))
    with pytest.raises(RoundPaused):
        rules.answer(paused, 0, ANA, answered(at=NOW + timedelta(minutes=5)))
    later = NOW + timedelta(hours=2)
    assert rules.unpause(paused, later).deadline == later + timedelta(seconds=20)


@pytest.mark.parametrize(
    ("round_", "whole"),
    [(new_round(), 60), (asking(), 30), (rules.reveal(asking(), NOW), 12)],
    ids=["lobby", "asking", "revealed"],
)
def test_a_pause_after_the_clock_was_set_back_keeps_no_more_than_there_was(round_: Round, whole: int) -> None:
    earlier = NOW - timedelta(hours=1)
    assert rules.unpause(rules.pause(round_, earlier), earlier).deadline == earlier + timedelta(seconds=whole)


def test_a_question_that_appears_in_a_pause_waits_and_then_has_its_whole_time() -> None:
    shown = rules.open_question(rules.pause(rules.ask(new_round()), NOW), 9, NOW)
    assert shown.deadline is None
    assert rules.unpause(shown, NOW).deadline == NOW + timedelta(seconds=30)


def test_a_race_that_was_won_as_it_was_paused_waits_no_longer() -> None:
    paused = rules.pause(rules.answer(playing(Mode.RACE), 0, ANA, answered(1)), NOW)
    later = NOW + timedelta(hours=2)
    assert rules.unpause(paused, later).deadline == later


def test_a_race_that_was_won_before_a_restart_waits_no_longer() -> None:
    later = NOW + timedelta(hours=1)
    assert rules.resume(rules.answer(playing(Mode.RACE), 0, ANA, answered(1)), later).deadline == later


def test_a_resumed_lobby_of_a_hosted_round_does_not_wait_for_its_host() -> None:
    lobby = new_round(how=Rules(mode=Mode.HOSTED))
    assert rules.resume(lobby, NOW).deadline == NOW + timedelta(seconds=12)


def test_pausing_twice_and_resuming_a_running_round_are_refused() -> None:
    with pytest.raises(RoundPaused):
        rules.pause(rules.pause(asking(), NOW), NOW)
    with pytest.raises(NotPaused):
        rules.unpause(asking(), NOW)


def test_the_share_of_time_left_is_kept_with_the_answer() -> None:
    given_ = rules.give(asking(), ANA, Chosen(indices=(0,)), Grade(credit=1), NOW + timedelta(seconds=15))
    assert given_.quick == 0.5


MOVES: dict[str, Callable[[Round], Round]] = {
    "ask": rules.ask,
    "open": lambda round_: rules.open_question(round_, 9, NOW),
    "answer": lambda round_: rules.answer(round_, round_.position, BEN, answered()),
    "reveal": lambda round_: rules.reveal(round_, NOW),
    "hurry": lambda round_: rules.hurry(round_, NOW),
    "pause": lambda round_: rules.pause(round_, NOW),
    "unpause": lambda round_: rules.unpause(round_, NOW),
    "stop": rules.stop,
}
REFUSALS = (WrongPhase, RoundOver, QuestionClosed, RoundPaused, NotPaused, OutOfRound, SomebodyWasFaster, AnswerIsFinal)


@given(st.sampled_from(Mode), st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_any_sequence_of_moves_is_legal_or_refused_without_a_trace(mode: Mode, moves: list[str]) -> None:
    round_ = new_round(how=Rules(mode=mode))
    for move in moves:
        before = replace(round_)
        try:
            round_ = MOVES[move](round_)
        except REFUSALS:
            assert round_ == before
        assert -1 <= round_.position < len(round_.posed)
        assert len(round_.answers) == round_.position + 1
        assert not (round_.is_over and round_.deadline)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_an_ended_round_refuses_every_move(moves: list[str]) -> None:
    over = rules.stop(asking())
    for move in moves:
        with pytest.raises(REFUSALS):
            MOVES[move](over)
