"""The reader of typed dates: what a history student types, or "unreadable".

It never guesses. A text that can mean two things, a list of guesses, a year of two digits or a month without a year
is unreadable, and the member is asked again without cost.
"""

import re
from dataclasses import replace
from typing import Literal

from bot.content.calendars import Day
from bot.content.date_points import Precision
from bot.content.dates import (
    BEGINNING_OF_TIME,
    END_OF_TIME,
    HistoricalDate,
    both_styles,
    interval_edtf,
    read_edtf,
    with_article,
)
from bot.content.dual_dates import read_dual
from bot.content.typed_spans import Span, read_span, span_days
from bot.content.typed_words import tokens_of
from bot.frozen import frozen

Calendar = Literal["os", "ns"]
_BOUNDARIES = frozenset(("beginning", "middle", "end"))
_SEPARATORS = frozenset(("-", "/", "to", "until"))
_LONGEST_COMPLETION = 4
_RELATIONS = {"before": "before", "after": "after", "until": "until", "since": "from"}


@frozen
class TypedDate:
    """A date that somebody typed.

    `date` is what it means, New Style: a day or month marked Old Style is converted. `as_written` takes the same
    numbers as they stand, to be held against an Old Style day that a question knows; it is None where only the
    Julian calendar has that day. `calendar` is the mark that was typed. `reading` completes the sentence "read as".
    """

    date: HistoricalDate
    as_written: HistoricalDate | None
    calendar: Calendar | None
    reading: str

    @property
    def approximate(self) -> bool:
        """Whether it was typed with a circa."""
        return self.date.approximate

    @property
    def uncertain(self) -> bool:
        """Whether it was typed with a question mark or a "perhaps"."""
        return self.date.uncertain


def read_typed_date(text: str, *, day_first: bool = True) -> TypedDate | None:
    """What was typed, or None when it is unreadable. `day_first` settles 12/04/1927 as the 12th of April."""
    tokens = tokens_of(text, day_first=day_first)
    if not tokens:
        return None
    doubtful = "§" in tokens
    tokens = [word for word in tokens if word != "§"]
    if day := read_dual(tokens):
        return _in_both_calendars(day, doubtful=doubtful, month_first=not day_first)
    tokens = [word for word in tokens if word not in {"(", ")"}]
    marks = [word for word in tokens if word in {"os", "ns"}]
    tokens = [word for word in tokens if word not in {"os", "ns"}]
    if len(marks) > 1 or not tokens:
        return None
    calendar: Calendar | None = None if not marks else "os" if marks[0] == "os" else "ns"
    meant = _relative(tokens, julian=calendar == "os") or _range(tokens, julian=calendar == "os")
    meant = meant or _single(tokens, julian=calendar == "os")
    return meant and _typed(replace(meant, uncertain=doubtful), calendar, month_first=not day_first)


@frozen
class _Meant:
    """What the tokens say, before it is put into a calendar. One span, two ends, or one end and a relation."""

    start: Span
    end: Span
    relation: str = ""
    uncertain: bool = False


def _single(tokens: list[str], *, julian: bool) -> _Meant | None:
    span = read_span(tokens, julian=julian)
    return span and _Meant(span, span)


def _relative(tokens: list[str], *, julian: bool) -> _Meant | None:
    """Before, after, until (by) and since (from, onwards)."""
    relation = {"from": "since"}.get(tokens[0], tokens[0])
    rest = tokens[1:]
    if tokens[-1] in {"onwards", "backwards"}:
        if tokens[0] in {"before", "after", "until"}:
            return None
        rest = tokens[1:-1] if relation == "since" else tokens[:-1]
        relation = "since" if tokens[-1] == "onwards" else "until"
    if relation not in _RELATIONS:
        return None
    if relation in {"before", "after"} and _BOUNDARIES & set(rest):
        return None
    span = read_span(rest, julian=julian)
    return span and _Meant(span, span, relation)


def _range(tokens: list[str], *, julian: bool) -> _Meant | None:
    separators = _SEPARATORS
    if tokens[0] in {"from", "between"}:
        separators = separators | {"and"} if tokens[0] == "between" else separators
        tokens = tokens[1:]
    places = [place for place, token in enumerate(tokens) if token in separators]
    if len(places) != 1:
        return None
    left, right = tokens[: places[0]], tokens[places[0] + 1 :]
    if not left or not right:
        return None
    return _ends(left, right, julian=julian)


def _ends(left: list[str], right: list[str], *, julian: bool) -> _Meant | None:
    end = _right_end(left, right, julian=julian)
    if end is None:
        return None
    start = _left_end(left, right, end, julian=julian)
    if start is None or start.first >= end.first or start.last >= end.last:
        return None
    if left[0] == "c":
        end = replace(end, approximate=True)
    return _Meant(start, end)


