"""Rows of random people in every table, also in those that are added later: columns say what they may hold."""

import random
import zlib
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Integer, LargeBinary, Table, select

from bot.quiz.question import Typed
from bot.store.columns import Moment
from bot.store.connections import AsyncConnection
from bot.store.json_texts import to_json
from bot.store.personal import MARKS
from bot.store.tables import metadata
from bot.store.upserts import insert_or_leave
from tests.quiz.questions import named
from tests.store.rounds import NOW

Rows = dict[str, list[dict[str, Any]]]

_WRITTEN = {
    "question": to_json(named()),
    "answer": to_json(Typed(text="Trotsky")),
    "rules": "{}",
    "grade": '{"credit": 1}',
    "shown_order": "[]",
    "facts": "[]",
    "order": "{}",
    "files": "{}",
    "counts": "{}",
}
_PEOPLE = [mark.column for mark in MARKS]


def name_of(member: int) -> str:
    return f"called {member}"


async def fill(connection: AsyncConnection, rng: random.Random, people: list[int], guilds: list[int]) -> None:
    """Rows in every table, those that others refer to first."""
    for table in metadata.sorted_tables:
        parents = {key.column: await _rows_of(connection, key.column.table) for key in table.foreign_keys}
        rows = [_row(table, rng, people, guilds, parents) for _ in range(60)]
        for row in rows:
            await connection.execute(insert_or_leave(table), row)


async def read_all(connection: AsyncConnection) -> Rows:
    """Every row of every table."""
    return {table.name: await _rows_of(connection, table) for table in metadata.sorted_tables}


async def _rows_of(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    rows = await connection.execute(select(table).order_by(*table.primary_key.columns))
    return [{str(name): value for name, value in row.items()} for row in rows.mappings()]


def _row(
    table: Table, rng: random.Random, people: list[int], guilds: list[int], parents: dict[Column[Any], Any]
) -> dict[str, Any]:
    """A row that belongs to the server of the row that it hangs on."""
    who = rng.choice(people)
    of = {column: rng.choice(rows) for column, rows in parents.items()}
    guild = next((row["guild_id"] for row in of.values() if "guild_id" in row), rng.choice(guilds))
    row = dict[str, Any]()
    for column in table.c:
        if column.autoincrement is True or (column.name == "id" and column.primary_key):
            continue
        if column.nullable and rng.random() < 0.3:
            row[column.name] = None
        elif column.foreign_keys:
            (key,) = column.foreign_keys
            row[column.name] = of[key.column][key.column.name]
        elif any(column is mark for mark in _PEOPLE):
            row[column.name] = rng.choice(people) if column.name == "decided_by" else who
        elif column.name == "guild_id":
            row[column.name] = guild
        elif column.name == "host_name" or (table.name == "members" and column.name == "name"):
            row[column.name] = name_of(who)
        else:
            row[column.name] = _value(column, rng)
    return row


def _value(column: Column[Any], rng: random.Random) -> Any:
    if column.name in _WRITTEN:
        return _WRITTEN[column.name]
    number = rng.randrange(1000)
    match column.type:
        case Boolean():
            return rng.random() < 0.5
        case Moment():
            return NOW + timedelta(days=number)
        case Date():
            return date(2026, 1, 1) + timedelta(days=number)
        case Float():
            return number / 7
        case BigInteger() | Integer():
            return number
        case LargeBinary():
            return zlib.compress(b"chapter: {}")
        case _:
            return f"words {number}"
