"""Bad files, and exactly where each is said to be bad."""

from pathlib import Path

import pytest

from bot.content.loading import load_library
from bot.content.problems import ContentError, Problem

from .conftest import CHAPTER, MakeLibrary

HEAD = "schema: 1\nchapter: {id: a-chapter, title: T, abstract: A}\n"
CITE = "explain: E, cite: {source: chapter}"
Q = "questions:\n  q:\n"


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        load_library(folder)
    return [problem for problem in caught.value.problems if problem.severity == "error"]


SYNTAX = [
    ("", "1:1", "The file is empty"),
    ("# only a comment\n", "1:1", "The file is empty"),
    ("- a\n- b\n", "1:1", "must be a mapping"),
    ("schema: 1\nchapter:\n\tid: x\n", "3:1", "A tab stands here"),
    ("schema: 1\nchapter:\n  title: 'open\n  id: x\n", "3:10", "never closed"),
    ('schema: 1\nchapter:\n  title: "open\n  id: "x"\n', "3:10", "closes only on line 4"),
    ("schema: 1\nchapter:\n  keywords: [a, b\n  id: x\n", "3:13", "[ is opened here"),
    ("schema: 1\nchapter: {id: x,\n", "2:10", "{ is opened here"),
    ("schema: 1\nchapter: {id: x title: y}\n", "2:22", "comma"),
    ("schema: 1\nchapter:\n  title: Lenin: a life\n", "3:15", '": "'),
    ("schema: 1\nchapter:\n  title: Lenin\n   id: x\n", "4:4", "indented further"),
    ("schema: 1\nchapter:\n    title: Lenin\n  id: x\n", "4:3", "align"),
    ("schema: 1\nchapter:\n  title\n  id: x\n", "3:3", 'no "key: value"'),
    ("schema: 1\nchapter:\n  abstract: one\n    two\n    three: four\n", "5:5", "put text that goes on in quotes"),
    ("schema: 1\nchapter:\n  title: 'Lenin's life'\n", "3:17", "behind the closing quote"),
    ("schema: 1\nchapter:\n  title: @lenin\n", "3:10", "begins with @"),
    ("schema: 1\nchapter:\n  title: *lenin\n", "3:10", "begins with *"),
    ("schema: 1\nchapter:\n  title: **Lenin** lives\n", "3:10", "must stand in quotes"),
    ("schema: 1\nchapter:\n  title: !important\n", "3:10", "tag !important"),
    ("schema: 1\nchapter:\n  title: !!python/name:os.system x\n", "3:10", "tag"),
    ('schema: 1\nchapter:\n  title: "a \\q"\n', "3:13", "backslash"),
    ("schema: 1\nchapter:\n  title: a\x07b\n", "3:11", "U+0007"),
    ("schema: 1\nchapter:\n  title: a\u202eb\n", "3:11", "U+202E"),
    ("schema: 1\nchapter:\n  title: Le\u200bnin\n", "3:12", "invisible character (U+200B)"),
    ("schema: 1\nchapter:\n  title: Le\xadnin\n", "3:12", "invisible character (U+00AD)"),
    ("schema: 1\nchapter:\n  title: a\U000e0041\n", "3:11", "invisible character (U+E0041)"),
    (
        'schema: 1\nchapter:\n  title: "a \\u202e b"\n',
        "3:10",
        "invisible character (U+202E) is written here as an escape",
    ),
    (
        'schema: 1\nchapter:\n  title: "a \\0 b"\n',
        "3:10",
        "unprintable character (U+0000) is written here as an escape",
    ),
    ("schema: 1\n---\nschema: 1\n", "2:1", "second document"),
    ("schema: 1\nschema: 1\n", "2:1", "stands twice"),
    ("schema: 1\r\nchapter:\r\n  id: x\r\n  id: y\r\n", "4:3", '"id" stands twice'),
    ("\ufeffschema: 1\nschema: 1\n", "2:1", "stands twice"),
    ("schema: 1\n# Ленин \u2028 蒋介石\nschema: 1\n", "3:1", "stands twice"),
    ("schema: 1\n? [a, b]\n: c\n", "2:3", "a list, a mapping or an alias"),
    ("schema: 1\n? {a: b}\n: c\n", "2:3", "a list, a mapping or an alias"),
    ("schema: &a 1\n*a : c\n", "2:1", "a list, a mapping or an alias"),
    ("schema: 1\nnull: x\n", "2:1", "not text"),
    ("schema: 1\n<<: {a: b}\n", "2:1", "Merge keys"),
    ("schema: 1\nchapter: &c [*c]\n", "2:14", "within what it repeats"),
    ("schema: 1\nchapter: " + "[" * 40 + "]" * 40 + "\n", "2:33", "nested more than 24"),
]


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_what_is_no_yaml_is_reported_where_it_has_to_be_mended(
    make_library: MakeLibrary, text: str, place: str, message: str
) -> None:
    problems = problems_of(make_library(a_chapter=text))
    found = [problem for problem in problems if f"{problem.line}:{problem.column}" == place]
    assert found, [str(problem) for problem in problems]
    assert message in found[0].message
    assert found[0].file == "a-book/a-chapter.yaml"


