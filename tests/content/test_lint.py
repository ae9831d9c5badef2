"""What is warned of, and where."""

import pytest

from bot.content.loading import load_library

from .conftest import BOOK, CHAPTER, MakeLibrary

TERMS = """\
terms:
  comintern: {term: Comintern, aliases: [Third International], meaning: M}
  cominform: {term: Cominterm, meaning: M}
"""


def question(**fields: str) -> str:
    """The sound chapter with one more question, on lines 26 and after."""
    written = {
        "kind": "choice",
        "prompt": "Who?",
        "tests": "[f-one]",
        "explain": "E",
        "cite": "{source: book}",
    } | fields
    return CHAPTER + "  q:\n" + "".join(f"    {key}: {value}\n" for key, value in written.items() if value) + TERMS


def options(*texts: str) -> str:
    first, *rest = texts
    wrong = "".join(f", {{text: {text}, why: W}}" for text in rest)
    return f"[{{text: {first}, correct: true}}{wrong}]"


LONG = "x" * 90
WARNED = [
    (question(options=options("Lenin", "Stalin")), "32:5", "add a third"),
    (question(options="[{text: a, correct: true}, {text: b, why: W}, {text: c}]"), "32:60", 'say in "why"'),
    (question(options=options("Lenin", "Stalin", LONG)), "32:76", "80 characters"),
    (question(options=options("a much longer and careful answer", "no", "yes")), "32:22", "betrays itself"),
    (
        question(prompt="Did Lenin's wife know Lenin?", options=options("Lenin", "Stalin", "Trotsky")),
        "28:13",
        "says the answer",
    ),
    (question(prompt="'was IT, so?'", options=options("a", "b", "c")), "28:13", '"q-one" has the same prompt'),
    (question(tests="", options=options("a", "b", "c")), "26:3", "tests no fact"),
    (question(prompt="x" * 3700, options=options("a", "b", "c")), "28:13", "one Discord card"),
    (
        question(
            kind="multi", options="[{text: a, correct: true}, {text: b, correct: true}, {text: c, correct: true}]"
        ),
        "32:5",
        "add one that is wrong",
    ),
    (
        question(kind="name", prompt="What was V. I. Lénin called?", answer="{person: lenin}"),
        "28:13",
        "says the answer",
    ),
    (question(kind="name", hint="Not ЛЕНИН but similar", answer="Lenin", accept="[Ленин]"), "32:11", "The hint says"),
    (question(kind="name", answer="{term: comintern}"), "32:13", "a typo away"),
    (question(kind="name", prompt="___ and ___ signed.", answer="Petrograd"), "28:13", "several gaps"),
    (question(kind="date", prompt="What happened in 1919?", answer="1919"), "28:13", "says the answer"),
    (question(kind="date", prompt="When was March 1919?", answer="1919-03"), "28:13", "says the answer"),
    (question(kind="date", answer="1939"), "32:13", "outside the chapter's period"),
    (
        question(kind="match", pairs=f"[{{left: a, right: b}}, {{left: c, right: {'y' * 101}}}]"),
        "32:51",
        "100 characters",
    ),
    (
        CHAPTER.replace("date: 1917-11-08\n    date-os: 1917-10-26", "date: 1916-11-08"),
        "10:11",
        "outside the chapter's period",
    ),
    (CHAPTER + "people:\n  other: {name: Other, aliases: [X, LENIN], role: R}\n", "27:37", 'also a name of "lenin"'),
    (
        CHAPTER.replace("    cite: {source: chapter}", "    certainty: disputed\n    cite: {source: chapter}"),
        "15:3",
        'say in "view" whose',
    ),
    (CHAPTER.replace("label: Decree on Peace", f"label: {'z' * 101}"), "9:12", "100 characters"),
]


@pytest.mark.parametrize(("text", "place", "message"), WARNED)
def test_what_spoils_a_chapter_is_warned_of_where_it_stands(
    make_library: MakeLibrary, text: str, place: str, message: str
) -> None:
    warnings = load_library(make_library(a_chapter=text)).warnings
    assert [f"{warning.line}:{warning.column}" for warning in warnings] == [place], [str(w) for w in warnings]
    assert message in warnings[0].message
    assert ": warning: " in str(warnings[0])


SOUND = [
    question(prompt="Was it Lenin or Stalin?", options=options("Lenin", "Stalin", "Trotsky")),
    question(prompt="In which month of 1919?", kind="date", answer="1919-03"),
    question(kind="name", answer="{term: comintern}", exact="true"),
    question(kind="name", answer="{term: comintern}").replace("meaning: M}", "meaning: M, not: [cominform]}", 1),
    question(kind="name", answer="Petrograd"),
]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_slip_is_not_warned_of(make_library: MakeLibrary, text: str) -> None:
    assert load_library(make_library(a_chapter=text)).warnings == ()


def test_two_people_of_the_book_share_no_name(make_library: MakeLibrary) -> None:
    book = BOOK.replace("sources:", "  ulyanov: {name: V. Ulyanov, aliases: [lenin], role: R}\nsources:")
    warnings = load_library(make_library(book=book)).warnings
    assert [(warning.file, warning.line, warning.column) for warning in warnings] == [("a-book/book.yaml", 7, 41)]
