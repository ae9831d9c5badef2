"""`clio import`."""

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


@pytest.fixture
def trivia(tmp_path: Path) -> Path:
    path = tmp_path / "Old Trivia.yaml"
    path.write_text("AUTHOR: Somebody\nWho signed?:\n- Sokolnikov\n- ''\n", encoding="utf-8")
    return path


def test_the_chapter_is_printed_and_the_remarks_are_not_among_it(trivia: Path) -> None:
    printed = clio("import", trivia)
    assert printed.exit_code == 0
    assert printed.stdout.startswith("# yaml-language-server")
    assert "answer: Sokolnikov" in printed.stdout
    assert "Old Trivia.yaml:4:3: An answer is empty" in printed.stderr
    assert clio("import", "red", trivia).stdout == printed.stdout


def test_a_chapter_goes_into_its_book_and_passes_the_check(library: Path, trivia: Path) -> None:
    written = clio("import", trivia, "--book", "a-book", "--library", library)
    assert written.exit_code == 0
    assert f"Written: {library / 'a-book' / 'old-trivia.yaml'}" in written.stdout
    assert clio("check", library).exit_code == 0
    strict = clio("check", library, "--strict")
    assert strict.exit_code == 1
    assert "gave no explanation" in strict.stdout


def test_a_chapter_is_named_as_the_file_it_goes_to(library: Path, trivia: Path) -> None:
    target = library / "a-book" / "the-trivia.yaml"
    assert clio("import", "red", trivia, "--to", target).exit_code == 0
    assert "\n  id: the-trivia\n" in target.read_text(encoding="utf-8")
    assert clio("check", library).exit_code == 0


def test_a_file_that_is_there_is_kept_unless_it_is_forced(library: Path, trivia: Path) -> None:
    target = library / "a-book" / "the-trivia.yaml"
    target.write_text("mine", encoding="utf-8")
    refused = clio("import", trivia, "--to", target)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert target.read_text(encoding="utf-8") == "mine"
    assert clio("import", trivia, "--to", target, "--force").exit_code == 0
    assert "Sokolnikov" in target.read_text(encoding="utf-8")


def test_ids_that_another_chapter_has_are_said_after_writing(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "some.gift"
    file.write_text("::q-who::Who?{=Lenin ~Stalin ~Marx}\n", encoding="utf-8")
    assert clio("import", file, "--to", library / "a-book" / "one.yaml").exit_code == 0
    again = clio("import", file, "--to", library / "a-book" / "two.yaml")
    assert again.exit_code == 1
    assert 'The id "q-who" is taken' in again.stderr


@pytest.mark.parametrize(
    ("text", "arguments", "code", "says"),
    [
        ("Q?: a\n", (), 1, "list.yaml:1:5: The answers"),
        ("Q?: [x]\n", ("--to", "A Chapter.yaml"), 2, "named with lower-case letters"),
        ("Q?: [x]\n", ("--to", "chapter.txt"), 2, "named with lower-case letters"),
        ("Q?: [x]\n", ("--book", "no-book"), 2, "begin the book"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(
    tmp_path: Path, text: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(text, encoding="utf-8")
    refused = clio("import", file, *arguments)
    assert refused.exit_code == code
    assert says in refused.stderr
    assert refused.stdout == ""


def test_a_wrong_format_or_file_is_said_in_one_message(tmp_path: Path, trivia: Path) -> None:
    assert "There is no format" in clio("import", "kahoot", trivia).stderr
    missing = clio("import", tmp_path / "missing.yaml")
    assert missing.exit_code == 2
    assert missing.stderr == f"{tmp_path / 'missing.yaml'}: No such file or directory.\n"
    assert "Errno" not in clio("import", tmp_path).stderr
    assert clio("import", tmp_path).exit_code == 2
    assert clio("import", "red", trivia, trivia).exit_code == 2
