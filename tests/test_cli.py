"""The commands that write and print files; what serves on Discord is in test_run.py."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli


def clio(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    assert clio("new", "book", "a-book", "--library", folder).exit_code == 0
    return folder


def test_schemas_are_written_into_the_folder_that_is_named(tmp_path: Path) -> None:
    done = clio("schema", tmp_path / "schema")
    assert done.exit_code == 0
    for path in (tmp_path / "schema").iterdir():
        assert str(path) in done.stdout
        assert "$schema" in json.loads(path.read_text(encoding="utf-8"))


def test_schemas_stand_beside_the_books_when_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert clio("schema").exit_code == 0
    assert (tmp_path / "content" / "schema" / "book.schema.json").is_file()


def test_a_book_and_a_chapter_that_are_begun_pass_the_check(library: Path) -> None:
    begun = clio("new", "chapter", "a-book", "first-chapter", "--library", library)
    assert begun.exit_code == 0
    assert str(library / "a-book" / "first-chapter.yaml") in begun.stdout
    checked = clio("check", library)
    assert checked.exit_code == 0, checked.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("book", "A Book"), "lower-case letters"),
        (("book", "a-book"), "is there already"),
        (("chapter", "no-book", "first"), "begin the book first"),
        (("chapter", "a-book", "schema"), "a meaning of its own"),
    ],
)
def test_what_cannot_be_begun_is_said_in_one_message(library: Path, arguments: tuple[str, ...], says: str) -> None:
    refused = clio("new", *arguments, "--library", library)
    assert refused.exit_code == 2
    assert says in refused.stderr
    assert refused.stdout == ""


def test_a_folder_that_cannot_be_made_is_said_in_one_message(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = clio("schema", tmp_path / "file" / "schema")
    assert refused.exit_code == 2
    assert "file" in refused.stderr


def test_the_shipped_works_are_exported_as_csl_json() -> None:
    exported = clio("export", "csl")
    assert exported.exit_code == 0
    titles = [work["title"] for work in json.loads(exported.stdout)]
    assert "Stalin and Stalinism" in titles


def test_a_librarys_works_are_exported_as_bibtex(library: Path) -> None:
    exported = clio("export", "bibtex", library)
    assert exported.exit_code == 0
    assert exported.stdout.startswith("@book{")


@pytest.mark.parametrize("path", ["nowhere", "bad"])
def test_what_cannot_be_exported_is_said_with_its_place(tmp_path: Path, path: str) -> None:
    (tmp_path / "bad" / "book").mkdir(parents=True)
    (tmp_path / "bad" / "book" / "book.yaml").write_text("schema: 1\nbook:\n  id: book\n  titel: Book\n")
    refused = clio("export", "csl", tmp_path / path)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert refused.stderr.strip()


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    refused = clio("export", "word")
    assert refused.exit_code == 2
    assert "bibtex" in refused.stderr


def test_questions_in_a_text_format_are_printed_and_what_is_lost_is_said_apart() -> None:
    exported = clio("export", "gift", "--chapter", "revolution-and-brest-litovsk")
    assert exported.exit_code == 0
    assert exported.stdout.startswith("$CATEGORY: ")
    assert "q-order-crisis: GIFT has no questions about an order" in exported.stderr
    assert "questions are written, and 2 left out" in exported.stderr


def test_what_is_no_text_wants_a_file() -> None:
    for to in ("apkg", "kahoot"):
        refused = clio("export", to)
        assert refused.exit_code == 2
        assert "--to FILE" in refused.stderr
        assert refused.stdout == ""


def test_an_exported_file_is_written_over_only_when_that_is_asked_for(tmp_path: Path) -> None:
    written = clio("export", "apkg", "--to", tmp_path, "--chapter", "stalin-and-stalinism/the-military-leader")
    assert written.exit_code == 0
    file = tmp_path / "stalin-and-stalinism-the-military-leader.apkg"
    assert str(file) in written.stdout
    assert file.read_bytes().startswith(b"PK")
    file.write_text("mine")
    refused = clio("export", "csv", "--to", file)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert file.read_text() == "mine"
    assert clio("export", "csv", "--to", file, "--force", "--book", "stalin-and-stalinism").exit_code == 0
    assert file.read_bytes().startswith("\ufeffbook,chapter".encode())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--book", "no-book"), "There is no book no-book here. There are: soviet-foreign-policy-and-war"),
        (("--chapter", "no-chapter"), "There is no chapter no-chapter here. There are: soviet-foreign-policy-and-war/"),
        (("--book", "stalin-and-stalinism", "--chapter", "collective-security"), "There is no chapter"),
        (("--to", "no-folder/file.csv"), "cannot be written"),
    ],
)
def test_what_cannot_be_found_or_written_is_said_in_one_message(arguments: tuple[str, ...], says: str) -> None:
    refused = clio("export", "csv", *arguments)
    assert refused.exit_code == 2
    assert says in refused.stderr
    assert refused.stdout == ""


def test_a_library_without_questions_makes_no_file(library: Path, tmp_path: Path) -> None:
    refused = clio("export", "csv", library, "--to", tmp_path / "questions.csv")
    assert refused.exit_code == 2
    assert "no questions" in refused.stderr
    assert not (tmp_path / "questions.csv").exists()
