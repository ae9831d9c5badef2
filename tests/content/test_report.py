"""What `clio check` says, and files to start from."""

import json
from pathlib import Path

import pytest

from bot.content.report import check
from bot.content.templates import TemplateError, new_book, new_chapter

from .conftest import CHAPTER, MakeLibrary


def test_a_sound_library_is_counted(make_library: MakeLibrary) -> None:
    report = check(make_library())
    assert not report.failed(strict=True)
    assert report.summary() == (
        "1 book, 1 chapter, 1 fact, 1 event, 1 person, 0 terms, 1 source, 1 question (1 true-false); "
        "0 errors, 0 warnings."
    )


def test_errors_fail_and_warnings_only_where_one_is_strict(make_library: MakeLibrary) -> None:
    warned = check(make_library(a_chapter=CHAPTER.replace("    tests: [f-one]\n", "")))
    assert (warned.failed(), warned.failed(strict=True)) == (False, True)
    broken = check(make_library(a_chapter=CHAPTER.replace("tests: [f-one]", "tests: [none]")))
    assert (broken.failed(), broken.failed(strict=True)) == (True, True)


def test_a_report_reads_as_text_and_as_json(make_library: MakeLibrary) -> None:
    folder = make_library(a_chapter=CHAPTER.replace("tests: [f-one]", "tests: [none]"))
    report = check(folder)
    file = f"{folder}/a-book/a-chapter.yaml"
    assert report.as_text().splitlines()[0].startswith(f"{file}:23:13: questions.q-one.tests[0]: There is no fact")
    problem = json.loads(json.dumps(report.as_json()))["problems"][0]
    assert (problem["file"], problem["line"], problem["column"], problem["severity"]) == (file, 23, 13, "error")


def test_relative_paths_give_relative_names(make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_library(a_chapter=CHAPTER.replace("tests: [f-one]", "tests: [none]"))
    monkeypatch.chdir(folder / "a-book")
    assert check(Path()).problems[0].file == "a-chapter.yaml"
    assert check(Path("a-chapter.yaml")).problems[0].file == "a-chapter.yaml"
    assert check(Path("..")).problems[0].file == "a-chapter.yaml"


def test_one_book_or_one_file_is_checked_alone(make_library: MakeLibrary) -> None:
    folder = make_library(a_chapter=CHAPTER.replace("tests: [f-one]", "tests: [none]"), other="schema: 1\n")
    (folder / "b-book").mkdir()
    (folder / "b-book" / "book.yaml").write_text("schema: 2\n")
    assert {Path(problem.file).name for problem in check(folder / "a-book").problems} == {
        "a-chapter.yaml",
        "other.yaml",
    }
    assert {Path(problem.file).name for problem in check(folder / "a-book" / "other.yaml").problems} == {"other.yaml"}
    assert {Path(problem.file).parent.name for problem in check(folder).problems} == {"a-book", "b-book"}


def test_a_file_without_a_book_lacks_the_book_and_what_it_would_have_from_there(make_library: MakeLibrary) -> None:
    problems = check(make_library(book=None) / "a-book" / "a-chapter.yaml").problems
    assert [Path(problem.file).name for problem in problems] == ["a-chapter.yaml", "a-chapter.yaml", "book.yaml"]


def test_a_book_and_chapters_begun_from_the_templates_pass_the_check(tmp_path: Path) -> None:
    new_book(tmp_path, "my-book")
    new_chapter(tmp_path, "my-book", "the-first")
    path = new_chapter(tmp_path, "my-book", "x" * 60)
    assert check(tmp_path).problems == ()
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../schema/chapter.schema.json\n"
    )
    assert (tmp_path / "schema" / "chapter.schema.json").is_file()


def test_what_is_commented_in_a_template_is_right_too(tmp_path: Path) -> None:
    new_book(tmp_path, "my-book")
    path = new_chapter(tmp_path, "my-book", "the-first")
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [
        line.replace("# ", "", 1) if line.startswith("  # ") and "Dates:" not in line else line for line in lines
    ]
    path.write_text("\n".join(entries), encoding="utf-8")
    assert [str(problem) for problem in check(tmp_path).errors] == []


def test_nothing_is_begun_over_what_is_there_or_outside_a_book(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="begin the book first"):
        new_chapter(tmp_path, "my-book", "one")
    new_book(tmp_path, "my-book")
    with pytest.raises(TemplateError, match="is there already"):
        new_book(tmp_path, "my-book")
    with pytest.raises(TemplateError, match="lower-case letters"):
        new_book(tmp_path, "../my-book")
    with pytest.raises(TemplateError, match="meaning of its own"):
        new_chapter(tmp_path, "my-book", "book")
