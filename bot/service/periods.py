"""Stretches of time that a board can be asked for, in UTC: weeks begin on Monday, months on the 1st."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.errors import UserError
from bot.frozen import frozen
from bot.store.terms import Term

THIS_TERM = "term"
_WEEK = timedelta(weeks=1)
_ONE_DAY = timedelta(days=1)


class NoSuchPeriod(UserError):
    """No period goes by what the member wrote."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"“{wanted}” is not a period of this server. Choose one from the list that opens as you type, such as "
            "this week, this month or all time."
        )


@frozen
class Period:
    """From `since` until before `until`; None where it is open. `term` is the name of the term that it is."""

    title: str
    since: datetime | None = None
    until: datetime | None = None
    term: str | None = None


def periods(terms: Sequence[Term], now: datetime) -> Mapping[str, Period]:
    """Every period of a server by the value that chooses it. `terms` stand with the newest first."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - midnight.weekday() * _ONE_DAY
    first = midnight.replace(day=1)
    first_before = (first - _ONE_DAY).replace(day=1)
    first_after = (first + 31 * _ONE_DAY).replace(day=1)
    all_time = Period("All time")
    return {
        THIS_TERM: _of_term(terms[0]) if terms else all_time,
        "week": Period("This week", monday, monday + _WEEK),
        "month": Period("This month", first, first_after),
        "all": all_time,
        "last-week": Period("Last week", monday - _WEEK, monday),
        "last-month": Period("Last month", first_before, first),
        **{f"term:{term.name}": _of_term(term) for term in terms},
    }


def labels(of: Mapping[str, Period]) -> dict[str, str]:
    """What each period is called in a list to choose from, by its value."""
    return {value: "This term" if value == THIS_TERM else period.title for value, period in of.items()}


def period(of: Mapping[str, Period], wanted: str | None) -> Period:
    """The period that was chosen, or typed as it is called; this term when none was. Raises `NoSuchPeriod`."""
    if wanted is None:
        return of[THIS_TERM]
    if wanted in of:
        return of[wanted]
    typed = wanted.strip().casefold()
    called = {(period.term or period.title).casefold(): period for period in of.values()}
    called |= {label.casefold(): of[value] for value, label in labels(of).items()}
    try:
        return called[typed]
    except KeyError:
        raise NoSuchPeriod(wanted) from None


def _of_term(term: Term) -> Period:
    return Period(f"Term: {term.name}", term.began_at, term.ended_at, term.name)
