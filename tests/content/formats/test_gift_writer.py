import re
from typing import Any

import pytest

from bot.content.formats.asked import asked_in
from bot.content.formats.gift_writer import questions_to_gift
from bot.content.library import Chapter

from .made import CHOICE, HOSTILE, NAME, ORDER, PEOPLE, SET, SHIPPED, SOURCES, chapter


def gift(*chapters: Chapter) -> str:
    return questions_to_gift(asked_in(chapters)).content.decode()


def answers(**question: Any) -> list[str]:
    """The lines between the braces but for the feedback to all."""
    text = gift(chapter({"q-one": {"prompt": "Which?", **question}}, people=PEOPLE))
    return [line.strip() for line in text.split("\n") if line.startswith("\t") and not line.startswith("\t####")]


def test_a_question_has_its_id_its_tags_its_category_and_its_feedback() -> None:
    assert gift(chapter({"q-one": CHOICE})) == (
        "$CATEGORY: A book: of // things/The a-chapter\n\n"
        "// [id:q-one] [tag:recall] [tag:difficulty-2]\n"
        "::q-one::[plain]Which? {\n"
        "\t=This\n"
        "\t~That#It is not.\n"
        "\t####Because it was so.\\n\\nAlan Wood, A book\\: of / things (2004).\n"
        "}\n"
    )


def test_right_options_share_the_credit_and_wrong_ones_take_as_much_off() -> None:
    texts = ("A", "B", "C", "D", "E")
    written = [{"text": text, "correct": text in "ABC", "why": None} for text in texts]
    assert answers(kind="multi", options=written) == [
        "~%33.33333%A",
        "~%33.33333%B",
        "~%33.33333%C",
        "~%-50%D",
        "~%-50%E",
    ]


def test_a_statement_is_true_or_false() -> None:
    assert answers(kind="true-false", answer=False) == ["FALSE"]


def test_a_name_comes_with_all_its_spellings() -> None:
    assert answers(**NAME) == ["=Vladimir Lenin", "=Lenin", "=Ленин", "=Ilyich"]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ({"answer": "1919", "tolerance": "2 years"}, ["=1919:0", "=%50%1919:2"]),
        ({"answer": "1919"}, ["=1919:0"]),
        ({"answer": "1919-03"}, ["=March 1919", "=1919-03", "=%50%1919"]),
        (
            {"answer": "1927-04-12"},
            ["=12 April 1927", "=April 12, 1927", "=1927-04-12", "=%50%April 1927", "=%50%1927-04"],
        ),
        ({"answer": "1919~"}, ["=c. 1919"]),
        ({"answer": "-0043"}, ["=44 BC"]),
        ({"answer": "1917/1921"}, ["=1917–1921", "=1917-1921"]),
        ({"answer": "192X"}, ["=1920s"]),
    ],
)
def test_a_date_is_a_number_or_all_ways_of_writing_it(date: dict[str, str], written: list[str]) -> None:
    assert answers(kind="date", **date) == written


def test_an_old_style_day_is_right_as_well() -> None:
    assert "=25 October 1917" in answers(kind="date", answer="1917-11-07", **{"answer-os": "1917-10-25"})


def test_pairs_keep_what_belongs_to_nothing_and_an_arrow_on_the_left() -> None:
    pairs = [{"left": "A -> B", "right": "1"}, {"left": "C", "right": "2 -> 3"}]
    assert answers(kind="match", pairs=pairs, distractors="4") == [
        "=[html]A -&gt; B -> 1",
        "=C -> 2 -> 3",
        "= -> 4",
    ]


def test_a_quotation_and_a_source_stand_before_the_prompt() -> None:
    quote = {**CHOICE, "kind": "quote", "quote": "Peace!"}
    text = gift(chapter({"q-quote": quote, "q-set": SET}, sources=SOURCES))
    assert "::q-quote::[plain]“Peace!”\\n\\nWhich? {" in text
    assert "::q-true::[plain]Read this.\\n\\n[Picture\\: A printed sheet]\\n\\n“All peoples at war”" in text


def test_an_order_is_left_out_and_so_is_an_answer_that_is_an_arrow() -> None:
    one = chapter(
        {
            "q-order": ORDER,
            "q-arrow": {"kind": "name", "prompt": "Which sign?", "answer": "->"},
            "q-partly": {"kind": "name", "prompt": "Which sign?", "answer": "arrow", "accept": "->"},
            "q-near": {
                "kind": "date",
                "prompt": "When?",
                "answer": "1919-03",
                "tolerance": "2 months",
                "hint": "Think.",
            },
        }
    )
    written = questions_to_gift(asked_in([one]))
    assert written.questions == 2
    whole = {each.question.rpartition("/")[2] for each in written.left_out if each.whole}
    parts = [(each.question.rpartition("/")[2], each.why) for each in written.left_out if not each.whole]
    assert whole == {"q-order", "q-arrow"}
    assert [name for name, _ in parts] == ["q-partly", "q-near", "q-near"]
    assert b"q-order" not in written.content


def test_of_the_shipped_questions_only_orders_are_left_out() -> None:
    asked = asked_in(SHIPPED)
    written = questions_to_gift(asked)
    orders = {each.key for each in asked if each.question.kind == "order"}
    assert {each.question for each in written.left_out if each.whole} == orders
    assert written.content.decode().count("\n}\n") == written.questions == len(asked) - len(orders)


def test_an_explanation_that_begins_like_a_format_is_plain() -> None:
    assert "\t####[plain][html]<b>So" in gift(chapter({"q-one": {**CHOICE, "explain": "[html]<b>So"}}))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_of_a_text_is_taken_for_the_format(text: str) -> None:
    line = " ".join(text.split())[:290]
    hostile = {
        "kind": "choice",
        "prompt": text,
        "options": [{"text": line, "correct": True}, {"text": f"{line} no", "why": text}],
        "explain": text,
    }
    written = gift(chapter({"q-odd": hostile}))
    category, question, rest = written.split("\n\n") if written.count("\n\n") == 2 else (*written.split("\n\n", 1), "")
    assert category.startswith("$CATEGORY: ")
    assert not rest
    unescaped = re.sub(r"\\.", "", question)
    assert (unescaped.count("{"), unescaped.count("}"), unescaped.count("=")) == (1, 1, 1)
    assert unescaped.count("~") == 1
    assert not re.search(r"\t[=~](%|\[(?!plain\]))", question)
