"""Statements that write many lines at once, and what a driver gets of them, made ready once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert

Values = Mapping[str, Any]
"""A line, by the names of its columns."""

_Convert = Callable[[Any], Any] | None


class Lines:
    """An insert of lines that all have the same columns, the later ones over the earlier ones.

    For a driver that blocks it is compiled once: SQLAlchemy's own way to the driver takes longer than SQLite.
    """

    def __init__(self, statement: Insert) -> None:
        self.statement = statement
        self._ready: tuple[str, Sequence[tuple[str, _Convert]]] | None = None

    def for_driver(self, dialect: Dialect, values: Sequence[Values]) -> tuple[str, list[tuple[Any, ...]]]:
        """The statement's text for a driver with question marks, and its parameters; of one line at least."""
        if self._ready is None:
            self._ready = self._compiled(dialect, list(values[0]))
        text, columns = self._ready
        rows = [
            tuple([line[name] if convert is None else convert(line[name]) for name, convert in columns])
            for line in values
        ]
        return text, rows

    def _compiled(self, dialect: Dialect, names: list[str]) -> tuple[str, Sequence[tuple[str, _Convert]]]:
        compiled = self.statement.compile(dialect=dialect, column_keys=names)
        types = {name: bound.type.dialect_impl(dialect) for name, bound in compiled.binds.items()}
        return str(compiled), [(name, types[name].bind_processor(dialect)) for name in compiled.positiontup or ()]


class Written(dict[Lines, list[Values]]):
    """Lines to be written, table by table."""
