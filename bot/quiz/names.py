"""Whether a typed name is the one that was asked for.

A typed text is right when it equals an accepted spelling after folding, when it writes the same name in another
customary way (word order, numerals, a surname alone, initials, a transliteration), or when it is a small slip away. The
further it is from the letter, the closer the other names that the book knows are looked at: what is as near to one of
them is not accepted.
"""

from collections.abc import Iterable, Iterator

from bot.frozen import frozen
from bot.quiz import person_names, phrases
from bot.quiz.confusable import COUNTRIES
from bot.quiz.folding import without_articles, words_of
from bot.quiz.people import bearer, name_words, slips_in_person
from bot.quiz.question import KnownName, Named
from bot.quiz.short_forms import acronyms, short_forms
from bot.quiz.slips import distance_in_any_order, distance_in_order, distance_joined
from bot.quiz.wordings import Wording, names_another, singular_keys, wording, wording_of

Words = tuple[str, ...]

LONGEST = 300  # as long as a name may be in the content

# How far a typed name is from a known one. A variant is the same name written in another customary way; each slip adds
# one to it.
_EQUAL = 0
_VARIANT = 1

_MOST_PARTS = 8
_PLACES = frozenset({("city", "of"), ("town", "of"), ("port", "of"), ("village", "of")})


@frozen
class Accepted:
    """What a typed name was accepted as. `plainly` when it was typed as it is written, but for case."""

    name: str
    plainly: bool


@frozen
class _Known:
    """A name with everything that decides whether a typed one is meant by it."""

    spellings: tuple[str, ...]
    family: str | None
    is_person: bool
    exact: bool = False


def match_name(question: Named, text: str) -> Accepted | None:
    """What the typed text was accepted as, or None when it is wrong."""
    if len(text) > LONGEST:
        return None
    is_plain = _but_for_case(text) in map(_but_for_case, question.accepted)
    accepted = Accepted(question.accepted[0], is_plain)
    if accepted.plainly:
        return accepted
    return accepted if _is_right(question, text) else None


