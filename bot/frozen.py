"""Values: what is compared by what it holds, and never changed once it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False, order: bool = False) -> Any:
    """A dataclass with slots whose fields the type checker lets nobody change.

    Python itself does not watch over that: it would take a tenth of the start to write the two hundred classes' guards,
    and each value would take longer to make and to unpack.
    """
    make = dataclass(slots=True, unsafe_hash=True, kw_only=kw_only, order=order)
    return make if cls is None else make(cls)
