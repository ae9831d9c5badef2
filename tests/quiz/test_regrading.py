"""Counting a typed answer as right afterwards: laws, and what hints, speed and modes make of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quiz import round as rules
from bot.quiz.grading import grade
from bot.quiz.question import Chosen, Dated, Named, Question, Typed
from bot.quiz.regrading import accept, accepting, gained, undo, who_typed
from bot.quiz.round import Given, Phase, Posed, Round
from bot.quiz.rules import Mode, Rules
from bot.quiz.scoring import points
from tests.quiz.asked import COMMON
from tests.quiz.questions import choice, named

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = st.sampled_from(
    ["Trotsky", "trotzky", "Bronstein", "bronstein", "Bronshtein", "Lenin", "the Bronstein", "Bron"]
)
DATES = st.sampled_from(["4 March 1918", "4th march, 1918", "March 1918", "3 March 1918", "1918", "1917"])
RULES = st.builds(Rules, mode=st.sampled_from(Mode), speed=st.booleans())
MEMBERS = st.integers(1, 9)


def dated() -> Dated:
    return Dated(kind="date", answer="1918-03-03", tolerance="1 month", **COMMON)


def round_of(question: Question, how: Rules, typed: dict[int, tuple[str, float, bool]]) -> Round:
    """A revealed round of that question and a choice, in which members typed that, so quickly, with or without hint."""
    posed = (Posed(question, ()), Posed(choice(), (0, 1, 2)))
    begun = rules.begin(guild=1, channel=2, host=1, title="A chapter", how=how, posed=posed, lobby_ends=NOW)
    answers = {member: answered(question, how, *each) for member, each in typed.items()}
    other = Given(Chosen(indices=(1,)), grade(choice(), Chosen(indices=(1,))), 0, NOW)
    return replace(begun, phase=Phase.REVEALED, position=1, answers=(answers, {1: other}))


def answered(question: Question, how: Rules, text: str, quick: float, hinted: bool) -> Given:
    answer = Typed(text=text)
    graded = grade(question, answer)
    return Given(answer, graded, points(how, graded.credit, quick=quick, hinted=hinted), NOW, quick, hinted)


def rounds(question: Question, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Round]:
    typed = st.dictionaries(MEMBERS, st.tuples(texts, st.floats(0, 1), st.booleans()))
    return st.builds(round_of, st.just(question), RULES, typed)


either = st.one_of(st.tuples(rounds(named(), NAMES), NAMES, NAMES), st.tuples(rounds(dated(), DATES), DATES, DATES))


@given(either)
def test_nobody_is_lowered_by_counting_more(drawn: tuple[Round, str, str]) -> None:
    before, first, second = drawn
    for text in (first, second):
        after = accept(before, 0, text)
        for member, earlier in before.answers[0].items():
            assert after.answers[0][member].grade.credit >= earlier.grade.credit
            assert after.answers[0][member].points >= earlier.points
        before = after


@given(either)
def test_counting_the_same_again_changes_nothing_and_the_order_does_not_matter(drawn: tuple[Round, str, str]) -> None:
    before, first, second = drawn
    once = accept(before, 0, first)
    assert accept(once, 0, first) == once
    assert accept(once, 0, second).answers == accept(accept(before, 0, second), 0, first).answers


@given(either)
def test_it_gives_what_would_have_been_given_if_it_had_counted_from_the_start(drawn: tuple[Round, str, str]) -> None:
    before, text, _ = drawn
    after = accept(before, 0, text)
    question = after.posed[0].question
    for earlier, given_ in zip(before.answers[0].values(), after.answers[0].values(), strict=True):
        assert isinstance(given_.answer, Typed)
        fresh = answered(question, before.rules, given_.answer.text, earlier.quick, earlier.hinted)
        assert (given_.grade, given_.points) == (fresh.grade, fresh.points)


@given(either)
def test_no_other_question_is_touched_and_it_can_be_taken_back(drawn: tuple[Round, str, str]) -> None:
    before, text, _ = drawn
    after = accept(before, 0, text)
    assert (after.posed[1:], after.answers[1:]) == (before.posed[1:], before.answers[1:])
    assert undo(after, 0, before) == before


@given(either)
def test_who_typed_it_is_who_has_full_credit_afterwards(drawn: tuple[Round, str, str]) -> None:
    before, text, _ = drawn
    after = accept(before, 0, text)
    typed = who_typed(before.posed[0].question, text, before.answers[0])
    assert all(after.answers[0][member].grade.credit == 1 for member in typed)
    assert gained(before, after, 0) <= typed


@given(st.one_of(st.tuples(st.just(named()), NAMES, NAMES), st.tuples(st.just(dated()), DATES, DATES)))
def test_what_a_server_counts_never_makes_another_answer_wrong(drawn: tuple[Named | Dated, str, str]) -> None:
    question, counted, text = drawn
    wider = accepting(question, [counted])
    assert grade(wider, Typed(text=text)).credit >= grade(question, Typed(text=text)).credit
    assert grade(wider, Typed(text=counted)).credit == 1


def test_hints_and_speed_keep_counting() -> None:
    before = round_of(named(), Rules(speed=True), {1: ("Bronstein", 1, False), 2: ("bronstein", 0.4, True)})
    assert before.standings()[2].points == 0
    after = accept(before, 0, "Bronstein")
    assert [after.answers[0][member].points for member in (1, 2)] == [15, 9]
    assert after.standings()[2].right == 1


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [("bronstein", True), ("Bronstien", True), ("it was Bronstein", True), ("Lenin", False), ("Brown", False)],
)
def test_a_counted_name_may_be_written_as_names_are(text: str, is_counted: bool) -> None:
    assert (grade(accepting(named(), ["Bronstein"]), Typed(text=text)).credit == 1) is is_counted


def test_a_date_says_how_it_was_read_and_why_it_counts() -> None:
    graded = grade(accepting(dated(), ["4 March 1918"]), Typed(text="4th March 1918"))
    assert graded.credit == 1
    assert graded.understood == "read as 4 March 1918"
    assert graded.remark == "The moderators of this server count this answer as right."


def test_a_question_that_is_not_typed_stays_as_it_is() -> None:
    before = round_of(named(), Rules(), {})
    assert accept(before, 1, "anything") == before
    assert accepting(choice(), ["anything"]) == choice()
