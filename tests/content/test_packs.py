"""One chapter of a server in a made book of its own."""

import pytest

from bot.content.packs import load_pack, shown_file_name
from bot.content.problems import ContentError

CHAPTER = """\
schema: 1
chapter: {id: the-march, title: The march, abstract: About it.}
facts:
  f-one: {text: It began., cite: {source: chapter}}
"""


def test_a_pack_is_one_chapter_in_a_book_that_says_whose_it_is() -> None:
    library, warnings = load_pack(7, "march.yaml", CHAPTER.encode())
    assert list(library.chapters) == ["pack-7/the-march"]
    assert library.books["pack-7"].title == "This server's own pack no. 7"
    assert warnings == ()


def test_the_same_file_is_other_material_in_another_pack() -> None:
    first, _ = load_pack(1, "march.yaml", CHAPTER.encode())
    second, _ = load_pack(2, "march.yaml", CHAPTER.encode())
    assert not first.chapters.keys() & second.chapters.keys()
    assert first.version != second.version


def test_problems_are_told_with_the_name_of_the_file_as_it_came() -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(0, "my march.yaml", CHAPTER.replace("text:", "txet:").encode())
    assert {problem.file for problem in caught.value.problems} == {"my march.yaml"}
    assert all(problem.line == 4 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("march_2.yaml", "march_2.yaml"),
        ("../../etc/passwd", "passwd"),
        ("C:\\books\\march.yaml", "march.yaml"),
        ("line\nend\u202e\x00.yaml", "lineend.yaml"),
        ("`@everyone`<@1>.yaml", "everyone1.yaml"),
        ("", "file"),
        ("///", "file"),
        ("n" * 4000 + ".yaml", "n" * 90 + "….yaml"),
        ("n" * 4000, "n" * 99 + "…"),
    ],
)
def test_the_names_of_files_are_shown_without_folders_and_invisible_characters(name: str, shown: str) -> None:
    assert shown_file_name(name) == shown
