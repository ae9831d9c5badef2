"""Written questions become questions that a round can ask by themselves."""

import pytest
from pydantic import TypeAdapter

from bot.content.library import Chapter
from bot.content.model import BookFile, ChapterFile
from bot.content.model import Question as WrittenQuestion
from bot.content.validation import validated
from bot.quiz.grading import grade
from bot.quiz.posing import pose
from bot.quiz.question import Choice, Chosen, Dated, Match, Named, Order, Question, Typed

CITE = {"source": "book", "locator": "p. 12"}
BASE = {
    "prompt": "Which?",
    "explain": "Because it was.",
    "cite": CITE,
    "tests": ["f-a"],
    "hint": "Think.",
    "difficulty": 3,
}
OPTIONS = [{"text": "Right", "correct": True}, {"text": "Wrong", "why": "It came later."}]

BOOK = {
    "schema": "1",
    "book": {
        "id": "stalinism",
        "title": "Stalin and Stalinism",
        "author": [{"family": "Wood", "given": "Alan"}],
        "issued": "2004",
        "publisher": "Routledge",
    },
    "people": {"lenin": {"name": "Vladimir Lenin", "aliases": ["Lenin"], "role": "Bolshevik leader"}},
}
CHAPTER = {
    "schema": "1",
    "chapter": {"id": "leader", "title": "The leader", "abstract": "What it is about."},
    "people": {
        "trotsky": {"name": "Leon Trotsky", "role": "Commissar for War"},
        "mao": {"name": "Mao Zedong", "family": "Mao", "role": "Chairman"},
    },
    "terms": {
        "comintern": {"term": "Comintern", "aliases": ["Third International"], "meaning": "An organisation."},
        "cominform": {"term": "Cominform", "meaning": "Another organisation."},
    },
    "events": {
        "death": {"label": "Lenin dies", "date": "1924-01-21", "cite": CITE},
        "brest": {"label": "Brest-Litovsk is signed", "date": "1918-03-03", "cite": CITE},
    },
    "sources": {
        "treaty": {
            "type": "treaty",
            "title": "Treaty of Brest-Litovsk",
            "issued": "1918-03-03",
            "text": "The state of war has ceased.",
            "licence": "public-domain",
        }
    },
}


def _chapter() -> Chapter:
    book, chapter = validated(BookFile, BOOK), validated(ChapterFile, CHAPTER)
    return Chapter(
        book=book.book,
        head=chapter.chapter,
        people={**book.people, **chapter.people},
        terms=chapter.terms,
        events=chapter.events,
        sources=chapter.sources,
        facts={},
        questions={},
    )


def _pose(**written: object) -> tuple[Question, ...]:
    question: WrittenQuestion = TypeAdapter[WrittenQuestion](WrittenQuestion).validate_python(written)
    return pose(_chapter(), "q-one", question)


def _posed(**written: object) -> Question:
    (question,) = _pose(**BASE, **written)
    return question


def test_a_question_carries_its_place_hint_explanation_and_full_citation() -> None:
    question = _posed(kind="choice", options=OPTIONS)
    assert (question.key, question.hint, question.explain) == ("stalinism/leader/q-one", "Think.", "Because it was.")
    assert (question.tests, question.difficulty) == (("f-a",), 3)
    (source,) = question.sources
    assert "Wood" in source
    assert "Stalin and Stalinism" in source
    assert "p. 12" in source


def test_options_keep_their_order_and_say_why_they_are_wrong() -> None:
    question = _posed(kind="choice", options=OPTIONS)
    assert isinstance(question, Choice)
    assert [(option.text, option.correct, option.why) for option in question.options] == [
        ("Right", True, None),
        ("Wrong", False, "It came later."),
    ]


