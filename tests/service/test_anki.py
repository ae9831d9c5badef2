"""The file for Anki, read back as Anki reads it: tab-separated with quotation marks around what needs them."""

import csv
import io
from html import escape
from pathlib import Path

from bot.content.loading import load_library
from bot.quiz.posing import pose
from bot.quiz.question import Question
from bot.service.anki import anki_text

SHIPPED = Path(__file__).parent.parent.parent / "content"


def questions() -> list[Question]:
    library = load_library(SHIPPED).library
    return [
        posed
        for chapter in library.chapters.values()
        for question_id, written in chapter.questions.items()
        for posed in pose(chapter, question_id, written)
    ]


def test_every_shipped_question_makes_a_note_with_its_key_for_a_guid() -> None:
    asked = questions()
    text = anki_text(asked)
    headers, notes = text.split("\n")[:6], "\n".join(text.split("\n")[6:])
    assert headers == [
        "#separator:tab",
        "#html:true",
        "#notetype:Basic",
        "#deck:Clio",
        "#guid column:1",
        "#tags column:4",
    ]
    rows = list(csv.reader(io.StringIO(notes), delimiter="\t"))
    assert [len(row) for row in rows] == [4] * len(asked)
    assert [row[0] for row in rows] == [question.key for question in asked]
    for question, (_, front, back, tags) in zip(asked, rows, strict=True):
        assert escape(question.prompt, quote=False) in front
        assert escape(question.explain, quote=False) in back
        assert tags.split(" ") == ["clio", question.book, question.chapter]