def _right_end(left: list[str], right: list[str], *, julian: bool) -> Span | None:
    """The right side alone, or with what it leaves to the left: "March 3–5, 1918", "AD 14–37", "1917–21"."""
    if span := read_span(right, julian=julian):
        return span
    month = next((word for word in left if re.fullmatch(r"m\d\d", word)), None)
    if month:
        return read_span([month, *right], julian=julian)
    year = [word for word in left if word != "c"]
    if "ad" in year:
        return read_span([*right, "ad"], julian=julian)
    if len(year) == len(right) == 1 and re.fullmatch(r"\d{4}", year[0]) and re.fullmatch(r"\d\d", right[0]):
        return read_span([year[0][:2] + right[0]], julian=julian)
    return None


def _left_end(left: list[str], right: list[str], end: Span, *, julian: bool) -> Span | None:
    """The left side alone, or with as little of the right side as makes it as exact as the right end."""
    inherits_era = right[-1] == "bc" and not {"bc", "ad"} & set(left)
    if not inherits_era and (span := read_span(left, julian=julian)):
        return span
    whole = [word for word in right if word != "c"]
    for borrowed in range(1, min(len(whole), _LONGEST_COMPLETION) + 1):
        span = read_span([*left, *whole[-borrowed:]], julian=julian)
        if span and (span.precision is end.precision or inherits_era):
            return span
    return None


def _typed(meant: _Meant, calendar: Calendar | None, *, month_first: bool) -> TypedDate | None:
    julian = calendar == "os"
    date = _dated(meant, julian=julian)
    if date is None:
        return None
    as_written = _dated(meant, julian=False) if julian else date
    return TypedDate(date, as_written, calendar, _reading(meant, date, as_written, calendar, month_first=month_first))


def _dated(meant: _Meant, *, julian: bool) -> HistoricalDate | None:
    """None where the days do not exist in the calendar, or the time runs out of what EDTF can write."""
    try:
        return read_edtf(_edtf(meant, julian=julian))
    except ValueError:
        return None


def _edtf(meant: _Meant, *, julian: bool) -> str:
    earliest, latest = span_days(meant.start, julian=julian)[0], span_days(meant.end, julian=julian)[1]
    match meant.relation:
        case "before":
            text = interval_edtf(BEGINNING_OF_TIME, earliest.plus_days(-1))
        case "after":
            text = interval_edtf(latest.plus_days(1), END_OF_TIME)
        case "until":
            text = interval_edtf(BEGINNING_OF_TIME, latest)
        case "since":
            text = interval_edtf(earliest, END_OF_TIME)
        case _:
            text = _closed_edtf(meant, earliest, latest, julian=julian)
    return _with_marks(text, meant)


def _closed_edtf(meant: _Meant, earliest: Day, latest: Day, *, julian: bool) -> str:
    if meant.start is meant.end:
        named = meant.start.edtf and not (julian and meant.start.precision < Precision.YEAR)
        return meant.start.edtf if named else interval_edtf(earliest, latest)
    return interval_edtf(earliest, latest)


def _with_marks(text: str, meant: _Meant) -> str:
    """EDTF's own marks of doubt at each end that has them."""
    ends = text.split("/")
    spans = [meant.start] if len(ends) == 1 else [meant.start, meant.end]
    marks = {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}
    return "/".join(
        end if end == ".." else end + marks[span.approximate, meant.uncertain]
        for end, span in zip(ends, spans, strict=True)
    )


def _reading(
    meant: _Meant,
    date: HistoricalDate,
    as_written: HistoricalDate | None,
    calendar: Calendar | None,
    *,
    month_first: bool,
) -> str:
    if calendar == "os" and meant.start.precision < Precision.YEAR:
        return _old_style_reading(date, as_written, month_first=month_first)
    if meant.relation:
        if meant.start.part:
            return date.display(month_first)
        anchor = _dated(replace(meant, relation=""), julian=False) or date
        return f"{_RELATIONS[meant.relation]} {with_article(anchor, month_first=month_first)}"
    return _named(meant, date, month_first=month_first)


def _named(meant: _Meant, date: HistoricalDate, *, month_first: bool) -> str:
    """A part of a decade, a year or a month is shown with the time that it was taken for."""
    shown = date.display(month_first)
    span = meant.start
    if span is not meant.end or span.whole is None or meant.relation:
        return shown
    whole = _dated(_Meant(span.whole, span.whole), julian=False)
    if whole is None:
        return shown
    name = with_article(whole, month_first=month_first) if span.part.endswith(" of") else whole.display(month_first)
    return f"{span.part}{'-' if span.part == 'mid' else ' '}{name} ({shown})"


def _old_style_reading(date: HistoricalDate, as_written: HistoricalDate | None, *, month_first: bool) -> str:
    if date.precision is Precision.DAY:
        return both_styles(date, month_first=month_first)
    if as_written is None:
        return date.display(month_first)
    return f"{as_written.display(month_first)} Old Style ({date.display(month_first)} New Style)"


def _in_both_calendars(day: Day, *, doubtful: bool, month_first: bool) -> TypedDate:
    date = read_edtf(interval_edtf(day, day) + ("?" if doubtful else ""))
    return TypedDate(date, date, "ns", both_styles(date, month_first=month_first))
