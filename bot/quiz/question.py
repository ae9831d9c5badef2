"""A question as a round asks it: complete in itself, so that a reload of the content cannot change it under way.

References are resolved, and it goes to the store and back. Which option is right stays in here; what is shown is drawn
from it elsewhere.
"""

from typing import Literal

from bot.frozen import frozen


@frozen(kw_only=True)
class Shown:
    """What stands above the prompt: a passage or a picture, and where it comes from. `intro` introduces it."""

    intro: str | None = None
    text: str | None = None
    image: str | None = None
    alt: str | None = None
    attribution: str | None = None


@frozen(kw_only=True)
class _Question:
    book: str
    chapter: str
    id: str
    prompt: str
    shown: Shown | None = None
    difficulty: int
    skill: str
    hint: str | None = None
    explain: str
    sources: tuple[str, ...]
    tests: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """`book/chapter/question`, unique in a library."""
        return f"{self.book}/{self.chapter}/{self.id}"


@frozen
class Option:
    """One thing to choose; `why` tells why it is wrong."""

    text: str
    correct: bool
    why: str | None = None


@frozen(kw_only=True)
class Choice(_Question):
    """One right option. `kind` stays what the author wrote, because it is drawn differently."""

    kind: Literal["choice", "true-false", "quote"]
    options: tuple[Option, ...]


@frozen(kw_only=True)
class Multi(_Question):
    """Several right options."""

    kind: Literal["multi"]
    options: tuple[Option, ...]


@frozen(kw_only=True)
class KnownName:
    """Another person or term that the book knows, with every spelling of it."""

    id: str
    spellings: tuple[str, ...]
    family: str | None = None
    is_person: bool = False


@frozen(kw_only=True)
class Named(_Question):
    """A typed name. `accepted` begins with the form that is shown. `others` are names that it is not.

    `accepted_here` is what the moderators of the server count as right besides.
    """

    kind: Literal["name"]
    accepted: tuple[str, ...]
    family: str | None = None
    is_person: bool = False
    exact: bool = False
    others: tuple[KnownName, ...] = ()
    accepted_here: tuple[str, ...] = ()


@frozen(kw_only=True)
class Dated(_Question):
    """A typed date; dates are EDTF. `tolerance` is written as in the content, for example `1 year`.

    `accepted_here` is what the moderators of the server count as right besides, as it was typed.
    """

    kind: Literal["date"]
    answer: str
    answer_os: str | None = None
    tolerance: str | None = None
    accepted_here: tuple[str, ...] = ()


@frozen
class Item:
    """Something with a date (EDTF), to be put in order."""

    text: str
    date: str


@frozen(kw_only=True)
class Order(_Question):
    """Items to be put in order, the earliest first. Those whose dates overlap may stand either way."""

    kind: Literal["order"]
    items: tuple[Item, ...]


@frozen(kw_only=True)
class Match(_Question):
    """`rights[i]` belongs to `lefts[i]`; the rights beyond the lefts belong to none."""

    kind: Literal["match"]
    lefts: tuple[str, ...]
    rights: tuple[str, ...]


Question = Choice | Multi | Named | Dated | Order | Match


@frozen
class Chosen:
    """An answer by buttons or selects: indices into what the question lists, in the question's own order.

    `choice`, `true-false`, `quote`: one index. `multi`: the set of indices. `order`: every item's index, the earliest
    first. `match`: for each left its right's index.
    """

    indices: tuple[int, ...]


@frozen
class Typed:
    """An answer written into a modal."""

    text: str


Answer = Chosen | Typed


@frozen
class Grade:
    """What an answer is worth: `credit` from 0 to 1, and what was understood of it, as its owner reads it.

    `understood` is a phrase such as `read as 12 April 1927` or `accepted as Leon Trotsky`; `remark` explains part
    credit.
    """

    credit: float
    understood: str | None = None
    remark: str | None = None
