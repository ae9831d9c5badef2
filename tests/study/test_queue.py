from pathlib import Path

import pytest

from bot.content.library import Library
from bot.content.loading import load_library
from bot.study.memory import FactKey
from bot.study.queue import queue
from bot.study.syllabus import Syllabus

A, B, C, D, GONE = (FactKey("book", fact) for fact in ("a", "b", "c", "d", "gone"))
SHIPPED = Path(__file__).parent.parent.parent / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(SHIPPED).library


def test_due_facts_come_first_and_then_new_ones_in_the_order_of_reading() -> None:
    assert queue([C, A], {A, C}, [A, B, C, D], count=10, new_at_most=10) == [C, A, B, D]


def test_new_facts_keep_to_the_limit_of_the_day_and_all_to_the_count() -> None:
    assert queue([C], {C}, [A, B, C, D], count=10, new_at_most=1) == [C, A]
    assert queue([C, D], {C, D}, [A, B, C, D], count=1, new_at_most=5) == [C]
    assert queue([], {C}, [A, B, C, D], count=5, new_at_most=-3) == []


def test_a_fact_that_left_the_library_is_not_asked() -> None:
    assert queue([GONE, A], {GONE, A}, [A, B], count=5, new_at_most=0) == [A]


def test_the_questions_of_a_fact_take_turns(library: Library) -> None:
    syllabus = Syllabus.of(library)
    fact, turns = next((fact, turns) for fact, turns in syllabus.questions.items() if len(turns) > 2)
    asked, seen = None, list[str]()
    for _ in range(2 * len(turns)):
        asked = syllabus.next_question(fact, asked).key
        seen.append(asked)
    assert seen == [asking.key for asking in turns] * 2
    assert syllabus.next_question(fact, "book/chapter/a-question-that-was-removed") == turns[0]


def test_every_shipped_fact_can_be_reviewed(library: Library) -> None:
    facts = list(Syllabus.of(library).facts())
    assert len(facts) == len(set(facts)) == sum(len(chapter.facts) for chapter in library.chapters.values())