FIELDS = [
    ("chapter: {id: a-chapter, title: T, abstract: A}\n", "1:1", "schema", "missing"),
    ("schema: 1\n", "1:1", "chapter", "missing"),
    ("schema: 2\nchapter: {id: a-chapter, title: T, abstract: A}\n", "1:9", "schema", "Write 1"),
    ("schema: 1\nchapter:\n  id: a-chapter\n  title: T\n", "2:1", "chapter.abstract", "missing"),
    ("schema: 1\nchapter:\n  id: a-chapter\n  titel: T\n  abstract: A\n", "4:3", "chapter.titel", '"title"'),
    ("schema: 1\nchapter: {id: A Chapter, title: T, abstract: A}\n", "2:15", "chapter.id", '"a-chapter"'),
    (
        "schema: 1\nchapter:\n  id: a-chapter\n  abstract: A\n  title: |\n    a\n    b\n",
        "5:10",
        "chapter.title",
        "one line",
    ),
    ("schema: 1\nchapter:\n  id: a-chapter\n  abstract:\n  title: T\n", "4:3", "chapter.abstract", "Nothing stands"),
    (
        "schema: 1\nchapter: {id: a-chapter, title: T, abstract: A, pages: nine}\n",
        "2:56",
        "chapter.pages",
        "whole number",
    ),
    ("schema: 1\nchapter: {id: a-chapter, title: true, abstract: A}\n", "2:33", "chapter.title", "in quotes"),
    ("schema: 1\nchapter: {id: a-chapter, title: T, abstract: ''}\n", "2:46", "chapter.abstract", "empty"),
    (
        "schema: 1\nchapter: {id: a-chapter, title: T, abstract: A, DOI: https://doi.org/10.1/x}\n",
        "2:54",
        "chapter.DOI",
        "10.1000/182",
    ),
    ("schema: 1\nchapter: a-chapter\n", "2:10", "chapter", "mapping is wanted"),
    (HEAD + "facts:\n  - a\n", "4:3", "facts", "mapping is wanted"),
    (HEAD + "facts:\n  F One: {text: T, cite: {source: book}}\n", "4:3", "facts.F One", '"f-one"'),
    (HEAD + "facts:\n  f: {text: T}\n", "4:3", "facts.f.cite", "missing"),
    (HEAD + "facts:\n  f: {text: T, cite: []}\n", "4:22", "facts.f.cite", "At least 1"),
    (HEAD + "facts:\n  f: {text: a, b, cite: {source: book}}\n", "4:16", "facts.f.b", "no field"),
    (HEAD + "facts:\n  f: {text: one, two words, cite: {source: book}}\n", "4:18", "facts.f.two words", "comma"),
    (
        HEAD + "facts:\n  f:\n    text: T\n    certainty: likely\n    cite: {source: book}\n",
        "6:16",
        "facts.f.certainty",
        "probable",
    ),
    (
        HEAD + "facts:\n  f:\n    text: T\n    cite:\n      - {source: book}\n      - {sorce: book}\n",
        "8:10",
        "facts.f.cite[1].sorce",
        '"source"',
    ),
    (
        HEAD + "events:\n  e:\n    label: L\n    date: 12.4.1927\n    cite: {source: book}\n",
        "6:11",
        "events.e.date",
        "1927",
    ),
    (
        HEAD + "events:\n  e:\n    label: L\n    date: 1927-02-30\n    cite: {source: book}\n",
        "6:11",
        "events.e.date",
        "",
    ),
    (HEAD + Q + "    prompt: P\n", "4:3", "questions.q.kind", "missing"),
    (HEAD + Q + "    kind: choise\n", "5:11", "questions.q.kind", '"choice"'),
    (HEAD + Q + "    kind: [choice]\n", "5:11", "questions.q.kind", "no kind"),
    (
        HEAD + Q + "    {kind: true-false, prompt: P, answer: yes, " + CITE + "}\n",
        "5:43",
        "questions.q.answer",
        "true or false",
    ),
    (
        HEAD + Q + '    {kind: true-false, prompt: P, answer: "true", ' + CITE + "}\n",
        "5:43",
        "questions.q.answer",
        "true or false",
    ),
    (
        HEAD + Q + "    {kind: true-false, prompt: P, answer: true, difficulty: 9, " + CITE + "}\n",
        "5:61",
        "questions.q.difficulty",
        "not above 5",
    ),
    (
        HEAD + Q + "    {kind: date, prompt: P, answer: 1917, tolerance: a bit, " + CITE + "}\n",
        "5:54",
        "questions.q.tolerance",
        "1 year",
    ),
    (
        HEAD + Q + "    {kind: name, prompt: P, answer: {persn: lenin}, " + CITE + "}\n",
        "5:38",
        "questions.q.answer.persn",
        '"person"',
    ),
    (
        HEAD + Q + "    {kind: choice, prompt: P, " + CITE + ", options: [{text: a}]}\n",
        "5:77",
        "questions.q.options",
        "At least 2",
    ),
    (
        HEAD + Q + "    {kind: choice, prompt: P, " + CITE + ", options: {a: b}}\n",
        "5:77",
        "questions.q.options",
        "list is wanted",
    ),
    (
        HEAD + Q + "    kind: choice\n    prompt: P\n    explain: E\n    cite: {source: book}\n    options:\n"
        "      - text: a\n        correct: yes\n      - text: b\n",
        "11:18",
        "questions.q.options[0].correct",
        "true or false",
    ),
    (
        HEAD + Q + "    kind: set\n    source: decree\n    questions:\n"
        "      r: {kind: true-false, prompt: P, explain: E, cite: {source: book}}\n"
        "      s: {kind: true-false, prompt: P, answer: true, explain: E, cite: {source: book}, hints: H}\n",
        "9:88",
        "questions.q.questions.s.hints",
        '"hint"',
    ),
]


