"""Anki's notes in plain text."""

from typing import Any

import pytest

from bot.content.formats.imports import convert
from bot.content.imported import UNEXPLAINED

from .imported import chapter, fields_of, question, questions, refusal, remarks

EXPORTED = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
abc~1\tBasic\tStalin::The military leader\tWho signed at <b>Brest</b>?\tSokolnikov<br><br>He led the delegation.\tussr
abc~2\tBasic\tStalin::The military leader\t"He said:<br>""Peace"" "\tLenin\tussr war_and_peace
"""


def test_an_export_with_all_its_columns_is_read() -> None:
    assert convert(EXPORTED.encode(), "notes.txt").format == "anki"
    found = chapter(EXPORTED, "anki")
    first, second = (fields_of(each) for each in found.questions.values())
    assert (first["prompt"], first["answer"], first["explain"]) == (
        "Who signed at Brest?",
        "Sokolnikov",
        "He led the delegation.",
    )
    assert (second["prompt"], second["answer"], second["explain"]) == ('He said:\n"Peace"', "Lenin", UNEXPLAINED)
    assert found.head.title == "The military leader"
    assert found.head.keywords == ("ussr", "war and peace")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Front\tBack\n", {"prompt": "Front", "answer": "Back"}),
        ("Front;Back\n", {"prompt": "Front", "answer": "Back"}),
        ("#separator:Comma\n#html:false\nA <b> front,Back\r\n", {"prompt": "A <b> front", "answer": "Back"}),
        ("#separator:|\nFront|Back", {"prompt": "Front", "answer": "Back"}),
        ('#separator:Semicolon\n"Front; on\ntwo";"Bac""k"', {"prompt": "Front; on\ntwo", "answer": 'Bac"k'}),
        ('"Peace, land, bread" means\tBolsheviks\n', {"prompt": '"Peace, land, bread" means', "answer": "Bolsheviks"}),
        ("#columns:Id\tBack\tFront\nq-a\tBack\tFront\n", {"prompt": "Front", "answer": "Back"}),
        ("#columns:Front\tBack\tExtra\nFront\tBack\tBecause.\n", {"answer": "Back", "explain": "Because."}),
        ("# a remark\n#unknown:x\nFront\tBack\n", {"prompt": "Front", "answer": "Back"}),
        ("#html:true\nFront\tx &lt; y&nbsp;z\n", {"answer": "x < y z"}),
        ("#html:true\nFront\tBack<br><br>Also right: Other; Third<br><br>So.\n", {"accept": ("Other", "Third")}),
        ("#html:true\nIs it so?<br><br>- True<br>- False\tTrue\n", {"kind": "true-false", "answer": True}),
        ("How many?\t007\n", {"answer": "007", "exact": True}),
    ],
)
def test_a_note_becomes_a_question(text: str, fields: dict[str, Any]) -> None:
    found = question(text, "anki")
    assert {key: found[key] for key in fields} == fields


def test_a_front_that_offers_its_answer_is_a_choice() -> None:
    found = question("#html:true\nWho?<br><br>- Lenin<br>- Marx<br>- Stalin\t- Lenin<br>- Marx<br><br>Both.\n", "anki")
    assert found["kind"] == "multi"
    assert [option["text"] for option in found["options"] if option.get("correct")] == ["Lenin", "Marx"]
    assert found["explain"] == "Both."


def test_a_date_that_is_asked_for_becomes_a_date() -> None:
    found = question("When was the Comintern founded?\tMarch 1919\n", "anki")
    assert (found["kind"], found["answer"]) == ("date", "1919-03")
    assert question("When was it?\t12/04/1927\n", "anki")["kind"] == "name"
    assert question("How many steps?\t1919\n", "anki")["kind"] == "name"


def test_every_number_of_a_cloze_is_a_question_of_its_own() -> None:
    text = "The {{c1::Comintern::an organisation}} was founded in {{c2::1919}}; the {{c1::Comintern}} ended.\tExtra.\n"
    first, second = (fields_of(each) for each in questions(text, "anki"))
    assert first["prompt"] == "The ___ was founded in 1919; the ___ ended."
    assert (first["answer"], first["hint"], first["explain"]) == ("Comintern", "an organisation", "Extra.")
    assert (second["prompt"], second["answer"]) == ("The Comintern was founded in ___; the Comintern ended.", "1919")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{c1::Lenin}} and {{c1::Stalin}}\tx\n", "gaps of this note cannot be asked"),
        ("{{c1::a {{c2::b}}}}\tx\n", "gaps of this note cannot be asked"),
        ("{{c1::never closed\tx\n", "gaps of this note cannot be asked"),
        ("Only a front\n", "nothing on its back"),
        ("\tOnly a back\n", "nothing on its front"),
        ("Front\t[sound:a.mp3]\n", "nothing on its back"),
        ('Front\t"Two\nlines"\n', "has several lines"),
        (f"Front\t{'b' * 301}\n", "has 301 characters"),
        ("Front\tBack\tThird\n", "1 more of its fields"),
        ('"Front\tBack\n', "never closed"),
        ("[sound:a.mp3]Front\tBack\n", "picture or sound"),
    ],
)
def test_what_is_left_out_is_said_with_its_place(text: str, says: str) -> None:
    said = remarks(f"First front\tFirst back\n{text}", "anki")
    assert says in said
    assert "list.txt:2:" in said


def test_pictures_are_named() -> None:
    assert "picture or sound" in remarks('#html:true\n<img src="x.png">Front\tBack\n', "anki")


def test_ids_of_notes_are_kept_where_they_are_ids() -> None:
    text = "#guid column:1\na-book/a-chapter/q-one\tFront\tBack\nN)x!y\tFront two\tBack\n"
    assert [name for name in chapter(text, "anki").questions if name == "q-one"] == ["q-one"]


def test_a_file_without_notes_is_refused() -> None:
    assert "No question could be taken" in refusal("#separator:tab\n#html:true\n", "anki")
