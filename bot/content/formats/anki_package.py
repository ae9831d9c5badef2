"""Questions as a package for Anki (.apkg), with note types of its own.

A package is a zip archive of an SQLite collection, here of the schema (11) that every Anki since 2.0 reads, and a list
of media. All ids are made from keys, so that the same questions give the same notes; Anki takes a note for newer by its
time of change, which is why a package bears the time at which it is written.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.content.formats.anki_cards import AnkiCard, answer, blocks, card_of, cloze, field, front
from bot.content.formats.asked import Asked
from bot.content.formats.written import Written

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
    models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
    ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
    left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
    type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_BEGAN = 1_500_000_000_000
"""Ids are moments in milliseconds for Anki; ours lie in the years after this one, in 2017."""
_SPREAD = 100_000_000_000
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time that a zip archive gives to what has none."""

_QUESTION = ("Clio question", ("Front", "Answer", "Explanation", "Source", "Hint"))
_CLOZE = ("Clio cloze", ("Text", "Also right", "Explanation", "Source", "Hint"))
_HINT = '{{#Hint}}<div class="small">{{hint:Hint}}</div>{{/Hint}}'
_BACK = '<div class="explanation">{{Explanation}}</div><div class="small">{{Source}}</div>'
_ALSO = "{{#Also right}}<div>Also right: {{Also right}}</div>{{/Also right}}"
_STYLE = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: left; max-width: 40em; margin: auto; }
.explanation { margin-top: 1em; }
.small { margin-top: 1em; font-size: 75%; opacity: 0.8; }
.cloze { font-weight: bold; }
img { max-width: 100%; }
"""


def questions_to_anki_package(asked: Sequence[Asked], now: datetime) -> Written:
    """A note a question, in a deck for each chapter within one for its book."""
    cards = [card_of(each) for each in asked]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("collection.anki2", _collection(cards, int(now.timestamp()))), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return Written(archive.getvalue(), len(cards))


def _collection(cards: Sequence[AnkiCard], changed: int) -> bytes:
    note_ids = _ids("note", [card.key for card in cards])
    deck_ids = _ids("deck", sorted({deck for card in cards for deck in (card.deck, card.deck.partition("::")[0])}))
    with closing(sqlite3.connect(":memory:")) as collection:
        collection.executescript(_SCHEMA)
        collection.execute("INSERT INTO col VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _described(deck_ids, changed))
        for due, card in enumerate(cards, start=1):
            note, deck = note_ids[card.key], deck_ids[card.deck]
            collection.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", _note(card, note, changed))
            begins = (note, note, deck, 0, changed, -1, 0, 0, due, *(0,) * 8, "")
            collection.execute(f"INSERT INTO cards VALUES ({','.join('?' * len(begins))})", begins)  # noqa: S608
        collection.commit()
        return collection.serialize()


def _note(card: AnkiCard, note_id: int, changed: int) -> tuple[int | str, ...]:
    name, _ = _CLOZE if card.gap else _QUESTION
    fields = _fields(card)
    tags = f" {' '.join(card.tags)} "
    # Anki reckons the checksum of the first field itself.
    return (note_id, card.key, _id("note type", name), changed, -1, tags, "\x1f".join(fields), fields[0], 0, 0, "")


def _fields(card: AnkiCard) -> tuple[str, ...]:
    ends = (field(card.explain), "<br>".join(map(field, card.sources)), field(card.hint or ""))
    if card.gap:
        return cloze(card), field("; ".join(card.accepted)), *ends
    right = answer(card)
    if card.accepted:
        right = blocks([right, field(f"Also right: {'; '.join(card.accepted)}")])
    return front(card), right, *ends


def _described(deck_ids: Mapping[str, int], changed: int) -> tuple[int | str, ...]:
    """The one row about the collection as a whole."""
    models = [
        _model(
            *_QUESTION, 0, f"{{{{Front}}}}{_HINT}", f"{{{{FrontSide}}}}<hr id=answer>{{{{Answer}}}}{_BACK}", changed
        ),
        _model(*_CLOZE, 1, f"{{{{cloze:Text}}}}{_HINT}", f"{{{{cloze:Text}}}}{_ALSO}{_BACK}", changed),
    ]
    decks = [_deck(1, "Default", changed), *(_deck(id_, name, changed) for name, id_ in deck_ids.items())]
    settings = {"activeDecks": [1], "curDeck": 1, "nextPos": 1, "sortType": "noteFld", "sortBackwards": False}
    return (
        *(1, _BEGAN // 1000, changed * 1000, _BEGAN, 11, 0, 0, 0),
        *(json.dumps(settings), _by_id(models), _by_id(decks), json.dumps({"1": _PACE}), "{}"),
    )


def _model(name: str, fields: Sequence[str], kind: int, front: str, back: str, changed: int) -> dict[str, Any]:
    """A note type; `kind` is 1 for one with gaps."""
    template = {"name": "Card 1", "ord": 0, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": "", "did": None}
    return {
        "id": _id("note type", name),
        "name": name,
        "type": kind,
        "mod": changed,
        "usn": -1,
        "sortf": 0,
        "did": 1,
        "tmpls": [template],
        "flds": [_field(field, place) for place, field in enumerate(fields)],
        "css": _STYLE,
        "latexPre": "\\documentclass{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
    }


def _field(name: str, place: int) -> dict[str, Any]:
    return {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}


def _deck(deck_id: int, name: str, changed: int) -> dict[str, Any]:
    nothing_today = {day: [0, 0] for day in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        "id": deck_id,
        "name": name,
        "mod": changed,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "extendNew": 10,
        "extendRev": 50,
        **nothing_today,
    }


_PACE: dict[str, Any] = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "autoplay": True,
    "replayq": True,
    "timer": 0,
    "maxTaken": 60,
    "new": {"delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": False},
    "rev": {"perDay": 200, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "bury": False},
    "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0},
}
"""Anki's own pace of learning, which a collection must have; an import keeps that of the person who imports."""


def _by_id(described: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps({str(each["id"]): each for each in described}, ensure_ascii=False)


def _ids(what: str, keys: Iterable[str]) -> dict[str, int]:
    """An id for each key; the next free one where two would share theirs."""
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for key in keys:
        id_ = _id(what, key)
        while id_ in taken:
            id_ += 1
        taken.add(id_)
        ids[key] = id_
    return ids


def _id(what: str, key: str) -> int:
    return _BEGAN + int(sha256(f"clio {what} {key}".encode()).hexdigest()[:12], 16) % _SPREAD
