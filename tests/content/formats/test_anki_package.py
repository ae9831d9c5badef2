import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.content.formats.anki_package import questions_to_anki_package
from bot.content.formats.asked import asked_in
from bot.content.library import Chapter

from .made import CHOICE, HOSTILE, NAME, PEOPLE, SET, SHIPPED, SOURCES, chapter

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def package(*chapters: Chapter, now: datetime = NOW) -> bytes:
    return questions_to_anki_package(asked_in(chapters), now).content


def read(content: bytes, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive, closing(sqlite3.connect(":memory:")) as collection:
        collection.deserialize(archive.read("collection.anki2"))
        return collection.execute(query).fetchall()


def test_every_shipped_question_is_a_note_with_one_card_in_the_deck_of_its_chapter() -> None:
    content = package(*SHIPPED)
    asked = asked_in(SHIPPED)
    assert read(content, "PRAGMA integrity_check") == [("ok",)]
    assert [guid for (guid,) in read(content, "SELECT guid FROM notes JOIN cards ON nid = notes.id ORDER BY due")] == [
        each.key for each in asked
    ]
    ((models, decks),) = read(content, "SELECT models, decks FROM col")
    names = {int(id_): deck["name"] for id_, deck in json.loads(decks).items()}
    used = {names[deck] for (deck,) in read(content, "SELECT DISTINCT did FROM cards")}
    assert used == {f"{one.book.title}::{one.head.title}" for one in SHIPPED}
    fields = {int(id_): len(model["flds"]) for id_, model in json.loads(models).items()}
    assert all(
        written.count("\x1f") + 1 == fields[model] for model, written in read(content, "SELECT mid, flds FROM notes")
    )


def test_the_media_are_an_empty_list() -> None:
    with zipfile.ZipFile(io.BytesIO(package(chapter({"q-one": CHOICE})))) as archive:
        assert archive.testzip() is None
        assert archive.read("media") == b"{}"


def test_the_same_questions_at_the_same_moment_give_the_same_bytes() -> None:
    assert package(*SHIPPED) == package(*SHIPPED)


def test_a_later_package_has_the_same_notes_and_is_newer() -> None:
    notes = "SELECT id, guid, mid, flds, tags FROM notes ORDER BY id"
    one, other = package(*SHIPPED), package(*SHIPPED, now=NOW + timedelta(days=1))
    assert read(one, notes) == read(other, notes)
    ((before,),), ((after,),) = read(one, "SELECT min(mod) FROM notes"), read(other, "SELECT min(mod) FROM notes")
    assert after - before == 86_400


def test_a_note_keeps_its_ids_when_others_are_added_and_its_text_is_mended() -> None:
    before = read(
        package(chapter({"q-one": CHOICE})), "SELECT notes.id, guid, mid, did FROM notes JOIN cards ON nid = notes.id"
    )
    mended = chapter({"q-two": CHOICE, "q-one": {**CHOICE, "prompt": "Which one?"}})
    after = read(package(mended), "SELECT notes.id, guid, mid, did FROM notes JOIN cards ON nid = notes.id")
    assert set(before) < set(after)


def test_a_gap_a_set_and_a_hint_have_their_fields() -> None:
    one = chapter({"q-gap": {**NAME, "hint": "Think."}, "q-set": SET}, people=PEOPLE, sources=SOURCES)
    fields = [
        row.split("\x1f")
        for (row,) in read(package(one), "SELECT flds FROM notes JOIN cards ON nid = notes.id ORDER BY due")
    ]
    assert fields[0] == [
        "Who was {{c1::Vladimir Lenin}} then?",
        "Lenin; Ленин; Ilyich",
        "Because it was so.",
        "Alan Wood, A book: of / things (2004).",
        "Think.",
    ]
    assert [row[1] for row in fields[1:]] == ["This", "True"]
    assert "Read this." in fields[1][0]


def test_hostile_texts_stay_in_their_field() -> None:
    questions = {f"q-{number}": {**CHOICE, "prompt": text, "hint": text} for number, text in enumerate(HOSTILE)}
    rows = read(package(chapter(questions)), "SELECT flds FROM notes")
    assert len(rows) == len(HOSTILE)
    assert all(row.count("\x1f") == 4 for (row,) in rows)
