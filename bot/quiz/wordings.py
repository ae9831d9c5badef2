"""A name in every way that writes it: its readings to the letter, and the keys by which its customary variants meet."""

import re
from functools import lru_cache

from bot.frozen import frozen
from bot.quiz.confusable import KNOWN
from bot.quiz.folding import ARTICLES, joined, spelt_out, without_articles, words_of
from bot.quiz.numerals import counted, with_leading_roman, with_romans
from bot.quiz.spellings import singular, sound, standard_phrases, standard_word
from bot.quiz.word_lists import listed

Words = tuple[str, ...]

_CONNECTIVES = frozenset({"of", "and", "fo", "at", "in", "on", "for"})
_NUMBER_MARKS = frozenset({"no", "nr", "number"})
# Where these stand, another order of the words says something else: who attacked whom.
_DIRECTIONS = listed("by from to against over into versus between")
_FOREIGN_ARTICLES = listed("la le les el los die das il al")


@frozen
class Wording:
    """A name prepared for comparison.

    `letters`: what is equal to the letter after folding, spaces aside. `keys`: what is equal in one of the customary
    variants. `counted`: its words in order with every number as digits, the reading in which slips are looked for.
    """

    raw: Words
    letters: frozenset[str]
    keys: frozenset[Words]
    sounds: frozenset[Words]
    counted: Words

    @property
    def has_direction(self) -> bool:
        return not _DIRECTIONS.isdisjoint(self.counted)


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """A text prepared for comparison."""
    return wording_of(words_of(text), words_of(spelt_out(text)))


@lru_cache(maxsize=4096)
def wording_of(raw: Words, spelt: Words = ()) -> Wording:
    """Words prepared for comparison; `spelt` are the same with a second letter for umlauts and the like."""
    readings = _readings(raw) | (_readings(spelt) if spelt else frozenset[Words]())
    keys = frozenset(key for reading in readings for key in _keys(reading))
    return Wording(
        raw=raw,
        letters=frozenset(map(joined, readings)),
        keys=keys,
        sounds=frozenset(tuple(sound(word) for word in key) for key in keys),
        counted=counted(with_romans(_bare(raw))),
    )


def _bare(words: Words) -> Words:
    """Without articles and without the `No.` before a number."""
    bare = without_articles(words)
    if not bare:
        return ()
    following = (*bare[1:], "")
    return tuple(
        word for word, after in zip(bare, following, strict=True) if not (word in _NUMBER_MARKS and after[:1].isdigit())
    )


def _readings(words: Words) -> frozenset[Words]:
    bare = _bare(words)
    if not bare:
        return frozenset()
    return frozenset(
        {
            bare,
            counted(bare),
            counted(with_romans(bare)),
            counted(with_leading_roman(bare)),
            _without_foreign(bare),
            _with_joined_initials(bare),
        }
    )


def _with_joined_initials(words: Words) -> Words:
    """`g d r` as `gdr`."""
    text = re.sub(r"(?<![a-z0-9])[a-z](?: [a-z])+(?![a-z0-9])", lambda run: run[0].replace(" ", ""), " ".join(words))
    return tuple(text.split())


def _without_foreign(words: Words) -> Words:
    is_led = len(words) > 1 and words[0] in _FOREIGN_ARTICLES and len("".join(words[1:])) >= 5
    return words[1:] if is_led else words


def _keys(reading: Words) -> frozenset[Words]:
    """One order for all orders, the standard spelling of each word, long names also by their short form."""
    standard = tuple(standard_word(word) for word in reading)
    return frozenset(
        {_in_one_order(standard), _in_one_order(standard_phrases(standard)), _in_one_order(_by_phrase(reading))}
    )


def _by_phrase(reading: Words) -> Words:
    return tuple(standard_word(word) for word in standard_phrases(reading))


def _in_one_order(words: Words) -> Words:
    kept = tuple(word for word in words if word not in _CONNECTIVES and word not in ARTICLES) or words
    return words if not _DIRECTIONS.isdisjoint(words) else tuple(sorted(kept))


def singular_keys(keys: frozenset[Words]) -> frozenset[Words]:
    """The keys with every plural as its singular."""
    return frozenset(tuple(sorted(singular(word) for word in key)) for key in keys)


def names_another(typed: Wording, expected: Wording) -> bool:
    """Whether a typed word is a name of its own that the expected wording does not have."""
    own = {word for key in expected.keys for word in key} | set(expected.raw)
    return any(word in KNOWN and word not in own and standard_word(word) not in own for word in typed.counted)
