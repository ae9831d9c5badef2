"""From what somebody typed to the few tokens that the reader of typed dates knows.

Every word is either known or the whole text is unreadable: nothing is skipped because it is not understood. Numbers
written as dates come out in one order, so "12/04/1927", "1927-04-12" and "April 12th, 1927" all become
`12 m04 1927` (or `m04 12 1927`).
"""

import re

from bot.content.month_names import (
    MONTH_TOKENS,
    ORDINAL_TOKENS,
    ROMAN_TOKENS,
    SEASON_TOKENS,
    WEEKDAY_TOKENS,
    folded,
)

_LONGEST = 120

_PHRASES = tuple(
    (re.compile(pattern), token)
    for pattern, token in (
        (r"[\u2010\u2011]", "-"),
        (r"\s*(?:[\u2012-\u2015\u2212]|--+)\s*", "–"),
        (r"[\u2018\u2019\u02bc`´]", "'"),
        (r"[\"“”„«»*_]", ""),
        (r"\s+", " "),
        (r"((?<!\d)\d{3}|(?<![-–/\d])\d{1,2})\?", r"\1 unknown digit "),  # 191? may be any year of the 1910s
        (r"\(\?+\)|\[\?+\]|\?+", " § "),
        (
            r"\b(?:in|by|on|under|according to)? ?(?:the )?(?:old[ -]style|julian)(?: calendar| style)?\b",
            " os ",
        ),
        (
            r"\b(?:in|by|on|under|according to)? ?(?:the )?(?:new[ -]style|gregorian)(?: calendar| style)?\b",
            " ns ",
        ),
        (r"\b(?:по )?старому стилю|\bст\. ?ст\.?|\balten stils|\b(?:vieux|ancien) style|\bestilo antiguo", " os "),
        (r"\b(?:по )?новому стилю|\bн\. ?ст\.?|\bneuen stils|\bnouveau style|\bestilo nuevo", " ns "),
        (r"\bo\. ?s\.?(?!\w)|(?<![^\W\d])os\b", " os "),
        (r"\bn\. ?s\.?(?!\w)|(?<![^\W\d])ns\b", " ns "),
        (
            r"(?<![^\W\d])(?:b\. ?c\. ?(?:e\.?)?|b\.?c\.?(?:e\.?)?|before christ|before (?:the )?common era)(?!\w)",
            " bc ",
        ),
        (r"\bav(?:ant)?\.? j(?:esus)?\.?-? ?c(?:hrist|\.)?(?!\w)|\bv\. ?chr\.?|\bдо н\. ?э\.?|\ba\. ?de c\.?", " bc "),
        (r"(?<![^\W\d])(?:a\. ?d\.|a\.?d\.?|c\. ?e\.?|ce|anno domini|common era)(?!\w)", " ad "),
        (
            r"\bap(?:r(?:es)?)?\.? j(?:esus)?\.?-? ?c(?:hrist|\.)?(?!\w)|\bn\. ?chr\.?|\bн\. ?э\.?|\bd\. ?de c\.?",
            " ad ",
        ),
        (r"\bi (?:think|guess|believe|suppose)\b|\b(?:it )?(?:could|might|may|must) (?:be|have been)\b", " § "),
        (r"\b(?:maybe|perhaps|probably|possibly|presumably|likely)\b", " § "),
        (r"\b(?:no|not) later than\b|\bup (?:to|until|till)\b(?: and including\b)?", " until "),
        (r"\b(?:no|not) earlier than\b|\bstarting (?:in|from|with)\b|\bas of\b", " since "),
        (r"\bprior to\b|\bearlier than\b|\bpre(?:-| (?=\d))", " before "),
        (r"\blater than\b|\bpost(?:-| (?=\d))", " after "),
        (r"\b(?:in|on) or (?:before|earlier than)\b|\bbefore or (?:in|on)\b", " until "),
        (r"\b(?:in|on) or (?:after|later than)\b|\bafter or (?:in|on)\b", " since "),
        (r"\b(?:definitely|certainly|surely|exactly|precisely)\b", ""),
        (r"\b(?:or|and) (?:later|after|afterwards?)\b|\bon ?wards?\b|\+$", " onwards "),
        (r"\b(?:or|and) (?:earlier|before)\b|\bat the latest\b", " backwards "),
        (r"\b(?:or so|or thereabouts)\b|(?<=\d)[ -]?ish\b", " about "),
        (r"\bsome(?:where|time| time)? (?=around|about|circa|in|between|during|before|after)", ""),
        (r"\b(?:1st|first) half\b", " h1 "),
        (r"\b(?:2nd|second|latter|last) half\b", " h2 "),
        (r"\b(?:1st|first) quarter\b", " q1 "),
        (r"\b(?:2nd|second) quarter\b", " q2 "),
        (r"\b(?:3rd|third) quarter\b", " q3 "),
        (r"\b(?:4th|fourth|last|final) quarter\b", " q4 "),
        (r"\b(early|mid|late)[ -]+to[ -]+(mid|late)\b", r"\1–\2"),
        (r"\b(?:at )?(?:the )?(?:very )?(?:beginning|start|outset)(?: of| in)?\b", " beginning "),
        (r"\b(?:at |in )?(?:the )?middle(?: of)?\b", " middle "),
        (r"\b(?:at |towards? )?(?:the )?(?:very )?end(?: of)?\b", " end "),
        (r"\b(early|mid|late)-(?=\w)|\b(early|mid|late) in\b", r" \1\2 "),
        (r"\b(twenty|thirty) (?=[a-z]+(?:st|nd|rd|th)\b)", r"\1-"),
    )
)
_WINTER = re.compile(
    r"(?P<winter>winter|hiver|invierno|зимои|зима)(?P<of> of| de)? (?P<first>\d{4}) ?[-–/] ?(?P<second>\d{2}|\d{4})\b"
)
_DAY_AND_MONTH = re.compile(r"(?<![\d/.])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{3,4})(?![\d])")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH_AND_YEAR = re.compile(r"(?<![\d/.\-–])(\d{1,2})[-/.](\d{4})(?!\d|[/.]\d)")
_YEAR_AND_MORE = re.compile(r"(?<![\d/.])(\d{4})( ?[-–/] ?)(\d{1,2})(?=$| ?[^\d\w ]| (?:ad|os|ns|§)\b)")

