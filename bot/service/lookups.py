"""Looking things up: by name, by words, by day. Whoever asks for what is not there is told what is near."""

import asyncio
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.content.anniversaries import Anniversary
from bot.content.entries import Entry, Kind
from bot.content.library import Chapter
from bot.content.mentions import Place
from bot.content.search import Found, NamedKind
from bot.errors import UserError
from bot.frozen import frozen
from bot.service.shelves import ChapterGone, Shelf, plain

_OFFERED = 3
_SPOKEN_OF: tuple[Kind, ...] = ("person", "term", "event", "source")


class NotKnown(UserError):
    """Nothing of that kind goes by what the member wrote."""

    def __init__(self, kind: str, wanted: str, near: Sequence[Entry]) -> None:
        self.wanted = wanted
        labels = list(dict.fromkeys(entry.label for entry in near))[:_OFFERED]
        hint = f" Did you mean {' or '.join(f'“{label}”' for label in labels)}?" if labels else ""
        super().__init__(
            f"The library has no {kind} “{plain(wanted)}”.{hint} Choose one from the list that opens as you type."
        )


class NoFactsAbout(UserError):
    """There is no fact about it, or none in that chapter."""

    def __init__(self, label: str, where: str | None) -> None:
        place = f"in “{where}”" if where else "in the library"
        super().__init__(f"There are no facts about “{label}” {place}. /find looks for words everywhere.")


class Gone(UserError):
    """A control points to something that the library no longer holds."""

    def __init__(self) -> None:
        super().__init__("This is no longer in the library. /find looks for what is there now.")


Placed = tuple[Chapter, str]
"""Something by its id, with the chapter where it stands."""


@frozen
class About:
    """What a book says elsewhere of one of its people, terms or events; the events in the order of time."""

    facts: Sequence[Placed]
    events: Sequence[Placed]
    confused_with: Sequence[Placed]


@frozen
class Day:
    """A day and the events on it; where there are none, those nearest in the year."""

    today: date
    events: Sequence[Anniversary]
    is_nearest: bool


class Lookups:
    """What a member can ask, of what the server sees."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def suggest(self, kind: NamedKind, typed: str) -> list[Entry]:
        """What autocomplete offers, the best first."""
        return self._shelf.index.suggest(kind, typed)

    def suggest_subjects(self, chapter: str | None, typed: str) -> list[Entry]:
        """What facts are about, in one chapter or anywhere. A chapter that is not there counts as none."""
        found = self._shelf.known_chapter(chapter) if chapter else None
        if found is None:
            return self.suggest("subject", typed)
        return self._shelf.index.suggest_subjects(found, typed)

    def named(self, kind: NamedKind, wanted: str, called: str) -> Entry:
        """What goes by this key or name; `called` is the word for its kind. Raises `NotKnown`."""
        index = self._shelf.index
        by_key = index.by_key(kind, wanted)
        if by_key:
            return by_key
        found = index.called(kind, wanted) or index.suggest(kind, wanted, limit=_OFFERED)
        if not found or (len(found) > 1 and not index.called(kind, wanted)):
            raise NotKnown(called, wanted, found)
        return found[0]

    def chapter_of(self, entry: Entry) -> Chapter:
        """The chapter where an entry stands; a book stands in none."""
        return self._shelf.library.chapters[entry.chapter]

    def present(self, chapter_token: str, kind: Kind, id_: str) -> Chapter:
        """The chapter that a control stands for, if it still holds what the control opens. Raises `Gone`."""
        try:
            chapter = self._shelf.chapter_by_token(chapter_token)
        except ChapterGone:
            raise Gone from None
        if id_ not in things(chapter, kind):
            raise Gone
        return chapter

    def facts_about(self, chapter: Chapter, id_: str) -> list[Placed]:
        """The facts about something of the chapter's book, in reading order."""
        return self._placed(self._shelf.index.mentions(chapter.book.id).facts.get(id_, ()))

    def holding(self, chapter: Chapter, id_: str) -> Chapter:
        """The chapter itself, or another one of its book, in which a person, term, event or source stands.

        Raises `Gone`.
        """
        for each in (chapter, *self._of_book(chapter)):
            if any(id_ in things(each, kind) for kind in _SPOKEN_OF):
                return each
        raise Gone

    def about(self, chapter: Chapter, id_: str) -> About:
        """What else the book has to say of a person, a term or an event."""
        mentions = self._shelf.index.mentions(chapter.book.id)
        confused = [
            (found, other)
            for other in mentions.confused_with.get(id_, ())
            if (found := self._holding_name(chapter, other))
        ]
        events = sorted(
            self._placed(mentions.events.get(id_, ())),
            key=lambda placed: placed[0].events[placed[1]].date.earliest,
        )
        return About(self.facts_about(chapter, id_), events, confused)

    def random_fact_about(self, wanted: str, chapter: str | None, rng: random.Random) -> tuple[Entry, Chapter, str]:
        """One of the facts about something. Raises `NotKnown`, `NoSuchChapter` or `NoFactsAbout`."""
        within = self._shelf.chapter(chapter) if chapter else None
        entry = self.named("subject", wanted, "person, term or event")
        facts = [
            place
            for place in self._shelf.index.mentions(entry.book).facts.get(entry.id, ())
            if within is None or place[0] == within.key
        ]
        if not facts:
            raise NoFactsAbout(entry.label, within.head.title if within else None)
        key, fact_id = rng.choice(facts)
        return entry, self._shelf.library.chapters[key], fact_id

    async def find(self, query: str, start: int, count: int) -> Found:
        """Some of the hits for a query, from the best on."""
        return await asyncio.to_thread(self._shelf.index.find, query, start, count)

    def day(self, today: date) -> Day:
        """The events of this day in the year."""
        anniversaries = self._shelf.index.anniversaries
        events = anniversaries.on(today)
        return Day(today, events or anniversaries.nearest(today), is_nearest=not events)

    def anniversaries(self, day: Day) -> list[tuple[Anniversary, Chapter]]:
        """The events of a day with their chapters."""
        return [(each, self._shelf.library.chapters[each.place[0]]) for each in day.events]

    def _placed(self, places: Iterable[Place]) -> list[Placed]:
        return [(self._shelf.library.chapters[key], id_) for key, id_ in places]

    def _holding_name(self, chapter: Chapter, id_: str) -> Chapter | None:
        """The chapter itself, or another one of its book, in which a person or term stands."""
        return next(
            (each for each in (chapter, *self._of_book(chapter)) if id_ in each.people or id_ in each.terms), None
        )

    def _of_book(self, chapter: Chapter) -> Iterator[Chapter]:
        return self._shelf.library.of_book(chapter.book.id)


def things(chapter: Chapter, kind: Kind) -> Mapping[str, object]:
    """The things of one kind in a chapter, by their ids."""
    match kind:
        case "person":
            return chapter.people
        case "term":
            return chapter.terms
        case "event":
            return chapter.events
        case "source":
            return chapter.sources
        case "fact":
            return chapter.facts
        case "chapter":
            return {chapter.head.id: chapter.head}
        case "book":
            return {chapter.book.id: chapter.book}
