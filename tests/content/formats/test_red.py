"""Red-DiscordBot's trivia lists."""

import pytest

from bot.content.formats.imports import convert
from bot.content.imported import UNEXPLAINED
from bot.content.model import NameQuestion

from .imported import chapter, chapter_of, question, questions, refusal, remarks

SMALL = """\
AUTHOR: Somebody, Somebody Else
DESCRIPTION: Soviet foreign policy in the 1920s.
CONFIG:
  delay: 20
  max_score: 5
"When was the Shanghai massacre?":
- April 1927
- "1927"
Who wrote the "April Theses"?:
- Lenin
- V. I. Lenin
"""

WRITTEN = [
    *("007", "1:30", "12:30:45", "1066-10-14", "1e3", "1.50", ".5", "1_000", "0x1F", "0123", "1.0e+3", ".inf"),
    *("37,500", "$37,500", "09", "y", "n", "null", "2001-12-14t21:59:43.10-05:00"),
]


def answers(written: str) -> list[str]:
    """The accepted answers of a question with this one."""
    (only,) = questions(f"Q?:\n- {written}\n", "red")
    assert isinstance(only, NameQuestion)
    return [str(only.answer), *only.accept]


def test_a_list_becomes_a_chapter_with_its_head() -> None:
    found = chapter(SMALL, "red")
    assert found.head.abstract == "Soviet foreign policy in the 1920s."
    assert [name.literal for name in found.head.author] == ["Somebody", "Somebody Else"]
    assert [question.kind for question in found.questions.values()] == ["name", "name"]
    first, second = found.questions.values()
    assert isinstance(first, NameQuestion)
    assert isinstance(second, NameQuestion)
    assert (first.answer, first.accept) == ("April 1927", ("1927",))
    assert second.prompt == 'Who wrote the "April Theses"?'
    assert "CONFIG (delay, max_score) is left out" in remarks(SMALL, "red")


@pytest.mark.parametrize(
    "written",
    WRITTEN,
)
def test_an_answer_stays_what_was_written(written: str) -> None:
    assert answers(written) == [written]
    assert answers(f'"{written}"') == [written]


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("yes", {"yes", "True", "On"}),
        ("True", {"True", "Yes", "On"}),
        ("on", {"on", "True", "Yes"}),
        ("no", {"no", "False", "Off"}),
        ("OFF", {"OFF", "False", "No"}),
    ],
)
def test_an_unquoted_bool_stands_for_the_three_words_that_red_takes(written: str, accepted: set[str]) -> None:
    found = answers(written)
    assert found[0] == written
    assert set(found) == accepted
    assert answers(f"'{written}'") == [written]


@pytest.mark.parametrize("number", ["365", "007", "1:30", "96%", "1066-10-14"])
def test_a_number_is_asked_for_exactly(number: str) -> None:
    assert question(f"Q?: [{number}]\n", "red")["exact"] is True


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("Q?:\n- foo #1 bar\n", "2:3", 'ends before "#1 bar"'),
        ("Q?:\n- x\n- 1066-10-14\n", "3:3", "kind: date"),
        ("1066:\n- x\n", "1:1", '"1066" is no text to YAML'),
        ("yes:\n- x\n", "1:1", '"yes" is no text to YAML'),
        ("Q?: [z]\nR?: []\n", "2:5", "no answer that can be typed"),
        ("Q?: [z]\nR?:\n", "2:1", '"R?" has no answer'),
        ('Q?:\n- x\n- ""\n', "3:3", "An answer is empty"),
        ("Q?:\n- x\n-\n", "3:2", "An answer is empty"),
        ('Q?:\n- x\n- "?!"\n', "3:3", "holds neither a letter nor a digit"),
        (f"Q?:\n- x\n- {'b' * 301}\n", "3:3", "has 301 characters"),
        ("Q?: [z]\nQ?: [b]\n", "2:1", '"Q?" stands on line 1 too'),
        ("Q?: [z]\n'': [b]\n", "2:1", "have no question"),
        (f"Q?: [z]\n? {'b' * 4001}\n: [b]\n", "2:3", "left out. prompt: This is longer than 4000"),
    ],
)
def test_what_red_takes_silently_is_said_with_its_place(text: str, place: str, says: str) -> None:
    said = remarks(text, "red")
    assert f"list.txt:{place}: " in said
    assert says in said