@pytest.mark.parametrize(("text", "place", "path", "message"), FIELDS)
def test_a_wrong_field_is_reported_at_its_value_and_an_unknown_or_missing_one_at_a_key(
    make_library: MakeLibrary, text: str, place: str, path: str, message: str
) -> None:
    problems = problems_of(make_library(a_chapter=text))
    found = [problem for problem in problems if problem.path == path]
    assert found, [str(problem) for problem in problems]
    assert f"{found[0].line}:{found[0].column}" == place, str(found[0])
    assert message in found[0].message


def spoilt(old: str, new: str) -> str:
    assert CHAPTER.count(old) == 1
    return CHAPTER.replace(old, new)


OPTIONS = "kind: choice\n    options:\n      - {text: a%s}\n      - {text: b%s}\n      - {text: %s, why: w}\n"
CONTRADICTIONS = [
    (spoilt("people: [lenin]", "people: [lenim]"), "12:14", 'Did you mean "lenin"?'),
    (spoilt("people: [lenin]", "people:\n      - lenin\n      - f-one"), "14:9", '"f-one" is a fact'),
    (spoilt("cite: {source: decree}", "cite: {source: decrees}"), "13:20", 'no source "decrees"'),
    (spoilt("tests: [f-one]", "tests: f-oone"), "23:12", 'Did you mean "f-one"?'),
    (spoilt("1917-10-26", "1917-10-25"), "11:14", "1917-10-26 in the Old Style"),
    (spoilt("1917-10-26", "1917-10"), "11:14", "as exact"),
    (
        spoilt("  f-one:\n", "  decree:\n").replace("    tests: [f-one]\n", ""),
        "15:3",
        "is taken by a source in book.yaml",
    ),
    (spoilt("  q-one:\n", "  gen-one:\n"), "19:3", "belong to generated"),
    (spoilt("    people: [lenin]", "    leads-to: [decree-on-peace]"), "12:16", "lead to itself"),
    (spoilt("    people: [lenin]", "    leads-to: [nowhere]"), "12:16", 'no event "nowhere"'),
    (spoilt("    tests: [f-one]", "    replaces: [f-one]"), "23:16", "still in use"),
    (spoilt("    tests: [f-one]", "    stimulus: {source: decree}"), "23:24", "neither text nor image"),
    (spoilt("    tests: [f-one]", "    stimulus: {}"), "23:15", "Nothing is shown"),
    (spoilt("facts:", "sources:\n  book: {type: book, title: T}\nfacts:"), "15:3", "always means the book itself"),
    (spoilt("facts:", "sources:\n  s: {type: book, title: T, text: Words}\nfacts:"), "15:3", "licence"),
    (spoilt("facts:", 'sources:\n  s: {type: book, title: T, ISBN: "9780203725581"}\nfacts:'), "15:35", "check digit"),
    (spoilt("facts:", 'sources:\n  s: {type: book, title: T, ISBN: "0-415-00000-X"}\nfacts:'), "15:35", "check digit"),
    (
        spoilt("facts:", "people:\n  p: {name: N, role: R, born: 1900, died: 1899}\nfacts:"),
        "15:43",
        "before being born",
    ),
    (spoilt("facts:", "terms:\n  t: {term: T, meaning: M, not: [t]}\nfacts:"), "15:34", "the entry itself"),
    (
        spoilt("kind: true-false\n", OPTIONS % ("", "", "c")).replace("    answer: true\n", ""),
        "21:5",
        "No option is right",
    ),
    (
        spoilt("kind: true-false\n", OPTIONS % (", correct: true", ", correct: true", "c")).replace(
            "    answer: true\n", ""
        ),
        "23:28",
        "Another option is right",
    ),
    (
        spoilt("kind: true-false\n", OPTIONS % (", correct: true", "", "A")).replace("    answer: true\n", ""),
        "24:16",
        "stands here twice",
    ),
    (
        spoilt("kind: true-false\n", OPTIONS.replace("choice", "multi") % (", correct: true", "", "c")).replace(
            "    answer: true\n", ""
        ),
        "21:5",
        "only one option is right",
    ),
    (spoilt("kind: true-false", "kind: order").replace("    answer: true\n", ""), "19:3", "neither stands here"),
    (
        spoilt("kind: true-false", "kind: order\n    events: [decree-on-peace]").replace("    answer: true\n", ""),
        "21:5",
        "Put 3 to 8",
    ),
    (
        spoilt("kind: true-false", "kind: match\n    pairs: [{left: a, right: b}, {left: c, right: B}]").replace(
            "    answer: true\n", ""
        ),
        "21:51",
        "stands here twice",
    ),
    (spoilt("kind: true-false", "kind: name").replace("answer: true", "answer: {term: lenin}"), "22:20", "is a person"),
    (spoilt("kind: true-false", "kind: name").replace("answer: true", 'answer: "!?"'), "22:13", "could type"),
    (
        spoilt("kind: true-false", "kind: date\n    answer-os: 1917-11-07").replace(
            "answer: true", "answer: 1917-11-07"
        ),
        "21:16",
        "1917-10-25 in the Old Style",
    ),
]


