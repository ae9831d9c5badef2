import csv
import io
import re
from html import unescape

import pytest

from bot.content.formats.anki_cards import card_of
from bot.content.formats.anki_text import anki_text, questions_to_anki_text
from bot.content.formats.asked import asked_in
from bot.content.library import Chapter

from .made import CHOICE, HOSTILE, NAME, PEOPLE, SET, SHIPPED, SOURCES, chapter


def notes(text: str) -> tuple[list[str], list[list[str]]]:
    """The headers and the rows."""
    lines = text.split("\n")
    headers = [line for line in lines if line.startswith("#")]
    body = "\n".join(lines[len(headers) :])
    return headers, list(csv.reader(io.StringIO(body), delimiter="\t"))


def of(*chapters: Chapter) -> tuple[list[str], list[list[str]]]:
    return notes(anki_text([card_of(each) for each in asked_in(chapters)]))


def test_every_shipped_question_is_a_note_on_one_line_with_its_key_for_a_guid() -> None:
    asked = asked_in(SHIPPED)
    written = questions_to_anki_text(asked)
    headers, rows = notes(written.content.decode())
    assert headers == [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:6",
    ]
    assert [row[0] for row in rows] == [each.key for each in asked]
    assert {len(row) for row in rows} == {6}
    assert {row[1] for row in rows} == {"Basic", "Cloze"}
    assert all(("{{c1::" in row[3]) == (row[1] == "Cloze") for row in rows)


def test_what_all_notes_share_stands_in_the_headers() -> None:
    headers, ((guid, front, back, tags),) = of(chapter({"q-one": CHOICE}))
    assert headers[2:4] == ["#notetype:Basic", "#deck:A book: of / things::The a-chapter"]
    assert guid == "a-book/a-chapter/q-one"
    assert front == "Which?<br><br>- That<br>- This"
    assert back == "This<br><br>Because it was so.<br><br><small>Alan Wood, A book: of / things (2004).</small>"
    assert tags == "clio a-book a-chapter recall difficulty-2"


def test_a_prompt_with_one_gap_is_a_cloze_with_the_other_spellings_behind_it() -> None:
    headers, ((_, text, extra, _),) = of(chapter({"q-one": NAME}, people=PEOPLE))
    assert "#notetype:Cloze" in headers
    assert text == "Who was {{c1::Vladimir Lenin}} then?"
    assert extra.startswith("Also right: Lenin; Ленин; Ilyich<br><br>Because")


def test_an_option_that_begins_like_a_list_is_a_list_of_one() -> None:
    dashed = {**CHOICE, "options": [{"text": "- this", "correct": True}, {"text": "that"}]}
    _, ((_, front, back, _),) = of(chapter({"q-one": dashed}))
    assert front.endswith("- - this<br>- that")
    assert back.startswith("- - this<br><br>")


def test_two_gaps_make_no_cloze() -> None:
    headers, _ = of(chapter({"q-one": {**NAME, "prompt": "___ and ___?"}}, people=PEOPLE))
    assert "#notetype:Basic" in headers


def test_the_questions_of_a_set_come_singly_each_with_the_source() -> None:
    _, rows = of(chapter({"q-set": SET}, sources=SOURCES))
    assert [row[0].rpartition("/")[2] for row in rows] == ["q-inner", "q-true"]
    for row in rows:
        assert row[1].startswith('<img src="https://example.org/decree.png"><br><br>Read this.')
        assert "“All peoples at war”" in row[1]


def test_hints_are_said_to_be_left_out() -> None:
    written = questions_to_anki_text(asked_in([chapter({"q-one": {**CHOICE, "hint": "Think."}, "q-two": CHOICE})]))
    (lost,) = written.left_out
    assert (lost.question, lost.whole) == ("a-book/a-chapter/q-one", False)
    assert "hint" in lost.why


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("asked", [CHOICE, NAME], ids=["choice", "cloze"])
def test_nothing_in_a_text_is_a_tag_a_command_or_a_gap(text: str, asked: dict[str, object]) -> None:
    gap = " ___" if asked is NAME else ""
    prompt = text[:3900].strip() + gap
    _, ((_, front, *_),) = of(chapter({"q-odd": {**asked, "prompt": prompt}}, people=PEOPLE))
    assert front.count("{{") == (1 if gap else 0)
    assert not re.search(r"<(?!br>|small>|/small>)", front)
    assert not re.search(r"\[(sound:|latex|\$)", front)
    shown = unescape(front.replace("<br>", "\n")).replace("{{c1::Vladimir Lenin}}", "___")
    assert shown.startswith(prompt)


@pytest.mark.parametrize("answer", ["a}} b", "{{c2::x}}", "x::hint", "}"])
def test_an_answer_does_not_end_its_own_gap(answer: str) -> None:
    _, ((_, text, *_),) = of(chapter({"q-odd": {"kind": "name", "prompt": "It is ___.", "answer": answer}}))
    found = re.fullmatch(r"It is \{\{c1::([^{}:]*)\}\}\.", text)
    assert found
    assert unescape(found[1]) == answer