def test_a_comment_behind_quotes_is_no_part_of_an_answer() -> None:
    assert "ends before" not in remarks('Q?:\n- "foo" # checked\n', "red")


def test_of_two_equal_questions_the_later_is_taken() -> None:
    assert question("Q?: [z]\nQ?: [b]\n", "red")["answer"] == "b"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("Q?:\n- Treaty: Versailles\n", "2:3", "put it in quotes"),
        ("Q?:\n- [z]\n", "2:3", "must be one text"),
        ("Q?: z\n", "1:5", "must be a list"),
        ("author: Somebody\n", "1:9", "must be a list"),
        ("AUTHOR: [z]\nQ?: [z]\n", "1:9", "AUTHOR must be a text"),
        ("? [z]\n: [b]\n", "1:3", "A question must be text"),
        ("- x\n", "1:1", "A trivia list is made of questions"),
        ("Q?: [z]\n---\nR?: [b]\n", "2:1", "second document"),
        ("Q?: [z]\n<<: {R?: [b]}\n", "2:1", "Merge keys"),
        ("Q?: [*a]\n", "1:6", "repeats a value that is not there"),
        ("Q?: [!!python/name:os.system x]\n", "1:6", "tag"),
        ("Q?:\n- 'open\n", "2:3", "never closed"),
        ("What: is this?:\n- x\n", "1:", ":"),
        ("Q?: [z]\n" + "b" * 1025 + "?: [z]\n", "2:", "a question of more than 1,024 characters".capitalize()),
        ("Q?: " + "[" * 500 + "]" * 500, "1:13", "nested more than"),
    ],
)
def test_what_red_refuses_is_refused_with_its_place(text: str, place: str, says: str) -> None:
    said = refusal(text, "red")
    assert f"list.txt:{place}" in said
    assert says in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refusal("Q?: z\nR?:\n- b: c\nAUTHOR: {}\n", "red")
    assert [line.split(" ")[0] for line in said.splitlines()] == ["list.txt:1:5:", "list.txt:3:3:", "list.txt:4:9:"]


def test_a_few_bytes_do_not_unfold_into_a_huge_list() -> None:
    bomb = "a: &a [" + "x," * 900 + "]\n" + "".join(f"b{n}: *a\n" for n in range(2000))
    assert "more than 1,000,000 values" in refusal(bomb, "red")


def test_anchors_repeat_answers() -> None:
    assert [
        str(each.answer) for each in questions("Q?: &a [x]\nR?: *a\n", "red") if isinstance(each, NameQuestion)
    ] == [
        "x",
        "x",
    ]


def test_nothing_is_invented_and_the_lint_asks_for_what_is_missing() -> None:
    found = chapter("Q?: [z]\n", "red")
    (only,) = found.questions.values()
    assert isinstance(only, NameQuestion)
    assert only.explain == UNEXPLAINED
    (citation,) = only.cite
    assert found.sources[citation.source].title == "list.txt (Red-DiscordBot trivia list)"
    said = remarks("Q?: [z]\n", "red")
    assert "gave no explanation" in said
    assert "cites only the file that it was imported from" in said
    assert "tests no fact" in said


def test_ids_stay_when_other_questions_come_and_go() -> None:
    few = chapter("Q?: [z]\nR?: [b]\n", "red").questions
    more = chapter("N?: [x]\nR?: [c]\nQ?: [z]\n", "red").questions
    assert set(few) < set(more)


def test_as_many_questions_as_red_ships_are_digested() -> None:
    """All of Red's lists together have 14,655 questions and 1.23 MB."""
    text = "".join(
        f"In which year and by whom was treaty number {n} signed?:\n- Person {n}\n- {n}\n- yes\n" for n in range(14_655)
    )
    imported = convert(text.encode(), "all.yaml")
    found = chapter_of(imported, "all.yaml")
    assert len(found.questions) == 14_655
    assert len(imported.remarks) < 10


def test_more_than_a_chapter_takes_is_refused_in_a_sentence() -> None:
    assert "divide the file" in refusal("".join(f"q{n}: [z]\n" for n in range(20_001)), "red")
    long = "".join(f"? {n} {'a' * 3900}\n: [z]\n" for n in range(2_060))
    assert "divide the file" in refusal(long, "red")