_WORD = re.compile(
    r"(?P<skip>[\s.,]+)"
    r"|(?P<decade>\d{2,3}0'?s(?!\w)|\d{3}x(?!\w))"
    r"|(?P<century>\d\dxx(?!\w))"
    r"|(?P<ordinal>\d{1,2}-?(?:st|nd|rd|th|er|re|eme|e|o|a|го|ое|е|и)(?!\w))"
    r"|(?P<number>\d+)"
    r"|(?P<written>(?:twenty|thirty)-[a-z]+)"
    r"|(?P<word>m\d\d|[hq]\d|[^\W\d]+)"
    r"|(?P<sign>[-–/()~=§±≈])"
)
_CENTURY_WORDS = frozenset(("century", "centuries", "cent", "siecle", "jahrhundert", "siglo", "век", "века", "веке"))
_CIRCA_WORDS = (
    "c ca circa cca about around approximately approx roughly vers environ etwa ungefahr hacia около примерно ~ ± ≈"
)
_LEADING_WORDS = (
    "it was is its it's that this they happened occurred began took place in on at during within the year date day "
    "answer sometime exactly le la el les en im am den dem der das au jahr annee ano anno в во"
)
_CIRCA = frozenset(_CIRCA_WORDS.split())
_LEADING = frozenset(_LEADING_WORDS.split())
_DROPPED = frozenset(folded("of the de del des du г год года году гг").split())
_PLAIN = {
    "until": "until", "till": "until", "til": "until", "by": "until", "thru": "to", "through": "to", "to": "to",
    "before": "before", "after": "after", "since": "since", "from": "from", "between": "between", "and": "and",
    "on": "onwards", "onwards": "onwards", "backwards": "backwards", "bc": "bc", "ad": "ad", "os": "os", "ns": "ns",
    "early": "early", "mid": "mid", "late": "late", "beginning": "beginning", "middle": "middle", "end": "end",
}  # fmt: skip


def tokens_of(text: str, *, day_first: bool) -> list[str] | None:
    """The tokens of a typed date; None when a part of it is not understood or can mean two things.

    `§` stands for doubt, `c` for circa, `-` for any sign of a range.
    """
    if len(text) > _LONGEST or "§" in text:
        return None
    plain = folded(text).strip(" \t\n.!,;:'")
    for pattern, token in _PHRASES:
        plain = pattern.sub(token, plain)
    plain = _WINTER.sub(_one_winter, " ".join(plain.split()))
    try:
        plain = _numbers_in_order(plain, day_first=day_first)
    except _TwoMeaningsError:
        return None
    words = _words(plain)
    return None if words is None else _tidied(words)


class _TwoMeaningsError(Exception):
    pass


