"""Words found anywhere in what is said: SQLite's full-text index, in memory, over words as they are compared."""

import sqlite3
import threading
from collections.abc import Iterable, Sequence

from bot.content.entries import Entry, words_of
from bot.content.listings import Row
from bot.content.spelling import Spelling

MOST_FOUND = 200
_FEW = 5
"""Where fewer are found as typed, slips of typing are forgiven."""

_TOO_SHORT_ALONE = 2
"""Where any of the words will do, words of so few letters do not."""

_TABLES = """
CREATE VIRTUAL TABLE entries USING fts5(names, keys, text, tokenize='ascii', prefix='2 3');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entries, row);
"""
_INSERT = "INSERT INTO entries(rowid, names, keys, text) VALUES (?, ?, ?, ?)"
_DELETE = "DELETE FROM entries WHERE rowid = ?"
_SEARCH = "SELECT rowid FROM entries WHERE entries MATCH ? ORDER BY bm25(entries, 10.0, 5.0, 1.0), rowid LIMIT ?"
_IS_THERE = "SELECT 1 FROM vocabulary WHERE term = ?"
_UNREMARKABLE = frozenset(
    {
        "a",
        "about",
        "after",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "before",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
    }
)
"""Words of a typed question that say nothing about what is asked for."""


class FullText:
    """The index. Searching waits for its turn and lets other threads run meanwhile; call it from a thread."""

    def __init__(self, database: sqlite3.Connection, spelling: Spelling) -> None:
        self._database = database
        self._turn = threading.Lock()
        self.spelling = spelling

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "FullText":
        """An index of these entries by their numbers."""
        database = _empty()
        database.executescript(_TABLES)
        _fill(database, (), rows)
        return cls(database, Spelling.of(word for (word,) in database.execute("SELECT term FROM vocabulary")))

    def changed(self, gone: Sequence[Row], new: Sequence[Row]) -> "FullText":
        """A copy without some entries and with others; this one stays as it is."""
        database = _empty()
        with self._turn:
            self._database.backup(database)
        _fill(database, gone, new)
        now = _words(new) - _words(gone)
        then = _words(gone) - _words(new)
        added = [word for word in now if not self.spelling.knows(word)]
        lost = [word for word in then if database.execute(_IS_THERE, (word,)).fetchone() is None]
        return FullText(database, self.spelling.changed(lost, added) if lost or added else self.spelling)

    def find(self, words: Sequence[str], limit: int = MOST_FOUND) -> list[int]:
        """The numbers of the entries with all these words, or words that begin so, the best first.

        Few of them are followed by those with words that are a slip away; if there are none at all, any of the words
        will do.
        """
        asked = [word for word in words if word not in _UNREMARKABLE] or list(words)
        if not asked:
            return []
        found = self._matching(" AND ".join(_prefix(word) for word in asked), limit)
        if len(found) < _FEW:
            found += self._matching(" AND ".join(map(self._forgiving, asked)), limit)
        if not found:
            telling = [word for word in asked if len(word) > _TOO_SHORT_ALONE] or asked
            found = self._matching(" OR ".join(map(self._forgiving, telling)), limit)
        return list(dict.fromkeys(found))[:limit]

    def meant(self, words: Sequence[str]) -> frozenset[str]:
        """The beginnings of words that a search for these words finds, to mark them in a text."""
        asked = [word for word in words if word not in _UNREMARKABLE] or list(words)
        return frozenset(near for word in asked for near in (word, *self.spelling.near(word)))

    def _forgiving(self, word: str) -> str:
        return f"({' OR '.join((_prefix(word), *(_exactly(near) for near in self.spelling.near(word))))})"

    def _matching(self, expression: str, limit: int) -> list[int]:
        with self._turn:
            return [number for (number,) in self._database.execute(_SEARCH, (expression, limit))]


def _empty() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)


def _fill(database: sqlite3.Connection, gone: Iterable[Row], new: Iterable[Row]) -> None:
    database.execute("BEGIN")
    database.executemany(_DELETE, ((number,) for number, _ in gone))
    database.executemany(_INSERT, ((number, *_columns(entry)) for number, entry in new))
    database.execute("COMMIT")


def _words(rows: Iterable[Row]) -> set[str]:
    return {word for _, entry in rows for column in _columns(entry) for word in column.split()}


def _columns(entry: Entry) -> tuple[str, str, str]:
    return (
        " ".join(words_of("\n".join(entry.names))),
        " ".join(words_of("\n".join(entry.keys))),
        " ".join(words_of(entry.text)),
    )


def _prefix(word: str) -> str:
    return f'"{word}" *'


def _exactly(word: str) -> str:
    return f'"{word}"'
