import pickle

import pytest

from bot.frozen import frozen


@frozen
class Place:
    name: str
    year: int = 1917


@frozen(kw_only=True, order=True)
class Ranked:
    rank: int


def test_values_are_the_same_when_they_hold_the_same() -> None:
    assert Place("Smolny") == Place("Smolny", 1917) != Place("Smolny", 1918)
    assert len({Place("Smolny"), Place("Smolny")}) == 1
    assert pickle.loads(pickle.dumps(Place("Smolny", 1918))) == Place("Smolny", 1918)  # noqa: S301 - our own


def test_a_value_has_no_room_for_anything_else() -> None:
    with pytest.raises(AttributeError):
        object.__setattr__(Place("Smolny"), "street", "Nevsky")


def test_options_are_those_of_dataclasses() -> None:
    assert sorted([Ranked(rank=2), Ranked(rank=1)])[0] == Ranked(rank=1)
    with pytest.raises(TypeError):
        Ranked(1)  # pyright: ignore[reportCallIssue]  # which is what is tested
