"""A reload takes over what did not change, and still comes to exactly what a load from nothing comes to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.folders import gather_files
from bot.content.library import Library
from bot.content.loading import Loaded, examine_gathered
from bot.content.search import Index, NamedKind

BOOKS = ("alpha", "beta", "gamma", "delta")
WORDS = ("armistice", "blockade", "commune", "decree", "embargo", "front", "glasnost", "hetman")
TYPED = ("", "a", "de", "ar", "fron", "hetmn", "the commune", "decree front", "blokade", "kreml", "first", "zz")

Files = Mapping[str, bytes]


def book_file(folder: str, variant: int) -> str:
    """Another title, somebody shared, or the id of another folder, which is then taken twice."""
    id_ = BOOKS[0] if variant == 3 else folder
    people = "people:\n  shared: {name: Lev Kremlin, role: Shared by the chapters.}\n" if variant else ""
    return f"schema: 1\nbook: {{id: {id_}, title: The {WORDS[variant]} of {folder}}}\n{people}"


def chapter_file(name: str, variant: int) -> str:
    """A chapter that tells of other things, and more of them, in each variant; some are worth a warning."""
    word, other = WORDS[variant % 8], WORDS[(variant * 3 + 1) % 8]
    facts = "".join(
        f"  f-{name}-{number}: {{text: The {word} came before {WORDS[number % 8]}., about: [p-{name}-{number % 2}], "
        f"cite: {{source: chapter}}{', replaces: [f-old]' if number == variant == 2 else ''}}}\n"
        for number in range(1 + variant % 4)
    )
    return f"""\
schema: 1
chapter: {{id: {name}, title: The first {word}, abstract: About the {other}.{", number: 1" if variant == 4 else ""}}}
people:
  p-{name}-0: {{name: {word.title()} Kremlin, aliases: [{other.title()}], role: Of the {word}., not: [p-{name}-1]}}
  p-{name}-1: {{name: Ivan {other.title()}, role: Nobody.}}
events:
  e-{name}:
    label: The {word}
    date: 19{10 + variant}-11-0{variant + 1}
    people: [p-{name}-0]
    cite: {{source: book}}
facts:
{facts}questions:
  q-{name}:
    kind: true-false
    prompt: Was the {"same" if variant > 5 else name} {word} before the {other}?
    answer: true
    tests: [f-{name}-0]
    explain: It was.
    cite: {{source: book}}
"""


BROKEN = (
    "schema: 1\nchapter: [",
    chapter_file("one", 1).replace("p-one-1]", "p-nobody]"),  # stands for nothing
    chapter_file("two", 2),  # ids that another file has, or the name of another file
    chapter_file("three", 0).replace("about: [p-three-0]", "about: [shared]"),  # sound where the book has that person
    chapter_file("three", 1).replace("f-three-0", "f-old"),  # sound where nobody replaces it
)


@st.composite
def edits(draw: st.DrawFn) -> dict[str, bytes | None]:
    """A few files with what they hold from now on; None where they are removed."""
    changed: dict[str, bytes | None] = {}
    for _ in range(draw(st.integers(1, 3))):
        folder, name = draw(st.sampled_from(BOOKS)), draw(st.sampled_from(("book", "one", "two", "three")))
        choice = draw(st.integers(-2, 7))
        if name == "book":
            text = book_file(folder, max(choice, 0) % 4)
        elif choice >= 0:
            text = chapter_file(name, choice)
        else:
            text = draw(st.sampled_from(BROKEN)) if choice == -1 else None
        changed[f"{folder}/{name}.yaml"] = None if text is None else text.encode()
    if draw(st.booleans()) and draw(st.booleans()):
        gone = draw(st.sampled_from(BOOKS))
        changed |= {f"{gone}/{name}.yaml": None for name in ("book", "one", "two", "three")}
    return changed


def first_files() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for folder in BOOKS[:3]:
        files[f"{folder}/book.yaml"] = book_file(folder, 1).encode()
        files |= {f"{folder}/{name}.yaml": chapter_file(name, len(folder) % 4).encode() for name in ("one", "two")}
    return files


def written(files: Mapping[str, bytes], changed: Mapping[str, bytes | None]) -> dict[str, bytes]:
    after = {**files, **changed}
    return {name: content for name, content in after.items() if content is not None}


def answers(index: Index, library: Library) -> Iterator[object]:
    """All that one can learn from an index."""
    for typed in TYPED:
        yield index.find(typed, 0, 50)
        for kind in get_args(NamedKind):
            yield kind, typed, index.suggest(kind, typed), index.called(kind, typed)
        for chapter in library.chapters.values():
            yield chapter.key, index.suggest_subjects(chapter, typed)
    for kind in get_args(NamedKind):
        yield [index.by_key(kind, key) for key in keys(library)]
    for month in range(1, 13):
        yield [index.anniversaries.on(date(2025, month, day)) for day in range(1, 10)]
        yield index.anniversaries.nearest(date(2025, month, 20), 40)
    yield from (index.mentions(book) for book in library.books)


def keys(library: Library) -> Sequence[str]:
    chapters = library.chapters.values()
    things = [f"{chapter.book.id}/{id_}" for chapter in chapters for id_ in (*chapter.people, *chapter.events)]
    return [*library.books, *library.chapters, *things, "nowhere", "alpha/nobody"]


def same(incremental: Loaded, full: Loaded) -> bool:
    """Also in the order of everything, which comparing mappings passes over."""
    one, other = incremental.library, full.library
    return (
        one == other
        and list(one.books) == list(other.books)
        and list(one.chapters) == list(other.chapters)
        and all(
            list(getattr(chapter, part)) == list(getattr(other.chapters[key], part))
            for key, chapter in one.chapters.items()
            for part in ("people", "terms", "events", "sources", "facts", "questions")
        )
        and incremental.warnings == full.warnings
    )


@given(st.lists(edits(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_reload_comes_to_exactly_what_a_load_from_nothing_comes_to(steps: list[dict[str, bytes | None]]) -> None:
    files = first_files()
    before, problems = examine_gathered(gather_files(files))
    assert before is not None, problems
    index = Index.of(before.library)
    for changed in steps:
        files = written(files, changed)
        reloaded, found = examine_gathered(gather_files(files), before)
        fresh, expected = examine_gathered(gather_files(files))
        assert found == expected
        assert (reloaded is None) == (fresh is None)
        if reloaded is None or fresh is None:
            continue  # refused: what was there before stays
        assert same(reloaded, fresh)
        index = Index.of(reloaded.library, index)
        assert list(answers(index, reloaded.library)) == list(answers(Index.of(fresh.library), fresh.library))
        before = reloaded


def test_the_index_before_answers_as_it_did() -> None:
    files = first_files()
    before, _ = examine_gathered(gather_files(files))
    assert before is not None
    index = Index.of(before.library)
    answered = list(answers(index, before.library))
    changed = written(files, {"beta/one.yaml": chapter_file("one", 7).encode(), "alpha/two.yaml": None})
    after, _ = examine_gathered(gather_files(changed), before)
    assert after is not None
    Index.of(after.library, index)
    assert list(answers(index, before.library)) == answered
