"""Which format a file has, what is never read, and that nothing but a chapter or a sentence comes out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.folders import LARGEST_FILE
from bot.content.formats.chapters import chapter_id_of
from bot.content.formats.imports import READERS, convert
from bot.content.problems import ContentError
from bot.errors import UserError

from .imported import chapter, chapter_of, fields_of, refusal

RED = "Who?:\n- Lenin\n"
GIFT = "Who?{=Lenin ~Stalin ~Trotsky}\n"
AIKEN = "Who?\nA. Lenin\nB. Stalin\nC. Trotsky\nANSWER: A\n"
ANKI = "#separator:tab\n#html:true\nWho?\tLenin\n"
QUIZLET = "Comintern\tAn organisation\nNEP\tA policy\n"
OPEN = (
    '{"response_code":0,"results":[{"type":"boolean","question":"So?","correct_answer":"True","incorrect_answers":[]}]}'
)
SAMPLES = {"red": RED, "gift": GIFT, "aiken": AIKEN, "anki": ANKI, "quizlet": QUIZLET, "open-trivia": OPEN}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        *((text, "file.txt", name) for name, text in SAMPLES.items()),
        *((f"\ufeff\n{text}".replace("\n", "\r\n"), "file", name) for name, text in SAMPLES.items() if name != "anki"),
        (RED, "LIST.YML", "red"),
        ("Who: [Lenin]", "list.yaml", "red"),
        (OPEN[OPEN.index("[") : -1], "api", "open-trivia"),
        ("$CATEGORY: x\n\n::a::Who?{=Lenin}", "export.txt", "gift"),
        ("Is it so?{T}", "export.txt", "gift"),
        ("It is so. {FALSE#No.}", "export.txt", "gift"),
        ("{{c1::Lenin}} signed.\textra\n", "notes.txt", "anki"),
    ],
)
def test_the_format_is_told_from_the_file(text: str, name: str, expected: str) -> None:
    assert convert(text.encode(), name).format == expected


def test_a_broken_file_is_told_by_its_name() -> None:
    with pytest.raises(ContentError, match=r"questions\.json:1:2: This is not JSON"):
        convert(b"{broken", "questions.json")


@pytest.mark.parametrize("text", ["plain text", "- a\n- b\n", "<html><body>", '{"a": 1}', "a,b\nc,d\n"])
def test_a_format_that_cannot_be_told_is_asked_for(text: str) -> None:
    with pytest.raises(UserError, match=r"cannot be told .* name it\. Clio reads these formats: red, open-trivia"):
        convert(text.encode(), "file.txt")


@pytest.mark.parametrize("wanted", [None, "red"])
@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_file_is_said_to_be_empty_whatever_its_name(text: str, wanted: str | None) -> None:
    with pytest.raises(UserError, match=r"list\.yaml is empty: choose the file"):
        convert(text.encode(), "list.yaml", wanted)


@pytest.mark.parametrize("wanted", ["red", "RED", "Open Trivia", "open_trivia"])
def test_a_format_may_be_named_in_several_ways(wanted: str) -> None:
    name = wanted.lower().replace(" ", "-").replace("_", "-")
    assert convert(SAMPLES[name].encode(), "x", wanted).format == name


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(UserError, match='There is no format "kahoot"'):
        convert(b"x", "x", "kahoot")


def test_files_of_clios_own_and_packages_are_refused_with_advice() -> None:
    with pytest.raises(UserError, match="already: put it into a book's folder"):
        convert(b"schema: 1\nchapter: {id: a, title: A, abstract: A}\n", "a.yaml")
    with pytest.raises(UserError, match="Notes in Plain Text"):
        convert(b"PK\x03\x04rest", "deck.apkg")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (RED.encode("utf-16"), "list.txt:1:1: This is UTF-16: save the file as UTF-8."),
        (RED.encode("utf-32"), "list.txt:1:1: This is UTF-32: save the file as UTF-8."),
        ("a: b\nWho was Göring?:\n- x".encode("latin-1"), "list.txt:2:10: This is not UTF-8: save the file as UTF-8."),
        (b"Who?:\n- Le\x00nin\n", "list.txt:2:5: An unprintable character (U+0000)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "list.txt:1:1: This is not UTF-8"),
        (b"Who?:\n- \x1b[0mLenin\n", "list.txt:2:3: An unprintable character (U+001B)"),
        (b"x" * (LARGEST_FILE + 1), "list.txt: The file is larger than 8 MB: divide it into several."),
    ],
)
@pytest.mark.parametrize("wanted", [None, *READERS])
def test_what_is_no_text_is_refused_whatever_was_asked_for(content: bytes, says: str, wanted: str | None) -> None:
    assert refusal(content, wanted).startswith(says)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("World Capitals.yaml", "world-capitals"),
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\2015.yaml", "2015"),
        ("Революция.yaml", "revolyutsiya"),
        ("book.yaml", "imported-book"),
        ("schema.yaml", "imported-schema"),
        ("---.yaml", "imported"),
        ("", "file"),
        ("a\nb\u2028.yaml", "a-b"),
        ("x" * 300 + ".yaml", "x" * 60),
    ],
)
def test_the_chapter_is_named_after_its_file(name: str, expected: str) -> None:
    found = chapter_of(convert(RED.encode(), name, "red"), name) if expected == chapter_id_of(name) else None
    imported = convert(RED.encode(), name, "red")
    assert f"\n  id: {expected}\n" in imported.chapter_yaml.replace('"', "")
    assert found is None or found.head.id == expected


def test_a_chapter_may_be_given_its_id() -> None:
    assert "\n  id: another\n" in convert(RED.encode(), "x.yaml", chapter="another").chapter_yaml


def test_two_imports_stand_in_one_book_without_sharing_ids() -> None:
    one, other = (convert(RED.encode(), name) for name in ("one.yaml", "other.yaml"))
    assert not set(chapter_of(one, "one.yaml").questions) & set(chapter_of(other, "other.yaml").questions)


def test_text_stays_as_it_is_in_the_chapters_yaml() -> None:
    prompts = [
        "yes",
        "1: 2",
        "# x",
        "- x",
        "a\n\n b",
        "'q' \"r\"",
        "\\ \t x",
        "é 蒋介石 😀",
        "{{x}}",
        "null?",
        "a: b #c",
        "x:",
    ]
    for prompt in prompts:
        result = {"question": prompt, "correct_answer": "True", "incorrect_answers": ["False"]}
        (found,) = chapter(json.dumps([result]), "open-trivia").questions.values()
        assert fields_of(found)["prompt"] == prompt


def check_conversion(content: bytes, wanted: str | None) -> None:
    """It becomes a chapter that loads, or a sentence says why not."""
    try:
        imported = convert(content, "list.txt", wanted)
    except (ContentError, UserError):
        return
    assert chapter_of(imported, "list.txt").questions


PIECES = st.sampled_from(
    [
        *"{}=~#:\n\t\"'\\-[]%&*!?|>,. abAT12",
        *("\n\n", "::", "->", "%50%", "####", "{{c1::", "}}", "- ", ": ", "ANSWER: A", "A. ", "B) ", "#html:true\n"),
        *("#columns:", "&lt;", "<br>", "1914..1918", "March 1919", "When?", *SAMPLES.values()),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from([None, *READERS]))
def test_any_text_of_the_formats_signs_becomes_a_chapter_or_a_sentence(pieces: list[str], wanted: str | None) -> None:
    check_conversion("".join(pieces).encode(), wanted)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_half_a_file_becomes_a_chapter_or_a_sentence(name: str, data: st.DataObject) -> None:
    whole = SAMPLES[name].encode() * 3
    check_conversion(whole[: data.draw(st.integers(0, len(whole)))], name)


@pytest.mark.parametrize("wanted", READERS)
@pytest.mark.parametrize(
    "piece",
    ["{", "[", "- ", "&a ", "? ", '"a\n', "~", "=", "{{c1::", "<!--", "a\t", "a{=b c}\n\n", "A. b\n", "&", "\t"],
)
def test_a_huge_file_of_one_sign_is_refused_or_read(piece: str, wanted: str) -> None:
    check_conversion((piece * (400_000 // len(piece))).encode(), wanted)


def test_characters_that_nobody_sees_are_left_out() -> None:
    imported = convert("Who?:\n- Le\u200bn\xadin\u202e\n".encode(), "list.yaml", "red")
    assert '"Lenin"' in imported.chapter_yaml or " Lenin\n" in imported.chapter_yaml
