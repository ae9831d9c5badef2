"""Finding things in a small library: what is found, in which order, and what never is."""

from dataclasses import replace

import pytest

from bot.content.entries import words_of
from bot.content.library import Chapter, Library
from bot.content.loading import load_library
from bot.content.search import Hit, Index, NamedKind
from tests.content.conftest import MakeLibrary

BOOK = """\
schema: 1
book:
  id: a-book
  title: The Soviet Union abroad
  author: [{family: Kołakowski, given: Leszek}]
  ISBN: 978-0-203-72558-0
  DOI: 10.1000/soviet.abroad
people:
  trotsky: {name: Leon Trotsky, aliases: [Лев Троцкий], role: Commissar for Foreign Affairs.}
  stalin: {name: Joseph Stalin, aliases: [Stalin, Сталин], role: General Secretary of the party.}
  stamboliyski: {name: Aleksandar Stamboliyski, role: Bulgarian prime minister.}
  chiang: {name: Chiang Kai-shek, aliases: [蒋介石], role: Leader of the Kuomintang.}
sources:
  decree: {type: legislation, title: Decree on Peace, issued: 1917-11-08}
"""

CHAPTER = """\
schema: 1
chapter:
  id: a-chapter
  title: Leaving the war
  abstract: How Soviet Russia left the First World War.
  keywords: [Brest-Litovsk]
terms:
  comintern: {term: Comintern, aliases: [Third International], meaning: A union of parties., not: [cominform]}
  cominform: {term: Cominform, meaning: A later bureau.}
events:
  decree-on-peace: {label: Decree on Peace, date: 1917-11-08, date-os: 1917-10-26, cite: {source: decree}}
facts:
  f-one: {text: "Stalin's essay argued that socialism could be built in one land.", about: stalin, cite: {source: book}}
  f-two: {text: Trotsky proposed an armistice to the Allied ambassadors., about: [trotsky], cite: {source: book}}
  f-three: {text: Stalin met Chiang Kai-shek's son., about: [stalin, chiang], cite: {source: book}}
questions:
  q-one:
    kind: name
    prompt: Which zeppelin was it?
    answer: Hindenburg
    accept: [Graf]
    hint: Think of Lakehurst.
    explain: It was the airship Hindenburg.
    tests: [f-one]
    cite: {source: book}
  q-two:
    kind: choice
    prompt: Which of the quokkas?
    options: [{text: Wallaby, correct: true}, {text: Bandicoot, why: Numbat.}, {text: Potoroo, why: Bilby.}]
    explain: Wombat.
    tests: [f-one]
    cite: {source: book}
"""


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return load_library(make_library(book=BOOK, a_chapter=CHAPTER)).library


@pytest.fixture
def index(library: Library) -> Index:
    return Index.of(library)


def found(index: Index, query: str) -> list[Hit]:
    return list(index.find(query, 0, 50).hits)


def suggested(index: Index, kind: NamedKind, typed: str) -> list[str]:
    return [entry.label for entry in index.suggest(kind, typed)]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("Leaving the war", "a-chapter"),
        ("LEAVING", "a-chapter"),
        ("leav war", "a-chapter"),
        ("kolakowski", "a-book"),
        ("9780203725580", "a-book"),
        ("978-0-203-72558-0", "a-book"),
        ("ISBN 978 0 203 72558 0", "a-book"),
        ("10.1000/soviet.abroad", "a-book"),
        ("https://doi.org/10.1000/soviet.abroad", "a-book"),
        ("brest-litovsk", "a-chapter"),
        ("armistice", "f-two"),
        ("armi amba", "f-two"),
        ("armistcie", "f-two"),
        ("what did trotsky propose to the ambassadors", "f-two"),
        ("Троцкий", "trotsky"),
        ("Trotskiy", "trotsky"),
        ("trotzki", "trotsky"),
        ("蒋介石", "chiang"),
        ("jiang jieshi", "chiang"),
        ("Third International", "comintern"),
        ("commissar", "trotsky"),
        ("8 November 1917", "decree-on-peace"),
        ("26 october", "decree-on-peace"),
        ("decree", "decree"),
    ],
)
def test_a_query_finds_what_was_meant(index: Index, query: str, id_: str) -> None:
    assert id_ in [hit.entry.id for hit in found(index, query)]


@pytest.mark.parametrize("query", ["Trotsky", "trotzky", "comintern", "cominter"])
def test_the_thing_itself_stands_before_what_speaks_of_it(index: Index, query: str) -> None:
    assert found(index, query)[0].entry.id in ("trotsky", "comintern")


@pytest.mark.parametrize(
    "word",
    ["zeppelin", "Hindenburg", "Graf", "Lakehurst", "airship", "quokkas", "Wallaby", "Numbat", "Potoroo", "Wombat"],
)
def test_questions_and_their_answers_are_never_found(index: Index, word: str) -> None:
    assert found(index, word) == []
    assert suggested(index, "anything", word) == []