def _one_winter(found: re.Match[str]) -> str:
    first, second = int(found["first"]), int(found["second"])
    follows = second in {first + 1, (first + 1) % 100}
    return f"{found['winter']} {first}" if follows else found[0]


def _numbers_in_order(text: str, *, day_first: bool) -> str:
    text = _ISO_DAY.sub(lambda found: _day_token(found[4], found[3], found[1], found[0]), text)
    text = _DAY_AND_MONTH.sub(lambda found: _numeric_day(found, day_first=day_first), text)
    text = _MONTH_AND_YEAR.sub(lambda found: _month_token(found[1], found[2], found[0]), text)
    return _YEAR_AND_MORE.sub(_year_and_more, text)


def _numeric_day(found: re.Match[str], *, day_first: bool) -> str:
    first, second = int(found[1]), int(found[3])
    if first > 12 or (day_first and second <= 12):
        return _day_token(found[1], found[3], found[4], found[0])
    return _day_token(found[3], found[1], found[4], found[0])


def _year_and_more(found: re.Match[str]) -> str:
    """ "1917-21" is a range, "1927-04" a month; "1905-07" could be either, and only a dash of a range decides."""
    year, rest = int(found[1]), int(found[3])
    may_be_range = rest > year % 10 ** len(found[3])
    may_be_month = 1 <= rest <= 12
    if may_be_range and may_be_month and "–" not in found[2]:
        raise _TwoMeaningsError
    if may_be_range:
        return f"{found[1]}–{found[1][: -len(found[3])]}{found[3]}"
    return _month_token(found[3], found[1], found[0])


def _day_token(day: str, month: str, year: str, written: str) -> str:
    return f" {int(day)} m{int(month):02} {year} " if 1 <= int(month) <= 12 else written


def _month_token(month: str, year: str, written: str) -> str:
    return f" m{int(month):02} {year} " if 1 <= int(month) <= 12 else written


def _words(text: str) -> list[str] | None:
    words: list[str] = []
    place = 0
    while place < len(text):
        found = _WORD.match(text, place)
        if found is None:
            return None
        place = found.end()
        if found.lastgroup == "skip":
            continue
        word = _token(found, leading=all(earlier in {"§", "c"} for earlier in words))
        if word is None:
            return None
        words.extend(word.split())
    return words


def _token(found: re.Match[str], *, leading: bool) -> str | None:
    """The token for one word, "" for a word that adds nothing, None for one that is not known."""
    word = found[0]
    match found.lastgroup:
        case "decade":
            return f"d{re.match(r'[0-9]+', word)[0]}" if "x" not in word else f"d{word[:3]}0"  # pyright: ignore[reportOptionalSubscript]
        case "century":
            return f"{int(word[:2]) + 1}th century"
        case "ordinal":
            return f"{int(re.sub(r'[^0-9]', '', word))}th"
        case "number":
            return word
        case "written":
            return ORDINAL_TOKENS.get(word)
        case "sign":
            return {"–": "-", "=": "/"}.get(word, "c" if word in _CIRCA else word)
        case _:
            return _word_token(word, leading=leading)


def _word_token(word: str, *, leading: bool) -> str | None:
    if re.fullmatch(r"m\d\d|[hq]\d", word):
        return word
    if word in _DROPPED or (leading and word in _LEADING):
        return ""
    if word in _CIRCA:
        return "c"
    if word in _CENTURY_WORDS:
        return "century"
    for table in (_PLAIN, MONTH_TOKENS, SEASON_TOKENS, WEEKDAY_TOKENS, ORDINAL_TOKENS, ROMAN_TOKENS):
        if word in table:
            return table[word]
    return None


def _tidied(words: list[str]) -> list[str]:
    """Roman months and centuries, "19th c.", and hyphens that only join the parts of one date."""
    line = " ".join(words)
    line = re.sub(r"(\d{1,2}) - (m\d\d) - (\d{3,4})\b", r"\1 \2 \3", line)
    line = re.sub(r"^(m\d\d) - (\d{4})$", r"\1 \2", line)
    line = re.sub(r"\b(\d{1,2}th) c\b", r"\1 century", line)
    line = re.sub(r"\b(\d{1,2}th) - century\b", r"\1 century", line)
    line = re.sub(r"\br(\d+) century\b", r"\1th century", line)
    line = re.sub(r"\bcentury r(\d+)\b", r"\1th century", line)
    line = re.sub(
        r"\b(\d{1,2}) r(\d|1[0-2]) (\d{3,4})\b", lambda found: f"{found[1]} m{int(found[2]):02} {found[3]}", line
    )
    return line.split()
