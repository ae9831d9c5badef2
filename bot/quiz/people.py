"""Whether a typed name is a person's: surname alone, with given names, initials, a patronymic or a rank."""

from functools import lru_cache

from bot.frozen import frozen
from bot.quiz import person_names
from bot.quiz.confusable import KNOWN
from bot.quiz.folding import in_plain_letters, spelt_out, without_articles, words_of
from bot.quiz.numerals import counted, roman, with_romans
from bot.quiz.person_names import BEARERS, GIVEN_NAMES, PARTICLES, RANKS, WOMENS_NAMES, WOMENS_RANKS
from bot.quiz.slips import distance, distance_in_order
from bot.quiz.spellings import standard_word

Words = tuple[str, ...]

_GENERATIONS = frozenset({"jr", "sr", "junior", "senior"})


@frozen
class Bearer:
    """A person by the parts of the name: what stands alone for it, and the given names that go with it."""

    families: frozenset[Words]
    given: frozenset[str]
    initials: frozenset[str]


@lru_cache(maxsize=2048)
def bearer(spellings: tuple[str, ...], family: str | None) -> Bearer:
    """A person from all spellings of the name."""
    names = [words for words in (name_words(spelling) for spelling in spellings) if words]
    said = without_articles(words_of(family)) if family else ()
    families: set[Words] = set()
    for spelling in spellings:
        for form, form_family in ((spelling, said), (spelt_out(spelling), words_of(spelt_out(family or "")))):
            families.update(_families(form, name_words(form), form_family))
    given = frozenset(word for words in names for word in _given(words, families))
    initials = frozenset(_initials(words, families) for words in names) - {""}
    return Bearer(frozenset(families), given, initials)


def name_words(spelling: str) -> Words:
    """The words of a person's name without rank and without Jr."""
    words = person_names.without_ranks(words_of(spelling), RANKS | WOMENS_RANKS)
    return words[:-1] if len(words) > 1 and words[-1] in _GENERATIONS else words


def _families(spelling: str, words: Words, said: Words) -> tuple[Words, ...]:
    if not words:
        return ()
    if said and not _ends_or_begins(words, said):
        is_given_in_another_spelling = {words[0], said[0]} <= person_names.EAST_ASIAN_FAMILIES
        return (words[:1],) if len(words) == 1 or is_given_in_another_spelling else ()
    last = in_plain_letters(spelling).split()[-1:]
    is_hyphenated = bool(last) and "-" in last[0] and last[0].islower() and len(spelling.split()) == 2
    capitals = [part for part in spelling.split()[-1].split("-")[1:] if part[:1].isupper()]
    numbered = counted(with_romans(words))
    return person_names.family_of(numbered, said, hyphenated_last=is_hyphenated and not capitals)


def _ends_or_begins(words: Words, family: Words) -> bool:
    return words[-len(family) :] == family or words[: len(family)] == family


def _given(words: Words, families: set[Words]) -> Words:
    for family in sorted(families, key=len, reverse=True):
        if len(family) < len(words) and words[-len(family) :] == family:
            return words[: -len(family)]
        if len(family) < len(words) and words[: len(family)] == family:
            return words[len(family) :]
    return ()


def _initials(words: Words, families: set[Words]) -> str:
    return "".join(word[0] for word in _given(words, families) if word not in PARTICLES)


def slips_in_person(typed: Words, person: Bearer) -> int | None:
    """The slips in a typed name of this person; None when it is another's or no one's."""
    bare = without_articles(typed)
    name = person_names.without_ranks(bare, RANKS | WOMENS_RANKS)
    name = name[:-1] if len(name) > 1 and name[-1] in _GENERATIONS else name
    found = [slips for family in person.families for slips in _with_family(name, family, person) if slips is not None]
    if not found or _is_a_wifes(bare, name, person):
        return None
    return min(found)


def _with_family(name: Words, family: Words, person: Bearer) -> tuple[int | None, ...]:
    """The name read with the family last and with the family first; the family may be written in one word."""
    size = len(family)
    return (
        _joined(name, family, person),
        _fits_in_full(name, family, person),
        _fits(name[-size:], name[:-size], family, person),
        None if _is_numbered(name[size:]) else _fits(name[:size], name[size:], family, person),
    )


