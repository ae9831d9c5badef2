"""Names that stand for two people, and names that a slip of the finger turns into one another."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.findings import Finding, warning
from bot.content.model import BookFile, ChapterFile, NameQuestion, Person, PersonAnswer, Term, TermAnswer, spellings
from bot.content.names import folded
from bot.content.problems import Path

Named = tuple[str, str]
"""A section and an id: `("people", "lenin")`."""


class NameIndex:
    """Every name and alias that a file can use: its own and its book's."""

    def __init__(self, own: BookFile | ChapterFile, shared: BookFile | None) -> None:
        self._own = own
        self._named: dict[Named, Person | Term] = {}
        for model in (shared, own):
            for section, entries in (("people", model.people), ("terms", model.terms)) if model else ():
                self._named |= {(section, entry_id): entry for entry_id, entry in entries.items()}
        self._owners: dict[str, list[Named]] = {}
        for named, entry in self._named.items():
            for spelling in dict.fromkeys(folded(text) for text in spellings(entry)):
                self._owners.setdefault(spelling, []).append(named)
        self._spellings = [spelling for spelling in self._owners if _slips(spelling)]
        self._near: dict[str, tuple[str, ...]] = {}

    def of(self, section: str, entry_id: str) -> tuple[str, ...]:
        """The spellings of one entry, its own name first; none where there is no such entry."""
        entry = self._named.get((section, entry_id))
        return spellings(entry) if entry else ()

    def shared(self) -> Iterator[Finding]:
        """Names in this file that another entry of the same kind has too."""
        for section, entries in (("people", self._own.people), ("terms", self._own.terms)):
            for entry_id, entry in entries.items():
                yield from self._shared_of((section, entry_id), entry)

    def _shared_of(self, named: Named, entry: Person | Term) -> Iterator[Finding]:
        for index, text in enumerate(spellings(entry)):
            owners = [owner for owner in self._owners[folded(text)] if owner[0] == named[0]]
            if owners and owners[0] != named:
                message = f'"{text}" is also a name of "{owners[0][1]}": give each a name that the other does not have.'
                yield warning((*named, *_place(entry, index)), message)

    def near(self, path: Path, question: NameQuestion) -> Iterator[Finding]:
        """A known name that is a typo away from a name of the answer."""
        if question.exact:
            return
        answer = self._answer(question)
        for text in dict.fromkeys(folded(text) for text in (*self.answers(question), *question.accept)):
            for other in self._near_to(text):
                owners = [
                    owner for owner in self._owners[other] if owner != answer and not self._confusable(answer, owner)
                ]
                if owners and not (answer and answer in self._owners[other]):
                    message = (
                        f'"{other}" ({owners[0][1]}) is a typo away from "{text}": name it in "not" '
                        'where the answer is described, or add "exact: true".'
                    )
                    yield warning((*path, "answer"), message)
                    return

    def answers(self, question: NameQuestion) -> tuple[str, ...]:
        """Every spelling that the book knows of the answer."""
        answer = self._answer(question)
        return self.of(*answer) if answer else (str(question.answer),)

    def _answer(self, question: NameQuestion) -> Named | None:
        match question.answer:
            case PersonAnswer(person=person):
                return ("people", person)
            case TermAnswer(term=term):
                return ("terms", term)
            case text:
                owners = self._owners.get(folded(text), [])
                return owners[0] if owners else None

    def _confusable(self, answer: Named | None, other: Named) -> bool:
        """Whether the author knows that these two are often confused."""
        one = self._named.get(answer) if answer else None
        return bool(answer and one and (other[1] in one.not_ or answer[1] in self._named[other].not_))

    def _near_to(self, text: str) -> tuple[str, ...]:
        if text not in self._near:
            found = process.extract(
                text, self._spellings, scorer=OSA.distance, score_cutoff=_slips(text), limit=None, processor=None
            )
            self._near[text] = tuple(str(match[0]) for match in found if _typo_apart(text, str(match[0])))
        return self._near[text]


def _place(entry: Person | Term, index: int) -> Path:
    if index == 0:
        return ("name",) if isinstance(entry, Person) else ("term",)
    return ("aliases", index - 1)


@lru_cache(maxsize=8_192)
def _slips(spelling: str) -> int:
    """How many slips a typed name of this length may have: none up to four letters, one up to eight, then two."""
    length = len(spelling.replace(" ", ""))
    return 0 if length <= 4 else 1 if length <= 8 else 2


def _typo_apart(one: str, other: str) -> bool:
    digits = [character for character in one if character.isdigit()]
    return one != other and digits == [character for character in other if character.isdigit()]
