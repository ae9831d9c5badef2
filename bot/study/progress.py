"""How far a member has come, added up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.frozen import frozen
from bot.study.memory import Card, FactKey
from bot.study.plan import Plan, due
from bot.study.rating import Certainty

FIRM_DAYS = 21
"""A fact is firm when it would still be recalled nine times in ten after so many days without a review."""

CALENDAR_WEEKS = 26


@frozen
class Share:
    """How many facts are firm, asked but not firm yet, and never asked; `due` of the asked ones are due now."""

    firm: int
    fresh: int
    unasked: int
    due: int

    @property
    def total(self) -> int:
        return self.firm + self.fresh + self.unasked

    @property
    def is_begun(self) -> bool:
        return self.firm + self.fresh > 0


@frozen
class ChapterShare:
    """What is known of a chapter."""

    title: str
    share: Share


@frozen
class Said:
    """How many of the answers of which a member said that were right."""

    certainty: Certainty
    answers: int
    right: int


@frozen
class Progress:
    """`days` counts the answers of each day with any; `next_week` the facts that will be due in the coming days."""

    today: date
    days: Mapping[date, int]
    chapters: Sequence[ChapterShare]
    said: Sequence[Said]
    due: int
    next_week: int

    @property
    def first_day(self) -> date:
        """The Monday with which the calendar begins."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday - timedelta(weeks=CALENDAR_WEEKS - 1)

    @property
    def answers(self) -> int:
        return sum(self.days.values())

    @property
    def firm(self) -> int:
        return sum(each.share.firm for each in self.chapters)

    @property
    def fresh(self) -> int:
        return sum(each.share.fresh for each in self.chapters)

    @property
    def total(self) -> int:
        return sum(each.share.total for each in self.chapters)


def share_of(facts: Iterable[FactKey], cards: Mapping[FactKey, Card], plan: Plan, now: datetime) -> Share:
    """What is known of those facts."""
    firm = fresh = unasked = waiting = 0
    for fact in facts:
        card = cards.get(fact)
        if card is None or card.memory is None:
            unasked += 1
        elif card.memory.stability >= FIRM_DAYS:
            firm += 1
        else:
            fresh += 1
        when = due(card, plan) if card else None
        waiting += when is not None and when <= now
    return Share(firm, fresh, unasked, waiting)


def level(answers: int, most: int) -> int:
    """How strongly a day of the calendar is marked, from 0 for none to 4; by quarters of the busiest day."""
    return 0 if answers == 0 else min(4, 1 + (answers * 4 - 1) // max(most, 4))
