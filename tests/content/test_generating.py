"""Questions that follow from the material by themselves."""

from itertools import combinations
from pathlib import Path

import pytest

from bot.content.generating import generated_questions, is_generated
from bot.content.library import Chapter
from bot.content.loading import load_library
from bot.content.model import ChoiceQuestion, DateQuestion, MatchQuestion, NameQuestion, OrderQuestion, Question

from .conftest import CHAPTER, MakeLibrary

SHIPPED = tuple(load_library(Path(__file__).parents[2] / "content").library.chapters.values())


def event(name: str, date: str, label: str = "") -> str:
    return f"  {name}: {{label: {label or 'Event ' + name}, date: {date}, cite: {{source: decree, locator: {name}}}}}\n"


def generated(make_library: MakeLibrary, events: str = "", rest: str = "") -> dict[str, Question]:
    text = CHAPTER.replace("events:\n", f"events:\n{events}") + rest
    chapter = load_library(make_library(a_chapter=text)).library.chapters["a-book/a-chapter"]
    return dict(generated_questions(chapter))


NAMES = [f"e-{first}{second}" for first, second in combinations("abcdefgh", 2)]


def many(names: list[str]) -> str:
    return "".join(event(name, f"19{17 + index % 12}-{index // 12 + 1:02}") for index, name in enumerate(names))


@pytest.mark.parametrize("chapter", SHIPPED, ids=lambda chapter: chapter.head.id)
def test_the_shipped_chapters_give_questions_of_every_kind_where_they_have_many_events(chapter: Chapter) -> None:
    questions = generated_questions(chapter)
    assert all(is_generated(question_id) and len(question_id) <= 60 for question_id in questions)
    if len(chapter.events) >= 12:
        assert {question.kind for question in questions.values()} == {"date", "choice", "order", "name", "match"}


@pytest.mark.parametrize("chapter", SHIPPED, ids=lambda chapter: chapter.head.id)
def test_every_generated_question_is_cited_and_none_can_be_disputed(chapter: Chapter) -> None:
    for question in generated_questions(chapter).values():
        assert question.kind != "set"
        assert question.cite
        if isinstance(question, OrderQuestion):
            dates = [chapter.events[event_id].date for event_id in question.events]
            assert not any(one.overlaps(other) for one, other in combinations(dates, 2))
        if isinstance(question, ChoiceQuestion):
            assert [option.correct for option in question.options].count(True) == 1
        if isinstance(question, MatchQuestion):
            assert len({pair.right for pair in question.pairs}) == len(question.pairs)


def test_an_added_event_leaves_all_the_questions_that_were_there(make_library: MakeLibrary) -> None:
    before = generated(make_library, many(NAMES))
    after = generated(make_library, many(NAMES) + event("added", "1928-12"))
    assert before.items() <= after.items()
    assert any("added" in question_id for question_id in after)


def test_events_at_the_same_time_or_known_less_exactly_are_never_compared(make_library: MakeLibrary) -> None:
    overlapping = ["1918", "1918-03", "1918-03-03", "1917/1920", "1918~", "1919?"]
    events = "".join(event(f"o{index}-{copy}", date) for index, date in enumerate(overlapping) for copy in "abcde")
    questions = generated(make_library, events)
    for question in questions.values():
        if isinstance(question, OrderQuestion):
            assert not all(event_id.startswith("o") for event_id in question.events)
        if isinstance(question, ChoiceQuestion):
            assert any(option.text == "Decree on Peace" for option in question.options)


def test_a_date_is_asked_in_both_styles_and_with_its_source(make_library: MakeLibrary) -> None:
    question = generated(make_library)["gen-date-decree-on-peace"]
    assert isinstance(question, DateQuestion)
    assert question.prompt == "When did this happen: Decree on Peace?"
    assert question.answer.edtf == "1917-11-08"
    assert question.answer_os is not None
    assert question.explain == "Decree on Peace: 8 November 1917 (26 October Old Style)."
    assert question.cite[0].source == "decree"


@pytest.mark.parametrize(
    ("label", "date"),
    [("The crisis of 1923", "1923"), ("The October rising", "1923-10"), ("Named", "192X"), ("Named", "1923~")],
)
def test_no_date_is_asked_that_the_label_tells_or_that_nobody_knows(
    make_library: MakeLibrary, label: str, date: str
) -> None:
    assert "gen-date-e" not in generated(make_library, event("e", date, label))


def test_a_name_is_asked_for_unless_its_description_tells_it(make_library: MakeLibrary) -> None:
    terms = """\
terms:
  soviet: {term: Soviet, meaning: A council of workers., cite: {source: chapter}}
  nep: {term: New Economic Policy, aliases: [NEP], meaning: The policy after 1921., cite: {source: chapter}}
  uncited: {term: Kulak, meaning: A rich peasant.}
"""
    questions = generated(make_library, rest=terms)
    asked = {question_id for question_id, question in questions.items() if isinstance(question, NameQuestion)}
    assert asked == {"gen-term-soviet"}
    soviet = questions["gen-term-soviet"]
    assert isinstance(soviet, NameQuestion)
    assert soviet.cite[0].source == "chapter"


def test_a_long_id_is_shortened_and_stays_the_same(make_library: MakeLibrary) -> None:
    name = "x" * 60
    first = generated(make_library, event(name, "1919"))
    again = generated(make_library, event("another", "1920") + event(name, "1919"))
    long = [
        key for key, question in first.items() if isinstance(question, DateQuestion) and question.answer.edtf == "1919"
    ]
    assert len(long) == 1
    assert len(long[0]) <= 60
    assert long[0] in again
