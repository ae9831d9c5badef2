"""From a folder to a library, or to everything that is wrong with it."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import drafting, reading
from bot.content.loading import Loaded, load_library
from bot.content.problems import ContentError, Problem

from .conftest import BOOK, CHAPTER, MakeLibrary

SHIPPED = Path(__file__).parents[2] / "content"
SECOND = "schema: 1\nchapter: {id: second, title: T, number: 1, abstract: A}\n"


def refused(folder: Path, previous: Loaded | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_library(folder, previous)
    return caught.value.problems


def test_the_shipped_library_has_nothing_to_mend() -> None:
    assert load_library(SHIPPED).warnings == ()


def test_a_sound_library_loads_with_what_its_chapters_share(make_library: MakeLibrary) -> None:
    loaded = load_library(make_library())
    chapter = loaded.library.chapters["a-book/a-chapter"]
    assert loaded.warnings == ()
    assert list(chapter.people) == ["lenin"]
    assert list(chapter.sources) == ["decree"]
    assert chapter.questions["q-one"].kind == "true-false"


def test_chapters_stand_in_reading_order(make_library: MakeLibrary) -> None:
    library = load_library(make_library(second=SECOND)).library
    assert [chapter.head.id for chapter in library.of_book("a-book")] == ["second", "a-chapter"]


def test_a_reload_parses_only_what_changed(make_library: MakeLibrary) -> None:
    folder = make_library(second=SECOND)
    first = load_library(folder)
    make_library(second=SECOND.replace("title: T", "title: Another"))
    second = load_library(folder, first)
    assert second.library.chapters["a-book/a-chapter"].facts is first.library.chapters["a-book/a-chapter"].facts
    assert second.library.chapters["a-book/second"].head.title == "Another"
    assert second.library.version != first.library.version


def test_equal_files_give_an_equal_version(make_library: MakeLibrary) -> None:
    folder = make_library()
    first = load_library(folder)
    again = load_library(folder, first)
    assert again.library.version == load_library(folder).library.version == first.library.version
    assert again.books["a-book"] is first.books["a-book"]


def test_a_change_of_the_book_is_checked_against_chapters_that_did_not_change(make_library: MakeLibrary) -> None:
    folder = make_library()
    first = load_library(folder)
    make_library(book=BOOK.replace("  lenin:", "  ulyanov:"))
    problems = refused(folder, first)
    assert [(problem.file, problem.line, problem.column) for problem in problems] == [("a-book/a-chapter.yaml", 12, 14)]


def test_a_folder_that_is_not_there_or_is_a_file_or_is_empty_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "pictures").mkdir()
    assert "no such folder" in refused(tmp_path / "nowhere")[0].message
    assert "This is a file" in refused(tmp_path / "file")[0].message
    assert "No book is here" in refused(tmp_path / "empty")[0].message


def test_a_book_without_its_file_says_so(make_library: MakeLibrary) -> None:
    problems = refused(make_library(book=None))
    assert ("a-book/book.yaml", 1, "error") in [(problem.file, problem.line, problem.severity) for problem in problems]


def test_the_folder_of_one_book_is_not_a_library(make_library: MakeLibrary) -> None:
    assert "folder of one book" in refused(make_library() / "a-book")[0].message


def test_a_file_that_links_out_of_the_library_is_not_read(make_library: MakeLibrary, tmp_path: Path) -> None:
    folder = make_library()
    (tmp_path / "secret.yaml").write_text("schema: 1\n")
    (folder / "a-book" / "linked.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "a-book" / "dangling.yaml").symlink_to(tmp_path / "nowhere.yaml")
    problems = refused(folder)
    assert [problem.file for problem in problems] == ["a-book/dangling.yaml", "a-book/linked.yaml"]
    assert "leads nowhere" in problems[0].message
    assert "leads out" in problems[1].message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_a_problem_and_no_traceback(make_library: MakeLibrary) -> None:
    folder = make_library()
    (folder / "a-book" / "a-chapter.yaml").chmod(0)
    assert "cannot be read" in refused(folder)[0].message


def test_a_pipe_among_the_files_holds_nobody_up(make_library: MakeLibrary) -> None:
    folder = make_library()
    os.mkfifo(folder / "a-book" / "pipe.yaml")
    assert "not an ordinary file" in refused(folder)[0].message


def test_hidden_files_and_the_folder_of_schemas_are_passed_over(make_library: MakeLibrary) -> None:
    folder = make_library()
    (folder / "schema").mkdir()
    (folder / "schema" / "x.yaml").write_text("}")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.yaml").write_text("}")
    (folder / "a-book" / ".#a-chapter.yaml").write_text("}")
    assert load_library(folder).warnings == ()


def test_files_that_are_not_read_are_mentioned(make_library: MakeLibrary) -> None:
    folder = make_library()
    (folder / "stray.yaml").write_text("")
    (folder / "a-book" / "other.yml").write_text("")
    assert [warning.file for warning in load_library(folder).warnings] == ["a-book/other.yml", "stray.yaml"]


def test_a_chapter_is_named_after_its_file_and_a_book_after_its_folder(make_library: MakeLibrary) -> None:
    folder = make_library(a_chapter=CHAPTER.replace("id: a-chapter", "id: b-chapter"))
    (folder / "a-book").rename(folder / "b-book")
    warnings = load_library(folder).warnings
    assert [(warning.path, warning.line, warning.column) for warning in warnings] == [
        ("chapter.id", 3, 7),
        ("book.id", 3, 7),
    ]


def test_two_files_cannot_be_the_same_chapter(make_library: MakeLibrary) -> None:
    problems = refused(make_library(second=SECOND.replace("id: second", "id: a-chapter")))
    assert [(problem.file, problem.path) for problem in problems] == [("a-book/second.yaml", "chapter.id")]


def test_two_folders_cannot_be_the_same_book(make_library: MakeLibrary) -> None:
    folder = make_library()
    (folder / "b-book").mkdir()
    (folder / "b-book" / "book.yaml").write_text(BOOK)
    problems = [problem for problem in refused(folder) if problem.severity == "error"]
    assert [(problem.file, problem.path) for problem in problems] == [("b-book/book.yaml", "book.id")]


def test_a_file_that_is_no_utf_8_is_reported_where_it_ceases_to_be(make_library: MakeLibrary) -> None:
    folder = make_library()
    (folder / "a-book" / "a-chapter.yaml").write_bytes("schema: 1\nчто: ".encode() + b"\xff\n")
    problem = refused(folder)[0]
    assert (problem.line, problem.column) == (2, 6)
    assert "UTF-8" in problem.message


def test_a_huge_file_is_refused_unread(make_library: MakeLibrary) -> None:
    problems = refused(make_library(a_chapter="#" * (reading.LARGEST_FILE + 1)))
    assert "larger than 8 MB" in problems[0].message


def test_a_file_that_unfolds_into_a_huge_one_is_refused(make_library: MakeLibrary) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for old, new in pairwise("abcdefghi"):
        lines.append(f"{new}: &{new} [{', '.join(['*' + old] * 10)}]")
    problems = refused(make_library(a_chapter="\n".join(lines)))
    assert (problems[0].line, problems[0].column) == (6, 36)
    assert "more than 1,000,000 values" in problems[0].message


def test_a_file_with_a_great_many_faults_is_reported_in_good_time(make_library: MakeLibrary) -> None:
    facts = "".join(f"  a{number}: x\n" for number in range(20_000))
    problems = refused(make_library(a_chapter=CHAPTER.replace("facts:\n", f"facts:\n{facts}")))
    assert len(problems) == drafting.MOST_PROBLEMS
    assert [(problem.line, problem.column) for problem in problems[:2]] == [(15, 7), (16, 7)]


def test_a_file_of_nothing_but_equal_keys_is_told_in_few_problems(make_library: MakeLibrary) -> None:
    problems = refused(make_library(a_chapter="a: b\n" * 200_000))
    assert len(problems) == reading.MOST_FAULTS + 1
    assert "too many faults" in problems[-1].message


FRAGMENTS = st.sampled_from(
    ["schema: 1\n", "chapter:\n", "  id: a-chapter\n", "facts:\n", "  f: ", "{text: T, ", "cite: ", "&a ", "*a ", "[",
     "]", "{", "}", "'", '"', ": ", "- ", "\n", "\r\n", "\t", "  ", "# ", "|\n", ">-\n", "---\n", "<<: ", "? ", "!x ",
     "\u2028", "\ufeff", "\x85", "é", "𝔘", "questions:\n", "  q: {kind: choice, options: ", "kind", "true", "null",
     "1917-02-30"]
)  # fmt: skip


def problems_lie_within(folder: Path, text: str) -> None:
    (folder / "a-book" / "a-chapter.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        problems = load_library(folder).warnings
    except ContentError as error:
        problems = error.problems
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text() | st.lists(FRAGMENTS, max_size=30).map("".join))
def test_whatever_stands_in_a_file_its_problems_lie_within_it(make_library: MakeLibrary, text: str) -> None:
    problems_lie_within(make_library(), text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, len(CHAPTER)), inserted=FRAGMENTS | st.text(max_size=3), dropped=st.integers(0, 5))
def test_a_slip_anywhere_in_a_good_file_is_never_a_traceback(
    make_library: MakeLibrary, cut: int, inserted: str, dropped: int
) -> None:
    problems_lie_within(make_library(), CHAPTER[:cut] + inserted + CHAPTER[cut + dropped :])
