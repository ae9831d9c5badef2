"""The laws of excerpts, spellings and anniversaries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.anniversaries import Anniversaries
from bot.content.excerpts import excerpt
from bot.content.loading import load_library
from bot.content.spelling import Spelling
from tests.content.conftest import MakeLibrary

WORDS = st.text("abcdefghij", min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=80), WORDS)
def test_an_excerpt_is_a_part_of_the_text_with_its_first_hit(words: list[str], wanted: str) -> None:
    text = " ".join(words)
    shown = "".join(piece.text for piece in excerpt(text, {wanted}))
    assert shown.removeprefix("… ").removesuffix("…").strip() in text
    assert len(shown) <= 160 + 60
    hits = [word for word in words if word.startswith(wanted)]
    assert not hits or any(piece.is_hit and hits[0] in piece.text for piece in excerpt(text, {wanted}))


@given(st.sets(st.text("abcdefghijklm", min_size=5, max_size=12), min_size=1, max_size=40), st.data())
def test_a_word_with_one_letter_wrong_is_near_the_word(words: set[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(words)))
    place = data.draw(st.integers(1, len(word) - 1))
    typed = f"{word[:place]}z{word[place + 1 :]}"
    assert word in Spelling.of(words).near(typed, limit=100)


@pytest.mark.parametrize("typed", ["abc", "1917x", "q"])
def test_short_words_and_numbers_have_nothing_near(typed: str) -> None:
    assert Spelling.of(["abd", "1918x", "p"]).near(typed) == ()


EVENTS = """\
schema: 1
chapter: {id: a-chapter, title: A chapter, abstract: About it.}
events:
  october: {label: October, date: 1917-11-07, date-os: 1917-10-25, cite: {source: decree}}
  leap: {label: Leap, date: 1920-02-29, cite: {source: decree}}
  conference: {label: Conference, date: 1945-02-04/1945-02-11, cite: {source: decree}}
  parade: {label: Parade, date: 1941-11-07, cite: {source: decree}}
  month: {label: Month, date: 1927-04, cite: {source: decree}}
"""


@pytest.fixture
def anniversaries(make_library: MakeLibrary) -> Anniversaries:
    return Anniversaries(load_library(make_library(a_chapter=EVENTS)).library.chapters.values())


@pytest.mark.parametrize(
    ("today", "events"),
    [
        (date(2025, 11, 7), [("october", False), ("parade", False)]),
        (date(2025, 10, 25), [("october", True)]),
        (date(2024, 2, 29), [("leap", False)]),
        (date(2025, 2, 4), [("conference", False)]),
        (date(2025, 2, 11), [("conference", False)]),
        (date(2025, 2, 5), []),
        (date(2025, 4, 1), []),
    ],
)
def test_an_event_has_its_day_in_both_calendars(
    anniversaries: Anniversaries, today: date, events: list[tuple[str, bool]]
) -> None:
    assert [(each.place[1], each.is_old_style) for each in anniversaries.on(today)] == events


def test_the_nearest_days_are_found_before_and_after_also_across_the_new_year(anniversaries: Anniversaries) -> None:
    assert [(each.place[1], each.days_away) for each in anniversaries.nearest(date(2025, 2, 12), 3)] == [
        ("conference", -1),
        ("leap", 17),
        ("october", -97),
    ]
    assert anniversaries.nearest(date(2025, 12, 31), 1)[0].days_away == 35


def test_each_event_is_named_once_among_the_nearest(anniversaries: Anniversaries) -> None:
    places = [each.place for each in anniversaries.nearest(date(2025, 2, 12), 5)]
    assert len(places) == len(set(places))
