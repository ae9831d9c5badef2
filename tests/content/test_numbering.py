"""The places that books are given in an index."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.content.numbering import Seat, first_slots, number, place_of, slot_of, slots_for


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=80))
def test_books_that_come_and_go_anywhere_leave_the_places_of_others_alone_and_in_order(
    steps: list[tuple[int, bool]],
) -> None:
    slots = first_slots(3)
    for where, is_added in steps:
        place = where % (len(slots) + 1)
        fixed = [Seat(slot, True) for slot in slots]
        seats = [*fixed[:place], Seat(None, False), *fixed[place:]] if is_added else fixed[:place] + fixed[place + 1 :]
        found = slots_for(seats)
        if found is None:  # no room was left in between
            assert is_added
            found = first_slots(len(seats))
        else:
            assert all(slot == seat.slot for slot, seat in zip(found, seats, strict=True) if seat.is_fixed)
        assert all(low < high for low, high in pairwise([0, *found]))
        slots = found


def test_there_is_room_for_several_books_before_between_and_behind_others() -> None:
    one, other = (Seat(slot, True) for slot in first_slots(2))
    new = Seat(None, False)
    assert slots_for([new, new, one, new, new, new, other, new]) is not None


def test_books_that_stay_as_they_are_cannot_change_places_and_others_can() -> None:
    low, high = first_slots(2)
    assert slots_for([Seat(high, True), Seat(low, True)]) is None
    moved = slots_for([Seat(high, False), Seat(low, True)])
    assert moved is not None
    assert moved[0] < moved[1] == low


@given(st.integers(1, 1 << 38), st.integers(0, (1 << 24) - 1))
def test_a_number_says_book_and_place(slot: int, place: int) -> None:
    assert (slot_of(number(slot, place)), place_of(number(slot, place))) == (slot, place)
