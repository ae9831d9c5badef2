"""Files of other programs as the library loads them once they stand in a book."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

import pytest

from bot.content.dates import HistoricalDate
from bot.content.folders import gather_files
from bot.content.formats.chapters import chapter_id_of
from bot.content.formats.imports import Imported, convert
from bot.content.library import Chapter
from bot.content.loading import load_gathered
from bot.content.model import Question, Written
from bot.content.problems import ContentError

BOOK = b"schema: 1\nbook: {id: a-book, title: A book}\n"


def chapter_of(imported: Imported, name: str) -> Chapter:
    """The chapter; loading raises where anything is wrong with it."""
    files = {"a-book/book.yaml": BOOK, f"a-book/{chapter_id_of(name)}.yaml": imported.chapter_yaml.encode()}
    (chapter,) = load_gathered(gather_files(files)).library.chapters.values()
    return chapter


def chapter(text: str, wanted: str, name: str = "list.txt") -> Chapter:
    return chapter_of(convert(text.encode(), name, wanted), name)


def questions(text: str, wanted: str) -> list[Question]:
    return list(chapter(text, wanted).questions.values())


def question(text: str, wanted: str) -> Mapping[str, Any]:
    """What is written of the one question, without what every one has."""
    (only,) = questions(text, wanted)
    common = {"cite", "tests", "skill", "stimulus", "replaces"}
    usual = {each.name: each.default for each in fields(only)}
    return {key: value for key, value in fields_of(only).items() if key not in common and value != usual[key]}


def fields_of(thing: Any) -> Any:
    """As it would stand in a file, but with everything that may be left out."""
    match thing:
        case HistoricalDate():
            return thing.edtf
        case tuple():
            return tuple(fields_of(each) for each in thing)  # pyright: ignore[reportUnknownVariableType]
        case Written():
            return {each.name: fields_of(getattr(thing, each.name)) for each in fields(cast(Any, thing))}
        case _:
            return thing


def remarks(text: str, wanted: str) -> str:
    return "\n".join(convert(text.encode(), "list.txt", wanted).remarks)


def refusal(text: str | bytes, wanted: str | None) -> str:
    """Everything that is wrong with a file."""
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ContentError) as caught:
        convert(content, "list.txt", wanted)
    return str(caught.value)
