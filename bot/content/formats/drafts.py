"""What a reader makes of another program's file, before it becomes a chapter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.formats.source_text import SourceText
from bot.content.problems import ContentError, Problem
from bot.frozen import frozen

MOST_QUESTIONS = 20_000
MOST_PROBLEMS = 2_000
MOST_REMARKS = 20_000
MOST_REASONS = 20

Fields = Mapping[str, Any]
"""A question's fields as in a chapter's file, without `cite`; `explain` only where the file has one."""


@frozen
class DraftQuestion:
    """A question, and where it stands in the file. `name` is what the file calls it."""

    index: int
    fields: Fields
    name: str | None = None


@dataclass(slots=True)
class Draft:
    """What was read so far, what is wrong, and what a moderator should know."""

    source: SourceText
    title: str | None = None
    abstract: str | None = None
    authors: list[str] = field(default_factory=list[str])
    keywords: dict[str, None] = field(default_factory=dict[str, None])
    questions: list[DraftQuestion] = field(default_factory=list[DraftQuestion])
    problems: list[Problem] = field(default_factory=list[Problem])
    _remarks: list[tuple[int | None, str]] = field(default_factory=list[tuple[int | None, str]])

    def ask(self, index: int, name: str | None = None, /, **fields: Any) -> None:
        """Add a question; fields that are None or empty are left out."""
        written = {key.replace("_", "-"): value for key, value in fields.items() if value not in (None, "", [], ())}
        self.questions.append(DraftQuestion(index, written, name))
        if len(self.questions) > MOST_QUESTIONS:
            self.problem(
                index, f"A chapter takes {MOST_QUESTIONS:,} questions, and here begins one more: divide the file."
            )
            raise ContentError(self.problems)

    def remark(self, index: int | None, sentence: str) -> None:
        """Note what a moderator should know, of one place or, without it, of the whole."""
        self._remarks.append((index, sentence))
        if len(self._remarks) > MOST_REMARKS:
            sentence = f"There is something to remark in more than {MOST_REMARKS:,} places: this is hardly such a file."
            raise ContentError([self.source.problem(0, f"{sentence} The first of them:\n{self._first_remarks()}")])

    @property
    def remarks(self) -> tuple[str, ...]:
        """Those of places in the order of these, then those of the whole."""
        placed = sorted((index, sentence) for index, sentence in self._remarks if index is not None)
        of_all = (sentence for index, sentence in self._remarks if index is None)
        return (*(str(self.source.problem(index, sentence)) for index, sentence in placed), *of_all)

    def problem(self, index: int, sentence: str) -> None:
        """Note what is wrong; reading goes on, so that everything is said at once, up to a limit."""
        self.problems.append(self.source.problem(index, sentence))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ContentError(self.problems)

    def require_readable(self) -> None:
        """Raise ContentError with all that is wrong so far."""
        if self.problems:
            raise ContentError(self.problems)

    def require_sound(self) -> None:
        """Raise ContentError with all that is wrong, or where no question was read."""
        self.require_readable()
        if not self.questions:
            raise ContentError([Problem(self.source.name, 0, 0, "", self._nothing())])

    def _nothing(self) -> str:
        reasons = self._first_remarks()
        return "No question could be taken from this file." + (f"\n{reasons}" if reasons else "")

    def _first_remarks(self) -> str:
        return "\n".join(self.remarks[:MOST_REASONS])