@pytest.mark.parametrize(("text", "place", "message"), CONTRADICTIONS)
def test_what_breaks_the_bot_between_the_lines_is_reported_where_it_stands(
    make_library: MakeLibrary, text: str, place: str, message: str
) -> None:
    problems = problems_of(make_library(a_chapter=text))
    assert [f"{problem.line}:{problem.column}" for problem in problems] == [place], [str(p) for p in problems]
    assert message in problems[0].message


def test_every_problem_of_the_library_is_reported_at_once(make_library: MakeLibrary) -> None:
    chapter = spoilt("kind: true-false", "kind: truefalse").replace("people: [lenin]", "people: [nobody]")
    other = "schema: 1\nchapter: {id: other, title: T, abstract: [}\n"
    book = "schema: 1\nbook: {id: a-book, title: A, titel: B}\nsources:\n  decree: {type: legislation, title: T}\n"
    problems = problems_of(make_library(book=book, a_chapter=chapter, other=other))
    assert [(problem.file, problem.line) for problem in problems] == [
        ("a-book/a-chapter.yaml", 12),
        ("a-book/a-chapter.yaml", 20),
        ("a-book/book.yaml", 2),
        ("a-book/other.yaml", 2),
    ]


def test_a_fault_within_a_repeated_value_is_reported_where_it_was_written_first(make_library: MakeLibrary) -> None:
    text = spoilt("cite: {source: decree}", "cite: &c {source: dekret}").replace("cite: {source: book}", "cite: *c")
    problems = problems_of(make_library(a_chapter=text))
    assert [(problem.line, problem.column) for problem in problems] == [(13, 23), (13, 23)]


