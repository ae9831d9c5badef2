"""What stands in the database as JSON, word for word: rows of years ago must be read, and by older versions too."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.content.loading import load_library
from bot.quiz.deck import ALL_KINDS, Wanted
from bot.quiz.posing import pose
from bot.quiz.programme import Programme
from bot.quiz.question import (
    Answer,
    Choice,
    Chosen,
    Dated,
    Grade,
    Item,
    KnownName,
    Match,
    Multi,
    Named,
    Option,
    Order,
    Question,
    Shown,
    Typed,
)
from bot.quiz.rules import Mode, Rules
from bot.store.json_texts import (
    read_answer,
    read_facts,
    read_grade,
    read_programme,
    read_question,
    read_rules,
    read_shown_order,
    to_json,
)
from bot.study.memory import FactKey

CONTENT = Path(__file__).parents[2] / "content"
COMMON: dict[str, Any] = {
    "book": "book",
    "chapter": "chapter",
    "id": "q",
    "prompt": "Who “спросил”?",
    "difficulty": 2,
    "skill": "recall",
    "explain": 'Because\n"so".',
    "sources": ("A. Wood, 2004.",),
}
_HEAD = '{"book":"book","chapter":"chapter","id":"q","prompt":"Who “спросил”?",'
_MIDDLE = '"difficulty":2,"skill":"recall","hint":null,"explain":"Because\\n\\"so\\".","sources":["A. Wood, 2004."],'
_HINTED = _MIDDLE.replace("null", '"Think."')
_PLAIN = f'{_HEAD}"shown":null,{_MIDDLE}"tests":[],'

QUESTIONS: list[tuple[Question, str]] = [
    (
        Choice(
            kind="quote",
            options=(Option("A", correct=True), Option("B", correct=False, why="No.")),
            shown=Shown(text="Peace", attribution="Lenin, 1917"),
            hint="Think.",
            tests=("f-a", "f-b"),
            **COMMON,
        ),
        f'{_HEAD}"shown":{{"intro":null,"text":"Peace","image":null,"alt":null,"attribution":"Lenin, 1917"}},'
        f'{_HINTED}"tests":["f-a","f-b"],"kind":"quote",'
        '"options":[{"text":"A","correct":true,"why":null},{"text":"B","correct":false,"why":"No."}]}',
    ),
    (
        Choice(kind="true-false", options=(Option("True", correct=True), Option("False", correct=False)), **COMMON),
        f'{_PLAIN}"kind":"true-false",'
        '"options":[{"text":"True","correct":true,"why":null},{"text":"False","correct":false,"why":null}]}',
    ),
    (
        Multi(kind="multi", options=(Option("A", correct=True),), **COMMON),
        f'{_PLAIN}"kind":"multi","options":[{{"text":"A","correct":true,"why":null}}]}}',
    ),
    (
        Named(
            kind="name",
            accepted=("Leon Trotsky", "Lev Bronstein"),
            family="Trotsky",
            is_person=True,
            exact=True,
            others=(
                KnownName(id="mao", spellings=("Mao Zedong", "毛泽东"), family="Mao", is_person=True),
                KnownName(id="nep", spellings=("NEP",)),
            ),
            accepted_here=("Bronstein",),
            **COMMON,
        ),
        f'{_PLAIN}"kind":"name","accepted":["Leon Trotsky","Lev Bronstein"],"family":"Trotsky","is_person":true,'
        '"exact":true,"others":[{"id":"mao","spellings":["Mao Zedong","毛泽东"],"family":"Mao","is_person":true},'
        '{"id":"nep","spellings":["NEP"],"family":null,"is_person":false}],"accepted_here":["Bronstein"]}',
    ),
    (
        Dated(
            kind="date",
            answer="1918-03-03",
            answer_os="1918-02-18",
            tolerance="1 month",
            accepted_here=("March",),
            **COMMON,
        ),
        f'{_PLAIN}"kind":"date","answer":"1918-03-03","answer_os":"1918-02-18","tolerance":"1 month",'
        '"accepted_here":["March"]}',
    ),
    (
        Order(kind="order", items=(Item("a", "1917~"), Item("b", "1918")), **COMMON),
        f'{_PLAIN}"kind":"order","items":[{{"text":"a","date":"1917~"}},{{"text":"b","date":"1918"}}]}}',
    ),
    (
        Match(kind="match", lefts=("a",), rights=("1", "2"), **COMMON),
        f'{_PLAIN}"kind":"match","lefts":["a"],"rights":["1","2"]}}',
    ),
]
_RULES = (
    '{"seconds":30,"pause":12,"mode":"classic","speed":false,"hints":true,"teams":0,"team_roles":[],"patience":1800,'
    '"month_first":false}'
)


@pytest.mark.parametrize(("question", "text"), QUESTIONS)
def test_questions(question: Question, text: str) -> None:
    assert to_json(question) == text
    assert read_question(text) == question


def test_every_shipped_question_comes_back_as_it_was() -> None:
    chapters = load_library(CONTENT).library.chapters.values()
    posed = [each for chapter in chapters for key, one in chapter.questions.items() for each in pose(chapter, key, one)]
    assert {question.kind for question in posed} == ALL_KINDS
    assert [read_question(to_json(question)) for question in posed] == posed


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Chosen((0, 2)), '{"indices":[0,2]}'),
        (Chosen(()), '{"indices":[]}'),
        (Typed('Tro"tsky\x01\x7f\t é/\u2028'), '{"text":"Tro\\"tsky\\u0001\x7f\\t é/\u2028"}'),
    ],
)
def test_answers(answer: Answer, text: str) -> None:
    assert to_json(answer) == text
    assert read_answer(text) == answer


@pytest.mark.parametrize(
    ("grade", "text"),
    [
        (Grade(1.0), '{"credit":1.0,"understood":null,"remark":null}'),
        (
            Grade(1 / 3, "read as 1927", "Part."),
            '{"credit":0.3333333333333333,"understood":"read as 1927","remark":"Part."}',
        ),
    ],
)
def test_grades(grade: Grade, text: str) -> None:
    assert to_json(grade) == text
    assert read_grade(text) == grade


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (Rules(), _RULES),
        (
            Rules(20, 8, Mode.HOSTED, True, False, 2, (5, 2**60 + 1), 60, True),
            '{"seconds":20,"pause":8,"mode":"hosted","speed":true,"hints":false,"teams":2,'
            '"team_roles":[5,1152921504606846977],"patience":60,"month_first":true}',
        ),
    ],
)
def test_rules(rules: Rules, text: str) -> None:
    assert to_json(rules) == text
    assert read_rules(text) == rules


def test_programmes_with_the_kinds_in_any_order() -> None:
    programme = Programme("t", None, Wanted(5, frozenset({"name", "date"}), 2, 4), Rules())
    text = (
        '{"title":"t","about":null,"wanted":{"count":5,"kinds":["date","name"],"easiest":2,"hardest":4},'
        f'"rules":{_RULES},"with_generated":false}}'
    )
    assert to_json(programme) == text
    assert read_programme(text) == programme
    assert read_programme(text.replace('"date","name"', '"name","date"')) == programme


def test_facts_and_the_order_in_which_options_are_shown() -> None:
    facts = (FactKey("b", "f"), FactKey("b", "g"))
    assert to_json(facts) == '[{"book":"b","fact":"f"},{"book":"b","fact":"g"}]'
    assert read_facts(to_json(facts)) == facts
    assert to_json((2, 0, 1)) == "[2,0,1]"
    assert read_shown_order("[2,0,1]") == (2, 0, 1)


def test_what_an_older_version_did_not_write_stands_at_its_default() -> None:
    question, text = QUESTIONS[3]
    older = orjson.loads(text)
    for name in ("shown", "hint", "tests", "exact", "accepted_here"):
        del older[name]
    read = read_question(orjson.dumps(older).decode())
    assert isinstance(read, Named)
    assert isinstance(question, Named)
    assert (read.accepted_here, read.exact, read.others) == ((), False, question.others)
    assert read_rules("{}") == Rules()


def test_rules_of_a_newer_version_are_read_as_far_as_they_are_known() -> None:
    assert read_rules('{"seconds":20,"jokers":3}') == Rules(seconds=20)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "essay"),
        ("kind", []),
        ("prompt", None),
        ("prompt", 5),
        ("difficulty", "2"),
        ("difficulty", True),
        ("is_person", 1),
        ("sources", "A. Wood"),
        ("sources", [1]),
        ("accepted", {}),
        ("shown", []),
        ("shown", {"sound": "x"}),
        ("others", [{"id": "mao"}]),
        ("others", [{"id": "mao", "spellings": ["Mao", None]}]),
        ("others", [{"id": "mao", "spellings": ["Mao"], "born": 1893}]),
        ("unheard", "of"),
    ],
)
def test_a_question_that_is_not_as_it_should_be_is_refused(name: str, value: object) -> None:
    written = orjson.loads(QUESTIONS[3][1])
    with pytest.raises(ValueError, match="is not"):
        read_question(orjson.dumps(written | {name: value}).decode())


@pytest.mark.parametrize("name", ["book", "kind", "prompt", "accepted"])
def test_a_question_without_what_it_needs_is_refused(name: str) -> None:
    written = orjson.loads(QUESTIONS[3][1])
    del written[name]
    with pytest.raises(ValueError, match="is not"):
        read_question(orjson.dumps(written).decode())


@pytest.mark.parametrize("text", ["", "null", "5", "[]", '"text"', "{}", '{"text":5}', '{"indices":[0.5]}', '{"x":1}'])
def test_an_answer_that_is_not_as_it_should_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_answer(text)


@pytest.mark.parametrize("text", ['{"credit":2}', '{"credit":-0.1}', '{"credit":true}', '{"credit":NaN}', "{}", "["])
def test_a_grade_that_is_not_as_it_should_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_grade(text)


@pytest.mark.parametrize("text", ['{"mode":"relay"}', '{"mode":[]}', '{"seconds":1.5}', '{"team_roles":5}', "[]"])
def test_rules_that_are_not_as_they_should_be_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_rules(text)
