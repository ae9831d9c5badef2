"""Quizlet's export."""

import pytest

from bot.content.model import NameQuestion

from .imported import fields_of, question, questions, refusal, remarks

CARDS = [
    ("Comintern", "Communist International, founded 1919"),
    ("NEP", "New Economic Policy"),
    ("Cheka", "Secret police"),
]


def written(between: str, rows: str) -> str:
    return rows.join(f"{term}{between}{definition}" for term, definition in CARDS)


@pytest.mark.parametrize(
    ("between", "rows"),
    [
        *(("\t", "\n"), ("\t", "\r\n"), ("\t", ";"), ("\t", "\n\n"), (" - ", "\n"), (" – ", "\n")),
        *(("|", "\n"), (" - ", ";"), (" = ", "\n\n")),
    ],
)
def test_the_definition_is_shown_and_the_term_is_asked_for(between: str, rows: str) -> None:
    found = questions(written(between, rows), "quizlet")
    assert [(each.answer, each.prompt) for each in found if isinstance(each, NameQuestion)] == CARDS


def test_where_the_terms_are_questions_the_definitions_are_answers() -> None:
    text = "When was the Comintern founded?\tMarch 1919\nWho signed?\tSokolnikov\n"
    first, second = (fields_of(each) for each in questions(text, "quizlet"))
    assert (first["kind"], first["prompt"]) == ("date", "When was the Comintern founded?")
    assert (second["kind"], second["answer"]) == ("name", "Sokolnikov")
    assert "The terms are questions" in remarks(text, "quizlet")


def test_a_definition_may_go_over_several_lines() -> None:
    found = question("Comintern\tAn organisation\nof parties\n", "quizlet")
    assert (found["answer"], found["prompt"]) == ("Comintern", "An organisation\nof parties")


def test_a_number_is_asked_for_exactly() -> None:
    assert question("007\tAgent\n", "quizlet")["exact"] is True


def test_a_separator_that_may_mean_two_things_is_named() -> None:
    said = remarks("Comintern - founded: 1919\nNEP - begun: 1921\n", "quizlet")
    assert '" - " between term and definition' in said
    assert "would fit as well" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Comintern\tParty\nNEP\t\n", "one side only"),
        ("Comintern\tParty\n\tdefinition\n", "An answer is empty".replace("An", "The")),
        (f"Comintern\tParty\n{'x' * 301}\tlong\n", "has 301 characters"),
        ("no separator\nComintern\tParty\nNEP\tPolicy\n", "no separator"),
        ("Who?\tLenin\nWhy?\tfor one\nand another\nWhat?\tIt\n", "several lines"),
    ],
)
def test_what_is_left_out_is_said(text: str, says: str) -> None:
    assert says in remarks(text, "quizlet")


@pytest.mark.parametrize("text", ["one line of plain text", "several\nlines\nof text"])
def test_a_text_without_separators_is_refused(text: str) -> None:
    assert "No separator" in refusal(text, "quizlet")
