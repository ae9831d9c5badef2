"""Inserts of rows that may be there already: these stay as they are, or are replaced.

SQLite and PostgreSQL write them alike, and SQLAlchemy has them once for each, with the whole of that database's
dialect. Here is the one way of both.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Insert, Table, alias, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement, SyntaxExtension
from sqlalchemy.sql.visitors import InternalTraversal


def insert_or_leave(table: Table) -> Insert:
    """An insert that leaves a row which is there as it is."""
    return insert(table).ext(_OnConflict(table))


def insert_or_replace(
    table: Table,
    names: Sequence[str] = (),
    where: ColumnElement[bool] | None = None,
    **values: ColumnElement[Any],
) -> Insert:
    """An insert that gives a row which is there, by its primary key, those columns of the new one, or all of them.

    `values` are what it gets instead in some columns; `where` says which rows are replaced.
    """
    replaced = names or [column.name for column in table.c if not column.primary_key]
    new = excluded(table)
    return insert(table).ext(_OnConflict(table, {name: new.c[name] for name in replaced} | values, where))


def excluded(table: Table) -> FromClause:
    """The row that was to be inserted."""
    return alias(table, "excluded")


class _OnConflict(SyntaxExtension, ClauseElement):
    """What is done with a row that is there: nothing, where it gets no values."""

    _traverse_internals = [  # noqa: RUF012 - so SQLAlchemy tells statements apart that it has compiled
        ("key", InternalTraversal.dp_string_list),
        ("values", InternalTraversal.dp_string_clauseelement_dict),
        ("where", InternalTraversal.dp_clauseelement),
    ]

    def __init__(
        self,
        table: Table,
        values: Mapping[str, ColumnElement[Any]] | None = None,
        where: ColumnElement[bool] | None = None,
    ) -> None:
        self.key = [column.name for column in table.primary_key]
        self.values = dict(values or {})
        self.where = where

    def apply_to_insert(self, insert_stmt: Insert) -> None:
        insert_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_values")


@compiles(_OnConflict)
def _written(clause: _OnConflict, compiler: Any, **options: Any) -> str:
    if not clause.values:
        return "ON CONFLICT DO NOTHING"
    quoted = compiler.preparer.quote
    key = ", ".join(quoted(name) for name in clause.key)
    values = [f"{quoted(name)} = {compiler.process(value, **options)}" for name, value in clause.values.items()]
    where = "" if clause.where is None else f" WHERE {compiler.process(clause.where, **options)}"
    return f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(values)}{where}"
