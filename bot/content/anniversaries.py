"""Which events have their day in the year on a given day, in the calendar of now or in the one of then."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.content.dates import HistoricalDate, Precision
from bot.content.library import Chapter
from bot.content.mentions import Place
from bot.content.model import Event
from bot.frozen import frozen

_LEAP_YEAR = 2000
_DAYS = 366

MonthAndDay = tuple[int, int]


@frozen
class Anniversary:
    """An event and how many days from today on its day comes; below 0 when it is past.

    `is_old_style`: it is the Old Style day that falls so.
    """

    place: Place
    days_away: int
    is_old_style: bool


class Anniversaries:
    """The days of the events in some chapters; only those known to the day have one."""

    def __init__(self, chapters: Iterable[Chapter] = ()) -> None:
        self._events: dict[MonthAndDay, list[tuple[int, Place, bool]]] = {}
        for chapter in chapters:
            for event_id, event in chapter.events.items():
                for day, is_old_style in _days(event):
                    entry = (event.date.earliest.year, (chapter.key, event_id), is_old_style)
                    self._events.setdefault(day, []).append(entry)
        self._sort()

    @classmethod
    def together(cls, parts: "Iterable[Anniversaries]") -> "Anniversaries":
        """The days of the events of several."""
        joined = cls()
        for part in parts:
            for day, events in part._events.items():
                joined._events.setdefault(day, []).extend(events)
        joined._sort()
        return joined

    def _sort(self) -> None:
        for events in self._events.values():
            events.sort()

    def on(self, today: date) -> list[Anniversary]:
        """The events of this day, the earliest year first; those of the Old Style day after them."""
        found = [Anniversary(place, 0, old) for _, place, old in self._events.get((today.month, today.day), ())]
        return sorted(found, key=lambda anniversary: anniversary.is_old_style)

    def nearest(self, today: date, limit: int = 5) -> list[Anniversary]:
        """The events whose New Style days are nearest in the year, before and after, the nearest first."""
        days = sorted((abs(_days_between(today, day)), _days_between(today, day), day) for day in self._events)
        found: dict[Place, Anniversary] = {}
        for _, away, day in days:
            for _, place, is_old_style in self._events[day]:
                if not is_old_style:
                    found.setdefault(place, Anniversary(place, away, False))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]


def _days(event: Event) -> Iterator[tuple[MonthAndDay, bool]]:
    for day in _ends(event.date):
        yield day, False
    if event.date_os:
        for day in _ends(event.date_os) - _ends(event.date):
            yield day, True


def _ends(when: HistoricalDate) -> set[MonthAndDay]:
    """The day, or of a stretch its first and its last day."""
    ends = (point for point in (when.start, when.end) if point and point.precision is Precision.DAY)
    return {(point.earliest.month, point.earliest.day) for point in ends}


def _days_between(today: date, day: MonthAndDay) -> int:
    """The shorter way round the year, as in a leap year."""
    here = date(_LEAP_YEAR, today.month, today.day).timetuple().tm_yday
    there = date(_LEAP_YEAR, *day).timetuple().tm_yday
    return (there - here + _DAYS // 2) % _DAYS - _DAYS // 2
