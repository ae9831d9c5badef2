"""What answers of each kind are worth."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.quiz.folding import fold
from bot.quiz.grading import Unreadable, grade
from bot.quiz.names import match_name
from bot.quiz.question import (
    Answer,
    Choice,
    Chosen,
    Grade,
    Item,
    KnownName,
    Match,
    Multi,
    Option,
    Order,
    Question,
    Typed,
)
from tests.quiz.asked import COMMON, PEOPLE, TERMS, dated, named
from tests.quiz.typed_names import RIGHT, WRONG, rows

OPTIONS = tuple(Option(text=text, correct=text in "AC", why=None) for text in "ABCD")


def _choice() -> Choice:
    options = tuple(Option(text=text, correct=text == "B", why=None) for text in "ABC")
    return Choice(kind="choice", options=options, **COMMON)


def _multi() -> Multi:
    return Multi(kind="multi", options=OPTIONS, **COMMON)


def _order(*dates: str) -> Order:
    items = tuple(Item(text=f"Event {number}", date=date) for number, date in enumerate(dates))
    return Order(kind="order", items=items, **COMMON)


def _match(*rights: str) -> Match:
    return Match(kind="match", lefts=("a", "b", "c"), rights=rights, **COMMON)


def _chosen(*indices: int) -> Chosen:
    return Chosen(indices=indices)


QUESTIONS: list[Question] = [
    _choice(),
    _multi(),
    _order("1905", "1914", "1917", "1924"),
    _match("1", "2", "3", "4"),
    named("lenin"),
    named("comintern"),
    named("henry-8"),
    dated("1927-04-12"),
]


@pytest.mark.parametrize(("index", "credit"), [(0, 0), (1, 1), (2, 0)])
def test_one_option_is_right_or_wrong(index: int, credit: float) -> None:
    assert grade(_choice(), _chosen(index)).credit == credit


@pytest.mark.parametrize(
    ("indices", "credit"),
    [((0, 2), 1), ((2, 0), 1), ((0,), 0.5), ((0, 1), 0), ((0, 1, 2), 0.5), ((0, 1, 2, 3), 0), ((1, 3), 0), ((1,), 0)],
)
def test_several_options_earn_the_right_ones_less_the_wrong_ones(indices: tuple[int, ...], credit: float) -> None:
    assert grade(_multi(), Chosen(indices=indices)).credit == credit


def test_part_credit_for_several_options_is_explained() -> None:
    assert grade(_multi(), _chosen(0)).remark == "You chose 1 of the 2 right options."
    assert (
        grade(_multi(), _chosen(0, 1, 2)).remark
        == "You chose 2 of the 2 right options and 1 wrong, which is taken off."
    )


@pytest.mark.parametrize(
    ("indices", "credit"),
    [((0, 1, 2, 3), 1), ((1, 0, 2, 3), 2 / 3), ((1, 0, 3, 2), 1 / 3), ((3, 2, 1, 0), 0), ((1, 2, 3, 0), 0)],
)
def test_an_order_earns_its_rank_correlation(indices: tuple[int, ...], credit: float) -> None:
    assert grade(_order("1905", "1914", "1917", "1924"), Chosen(indices=indices)).credit == pytest.approx(credit)


def test_items_whose_dates_overlap_may_stand_either_way() -> None:
    question = _order("1905", "1917", "1917-11-07", "1924")
    assert grade(question, _chosen(0, 2, 1, 3)).credit == 1
    assert grade(question, _chosen(0, 1, 2, 3)).credit == 1
    assert grade(question, _chosen(2, 0, 1, 3)).credit < 1


def test_a_text_longer_than_any_name_is_no_name() -> None:
    assert match_name(named("lenin"), "nineteen " * 500 + "9" * 5000) is None


def test_an_order_by_chance_earns_little() -> None:
    question = _order("1905", "1914", "1917", "1924")
    assert mean(grade(question, Chosen(indices=order)).credit for order in permutations(range(4))) < 0.2


@pytest.mark.parametrize(
    ("indices", "credit"), [((0, 1, 2), 1), ((0, 2, 1), 1 / 3), ((3, 3, 3), 0), ((0, 1, 3), 2 / 3)]
)
def test_matching_earns_the_share_that_is_right(indices: tuple[int, ...], credit: float) -> None:
    assert grade(_match("1", "2", "3", "4"), Chosen(indices=indices)).credit == pytest.approx(credit)


def test_two_rights_that_read_the_same_are_the_same() -> None:
    assert grade(_match("treaty", "treaty", "battle"), _chosen(1, 0, 2)).credit == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (_choice(), _chosen()),
        (_choice(), _chosen(0, 1)),
        (_choice(), _chosen(3)),
        (_choice(), _chosen(-1)),
        (_choice(), Typed(text="B")),
        (_multi(), _chosen()),
        (_multi(), _chosen(0, 9)),
        (_multi(), _chosen(-1)),
        (_order("1905", "1914"), _chosen(0, 0)),
        (_order("1905", "1914"), _chosen(0)),
        (_order("1905", "1914"), _chosen(1, 2)),
        (_match("1", "2", "3"), _chosen(0, 1)),
        (_match("1", "2", "3"), _chosen(0, 1, 3)),
        (_match("1", "2", "3"), _chosen(0, 1, -1)),
        (named("lenin"), _chosen(0)),
        (named("lenin"), Typed(text="  \n ")),
        (named("lenin"), Typed(text="Lenin " * 600)),
        (dated("1927"), _chosen(0)),
        (dated("1927"), Typed(text="")),
        (dated("1927"), Typed(text="banana")),
        (dated("1927"), Typed(text="1917 or 1927")),
        (dated("-0043"), Typed(text="44")),
        (dated("1927"), Typed(text="31 February 1927")),
        (dated("1927"), Typed(text="1927 " * 500)),
    ],
)
def test_what_cannot_be_read_is_asked_again(question: Question, answer: Answer) -> None:
    with pytest.raises(Unreadable) as refusal:
        grade(question, answer)
    assert str(refusal.value).endswith(".")


OCTOBER = dated("1917-11-07", old_style="1917-10-25")


@pytest.mark.parametrize(
    ("question", "typed", "credit"),
    [
        (dated("1927-04-12"), "12 April 1927", 1),
        (dated("1927-04-12"), "12/04/1927", 1),
        (dated("1927-04-12"), "April 12th, 1927", 1),
        (dated("1927-04-12"), "1927-04-12", 1),
        (dated("1927-04-12"), "12 апреля 1927", 1),
        (dated("1927-04-12"), "April 1927", 0.5),
        (dated("1927-04-12"), "1927", 0),
        (dated("1927-04-12"), "13 April 1927", 0),
        (dated("1927-04-12", tolerance="2 days"), "13 April 1927", 0.5),
        (dated("1927-04-12", tolerance="1 year"), "1927", 0.5),
        (dated("1927-04"), "April 1927", 1),
        (dated("1927-04"), "12 April 1927", 1),
        (dated("1927-04"), "1927", 0.5),
        (dated("1927-04"), "spring 1927", 0.5),
        (dated("1927-04"), "1920s", 0),
        (dated("1927-04"), "May 1927", 0),
        (dated("1919-03", tolerance="1 year"), "1918", 0.5),
        (dated("1919-03", tolerance="1 year"), "1917", 0),
        (dated("1919-03", tolerance="1 year"), "1919", 0.5),
        (dated("1917"), "1917", 1),
        (dated("1917"), "c. 1917", 1),
        (dated("1917"), "1917?", 1),
        (dated("1917"), "November 1917", 1),
        (dated("1917"), "1918", 0),
        (dated("1917"), "1917-21", 0.5),
        (dated("1917"), "1910s", 0.5),
        (dated("1917"), "1900-2000", 0),
        (dated("1917"), "20th century", 0),
        (dated("1917~"), "1918", 0.5),
        (dated("1917~"), "1920", 0),
        (dated("192X"), "1920s", 1),
        (dated("192X"), "1927", 1),
        (dated("192X"), "1931", 0),
        (dated("1917/1921"), "1917-1921", 1),
        (dated("1917/1921"), "1917–21", 1),
        (dated("1917/1921"), "1919", 1),
        (dated("1917/1921"), "1916-1922", 0.5),
        (dated("1917/1921"), "1900-1950", 0),
        (dated("-0043-03"), "March 44 BC", 1),
        (dated("-0043"), "44 BC", 1),
        (dated("-0043"), "43 BC", 0),
        (OCTOBER, "7 November 1917", 1),
        (OCTOBER, "25 October 1917", 1),
        (OCTOBER, "25 October 1917 O.S.", 1),
        (OCTOBER, "25 October 1917 N.S.", 0),
        (OCTOBER, "October 1917", 0.5),
        (OCTOBER, "November 1917", 0.5),
        (OCTOBER, "26 October 1917", 0),
        (dated("1917-11-07"), "25 October 1917", 0),
        (dated("1917-11-07"), "25 October 1917 O.S.", 1),
        (dated("1917-11-07"), "25 October 1917 (Old Style)", 1),
    ],
)
def test_a_date_earns_by_how_exact_it_is(question: Question, typed: str, credit: float) -> None:
    assert grade(question, Typed(text=typed)).credit == credit


def test_the_member_sees_how_a_date_was_read() -> None:
    assert grade(dated("1927-04-12"), Typed(text="12/4/1927")).understood == "read as 12 April 1927"


def test_the_server_settles_whether_the_day_or_the_month_comes_first() -> None:
    question = dated("1927-12-04")
    assert grade(question, Typed(text="12/04/1927")).credit == 0
    assert grade(question, Typed(text="12/04/1927"), day_first=False).credit == 1


@pytest.mark.parametrize("typed", ["25 October 1917", "25 October 1917 O.S."])
def test_an_old_style_day_is_right_and_called_so(typed: str) -> None:
    remark = grade(OCTOBER, Typed(text=typed)).remark
    assert remark == "That is the Old Style (Julian) date, which counts; in the New Style it is 7 November 1917."


def test_a_name_that_was_typed_as_it_is_written_needs_no_echo() -> None:
    assert grade(named("lenin"), Typed(text="vladimir lenin")) == Grade(credit=1)


def test_a_name_that_was_typed_otherwise_is_echoed() -> None:
    assert grade(named("trotsky"), Typed(text="Троцкий")).understood == "accepted as Leon Trotsky"
    assert grade(named("trotsky"), Typed(text="Stalin")) == Grade(credit=0)


@pytest.mark.parametrize(("key", "typed"), [("trotsky", "Trostky"), ("lenin", "Lenon"), ("comintern", "Commintern")])
def test_exact_questions_have_no_typos(key: str, typed: str) -> None:
    assert match_name(named(key), typed) is not None
    assert match_name(named(key, exact=True), typed) is None


@pytest.mark.parametrize("typed", ["TROTSKY", "leon trotsky", "Trotsky, Leon", "Троцкий", "it was Trotsky"])
def test_exact_questions_still_fold(typed: str) -> None:
    assert match_name(named("trotsky", exact=True), typed) is not None


@settings(deadline=None)
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.sampled_from([*PEOPLE, *TERMS]), st.data())
def test_an_accepted_spelling_is_right_however_it_is_dressed(key: str, data: st.DataObject) -> None:
    question = named(key)
    spelling = data.draw(st.sampled_from(question.accepted))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase, str.casefold]))
    before, after = (data.draw(st.text(alphabet=' \t.!"*_~`«»“”‘’', max_size=4)) for _ in range(2))
    assert match_name(question, before + change(spelling) + after) is not None


@settings(deadline=None)
@given(st.sampled_from(rows(WRONG)), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_what_is_refused_stays_refused_in_another_case(row: tuple[str, str], change: Callable[[str], str]) -> None:
    assert match_name(named(row[0]), change(row[1])) is None


@settings(deadline=None)
@given(st.sampled_from(rows(RIGHT)), st.sampled_from([str.upper, str.lower]))
def test_what_is_accepted_stays_accepted_in_another_case(row: tuple[str, str], change: Callable[[str], str]) -> None:
    assert match_name(named(row[0]), change(row[1])) is not None


ANSWERS = st.one_of(
    st.builds(Typed, text=st.text(max_size=300)),
    st.builds(Chosen, indices=st.lists(st.integers(-3, 8), max_size=6).map(tuple)),
)


SPELLINGS = st.text(min_size=1, max_size=30) | st.sampled_from(
    [spelling for names in PEOPLE.values() for spelling in names]
)


@settings(deadline=None)
@given(SPELLINGS, SPELLINGS, st.booleans(), st.booleans())
def test_whatever_authors_write_can_be_compared(written: str, other: str, is_person: bool, exact: bool) -> None:
    known = KnownName(id="other", spellings=(other,), is_person=is_person)
    question = replace(named("lenin"), accepted=(written,), is_person=is_person, exact=exact, others=(known,))
    assert match_name(question, written) is not None
    match_name(question, other)


@settings(deadline=None)
@given(st.sampled_from(QUESTIONS), ANSWERS)
def test_any_answer_has_a_grade_or_asks_again(question: Question, answer: Answer) -> None:
    credit = 0.0
    with suppress(UserError):
        credit = grade(question, answer).credit
    assert 0 <= credit <= 1


@settings(deadline=None)
@given(
    st.sampled_from([key for key in PEOPLE if key != "lenin"]),
    st.sampled_from([", ", " or ", " / ", " & ", "; ", "\n"]),
)
def test_two_names_are_never_one_answer(other: str, between: str) -> None:
    assert match_name(named("lenin"), f"Lenin{between}{PEOPLE[other][0]}") is None
    assert match_name(named("lenin"), f"{PEOPLE[other][0]}{between}Lenin") is None