def test_ids_are_unique_across_the_chapters_of_a_book(make_library: MakeLibrary) -> None:
    other = CHAPTER.replace("id: a-chapter", "id: other")
    problems = problems_of(make_library(other=other))
    assert [(problem.path, problem.line) for problem in problems] == [
        ("events.decree-on-peace", 8),
        ("facts.f-one", 15),
        ("questions.q-one", 19),
    ]


def test_a_question_within_a_set_needs_an_id_of_its_own(make_library: MakeLibrary) -> None:
    text = CHAPTER + (
        "  q-set:\n    kind: set\n    source: s\n    questions:\n"
        "      q-two: {kind: true-false, prompt: P, answer: true, explain: E, cite: {source: book}}\n"
        "      q-one: {kind: true-false, prompt: R, answer: true, explain: E, cite: {source: book}}\n"
        "sources:\n  s: {type: book, title: T, text: Words, licence: public-domain}\n"
    )
    problems = problems_of(make_library(a_chapter=text))
    assert [(problem.line, problem.column) for problem in problems] == [(31, 7)]


def test_two_entries_cannot_claim_the_same_former_id(make_library: MakeLibrary) -> None:
    text = CHAPTER.replace("  f-one:\n", "  f-one:\n    replaces: old\n").replace(
        "    tests: [f-one]\n", "    replaces: [older, old]\n"
    )
    problems = problems_of(make_library(a_chapter=text))
    assert [(problem.line, problem.column) for problem in problems] == [(24, 23)]
    assert "already replaced" in problems[0].message
