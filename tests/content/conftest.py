"""A small sound library that a test spoils in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

BOOK = """\
schema: 1
book:
  id: a-book
  title: A book
people:
  lenin: {name: Vladimir Lenin, aliases: [Lenin], role: Leader of the Soviet state.}
sources:
  decree: {type: legislation, title: Decree on Peace, issued: 1917-11-08}
"""

CHAPTER = """\
schema: 1
chapter:
  id: a-chapter
  title: A chapter
  period: 1917/1929
  abstract: About it.
events:
  decree-on-peace:
    label: Decree on Peace
    date: 1917-11-08
    date-os: 1917-10-26
    people: [lenin]
    cite: {source: decree}
facts:
  f-one:
    text: The decree came the day after.
    cite: {source: chapter}
questions:
  q-one:
    kind: true-false
    prompt: Was it so?
    answer: true
    tests: [f-one]
    explain: It was.
    cite: {source: book}
"""

MakeLibrary = Callable[..., Path]


@pytest.fixture
def make_library(tmp_path: Path) -> MakeLibrary:
    """Writes a library; files are given by name, and None leaves one out."""

    def make(**files: str | None) -> Path:
        folder = tmp_path / "library" / "a-book"
        folder.mkdir(parents=True, exist_ok=True)
        texts = {"book": BOOK, "a_chapter": CHAPTER} | files
        for name, text in texts.items():
            if text is not None:
                path = folder / f"{name.replace('_', '-')}.yaml"
                path.write_bytes(text.encode("utf-8"))
        return folder.parent

    return make
