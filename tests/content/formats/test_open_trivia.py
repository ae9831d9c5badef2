"""Open Trivia DB's JSON."""

import json
from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from bot.content.formats.imports import convert
from bot.content.model import ChoiceQuestion, TrueFalseQuestion

from .imported import chapter, question, questions, refusal, remarks

RESULTS: list[dict[str, Any]] = [
    {
        "type": "multiple",
        "difficulty": "medium",
        "category": "History",
        "question": 'What was the "Führer\'s" code name for 1941 & the invasion?',
        "correct_answer": "Operation Barbarossa",
        "incorrect_answers": ["Operation Unthinkable", "Unternehmen Otto", "Molotov & Co"],
    },
    {
        "type": "boolean",
        "difficulty": "easy",
        "category": "Entertainment: Books",
        "question": "The USSR signed at Brest-Litovsk.",
        "correct_answer": "False",
        "incorrect_answers": ["True"],
    },
]


def encoded(how: Callable[[str], str], *, types_too: bool = False) -> str:
    def of(key: str, value: Any) -> Any:
        if key in ("type", "difficulty") and not types_too:
            return value
        return how(value) if isinstance(value, str) else list(map(how, value))

    results = [{key: of(key, value) for key, value in result.items()} for result in RESULTS]
    return json.dumps({"response_code": 0, "results": results})


def in_base64(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        encoded(lambda text: escape(text).replace("ü", "&uuml;")),
        encoded(quote),
        encoded(quote_plus),
        encoded(in_base64, types_too=True),
        json.dumps(RESULTS, indent=2),
    ],
    ids=["entities", "url3986", "urlLegacy", "base64", "the list alone"],
)
def test_every_encoding_gives_the_same_questions(text: str) -> None:
    imported = convert(text.encode(), "api.php")
    assert imported.format == "open-trivia"
    found = chapter(text, "open-trivia")
    choice, statement = found.questions.values()
    assert isinstance(choice, ChoiceQuestion)
    assert isinstance(statement, TrueFalseQuestion)
    assert choice.prompt == RESULTS[0]["question"]
    assert [option.text for option in choice.options if option.correct] == ["Operation Barbarossa"]
    assert {option.text for option in choice.options if not option.correct} == set(RESULTS[0]["incorrect_answers"])
    assert (statement.prompt, statement.answer) == (RESULTS[1]["question"], False)
    assert found.head.keywords == ("History", "Entertainment: Books")


def test_difficulties_are_carried() -> None:
    assert [getattr(each, "difficulty", None) for each in questions(json.dumps(RESULTS), "open-trivia")] == [3, 1]


def test_a_question_whose_options_repeat_is_left_out_with_its_place() -> None:
    twice = [RESULTS[1], {**RESULTS[0], "incorrect_answers": ["Operation Barbarossa"]}]
    said = remarks(json.dumps(twice, indent=1), "open-trivia")
    assert "list.txt:16:3: This question is left out." in said
    assert "stands here twice" in said
    assert question(json.dumps(twice), "open-trivia")["answer"] is False


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"response_code":5}', "asked too often"),
        ('{"response_code":1,"results":[]}', "too few questions"),
        ('{"response_code":99,"results":[]}', "its code is 99"),
        ('{"response_code":0,"results":[]}', "No question could be taken"),
        ('{"results":{}}', '"results" must be a list'),
        ('{"results":[1]}', "Each result must be a question"),
        ('{"results":[{"question":null,"correct_answer":"b"}]}', '"question" of this question is missing'),
        ('{"results":[{"question":"a","correct_answer":"b"}]}', '"incorrect_answers" of this question is missing'),
        ('{"results":[{"question":"a", "corr', "This is not JSON"),
        ('{"other":1}', 'it has no list "results"'),
        ("[1]", 'it has no list "results"'),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(text: str, says: str) -> None:
    assert says in refusal(text, "open-trivia")


def test_a_question_in_another_encoding_is_named() -> None:
    results = json.loads(encoded(in_base64, types_too=True))
    results["results"][1]["question"] = "not in Base64!"
    assert "not in the same encoding" in refusal(json.dumps(results), "open-trivia")


def test_where_the_questions_come_from_is_said() -> None:
    assert "opentdb.com" in remarks(json.dumps(RESULTS), "open-trivia")