def _but_for_case(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_right(question: Named, text: str) -> bool:
    whole = wording(text)
    if not whole.raw:
        return False
    if _is_meant(question, whole):
        return True
    bare = phrases.without_phrases(words_of(phrases.without_list_mark(text)))
    if bare != whole.raw and _is_meant(question, wording_of(bare)):
        return True
    denied = phrases.denied(text)
    if denied is not None:
        return _is_right_and_not(question, *denied)
    return not phrases.is_denial(bare) and _is_right_in_parts(question, phrases.parts_of(text))


def _is_right_and_not(question: Named, said: str, denied: str) -> bool:
    """`Lenin, not Stalin`: the one is right and the other is not."""
    first, second = (phrases.without_phrases(words_of(part)) for part in (said, denied))
    if not first or not second or phrases.is_denial(first) or phrases.is_only_phrases(first):
        return False
    return _is_meant(question, wording_of(first)) and not _is_meant(question, wording_of(second))


def _is_right_in_parts(question: Named, parts: tuple[Words, ...]) -> bool:
    """Every part is right, or those that are not only say more about it. Two different names are a list of guesses."""
    if len(parts) > _MOST_PARTS:
        return False
    rights = [part for part in parts if _is_meant(question, wording_of(part))]
    rest = [part for part in parts if part not in rights]
    return bool(rights) and all(_is_aside(question, part) for part in rest)


def _is_aside(question: Named, part: Words) -> bool:
    """Whether a part beside the right name says only more about it."""
    names = [wording(name).counted for name in question.accepted]
    if phrases.is_year(part):
        return not any(word.isdigit() and len(word) > 2 for name in names for word in name)
    if _names_another(question, part):
        return False
    if " ".join(without_articles(part)) in COUNTRIES:
        return not any(" ".join(name) in COUNTRIES for name in names)
    return phrases.is_aside(part)


def _names_another(question: Named, part: Words) -> bool:
    """Whether an aside is itself a name that the book knows."""
    return any(_distance(wording_of(part), _other(other)) is not None for other in question.others)


def _is_meant(question: Named, typed: Wording) -> bool:
    """Whether the typed name is the accepted one, and no other known name is as near."""
    near = _distance(typed, _asked(question))
    if near is None or near == _EQUAL:
        return near == _EQUAL
    return all(_is_farther(typed, other, near) for other in question.others)


def _is_farther(typed: Wording, other: KnownName, near: int) -> bool:
    distance = _distance(typed, _other(other))
    return distance is None or distance > near


def _asked(question: Named) -> _Known:
    is_person = question.is_person or question.family is not None or _are_a_person(question.accepted)
    return _Known(question.accepted, question.family, is_person, question.exact)


def _other(other: KnownName) -> _Known:
    return _Known(
        other.spellings, other.family, other.is_person or other.family is not None or _are_a_person(other.spellings)
    )


def _are_a_person(spellings: Iterable[str]) -> bool:
    for spelling in spellings:
        words = words_of(spelling)
        is_bearer = len(words) == 1 and words[0] in person_names.BEARERS
        if is_bearer or person_names.looks_like_a_person(words):
            return True
    return False


def _distance(typed: Wording, known: _Known) -> int | None:
    """How far a typed name is from a known one; None when it is not that name."""
    distances = [_distance_from_spelling(typed, spelling, known) for spelling in known.spellings]
    if known.is_person:
        person = bearer(known.spellings, known.family)
        slips = slips_in_person(typed.raw, person)
        distances.append(None if slips is None or (known.exact and slips) else _VARIANT + slips)
    return min((distance for distance in distances if distance is not None), default=None)


def _distance_from_spelling(typed: Wording, spelling: str, known: _Known) -> int | None:
    expected = wording(spelling)
    if not expected.counted:
        return None
    if typed.letters & expected.letters:
        return _EQUAL
    forms = [expected]
    typed_forms = [typed]
    if known.is_person:
        forms.append(wording_of(name_words(spelling)))
        forms.extend(wording_of(short) for short in acronyms(name_words(spelling)))
    else:
        forms.extend(wording_of(short) for short in short_forms(expected.raw))
        forms.append(wording_of(person_names.without_ranks(without_articles(expected.raw), _ranks(known))))
    typed_forms.extend(wording_of(words) for words in _simpler(typed, expected, known))
    found = [_distance_between(one, form, known) for one in typed_forms for form in forms]
    return min((distance for distance in found if distance is not None), default=None)


def _simpler(typed: Wording, expected: Wording, known: _Known) -> Iterator[Words]:
    """The typed name without what may be added to a right one: a rank, the country of a ruler, the year."""
    bare = without_articles(typed.raw)
    ranks = _ranks(known)
    if not person_names.WIVES_RANKS.isdisjoint(bare) and expected.raw[0] not in person_names.WOMENS_NAMES:
        ranks -= person_names.WIVES_RANKS
    name = person_names.without_ranks(bare, ranks)
    yield name
    if not known.is_person and name[:2] in _PLACES and len(name) > 2:
        yield name[2:]
    is_rulers = expected.counted[-1].isdigit() or "the" in expected.raw[1:]
    if (known.is_person or is_rulers) and "of" in name[1:] and "of" not in expected.raw:
        yield name[: name.index("of", 1)]
    if len(bare) > 1 and _is_year(bare[-1]) and not any(word.isdigit() for word in expected.counted):
        yield bare[:-2] if len(bare) > 2 and bare[-2] in ("of", "in") else bare[:-1]


def _ranks(known: _Known) -> frozenset[str]:
    return (person_names.RANKS if known.is_person else person_names.SURE_RANKS) | person_names.WOMENS_RANKS


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4


def _distance_between(typed: Wording, expected: Wording, known: _Known) -> int | None:
    if typed.letters & expected.letters or typed.keys & expected.keys:
        return _VARIANT
    if known.exact:
        return None
    if not known.is_person and singular_keys(typed.keys) & singular_keys(expected.keys):
        return _VARIANT
    if typed.sounds & expected.sounds and not names_another(typed, expected):
        return _VARIANT
    slips = _slips(typed, expected)
    return None if slips is None else _VARIANT + max(slips, 1)


def _slips(typed: Wording, expected: Wording) -> int | None:
    in_order = distance_in_order(typed.counted, expected.counted)
    if in_order is not None or expected.has_direction:
        return in_order
    reordered = distance_in_any_order(_content(typed), _content(expected))
    return distance_joined(typed.counted, expected.counted) if reordered is None else reordered


def _content(name: Wording) -> Words:
    """The words that carry the name."""
    return tuple(word for word in name.counted if word not in ("of", "and")) or name.counted
