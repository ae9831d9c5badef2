"""One day typed in both calendars: "25 October (7 November) 1917", "12/25 March 1917"."""

import re

from bot.content.calendars import Day
from bot.content.date_points import Precision
from bot.content.typed_spans import Numbers, read_span

_MARKED = re.compile(r"\( (os|ns) \)")
_PAIR = re.compile(r"(?P<first>[^()/]+) [(/] (?P<second>[^()/]+?)(?: \))?(?P<year> \d{3,4})?")
_MARK = re.compile(r" ?\b(?:os|ns)\b")


def read_dual(tokens: list[str]) -> Day | None:
    """The day, New Style, when the tokens name two days that are one and the same; else None."""
    found = _PAIR.fullmatch(_MARKED.sub(r"\1", " ".join(tokens)))
    if found is None:
        return None
    first, second = found["first"], found["second"] + (found["year"] or "")
    first_mark, second_mark = _mark(first), _mark(found["second"])
    for one, other in _readings(_MARK.sub("", first).split(), _MARK.sub("", second).split()):
        if first_mark != "ns" and second_mark != "os" and _are_one_day(old=one, new=other):
            return Day(*other)
        if first_mark != "os" and second_mark != "ns" and _are_one_day(old=other, new=one):
            return Day(*one)
    return None


def _mark(text: str) -> str:
    found = _MARK.search(text)
    return found[0].strip() if found else ""


def _readings(first: list[str], second: list[str]) -> list[tuple[Numbers, Numbers]]:
    """Both days; one that lacks its month or year takes it from the other, or the year beside that one."""
    pairs = [(_day(first), _day(second))]
    pairs += [(_day([*first, *second[-borrowed:]]), _day(second)) for borrowed in (1, 2)]
    if first and re.fullmatch(r"\d{3,4}", first[-1]):
        year = int(first[-1])
        pairs += [(_day(first), _day([*second, str(near)])) for near in (year, year - 1, year + 1)]
    if second and re.fullmatch(r"\d{3,4}", second[-1]):
        pairs += [(_day([*first, str(int(second[-1]) - 1)]), _day(second))]
    return [(one, other) for one, other in pairs if one and other]


def _day(tokens: list[str]) -> Numbers | None:
    span = read_span(tokens, julian=True)
    return span.first if span and span.precision is Precision.DAY and span.first == span.last else None


def _are_one_day(*, old: Numbers, new: Numbers) -> bool:
    try:
        return Day.from_julian(*old) == Day(*new)
    except ValueError:
        return False
