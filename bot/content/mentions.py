"""What in a book speaks of what: the facts and events about each person, term, event and source."""

from collections.abc import Iterable, Mapping

from bot.content.library import Chapter
from bot.frozen import frozen

Place = tuple[str, str]
"""A chapter's key, and the id of a fact or an event in it."""


@frozen
class Mentions:
    """Of one book, by the id of what is spoken of; everything in reading order."""

    facts: Mapping[str, tuple[Place, ...]]
    events: Mapping[str, tuple[Place, ...]]
    confused_with: Mapping[str, tuple[str, ...]]

    def count(self, id_: str) -> int:
        """How many facts and events speak of it."""
        return len(self.facts.get(id_, ())) + len(self.events.get(id_, ()))


def mentions_in(chapters: Iterable[Chapter]) -> Mentions:
    """Read a book's chapters once. Who is confused with whom counts both ways, whichever of them says so."""
    facts, events = dict[str, list[Place]](), dict[str, list[Place]]()
    confused = dict[str, dict[str, None]]()
    for chapter in chapters:
        for fact_id, fact in chapter.facts.items():
            for id_ in fact.about:
                facts.setdefault(id_, []).append((chapter.key, fact_id))
        for event_id, event in chapter.events.items():
            for id_ in event.people:
                events.setdefault(id_, []).append((chapter.key, event_id))
        for id_, thing in (*chapter.people.items(), *chapter.terms.items()):
            for other in thing.not_:
                confused.setdefault(id_, {})[other] = None
                confused.setdefault(other, {})[id_] = None
    return Mentions(_frozen(facts), _frozen(events), {id_: tuple(others) for id_, others in confused.items()})


def _frozen(places: Mapping[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {id_: tuple(dict.fromkeys(found)) for id_, found in places.items()}
