"""Moodle's GIFT."""

from typing import Any

import pytest

from bot.content.imported import UNEXPLAINED
from bot.content.tolerance import Tolerance

from .imported import chapter, fields_of, question, questions, refusal, remarks

LITERALS = r"""
Which is no sign? {
   ~ \~ # \~ is one.
   ~ \=
   ~ \# \{ \} \:
   = \\ # Right: \\ is not.
}
"""


def texts(options: list[dict[str, Any]], *, correct: bool) -> list[str]:
    return [option["text"] for option in options if option.get("correct", False) is correct]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Two plus two equals {=four =4}.", {"prompt": "Two plus two equals ___.", "answer": "four", "accept": ("4",)}),
        ("Who?{=no one#yes =nobody}", {"answer": "no one", "accept": ("nobody",), "explain": "yes"}),
        ("Who?{Lenin}", {"kind": "name", "answer": "Lenin"}),
        ("Who?{=%100%Lenin =%0%Stalin}", {"answer": "Lenin"}),
        ("It is so.{T}", {"kind": "true-false", "answer": True}),
        ("It is so.{FALSE#No one is.#Right.}", {"answer": False, "explain": "No one is.\n\nRight."}),
        ("It is so.{TRUE####Because.}", {"answer": True, "explain": "Because."}),
        ("[html]<p>Is <b>it</b> &amp; so?</p>{T}", {"prompt": "Is it & so?"}),
        ("<p>Is it<br>so?</p>{T}", {"prompt": "Is it\nso?"}),
        ("[plain]Is <b> so?{T}", {"prompt": "Is <b> so?"}),
        ("[markdown]Is 1 < 2 and **3** so?{T}", {"prompt": "Is 1 < 2 and **3** so?"}),
        ("How many?{#4}", {"kind": "name", "answer": "4", "exact": True}),
        ("How many?{#=4:0#Counted. =5}", {"answer": "4", "accept": ("5",), "explain": "Counted."}),
        ("In which year?{#1919}", {"kind": "date", "answer": "1919"}),
        ("Founded?{#=1919:0 =%50%1919:1}", {"kind": "date", "answer": "1919", "tolerance": Tolerance(1, "year")}),
        ("When?{#1914..1918}", {"kind": "date", "answer": "1914/1918"}),
        ("When?{=12 April 1927}", {"kind": "date", "answer": "1927-04-12"}),
        ("Signed?{=12 April 1927 =April 12, 1927 =%50%April 1927}", {"kind": "date", "answer": "1927-04-12"}),
        ("::A name::What?{=x y}", {"prompt": "What?", "answer": "x y"}),
        ("// a comment\nWhat?{\n// another\n=x y}", {"prompt": "What?", "answer": "x y"}),
        ("What\\:\\nso?{=x y}", {"prompt": "What:\nso?"}),
        ("What?{\n=x y\n\n=z}", {"answer": "x y", "accept": ("z",)}),
        ("http\\://x.org/a What?{=x y}", {"prompt": "http://x.org/a What?"}),
    ],
)
def test_a_question_becomes_what_it_asks(text: str, fields: dict[str, Any]) -> None:
    found = question(text, "gift")
    assert {key: found[key] for key in fields} == fields


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Grant is {~buried =entombed ~living} in it.", ["entombed"], ["buried", "living"]),
        ("Who?{\n~%50%Grant\n~%50%his wife\n~%-100%no one}", ["Grant", "his wife"], ["no one"]),
        ("Who?{~%100%Grant ~Lee ~Bragg}", ["Grant"], ["Lee", "Bragg"]),
        ("Who?{~Grant ~%33.33333%Lee ~%33.33333%Bragg ~%33.33333%Ewell}", ["Lee", "Bragg", "Ewell"], ["Grant"]),
        ("Who?{=Grant =Lee ~%50%Bragg}", ["Grant", "Lee"], ["Bragg"]),
        (LITERALS, ["\\"], ["~", "=", "# { } :"]),
    ],
)
def test_signs_and_weights_say_which_options_are_right(text: str, right: list[str], wrong: list[str]) -> None:
    found = question(text, "gift")
    assert texts(found["options"], correct=True) == right
    assert texts(found["options"], correct=False) == wrong
    assert found["kind"] == ("choice" if len(right) == 1 else "multi")


