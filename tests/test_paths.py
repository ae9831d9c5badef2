"""What is named on the command line as an id leads nowhere but into its own folder."""

from pathlib import Path

import pytest

from tests.test_cli import clio

STRANGE = (
    "../outside",
    "..",
    "a-book/../../outside",
    "/etc/outside",
    "a-book\\..\\x",
    "con\x00",
    "",
    "A",
    "a b",
    "x" * 300,
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for folder in ("library", "outside"):
        assert clio("new", "book", "a-book", "--library", tmp_path / folder).exit_code == 0
    return tmp_path / "library"


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("strange", STRANGE)
def test_no_id_of_a_book_or_chapter_leads_out_of_the_library(library: Path, strange: str) -> None:
    before = files(library.parent)
    for begun in (("book", strange), ("chapter", strange, "first"), ("chapter", "a-book", strange)):
        refused = clio("new", begun[0], "--library", library, "--", *begun[1:])
        assert refused.exit_code == 2, begun
        assert "Traceback" not in refused.stderr
    assert files(library.parent) == before


@pytest.mark.parametrize("strange", [*STRANGE, "../outside/a-book"])
def test_an_import_goes_into_a_book_of_the_library_or_nowhere(library: Path, strange: str) -> None:
    questions = library.parent / "trivia.yaml"
    questions.write_text("Who led the march?:\n- Mao Zedong\n", encoding="utf-8")
    before = files(library.parent)
    refused = clio("import", questions, "--library", library, "--book", strange)
    assert refused.exit_code == 2
    assert files(library.parent) == before
