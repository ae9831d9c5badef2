"""What columns hold, the same in every database.

PostgreSQL enforces lengths, keeps no NUL in a text and ends integers at 31 bits, where SQLite does none of that.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, String, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Number = BigInteger().with_variant(Integer(), "sqlite")
"""An id that the database gives. Only in a column of plain integers SQLite counts its rows."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the millisecond, and sortable."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(milliseconds=value)


class Words(TypeDecorator[str]):
    """Text of people and names of things. The length tells readers what to expect and is enforced nowhere."""

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length)
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        is_bounded = self.length is not None and dialect.name == "sqlite"
        return dialect.type_descriptor(String(self.length) if is_bounded else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text without what a database cannot keep: NUL characters, and halves of surrogate pairs."""
    return text.replace("\0", "").encode(errors="replace").decode()
