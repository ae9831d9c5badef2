"""What a value that was read from JSON must be.

Each reader takes such a value and returns it as the domain holds it, or raises `ValueError`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
N = TypeVar("N", int, float)
S = TypeVar("S", bound=str)
D = TypeVar("D", bound="DataclassInstance")

Read = Callable[[Any], T]


def text(value: Any) -> str:
    if type(value) is not str:
        raise _not("a text", value)
    return value


def truth(value: Any) -> bool:
    if type(value) is not bool:
        raise _not("true or false", value)
    return value


def whole(value: Any) -> int:
    if type(value) is not int:
        raise _not("a whole number", value)
    return value


def number(value: Any) -> float:
    if type(value) is not float and type(value) is not int:
        raise _not("a number", value)
    return float(value)


def day(value: Any) -> date:
    return date.fromisoformat(text(value))


def one_of(*known: S) -> Read[S]:
    def read(value: Any) -> S:
        if value not in known:
            raise _not(f"one of {', '.join(known)}", value)
        return value

    return read


def between(least: N, most: N, of: Read[N]) -> Read[N]:
    """A number from `least` to `most`, both included."""

    def read(value: Any) -> N:
        found = of(value)
        if not least <= found <= most:
            raise _not(f"from {least} to {most}", value)
        return found

    return read


def optional(of: Read[T]) -> Read[T | None]:
    def read(value: Any) -> T | None:
        return None if value is None else of(value)

    return read


def each(of: Read[T], *, at_most: int | None = None) -> Read[tuple[T, ...]]:
    """A list."""

    def read(value: Any) -> tuple[T, ...]:
        if type(value) is not list:
            raise _not("a list", value)
        found = cast(list[Any], value)
        if at_most is not None and len(found) > at_most:
            raise ValueError(f"{len(found)} are more than {at_most}")
        return tuple([of(item) for item in found])

    return read


def record(make: type[D], of: Mapping[str, Read[Any]], *, ignores_others: bool = False) -> Read[D]:
    """A dataclass by its fields. What is left out stands at its default; what is unknown is refused or ignored."""
    needed = {field.name for field in fields(make) if field.default is MISSING}

    def read(value: Any) -> D:
        found = _object(value)
        if not needed <= found.keys() or not (ignores_others or found.keys() <= of.keys()):
            raise _not(f"a {make.__name__}", value)
        return make(**{name: of[name](item) for name, item in found.items() if name in of})

    return read


def told_by(key: str, of: Mapping[str, Read[T]]) -> Read[T]:
    """One of several records; the text under that key tells which."""

    def read(value: Any) -> T:
        kind = text(_object(value).get(key))
        if kind not in of:
            raise _not(f"one of {', '.join(of)}", kind)
        return of[kind](value)

    return read


def _object(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise _not("an object", value)
    return cast(dict[str, Any], value)


def _not(wanted: str, value: Any) -> ValueError:
    return ValueError(f"{str(value)[:80]!r} is not {wanted}")