@pytest.mark.parametrize(("answer", "right"), [(True, 0), (False, 1)])
def test_a_statement_becomes_true_and_false(answer: bool, right: int) -> None:
    question = _posed(kind="true-false", answer=answer)
    assert isinstance(question, Choice)
    assert [option.text for option in question.options] == ["True", "False"]
    assert grade(question, Chosen(indices=(right,))).credit == 1
    assert question.options[1 - right].why == "Because it was."


def test_a_quotation_is_shown_without_who_said_it() -> None:
    question = _posed(kind="quote", quote="Peace, land, bread.", options=OPTIONS)
    assert question.shown is not None
    assert (question.shown.text, question.shown.attribution) == ("Peace, land, bread.", None)


def test_a_person_is_accepted_under_each_name_that_the_book_knows() -> None:
    question = _posed(kind="name", answer={"person": "lenin"}, accept=["Ulyanov"])
    assert isinstance(question, Named)
    assert question.accepted == ("Vladimir Lenin", "Lenin", "Ulyanov")
    assert question.is_person
    assert {other.id for other in question.others} == {"trotsky", "mao", "comintern", "cominform"}
    assert grade(question, Typed(text="V. I. Lenin")).credit == 1


def test_a_term_is_not_taken_for_another_term_of_the_chapter() -> None:
    question = _posed(kind="name", answer={"term": "comintern"})
    assert grade(question, Typed(text="the third international")).credit == 1
    assert grade(question, Typed(text="Cominform")).credit == 0


def test_an_answer_written_out_is_the_person_of_that_name() -> None:
    question = _posed(kind="name", answer="Mao Zedong")
    assert isinstance(question, Named)
    assert (question.family, question.is_person) == ("Mao", True)
    assert "mao" not in {other.id for other in question.others}


def test_an_answer_that_the_book_does_not_know_stands_by_itself() -> None:
    question = _posed(kind="name", answer="Order No. 227")
    assert isinstance(question, Named)
    assert (question.accepted, question.is_person) == (("Order No. 227",), False)


def test_a_date_keeps_its_old_style_day_and_its_tolerance() -> None:
    question = _posed(kind="date", answer="1917-11-07", **{"answer-os": "1917-10-25"}, tolerance="1 year")
    assert isinstance(question, Dated)
    assert (question.answer, question.answer_os, question.tolerance) == ("1917-11-07", "1917-10-25", "1 year")


def test_events_and_items_stand_with_the_earliest_first() -> None:
    question = _posed(kind="order", events=["death", "brest"], items=[{"text": "NEP", "date": "1921-03"}])
    assert isinstance(question, Order)
    assert [item.text for item in question.items] == ["Brest-Litovsk is signed", "NEP", "Lenin dies"]
    assert grade(question, Chosen(indices=(0, 1, 2))).credit == 1


def test_distractors_stand_after_the_pairs() -> None:
    pairs = [{"left": "1918", "right": "Brest"}, {"left": "1921", "right": "NEP"}]
    question = _posed(kind="match", pairs=pairs, distractors=["Rapallo"])
    assert isinstance(question, Match)
    assert question.rights == ("Brest", "NEP", "Rapallo")
    assert grade(question, Chosen(indices=(0, 1))).credit == 1


def test_a_source_is_shown_with_where_it_comes_from() -> None:
    question = _posed(kind="choice", options=OPTIONS, stimulus={"source": "treaty"})
    assert question.shown is not None
    assert question.shown.text == "The state of war has ceased."
    assert "Treaty of Brest-Litovsk" in (question.shown.attribution or "")


def test_each_question_of_a_set_shows_the_source() -> None:
    inner = {
        "q-first": {"kind": "true-false", "answer": True, **BASE},
        "q-second": {"kind": "choice", "options": OPTIONS, **BASE},
    }
    questions = _pose(kind="set", source="treaty", intro="Read it.", questions=inner)
    assert [question.id for question in questions] == ["q-first", "q-second"]
    assert {question.shown.text for question in questions if question.shown} == {"The state of war has ceased."}
    assert {question.shown.intro for question in questions if question.shown} == {"Read it."}
