"""Short forms that everyone understands: Versailles for the Treaty of Versailles."""

from collections.abc import Iterator

from bot.quiz.folding import without_articles
from bot.quiz.numerals import counted, with_romans
from bot.quiz.word_lists import listed

Words = tuple[str, ...]

# Nouns that say what kind of thing a name is; the name stands alone without them.
_KINDS = listed(
    "treaty peace battle siege conference congress edict accord accords armistice agreement diet summit canal republic"
)
_BODIES = frozenset({"party"})
_SHORTEST = 4
_ADJECTIVES = ("an", "ish", "ch", "ese", "al", "ic")


def short_forms(name: Words) -> Iterator[Words]:
    """The customary short forms of a thing's or a ruler's name."""
    bare = without_articles(name)
    yield from _without_kind(bare)
    yield from _without_country(bare)
    yield from acronyms(bare)
    if len(bare) == 1:
        yield from _with_party(bare[0])


def _with_party(name: str) -> Iterator[Words]:
    """`Bolshevik Party` for the Bolsheviks."""
    if name.endswith("s") and len(name) > _SHORTEST + 1:
        yield (name.removesuffix("s"), "party")


def _without_kind(name: Words) -> Iterator[Words]:
    if not name:
        return
    if len(name) > 2 and name[0] in _KINDS and name[1] in ("of", "at"):
        yield name[2:]
    rest, kind = list(name[:-1]), "".join(name[-1:])
    letters = "".join(rest)
    is_adjective = letters.endswith(_ADJECTIVES)
    if kind in _KINDS | _BODIES and len(letters) >= _SHORTEST and not letters[0].isdigit() and not is_adjective:
        yield tuple(rest)


def _without_country(name: Words) -> Iterator[Words]:
    """A ruler's number says who it is."""
    if "of" in name[2:]:
        ruler = name[: name.index("of", 2)]
        if counted(with_romans(ruler))[-1].isdigit():
            yield ruler


def acronyms(name: Words) -> Iterator[Words]:
    """The first letters of a name of three words and more, with and without its `of`; a number has none."""
    if any(word.isdigit() for word in counted(with_romans(name))):
        return
    for words in (name, tuple(word for word in name if word not in ("of", "and", "for", "in"))):
        initials = "".join(word[:1] for word in words)
        if len(words) >= 3 and initials.isalpha():
            yield (initials,)
