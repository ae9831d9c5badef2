"""Numbers for the entries of an index: ascending in reading order, and as they were for all that did not change.

Every book has a slot, with room for more entries than any book has and with gaps before the next slot, in which books
that are added later find their place. Equal hits stand in the order of their numbers, so that an index comes to the
same answers however often parts of it were exchanged.
"""

from collections.abc import Sequence

from bot.frozen import frozen

BITS = 24
ROOM = (1 << BITS) - 1
_GAP = 1 << 16
_LAST = 1 << 38
"""Numbers have 63 bits in the full-text index."""


@frozen
class Seat:
    """The slot that a book had so far, if any; it cannot give it up where its entries stay as they are."""

    slot: int | None
    is_fixed: bool


def number(slot: int, place: int) -> int:
    """Of the entry at this place in the book with this slot."""
    return slot << BITS | place


def slot_of(number: int) -> int:
    return number >> BITS


def place_of(number: int) -> int:
    return number & ROOM


def first_slots(count: int) -> list[int]:
    """Slots for so many books that had none so far."""
    return [_GAP * (place + 1) for place in range(count)]


def slots_for(seats: Sequence[Seat]) -> list[int] | None:
    """Ascending slots for books in reading order; None where there is no room left, or fixed ones changed places."""
    slots, low = list[int](), 0
    for seat, high in zip(seats, _next_fixed(seats), strict=True):
        slot = seat.slot
        if slot is None or not low < slot < high:
            slot = None if seat.is_fixed else min(low + _GAP, (low + high) // 2)
        if slot is None or slot <= low:
            return None
        slots.append(slot)
        low = slot
    return slots


def _next_fixed(seats: Sequence[Seat]) -> list[int]:
    """For each book the slot of the next fixed one behind it."""
    bounds, high = list[int](), _LAST
    for seat in reversed(seats):
        bounds.append(high)
        high = seat.slot if seat.is_fixed and seat.slot is not None else high
    return bounds[::-1]
