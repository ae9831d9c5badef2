import json
from datetime import UTC, datetime

import pytest

from bot.content.formats.exports import NothingToExport, export
from bot.content.formats.known import ExportFormat

from .made import CHOICE, NAME, ORDER, PEOPLE, SHIPPED, chapter

WORKS = (ExportFormat.CSL, ExportFormat.BIBTEX)
QUESTIONS = [format_ for format_ in ExportFormat if format_ not in WORKS]
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("to", ExportFormat)
def test_the_shipped_library_leaves_in_every_format(to: ExportFormat) -> None:
    exported = export(SHIPPED, to, NOW)
    assert exported.file_name.startswith("clio-library")
    assert exported.content
    assert (exported.questions > 0) == (to not in WORKS)
    assert all("\n" not in line for line in exported.left_out)


@pytest.mark.parametrize("to", QUESTIONS)
def test_a_chapter_without_questions_makes_no_file(to: ExportFormat) -> None:
    with pytest.raises(NothingToExport, match="There are no questions here to export"):
        export([chapter({})], to)


@pytest.mark.parametrize("to", QUESTIONS)
def test_no_chapter_at_all_makes_no_file(to: ExportFormat) -> None:
    with pytest.raises(NothingToExport):
        export([], to)


@pytest.mark.parametrize("to", [ExportFormat.GIFT, ExportFormat.KAHOOT])
def test_a_chapter_of_orders_alone_makes_no_file_where_there_is_no_place_for_them(to: ExportFormat) -> None:
    with pytest.raises(NothingToExport, match=f"No question here can be written as {to}") as refused:
        export([chapter({"q-one": ORDER, "q-two": ORDER})], to)
    assert [line.partition(":")[0] for line in refused.value.left_out] == ["q-one", "q-two"]


@pytest.mark.parametrize("to", [ExportFormat.ANKI, ExportFormat.APKG, ExportFormat.CSV])
def test_a_chapter_of_orders_alone_leaves_where_there_is_a_place_for_them(to: ExportFormat) -> None:
    assert export([chapter({"q-one": ORDER})], to).questions == 1


def test_what_is_left_out_is_named_by_question_and_what_is_lost_by_kind() -> None:
    hinted = {**CHOICE, "hint": "Think."}
    one = chapter({"q-one": hinted, "q-two": CHOICE, "q-three": hinted, "q-order": ORDER})
    exported = export([one], ExportFormat.GIFT)
    assert exported.left_out == (
        "q-order: GIFT has no questions about an order",
        "q-one, q-three: without hints, for which GIFT has no place",
    )
    assert (exported.questions, exported.missing) == (3, 1)


def test_questions_of_several_chapters_are_named_in_full() -> None:
    exported = export(
        [chapter({"q-one": ORDER, "q-two": CHOICE}), chapter({"q-one": ORDER}, "other")], ExportFormat.GIFT
    )
    assert [line.partition(":")[0] for line in exported.left_out] == ["a-book/a-chapter/q-one", "a-book/other/q-one"]


def test_a_loss_of_all_questions_is_said_once() -> None:
    exported = export([chapter({"q-one": CHOICE, "q-two": NAME}, people=PEOPLE)], ExportFormat.KAHOOT)
    assert exported.left_out[-1].startswith("all questions that are written: without explanations")


def test_a_file_is_named_after_what_is_in_it() -> None:
    one, other = chapter({"q-one": CHOICE}), chapter({"q-two": CHOICE}, "other")
    assert export([one], ExportFormat.KAHOOT).file_name == "a-book-a-chapter-kahoot.xlsx"
    assert export([one, other], ExportFormat.APKG).file_name == "a-book.apkg"


def test_the_works_of_a_chapter_are_those_of_its_own() -> None:
    works = json.loads(export([SHIPPED[-1]], ExportFormat.CSL).content)
    assert {work["id"].partition(":")[0] for work in works} == {SHIPPED[-1].book.id}
