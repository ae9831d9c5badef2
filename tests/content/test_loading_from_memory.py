"""A library whose files are in memory is loaded as one whose files are in a folder."""

from pathlib import Path

import pytest

from bot.content.folders import gather, gather_files
from bot.content.loading import examine_gathered, load_gathered, load_library
from bot.content.problems import ContentError

from .conftest import BOOK, CHAPTER, MakeLibrary

SHIPPED = Path(__file__).parents[2] / "content"


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.content for book in gather(folder).books for file in book.files}


def test_the_same_files_give_the_same_library_from_memory_as_from_a_folder() -> None:
    from_folder = load_library(SHIPPED).library
    from_memory = load_gathered(gather_files(files_of(SHIPPED))).library
    assert from_memory == from_folder


def test_what_was_loaded_from_a_folder_is_not_parsed_again_from_memory(make_library: MakeLibrary) -> None:
    folder = make_library()
    first = load_library(folder)
    again = load_gathered(gather_files(files_of(folder)), first)
    assert again.books["a-book"] is first.books["a-book"]


def test_the_same_faults_are_told_from_memory_as_from_a_folder(make_library: MakeLibrary) -> None:
    folder = make_library(broken="schema: 1\nchapter: {id: broken, titel: T, abstract: A}\nfacts: [\n")
    with pytest.raises(ContentError) as from_folder:
        load_library(folder)
    with pytest.raises(ContentError) as from_memory:
        load_gathered(gather_files(files_of(folder)))
    assert from_memory.value.problems == from_folder.value.problems


@pytest.mark.parametrize(
    "name", ["chapter.yaml", "a-book/deep/chapter.yaml", "../a-book/chapter.yaml", "a-book/chapter.txt", "/", ""]
)
def test_a_file_whose_name_is_of_no_book_is_told_and_not_read(name: str) -> None:
    loaded, problems = examine_gathered(
        gather_files({"a-book/book.yaml": BOOK.encode(), "a-book/a-chapter.yaml": CHAPTER.encode(), name: b"x: ["})
    )
    assert loaded is not None
    assert [problem.severity for problem in problems] == ["warning"]


def test_no_files_are_no_library() -> None:
    with pytest.raises(ContentError, match="No book is among these files"):
        load_gathered(gather_files({}))


def test_a_book_without_its_own_file_is_told(make_library: MakeLibrary) -> None:
    with pytest.raises(ContentError, match=r"a-book/book.yaml.*missing"):
        load_gathered(gather_files({"a-book/a-chapter.yaml": CHAPTER.encode()}))


def test_only_the_pack_of_a_server_may_have_the_id_of_one() -> None:
    files = {
        "pack-7/book.yaml": BOOK.replace("a-book", "pack-7").encode(),
        "pack-7/a-chapter.yaml": CHAPTER.encode(),
    }
    assert list(load_gathered(gather_files(files, is_pack=True)).library.books) == ["pack-7"]
    with pytest.raises(ContentError, match="belong to the packs of servers"):
        load_gathered(gather_files(files))
