"""The names of months, weekdays, seasons and ordinals, as people type them in several languages.

Every table maps a folded word (see `folded`) to the token that the reader of typed dates works with: `m04` is April,
`w1` is Tuesday, `s21` is spring, `12th` is the twelfth. A month's full name is known from any beginning of it that
its language uses as an abbreviation, and Russian names in every case.
"""

import unicodedata
from collections.abc import Mapping

_ENGLISH = (
    "january jan",
    "february feb febr",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
_FRENCH = (
    "janvier janv",
    "février févr fév",
    "mars",
    "avril avr",
    "mai",
    "juin",
    "juillet juil",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre déc",
)
_GERMAN = (
    "januar jänner jaenner jän",
    "februar feber",
    "märz maerz mär mrz",
    "april aprils",
    "mai mais",
    "juni juno",
    "juli",
    "august augusts",
    "september septembers",
    "oktober okt",
    "november novembers",
    "dezember dez",
)
_SPANISH = (
    "enero ene",
    "febrero",
    "marzo mzo",
    "abril abr",
    "mayo",
    "junio",
    "julio",
    "agosto ago",
    "septiembre setiembre set",
    "octubre",
    "noviembre",
    "diciembre dic",
)
_RUSSIAN_STEMS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_RUSSIAN_ABBREVIATIONS = ("янв", "фев", "мар", "апр", "", "", "", "авг", "сен сент", "окт", "ноя нояб", "дек")
_WEEKDAYS = (
    "monday mon lundi montag lunes понедельник",
    "tuesday tue tues mardi dienstag martes вторник",
    "wednesday wed weds mercredi mittwoch miércoles среда среду",
    "thursday thu thur thurs jeudi donnerstag jueves четверг",
    "friday fri vendredi freitag viernes пятница пятницу",
    "saturday sat samedi samstag sonnabend sábado суббота субботу",
    "sunday sun dimanche sonntag domingo воскресенье",
)
_SEASONS = (
    "spring springtime printemps frühling frühjahr primavera весна весной весны весну",
    "summer summertime été sommer verano лето летом лета",
    "autumn fall automne herbst otoño осень осенью осени",
    "winter wintertime hiver invierno зима зимой зимы зиму",
)
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"


def folded(text: str) -> str:
    """Without case, accents and invisible characters, with plain digits and in compatible forms."""
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    decomposed = unicodedata.normalize("NFD", digits.casefold())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) not in {"Mn", "Cf"})


def _russian_month(number: int) -> tuple[str, ...]:
    stem = _RUSSIAN_STEMS[number - 1]
    if number == 5:
        return tuple(stem + ending for ending in ("й", "я", "е", "ю", "ем"))
    endings = ("", "а", "е", "у", "ом") if stem in {"март", "август"} else ("ь", "я", "е", "ю", "ем")
    return tuple(stem + ending for ending in endings)


def _months() -> dict[str, str]:
    names: dict[str, str] = {}
    for number in range(1, 13):
        tables = (_ENGLISH, _FRENCH, _GERMAN, _SPANISH, _RUSSIAN_ABBREVIATIONS)
        words = [word for table in tables for word in table[number - 1].split()]
        names |= {folded(word): f"m{number:02}" for word in (*words, *_russian_month(number))}
    return names


def _listed(rows: tuple[str, ...], letter: str, first: int) -> dict[str, str]:
    return {folded(word): f"{letter}{number}" for number, row in enumerate(rows, first) for word in row.split()}


def _ordinals() -> dict[str, str]:
    words = {word: f"{number}th" for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
    units = {f"twenty-{word}": f"{20 + number}th" for number, word in enumerate(_ORDINAL_WORDS.split()[:9], 1)}
    return words | units | {"thirtieth": "30th", "thirty-first": "31th"}


def _roman() -> dict[str, str]:
    return {word: f"r{number}" for number, word in enumerate(_ROMAN_NUMERALS.split(), 1)}


MONTH_TOKENS: Mapping[str, str] = _months()
WEEKDAY_TOKENS: Mapping[str, str] = _listed(_WEEKDAYS, "w", 0)
SEASON_TOKENS: Mapping[str, str] = _listed(_SEASONS, "s", 21)
ORDINAL_TOKENS: Mapping[str, str] = _ordinals()
ROMAN_TOKENS: Mapping[str, str] = _roman()
