"""Statements that write many lines at once, and what a driver gets of them, made ready once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

Values = Mapping[str, Any]
"""A line, by the names of its columns."""

_Convert = Callable[[Any], Any] | None


class Lines:
    """An insert of lines that all have the same columns.

    For a driver that blocks it is compiled once: SQLAlchemy's own way to the driver takes longer than SQLite.
    """

    def __init__(self, statement: Insert) -> None:
        self._statement = statement
        self._ready: tuple[str, Sequence[tuple[str, _Convert]]] | None = None

    async def write(self, connection: AsyncConnection, values: Sequence[Values]) -> None:
        """Insert the lines, the later ones over the earlier ones; no lines are written by no statement."""
        if not values:
            return
        straight = getattr(connection, "write_lines", None)  # which only connections that block have
        if straight is not None:
            straight(self, values)
        else:
            await connection.execute(self._statement, values)

    def for_driver(self, dialect: Dialect, values: Sequence[Values]) -> tuple[str, list[tuple[Any, ...]]]:
        """The statement's text for a driver with question marks, and its parameters."""
        if self._ready is None:
            self._ready = self._compiled(dialect, list(values[0]))
        text, columns = self._ready
        rows = [
            tuple(line[name] if convert is None else convert(line[name]) for name, convert in columns)
            for line in values
        ]
        return text, rows

    def _compiled(self, dialect: Dialect, names: list[str]) -> tuple[str, Sequence[tuple[str, _Convert]]]:
        compiled = self._statement.compile(dialect=dialect, column_keys=names)
        types = {name: bound.type.dialect_impl(dialect) for name, bound in compiled.binds.items()}
        return str(compiled), [(name, types[name].bind_processor(dialect)) for name in compiled.positiontup or ()]
