"""Questions that follow from the material by themselves: dates, which came first, order, names, what belongs together.

An id is made from the ids of the items and nothing else, and whether a pair or triple is asked about is decided by its
own id too, so that adding an item leaves all the questions that were there. Only the first items of a chapter are
combined with one another; new ones are best added at the end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations, pairwise
from typing import Any

from bot.content.dates import Precision, both_styles
from bot.content.fields import GENERATED, LONGEST_ID
from bot.content.library import Chapter
from bot.content.model import (
    ChoiceQuestion,
    Citation,
    DateQuestion,
    Event,
    MatchQuestion,
    NameQuestion,
    Option,
    OrderQuestion,
    Pair,
    Person,
    PersonAnswer,
    Question,
    Skill,
    Term,
    TermAnswer,
    spellings,
)
from bot.content.names import folded

MOST_COMBINED = 40
LONGEST_OPTION = 80
_ONE_PAIR_IN = 4
_ONE_TRIPLE_IN = 32
_ASKABLE = (Precision.DAY, Precision.MONTH, Precision.YEAR)
_YEAR = re.compile(r"\d{3,}")
_CLAUSE = re.compile(r"[.;](?:\s|$)")

Named = tuple[str, str, Person | Term]
"""A section, an id and what stands there."""


def is_generated(question_id: str) -> bool:
    return question_id.startswith(GENERATED)


def generated_questions(chapter: Chapter) -> Mapping[str, Question]:
    """The questions by their ids; none where the material gives none away safely."""
    events = [(event_id, event) for event_id, event in chapter.events.items() if not _tells_date(event)]
    people = [("people", person_id, person) for person_id, person in chapter.people.items() if person.cite]
    terms = [("terms", term_id, term) for term_id, term in chapter.terms.items() if term.cite]
    return dict(
        (
            *_dates(events),
            *_which_first(events[:MOST_COMBINED]),
            *_orders(events[:MOST_COMBINED]),
            *_names([*people, *terms]),
            *_matches(people[:MOST_COMBINED]),
            *_matches(terms[:MOST_COMBINED]),
        )
    )


def _tells_date(event: Event) -> bool:
    """Whether the label holds a year, or a part of the date in words."""
    words = folded(event.label).split()
    return bool(_YEAR.search(event.label)) or any(word in words for word in folded(event.date.display()).split())


def _id(kind: str, *items: str) -> str:
    """Readable for one item; short and always the same for several, or where a long one would not fit."""
    whole = f"{GENERATED}{kind}-{items[0]}"
    if len(items) == 1 and len(whole) <= LONGEST_ID:
        return whole
    return f"{GENERATED}{kind}-{sha256('/'.join(items).encode()).hexdigest()[:16]}"


def _chosen(question_id: str, one_in: int) -> bool:
    return int(sha256(question_id.encode()).hexdigest()[:8], 16) % one_in == 0


def _dates(events: Iterable[tuple[str, Event]]) -> Iterator[tuple[str, Question]]:
    for event_id, event in events:
        if event.date.precision in _ASKABLE and not event.date.approximate and not event.date.uncertain:
            written = _written(
                f"When did this happen: {_bare(event.label)}?", f"{_told(event)}.", event.cite, "chronology"
            )
            yield (
                _id("date", event_id),
                DateQuestion(**written, kind="date", answer=event.date, answer_os=event.date_os),
            )


def _which_first(events: list[tuple[str, Event]]) -> Iterator[tuple[str, Question]]:
    for (one_id, one), (other_id, other) in combinations(sorted(events), 2):
        question_id = _id("first", one_id, other_id)
        if max(len(one.label), len(other.label)) > LONGEST_OPTION or not _chosen(question_id, _ONE_PAIR_IN):
            continue
        if not (in_order := _in_order((one, other))):
            continue
        earlier, later = in_order
        explain = f"{_told(earlier)}; {_told(later)}."
        options = [
            Option(text=event.label, correct=event is earlier, why=None if event is earlier else f"{_told(event)}.")
            for event in (one, other)
        ]
        written = _written("Which came first?", explain, (*one.cite, *other.cite), "chronology")
        yield question_id, ChoiceQuestion(**written, kind="choice", options=tuple(options))


def _orders(events: list[tuple[str, Event]]) -> Iterator[tuple[str, Question]]:
    for triple in combinations(sorted(events), 3):
        question_id = _id("order", *(event_id for event_id, _ in triple))
        if not _chosen(question_id, _ONE_TRIPLE_IN):
            continue
        if not (in_order := _in_order([event for _, event in triple])):
            continue
        cite = [citation for event in in_order for citation in event.cite]
        explain = f"{'; '.join(_told(event) for event in in_order)}."
        written = _written("Put these events in order, the earliest first.", explain, cite, "chronology")
        ids = tuple(event_id for event_id, _ in triple)
        yield question_id, OrderQuestion(**written, kind="order", events=ids)


def _in_order(events: Iterable[Event]) -> list[Event]:
    """From the earliest to the latest; empty where the order is not beyond doubt."""
    ordered = sorted(events, key=lambda event: event.date.earliest)
    sure = all(one.date.surely_before(other.date) for one, other in pairwise(ordered))
    return ordered if sure and len({folded(event.label) for event in ordered}) == len(ordered) else []


def _names(named: Iterable[Named]) -> Iterator[tuple[str, Question]]:
    told: set[str] = set()
    for section, entry_id, entry in named:
        description = _description(entry)
        if _tells_name(description, entry) or folded(description) in told:
            continue
        told.add(folded(description))
        of_person = section == "people"
        asked, kind = ("Who is this", "name") if of_person else ("What is this", "term")
        explain = f"{spellings(entry)[0]}: {description}"
        written = _written(f"{asked}? {description}", explain, entry.cite, "recall")
        answer = PersonAnswer(person=entry_id) if of_person else TermAnswer(term=entry_id)
        yield _id(kind, entry_id), NameQuestion(**written, kind="name", answer=answer)


def _matches(named: Sequence[Named]) -> Iterator[tuple[str, Question]]:
    fit = [(section, entry_id, entry) for section, entry_id, entry in named if _fits_a_pair(entry)]
    for triple in combinations(sorted(fit, key=lambda item: item[1]), 3):
        section = triple[0][0]
        kind = "people" if section == "people" else "terms"
        question_id = _id(kind, *(entry_id for _, entry_id, _ in triple))
        rights = [_clause(entry) for _, _, entry in triple]
        if not _chosen(question_id, _ONE_TRIPLE_IN) or len(set(map(folded, rights))) < len(rights):
            continue
        pairs = [Pair(left=spellings(entry)[0], right=right) for (*_, entry), right in zip(triple, rights, strict=True)]
        explain = " ".join(f"{pair.left}: {pair.right}." for pair in pairs)
        cite = [citation for *_, entry in triple for citation in entry.cite]
        prompt = "Who is who?" if section == "people" else "Which term means what?"
        written = _written(prompt, explain, cite, "recall")
        yield question_id, MatchQuestion(**written, kind="match", pairs=tuple(pairs))


def _fits_a_pair(entry: Person | Term) -> bool:
    shown = _clause(entry)
    return len(shown) <= LONGEST_OPTION and len(spellings(entry)[0]) <= LONGEST_OPTION and not _tells_name(shown, entry)


def _description(entry: Person | Term) -> str:
    return entry.role if isinstance(entry, Person) else entry.meaning


def _clause(entry: Person | Term) -> str:
    """The first clause of what is said about it, short enough to choose."""
    return " ".join(_CLAUSE.split(_description(entry))[0].split())


def _tells_name(description: str, entry: Person | Term) -> bool:
    """Whether a part of any of its names, of three letters or more, stands in what is said about it."""
    words = set(folded(description).split())
    return any(len(part) > 2 and part in words for text in spellings(entry) for part in folded(text).split())


def _bare(label: str) -> str:
    return label.rstrip(" .?!")


def _told(event: Event) -> str:
    return f"{_bare(event.label)}: {both_styles(event.date, event.date_os) if event.date_os else event.date}"


def _written(prompt: str, explain: str, cite: Iterable[Citation], skill: Skill) -> dict[str, Any]:
    """What every generated question has; a citation that several items share stands once."""
    return {"prompt": prompt, "explain": explain, "cite": tuple(dict.fromkeys(cite)), "skill": skill}