def test_feedback_says_why_an_option_is_wrong_and_explains_the_rest() -> None:
    found = question("Who?{=Lenin#He signed it. ~Stalin#Not yet. ~Trotsky####All of it.}", "gift")
    assert [option.get("why") for option in found["options"]] == ["He signed it.", "Not yet.", None]
    assert found["explain"] == "All of it."
    found = question("Who?{=Lenin#He signed it. ~Stalin#Not yet. ~Trotsky}", "gift")
    assert [option.get("why") for option in found["options"]] == [None, "Not yet.", None]
    assert found["explain"] == "He signed it."
    assert question("Who?{=Lenin ~Stalin ~Trotsky}", "gift")["explain"] == UNEXPLAINED


def test_pairs_belong_together_and_what_has_no_left_side_distracts() -> None:
    found = question("Match.{=Canada->Ottawa =Italy -> Rome =Japan -> Tokyo = -> Kyoto}", "gift")
    assert [(pair["left"], pair["right"]) for pair in found["pairs"]] == [
        ("Canada", "Ottawa"),
        ("Italy", "Rome"),
        ("Japan", "Tokyo"),
    ]
    assert found["distractors"] == ("Kyoto",)


def test_many_pairs_become_several_questions() -> None:
    text = "Match.{" + "".join(f"=left {n} -> right {n}\n" for n in range(6)) + "}"
    assert [len(fields_of(each)["pairs"]) for each in questions(text, "gift")] == [3, 3]
    assert "6 pairs become 2 questions" in remarks(text, "gift")


def test_names_ids_tags_and_categories_are_kept() -> None:
    found = chapter(
        "$CATEGORY: $course$/top/Peace//War\n\n"
        "// [id:q-brest] [tag:difficulty-4] [tag:Lenin]\n::Other::Who?{=Lenin}\n\n"
        "::q-who::And who?{=Stalin}\n",
        "gift",
    )
    assert list(found.questions) == ["q-brest", "q-who"]
    assert fields_of(found.questions["q-brest"])["difficulty"] == 4
    assert found.head.title == "Peace/War"
    assert set(found.head.keywords) == {"Peace/War", "Lenin"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Write.{}", "an essay"),
        ("Just a description.", "a description"),
        ("Pi?{#3.14:0.01}", "the tolerance and what near numbers earn are left out"),
        ("Pi?{#3.141..3.142}", "any number of a range"),
        ("Pi?{#about three}", "cannot be read as one"),
        ("When?{#1822:5}", "Moodle gives all the points, and Clio half"),
        ("Who?{=Lenin =%50%Ulyanov}", '"Ulyanov" earns 50 %'),
        ("Who?{=Lenin =Len*}", "has a star"),
        ("Who?{=?}", "no answer that can be typed"),
        ("Who?{~a b ~%50%half =c}", "Options that earn a part"),
        ("Who?{=Lenin =Stalin ~Bukharin}", "in Clio all of them are to be chosen"),
        ("Who?{~Lenin ~Stalin}", "No option is right"),
        ("Match.{=left -> right}", "At least 2"),
        ("<img src='x.png'>Who?{=Lenin}", "picture or sound"),
        ("Who {=Lenin} and {=Stalin}?", "braces twice"),
    ],
)
def test_what_cannot_be_carried_is_said_with_its_place(text: str, says: str) -> None:
    said = remarks(f"Other question?{{=x y}}\n\n{text}\n", "gift")
    assert says in said
    assert "list.txt:3:1: " in said


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("Who?{=Lenin", "1:1", "not closed"),
        ("Who?=Lenin}", "1:1", "without a { before it"),
        ("Who?{=Lenin}\n\n  Who?{=Stalin\n\nAnd who?{=Marx}", "3:3", "not closed"),
        ("}{", "1:1", "not closed"),
        ("Who?{" + "=x" * 40_000 + "}", "1:1", "more than 64,000 characters"),
        ("// only a comment", "", "No question could be taken"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(text: str, place: str, says: str) -> None:
    said = refusal(text, "gift")
    assert f"list.txt:{place}" in said.replace(": ", ":")
    assert says in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(refusal("Who?}\n\nWhat?{=x y}\n\nWhen?}", "gift").splitlines()) == 2