@pytest.mark.parametrize("query", ["", " ", "*", '"', '";', "(", "NEAR(", "-", "^", "names:", "\0", "🙂", "'"])
def test_signs_without_words_find_nothing_and_break_nothing(index: Index, query: str) -> None:
    assert {hit.entry.id for hit in found(index, query)} <= {"a-book"}


def test_the_operators_of_the_index_are_words_like_others(index: Index) -> None:
    assert [hit.entry.id for hit in found(index, "armistice AND OR NOT trotsky")] == ["f-two"]


def test_a_hit_shows_the_words_around_it(index: Index) -> None:
    (hit,) = found(index, "armistice")
    assert [piece.text.strip() for piece in hit.context if piece.is_hit] == ["armistice"]
    assert "".join(piece.text for piece in hit.context).startswith("Trotsky proposed")


def test_a_hit_by_another_name_shows_that_name(index: Index) -> None:
    (hit,) = found(index, "Third International")
    assert "".join(piece.text for piece in hit.context) == "Third International"


def test_hits_come_in_pages_of_which_the_last_is_the_last(index: Index) -> None:
    everything = found(index, "a")
    page = index.find("a", 2, 2)
    assert page.hits == everything[2:4]
    beyond = index.find("a", 2000, 2)
    assert (beyond.total, beyond.hits[-1]) == (len(everything), everything[-1])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sta", "Joseph Stalin"),
        ("stam", "Aleksandar Stamboliyski"),
        ("jos", "Joseph Stalin"),
        ("stalin jo", "Joseph Stalin"),
        ("stalni", "Joseph Stalin"),
        ("jospeh sta", "Joseph Stalin"),
        ("ста", "Joseph Stalin"),
        ("蒋", "Chiang Kai-shek"),
        ("kai", "Chiang Kai-shek"),
    ],
)
def test_a_person_is_offered_by_the_beginning_of_any_name(index: Index, typed: str, first: str) -> None:
    assert suggested(index, "person", typed)[0] == first


def test_only_what_is_asked_for_is_offered(index: Index) -> None:
    assert suggested(index, "person", "comintern") == []
    assert suggested(index, "term", "com") == ["Cominform", "Comintern"]
    assert suggested(index, "book", "") == ["The Soviet Union abroad"]


def test_what_is_spoken_of_most_is_offered_first_when_nothing_is_typed(index: Index) -> None:
    assert suggested(index, "person", "")[0] == "Joseph Stalin"
    assert suggested(index, "person", "!?") == []


def test_a_subject_is_only_what_facts_are_about(index: Index, library: Library) -> None:
    assert set(suggested(index, "subject", "")) == {"Joseph Stalin", "Leon Trotsky", "Chiang Kai-shek"}
    (chapter,) = library.chapters.values()
    only_trotsky = with_facts(chapter, "f-two")
    again = Index.of(of(library, only_trotsky))
    assert [entry.id for entry in again.suggest_subjects(only_trotsky, "")] == ["trotsky"]


def test_confusables_are_linked_both_ways_whichever_of_them_says_so(index: Index) -> None:
    confused = index.mentions("a-book").confused_with
    assert (confused["comintern"], confused["cominform"]) == (("cominform",), ("comintern",))


def test_a_reload_without_a_change_keeps_the_index(index: Index, library: Library) -> None:
    assert Index.of(library, index) is index


def test_a_reload_finds_what_is_new_and_no_longer_what_is_gone(index: Index, library: Library) -> None:
    (chapter,) = library.chapters.values()
    changed = Index.of(of(library, with_facts(chapter, "f-two")), index)
    assert "f-two" in [hit.entry.id for hit in found(changed, "armistice")]
    assert found(changed, "socialism") == []
    assert [hit.entry.id for hit in found(index, "socialism")] == ["f-one"]
    back = Index.of(library, changed)
    assert [hit.entry.id for hit in found(back, "socialism")] == ["f-one"]


def test_a_book_that_is_gone_is_not_found(index: Index, library: Library) -> None:
    empty = Index.of(Library("empty", {}, {}), index)
    assert found(empty, "trotsky") == []
    assert suggested(empty, "anything", "") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kołakowski’s Ærø", ["kolakowskis", "aero"]),
        ("Лев Троцкий", ["lev", "trotskiy"]),
        ("Ｂｒｅｓｔ-Litovsk", ["brest", "litovsk"]),
    ],
)
def test_words_are_compared_without_case_accents_and_script(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def with_facts(chapter: Chapter, *ids: str) -> Chapter:
    return replace(chapter, facts={id_: chapter.facts[id_] for id_ in ids})


def of(library: Library, chapter: Chapter) -> Library:
    return replace(library, version="another", chapters={chapter.key: chapter})
