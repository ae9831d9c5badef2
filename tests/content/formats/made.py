"""Chapters made for a test, and the shipped ones."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.content.library import Chapter
from bot.content.loading import load_library
from bot.content.model import Book, ChapterHead, Event, Person, Question, Source
from bot.content.validation import validated

SHIPPED = tuple(load_library(Path(__file__).parents[3] / "content").library.chapters.values())
EXPLAINED = {"explain": "Because it was so.", "cite": {"source": "book"}}

HOSTILE = (
    "=SUM(A1:A9)",
    "+1 and -1, @home",
    "a = b ~ c # d { e } : f \\ g \\n h",
    "####{=x ~y}",
    "::name:: // no comment",
    "%50%half [html]<b>bold</b> [plain]",
    "<script>alert('x')</script> & &amp; &lt;",
    "{{c1::gap}} [sound:a.mp3] [latex]x[/latex] [$]y[/$]",
    "She said \"no\", then left; 'quite' | so",
    "a -> b, c --> d",
    "עברית ו-עוד, العربية, 蒋介石, 🏴‍☠️🙂",
    "$CATEGORY: x",
    "* star \\* star",
    "two  lines\n\n- one\n- two\n\n\nend",
    "formula \\(x^2\\) $$y$$",
    "'=apostrophe",
    "long " * 799,
)
"""What no format may take for its own."""

_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
_BOOK = {
    "id": "a-book",
    "title": "A book: of / things",
    "author": [{"family": "Wood", "given": "Alan"}],
    "issued": "2004",
}


def chapter(questions: Mapping[str, Mapping[str, Any]], name: str = "a-chapter", **sections: Any) -> Chapter:
    """A chapter with these questions, which are explained and cited where they do not say how."""
    read = {key: _QUESTION.validate_python(_explained(fields)) for key, fields in questions.items()}
    head = validated(ChapterHead, {"id": name, "title": f"The {name}", "abstract": "About it."})
    return Chapter(
        validated(Book, _BOOK),
        head,
        {key: validated(Person, fields) for key, fields in sections.get("people", {}).items()},
        {},
        {key: validated(Event, fields) for key, fields in sections.get("events", {}).items()},
        {key: validated(Source, fields) for key, fields in sections.get("sources", {}).items()},
        {},
        read,
    )


def _explained(fields: Mapping[str, Any]) -> dict[str, Any]:
    if fields["kind"] == "set":
        return {**fields, "questions": {key: _explained(inner) for key, inner in fields["questions"].items()}}
    return {**EXPLAINED, **fields}


def options(right: str, *wrong: str, why: str | None = None) -> list[dict[str, Any]]:
    return [{"text": right, "correct": True}, *({"text": text, "why": why} for text in wrong)]


CHOICE: dict[str, Any] = {"kind": "choice", "prompt": "Which?", "options": options("This", "That", why="It is not.")}
ORDER: dict[str, Any] = {
    "kind": "order",
    "prompt": "In which order?",
    "items": [{"text": "Later", "date": "1919"}, {"text": "Sooner", "date": "1917"}],
}
NAME: dict[str, Any] = {
    "kind": "name",
    "prompt": "Who was ___ then?",
    "answer": {"person": "lenin"},
    "accept": "Ilyich",
}
PEOPLE = {"lenin": {"name": "Vladimir Lenin", "aliases": ["Lenin", "Ленин"], "role": "He led."}}
SET: dict[str, Any] = {
    "kind": "set",
    "source": "decree",
    "intro": "Read this.",
    "questions": {"q-inner": CHOICE, "q-true": {"kind": "true-false", "prompt": "Is it so?", "answer": True}},
}
SOURCES = {
    "decree": {
        "type": "legislation",
        "title": "Decree on Peace",
        "issued": "1917-11-08",
        "text": "All peoples at war",
        "image": "https://example.org/decree.png",
        "alt": "A printed sheet",
    }
}
