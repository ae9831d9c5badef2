"""All that is kept about one person: to be handed out, and to be deleted at once and everywhere."""

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, exists, func, select, update

from bot.frozen import frozen
from bot.quiz.answer_texts import answer_text
from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.json_texts import read_answer, read_question
from bot.store.personal import MARKS, Mark
from bot.store.tables import answers, is_running, rounds

Entry = Mapping[str, Any]
"""A row in the words of the export. Its values are those of JSON: ids as texts, moments and days in ISO 8601."""

_CALLED = {"guild_id": "server", "channel_id": "channel", "message_id": "message", "round_id": "round"}
_IDS_OF_DISCORD = frozenset({"guild_id", "channel_id", "message_id", "event_id"})
_WRITTEN_IN_JSON = frozenset({"rules", "question", "answer", "grade", "shown_order", "facts", "order", "counts"})


@frozen
class MemberData:
    """Everything about a person, by the keys of `personal.MARKS`; a key without entries is there all the same."""

    member: int
    kept: Mapping[str, Sequence[Entry]]


@frozen
class Deleted:
    """How many rows are gone, and in how many that stay the person is named no longer."""

    gone: int
    unnamed: int


class MemberRecords:
    """What belongs to a person, over all tables. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, member: int) -> MemberData:
        """Everything that is kept about a person."""
        kept = dict[str, Sequence[Entry]]()
        async with self._database.reading() as connection:
            for mark in MARKS:
                rows = await connection.execute(_rows(mark).where(mark.column == member))
                kept[mark.key] = [_entry(mark, row) for row in rows.mappings()]
        return MemberData(member, kept)

    async def delete(self, member: int) -> Deleted:
        """Delete everything about a person; what stays for others' sake names nobody any more."""

        async def work(connection: AsyncConnection) -> Deleted:
            await connection.execute(_still_counting(member))
            gone = unnamed = 0
            for mark in MARKS:
                count = await _strike(connection, mark, member)
                gone, unnamed = (gone + count, unnamed) if mark.left is None else (gone, unnamed + count)
            return Deleted(gone, unnamed)

        return await self._database.write(work)


def _still_counting(member: int) -> Any:
    """In rounds that go on the person stays counted as one who played: others have not played alone for that."""
    played = exists().where(answers.c.round_id == rounds.c.id, answers.c.user_id == member)
    return update(rounds).where(is_running, played).values(players=func.coalesce(rounds.c.players, 0) + 1)


async def _strike(connection: AsyncConnection, mark: Mark, member: int) -> int:
    table, theirs = mark.column.table, mark.column == member
    statement = delete(table).where(theirs) if mark.left is None else update(table).where(theirs).values(mark.left)
    return (await connection.execute(statement)).rowcount


_PEOPLE = frozenset(mark.column for mark in MARKS)


def _rows(mark: Mark) -> Select[Any]:
    """The rows with what belongs to them, in the order in which they were made; other people's ids are left out."""
    table = mark.column.table
    own = [column for column in table.c if column not in _PEOPLE and column.name not in mark.unshown]
    statement = select(*own, *mark.also).select_from(table)
    for tied, together in mark.tied:
        statement = statement.outerjoin(tied, together)
    return statement.order_by(*table.primary_key.columns)


def _entry(mark: Mark, row: RowMapping) -> Entry:
    kept = {str(name): value for name, value in row.items()}
    entry = {_CALLED.get(name, name): _value(name, value) for name, value in kept.items()}
    if any(column.name == "question" for column in mark.also):
        del entry["question"]
        return entry | _in_words(kept.get("question"), kept.get("answer"))
    return entry


def _value(name: str, value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case bytes():
            return zlib.decompress(value).decode(errors="replace")
        case int() if name in _IDS_OF_DISCORD:
            return str(value)
        case str() if name in _WRITTEN_IN_JSON:
            return json.loads(value)
        case _:
            return value


def _in_words(question: str | None, answer: str | None) -> dict[str, str]:
    """What was asked and, where there is an answer, what was answered; nothing where this version cannot read it."""
    if question is None:
        return {}
    try:
        asked = read_question(question)
        answered = {} if answer is None else {"answered": answer_text(asked, read_answer(answer))}
    except (ValueError, IndexError):
        return {}
    return {"prompt": asked.prompt, **answered}
