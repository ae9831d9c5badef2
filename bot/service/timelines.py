"""Events in the order of time: of a chapter, of a book, or of the whole library."""

import asyncio
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.content.calendars import Day
from bot.content.dates import BEGINNING_OF_TIME, END_OF_TIME, HistoricalDate, Precision, interval_edtf, read_edtf
from bot.content.library import Chapter, Library
from bot.content.model import Book, Event
from bot.errors import UserError
from bot.frozen import frozen
from bot.service.shelves import NoSuchChapter, Shelf, token

if TYPE_CHECKING:
    from bot.content.typed_dates import TypedDate

EVENTS_ON_A_PAGE = 12
WHOLE_LIBRARY = "library"
"""What stands for the whole library where a control names a chapter or a book by its token."""

_KEPT_SORTED = 100


class UnreadableDate(UserError):
    """What was typed as `from` or `to` is no date, or could be two."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        super().__init__(
            f"“{_plain(typed)}” cannot be read as a date. Write it like 1927, April 1927, 12 April 1927, "
            "the 1920s, early 1941 or 44 BC."
        )


class EndBeforeBeginning(UserError):
    """`from` lies after `to`."""

    def __init__(self, start: str, end: str) -> None:
        super().__init__(f"The timeline would end ({end}) before it begins ({start}). Exchange the two dates.")


class NoEvents(UserError):
    """Nothing happened there, as far as the library knows."""

    def __init__(self, title: str, period: HistoricalDate | None) -> None:
        when = f" for {period}" if period else ""
        advice = " Choose a longer time." if period else " Choose another chapter."
        super().__init__(f"“{title}” has no events{when}.{advice}")


class EventGone(UserError):
    """A control points to an event that the library no longer holds."""

    def __init__(self) -> None:
        super().__init__("This event is no longer in the library. /timeline shows what is there.")


class TimelineGone(UserError):
    """A control points to a chapter or book that the library no longer holds."""

    def __init__(self) -> None:
        super().__init__("This timeline is no longer in the library. /timeline shows what is there.")


@frozen
class Entry:
    """An event and the chapter in which it stands."""

    chapter: Chapter
    event_id: str

    @property
    def event(self) -> Event:
        return self.chapter.events[self.event_id]

    @property
    def date(self) -> HistoricalDate:
        return self.event.date

    @property
    def key(self) -> str:
        """What a control carries to find it again."""
        return f"{token(self.chapter)}:{self.event_id}"

    @property
    def begins(self) -> int:
        """The number of the day at which it stands in the order of time; the end, when the beginning is open."""
        return (self.date.latest if self.date.open_start else self.date.earliest).number

    @property
    def known_days(self) -> list[Day]:
        """The first and last day of each end that is not open."""
        points = [point for point in (self.date.start, self.date.end) if point]
        return [day for point in points for day in (point.earliest, point.latest)]


@frozen
class Timeline:
    """Events in the order of time. `scope` is what a control carries; `version` is the library's."""

    scope: str
    title: str
    subtitle: str
    period: HistoricalDate | None
    entries: tuple[Entry, ...]
    version: str

    @property
    def pages(self) -> int:
        return -(-len(self.entries) // EVENTS_ON_A_PAGE)

    def page(self, number: int) -> tuple[Entry, ...]:
        """The events of a page, which counts from 0. All pages are as good as equally long."""
        first, after = (place * len(self.entries) // self.pages for place in (number, number + 1))
        return self.entries[first:after]

    @property
    def years(self) -> HistoricalDate:
        """The years from the first event to the last, open ends left aside."""
        known = [day for entry in self.entries for day in entry.known_days]
        return read_edtf(interval_edtf(Day(min(known).year, 1, 1), Day(max(known).year, 12, 31)))

    def going_on(self, page: int) -> list[Entry]:
        """Events of earlier pages that last into this one. An open end may be long past, so that it does not count."""
        first = page * len(self.entries) // self.pages
        begins = self.entries[first].begins
        lasting = (entry for entry in self.entries[:first] if entry.date.precision is Precision.INTERVAL)
        return [entry for entry in lasting if not entry.date.open_end and entry.date.latest.number >= begins]

    def nearest_page(self, number: int) -> int:
        """The page itself, or the last one where there are fewer."""
        return max(0, min(number, self.pages - 1))


@frozen
class _Scope:
    token: str
    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]


class Timelines:
    """Finds the events of a timeline in what a server sees, away from the event loop, since that may be much."""

    def __init__(self) -> None:
        self._sorted: dict[tuple[str, str], tuple[Entry, ...]] = {}

    async def asked(
        self, shelf: Shelf, wanted: str | None, start: str | None, end: str | None, *, month_first: bool = False
    ) -> Timeline:
        """The timeline that a member asks for. Raises `NoSuchChapter`, `UnreadableDate`, `EndBeforeBeginning`
        or `NoEvents`.
        """
        period = _period(_typed(start, month_first=month_first), _typed(end, month_first=month_first))
        return await asyncio.to_thread(self._made, shelf.library, _wanted(shelf, wanted), period)

    async def again(self, shelf: Shelf, scope: str, period: str) -> Timeline:
        """The timeline that a control stands for; `period` is EDTF or empty. Raises `TimelineGone` or `NoEvents`."""
        try:
            within = read_edtf(period) if period else None
        except ValueError:
            raise TimelineGone from None
        return await asyncio.to_thread(self._made, shelf.library, _by_token(shelf.library, scope), within)

    def _made(self, library: Library, scope: _Scope, period: HistoricalDate | None) -> Timeline:
        entries = self._in_order(library, scope)
        if period:
            entries = tuple(entry for entry in entries if entry.date.overlaps(period))
        if not entries:
            raise NoEvents(scope.title, period)
        return Timeline(scope.token, scope.title, scope.subtitle, period, entries, library.version)

    def _in_order(self, library: Library, scope: _Scope) -> tuple[Entry, ...]:
        """Sorted once a library and scope, and forgotten when there are too many."""
        key = (library.version, scope.token)
        entries = self._sorted.get(key)
        if entries is None:
            entries = tuple(sorted(_entries(scope.chapters), key=_order))
            if len(self._sorted) >= _KEPT_SORTED:
                self._sorted.clear()
            self._sorted[key] = entries
        return entries


def event_of(shelf: Shelf, key: str) -> Entry:
    """The event that a control stands for. Raises `ChapterGone` or `EventGone`."""
    chapter_token, _, event_id = key.partition(":")
    chapter = shelf.chapter_by_token(chapter_token)
    if event_id not in chapter.events:
        raise EventGone
    return Entry(chapter, event_id)


def led_to(shelf: Shelf, entry: Entry) -> list[Entry]:
    """The events of the book to which this one led."""
    return _events_of_book(shelf, entry, set(entry.event.leads_to))


def led_to_by(shelf: Shelf, entry: Entry) -> list[Entry]:
    """The events of the book that led to this one."""
    chapters = shelf.library.of_book(entry.chapter.book.id)
    causes = {key for chapter in chapters for key, event in chapter.events.items() if entry.event_id in event.leads_to}
    return _events_of_book(shelf, entry, causes)


def _events_of_book(shelf: Shelf, entry: Entry, events: set[str]) -> list[Entry]:
    chapters = shelf.library.of_book(entry.chapter.book.id)
    found = [Entry(chapter, key) for chapter in chapters for key in chapter.events if key in events]
    return sorted(found, key=_order)


def _wanted(shelf: Shelf, wanted: str | None) -> _Scope:
    """A book is found by its id or title, a chapter by all that `Shelf.chapter` knows."""
    library = shelf.library
    if not wanted:
        return _of_library(library)
    folded = wanted.casefold().strip()
    try:
        return _of_chapter(shelf.chapter(wanted))
    except NoSuchChapter:
        for book in library.books.values():
            if folded in (book.id, book.title.casefold()):
                return _of_book(library, book)
        raise


def _entries(chapters: Iterable[Chapter]) -> Iterable[Entry]:
    return (Entry(chapter, event_id) for chapter in chapters for event_id in chapter.events)


def _order(entry: Entry) -> tuple[int, int]:
    """By the beginning; of two that begin together, the longer one first, which holds the other."""
    return entry.begins, -entry.date.latest.number


def _of_chapter(chapter: Chapter) -> _Scope:
    return _Scope(token(chapter), chapter.head.title, chapter.book.title, (chapter,))


def _of_book(library: Library, book: Book) -> _Scope:
    chapters = tuple(library.of_book(book.id))
    return _Scope(_book_token(book), book.title, f"All of the book: {_counted(len(chapters), 'chapter')}", chapters)


def _of_library(library: Library) -> _Scope:
    chapters = tuple(library.chapters.values())
    counts = f"{_counted(len(chapters), 'chapter')} of {_counted(len(library.books), 'book')}"
    return _Scope(WHOLE_LIBRARY, "The whole library", counts, chapters)


def _by_token(library: Library, wanted: str) -> _Scope:
    if wanted == WHOLE_LIBRARY:
        return _of_library(library)
    for book in library.books.values():
        if _book_token(book) == wanted:
            return _of_book(library, book)
    for chapter in library.chapters.values():
        if token(chapter) == wanted:
            return _of_chapter(chapter)
    raise TimelineGone


def _book_token(book: Book) -> str:
    """Like a chapter's; ids have no slash and chapters' keys have one, so the two never meet."""
    return hashlib.blake2s(book.id.encode(), digest_size=6).hexdigest()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _plain(typed: str) -> str:
    """What a member typed, short and without the characters that format text."""
    return "".join(char for char in typed[:60] if char.isprintable() and char not in "*_`~|\\<>@#[]")


def _typed(text: str | None, *, month_first: bool) -> "TypedDate | None":
    if not text or not text.strip():
        return None
    from bot.content.typed_dates import read_typed_date

    date = read_typed_date(text, day_first=not month_first)
    if date is None:
        raise UnreadableDate(text)
    return date


def _period(start: "TypedDate | None", end: "TypedDate | None") -> HistoricalDate | None:
    """From the first day that `from` can mean to the last that `to` can mean; None for all of time."""
    earliest = start.date.earliest if start else BEGINNING_OF_TIME
    latest = end.date.latest if end else END_OF_TIME
    if start and end and latest < earliest:
        raise EndBeforeBeginning(start.reading, end.reading)
    if earliest == BEGINNING_OF_TIME and latest == END_OF_TIME:
        return None
    return read_edtf(interval_edtf(earliest, latest))
