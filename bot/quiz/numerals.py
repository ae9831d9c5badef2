"""Numbers in names, however they are written: `VIII`, `8`, `8th`, `eighth` and `eight` are one number.

A number is compared exactly; it has no typos.
"""

import re

_CARDINAL_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"

_CARDINALS = {word: number for number, word in enumerate(_CARDINAL_WORDS.split(), 1)}
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
_TENS = {word: 10 * number for number, word in enumerate(_TENS_WORDS.split(), 2)}
_TENTHS = {word[:-1] + "ieth": number for word, number in _TENS.items()}
_LARGE = {"hundred": 100, "hundredth": 100, "thousand": 1000, "thousandth": 1000}

# Frequent slips in number words that cannot be taken for another number.
_MISSPELT = {"eigth": 8, "eigthth": 8, "fith": 5, "nineth": 9, "twelth": 12, "fourty": 40, "secound": 2, "thrid": 3}
_MISSPELT_TOO = {"frist": 1, "sevnth": 7, "fouth": 4, "forteenth": 14, "ninteenth": 19, "ninteen": 19, "ninty": 90}

_SMALL = _CARDINALS | _ORDINALS
_NUMBERS = _SMALL | _TENS | _TENTHS | _LARGE | _MISSPELT | _MISSPELT_TOO

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10}


def roman(word: str) -> int | None:
    """The value of a well-formed Roman numeral from I to XXXIX; higher ones do not stand in names."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_LETTERS[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def counted(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with each number word as digits; `twenty-first` is one number, `nineteen seventeen` a year."""
    found: list[str] = []
    position = 0
    while position < len(words):
        number, length = _number_at(words, position)
        found.append(words[position] if number is None else str(number))
        position += length
    return tuple(found)


def _number_at(words: tuple[str, ...], position: int) -> tuple[int | None, int]:
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else ""
    if word.isdigit():
        return int(word), 1
    if word in _TENS and _SMALL.get(following, 10) < 10:
        return _TENS[word] + _SMALL[following], 2
    if word in _CARDINALS and following in _LARGE:
        return _CARDINALS[word] * _LARGE[following], 2
    if _CARDINALS.get(word, 0) >= 10 and (_CARDINALS | _TENS).get(following, 0) >= 10:
        return _year(words, position)
    return _NUMBERS.get(word), 1


def _year(words: tuple[str, ...], position: int) -> tuple[int, int]:
    """`nineteen seventeen`, `nineteen forty one`."""
    rest, length = _number_at(words, position + 1)
    return _CARDINALS[words[position]] * 100 + (rest or 0), 1 + length


def with_romans(words: tuple[str, ...]) -> tuple[str, ...]:
    """Roman numerals after a name as digits: `henry viii`. None begins a name or stands among initials."""
    return tuple(_roman_as_digits(words, position) for position in range(len(words)))


def with_leading_roman(words: tuple[str, ...]) -> tuple[str, ...]:
    """As `with_romans`, and a first word counts too: `XX Congress`, `II World War`."""
    value = roman(words[0]) if len(words) > 1 and len(words[1]) > 1 else None
    return with_romans(words) if value is None else (str(value), *with_romans(words)[1:])


def _roman_as_digits(words: tuple[str, ...], position: int) -> str:
    word = words[position]
    value = roman(word)
    if value is None or position == 0 or _is_initial(words, position):
        return word
    return str(value)


def _is_initial(words: tuple[str, ...], position: int) -> bool:
    """`i` in `V. I. Lenin`; not in `World War I`."""
    before_is_letter = len(words[position - 1]) == 1 and words[position - 1].isalpha()
    return len(words[position]) == 1 and before_is_letter and position + 1 < len(words)


def numbers_in(words: tuple[str, ...]) -> list[str]:
    """The numbers among the words, in rising order of their digits."""
    return sorted(word for word in words if word.isdigit())