def _joined(name: Words, family: Words, person: Bearer) -> int | None:
    if not name or len(family) < 2 or not _are_given(name[:-1], family, person):
        return None
    return distance(name[-1], "".join(family))


def _is_numbered(words: Words) -> bool:
    """Whether a Roman numeral follows: `Lenin II` is no initials."""
    return len(words) == 1 and len(words[0]) > 1 and roman(words[0]) is not None


def _fits(family_typed: Words, rest: Words, family: Words, person: Bearer) -> int | None:
    slips = distance_in_order(family_typed, family)
    return slips if slips is not None and _are_given(rest, family, person) else None


def _fits_in_full(name: Words, family: Words, person: Bearer) -> int | None:
    """The right first name, middle names that we may not know, and the family."""
    first, middle, last = name[:1], name[1 : -len(family)], name[-len(family) :]
    if (
        not middle
        or len(first[0]) == 2
        or not _are_given(first, family, person)
        or not all(map(_is_middle_name, middle))
    ):
        return None
    return distance_in_order(last, family)


def _is_a_wifes(typed: Words, name: Words, person: Bearer) -> bool:
    """`Mrs Roosevelt` is not Franklin Roosevelt; `Mrs Thatcher` is Margaret Thatcher."""
    has_womans_rank = not WOMENS_RANKS.isdisjoint(typed[: len(typed) - len(name)])
    known = person.given | frozenset(word for family in person.families for word in BEARERS.get(family[-1], ()))
    return has_womans_rank and bool(known) and not (known & WOMENS_NAMES)


def _are_given(words: Words, family: Words, person: Bearer) -> bool:
    """Whether the words before (or after) the family go with this person."""
    names = tuple(word for word in words if word not in PARTICLES)
    known = person.given or BEARERS.get(family[-1], frozenset())
    initials = person.initials or frozenset(word[0] for word in known)
    return all(_is_given(word, position, names, known, initials) for position, word in enumerate(names))


def _is_middle_name(word: str) -> bool:
    """Once the first name is right, another given name that we do not know is no other person's."""
    return len(word) > 3 and word.isalpha() and word not in KNOWN and word not in BEARERS and word not in RANKS


def _is_given(word: str, position: int, names: Words, known: frozenset[str], initials: frozenset[str]) -> bool:
    if not word.isalpha() or (position and len(word) > 1 and roman(word)):
        return False
    if len(word) == 1:
        return _is_initial(word, position, initials)
    if person_names.is_patronymic(word):
        return not any(person_names.is_patronymic(other) for other in known) or _is_one_of(word, known)
    if position == 0 and _is_one_of(word, known, is_first=any(len(name) > 1 for name in known)):
        return True
    if position == 0 and len(word) <= 3 and len(names) == 1 and _are_initials(word, initials):
        return True
    return (position > 0 and _is_one_of(word, known)) or (not known and word in GIVEN_NAMES)


def _is_one_of(word: str, known: frozenset[str], *, is_first: bool = False) -> bool:
    return any(
        standard_word(word) == standard_word(name)
        or (len(name) > 1 and distance(word, name) is not None)
        or (len(name) == 1 and word[0] == name and not is_first)
        for name in known
    )


def _is_initial(letter: str, position: int, initials: frozenset[str]) -> bool:
    """An initial agrees with what is known; a second one may stand for a name that is not."""
    if not initials:
        return True
    if position == 0:
        return any(known[0] == letter for known in initials)
    longer = [known for known in initials if len(known) > position]
    return not longer or any(letter in known for known in longer)


def _are_initials(word: str, initials: frozenset[str]) -> bool:
    """`VI` before Lenin, `FD` before Roosevelt; three letters only where each is known, because `Mao` is a name."""
    if len(word) > 2 and not any(known.startswith(word) for known in initials):
        return False
    return all(_is_initial(letter, position, initials) for position, letter in enumerate(word))
