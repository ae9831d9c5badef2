"""Moodle's Aiken."""

from typing import Any

import pytest

from .imported import question, questions, refusal

SMALL = "Who signed?\nA) Lenin\nB. Trotsky\nc) Chicherin\nANSWER: C\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALL, ["Lenin", "Trotsky", "Chicherin"]),
        (SMALL.replace("\n", "\r\n"), ["Lenin", "Trotsky", "Chicherin"]),
        ("\ufeff" + SMALL, ["Lenin", "Trotsky", "Chicherin"]),
        (SMALL.replace("\nB", "\n\n  B").replace("ANSWER: C\n", "ANSWER:c"), ["Lenin", "Trotsky", "Chicherin"]),
        (SMALL.replace("ANSWER: C", "Answer: C."), ["Lenin", "Trotsky", "Chicherin"]),
    ],
)
def test_the_option_of_the_letter_is_right(text: str, expected: list[str]) -> None:
    found = question(text, "aiken")
    assert found["prompt"] == "Who signed?"
    options: list[dict[str, Any]] = list(found["options"])
    assert [option["text"] for option in options] == expected
    assert [option["text"] for option in options if option.get("correct")] == ["Chicherin"]


def test_a_prompt_may_go_over_several_lines() -> None:
    assert question("One.\nTwo?\nA. a\nB. b\nC. c\nANSWER: A", "aiken")["prompt"] == "One.\nTwo?"


def test_true_and_false_make_a_statement() -> None:
    found = question("So it was.\nA. False\nB. True\nANSWER: B", "aiken")
    assert (found["kind"], found["answer"]) == ("true-false", True)


def test_several_questions_need_no_empty_line() -> None:
    assert len(questions(SMALL + SMALL.replace("Who", "And who"), "aiken")) == 2


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("Q?\nA. a\nB. b\n", "1:1", "no right answer"),
        (SMALL + "Q?\nA. a\n", "6:1", "no right answer"),
        (SMALL + "Half a quest", "6:1", "has no options"),
        ("Q?\nA. a\nB. b\nANSWER: D", "4:1", "write one of A, B"),
        ("Q?\nA. a\nANSWER: A", "1:1", "fewer than two options"),
        ("Q?\nA. a\nA. b\nANSWER: A", "3:1", "an option A already"),
        ("Q?\nA. a\nB. b\nmore\nANSWER: A", "4:1", 'neither an option nor "ANSWER:"'),
        ("ANSWER: A\n", "1:1", "no question above it"),
    ],
)
def test_what_is_missing_is_said_with_its_place(text: str, place: str, says: str) -> None:
    said = refusal(text, "aiken")
    assert f"list.txt:{place}: " in said
    assert says in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refusal("Q?\nA. a\nB. b\nANSWER: X\n\nR?\nA. a\nANSWER: A\n", "aiken")
    assert len(said.splitlines()) == 2
