"""What is wrong in the content, and where: as a person reads it and as a machine reads it."""

from collections.abc import Iterable
from typing import Literal

from bot.frozen import frozen

Severity = Literal["error", "warning"]
Step = str | int
Path = tuple[Step, ...]


def shown_path(path: Path) -> str:
    """`("questions", "q", "options", 0)` as `questions.q.options[0]`; list positions count from 0."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@frozen
class Fault:
    """Something wrong at one place of a text, counted in characters from its beginning."""

    index: int
    message: str


@frozen(order=True)
class Problem:
    """One thing to mend. Lines and columns count from 1; 0 where the file as a whole is meant."""

    file: str
    line: int
    column: int
    path: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: "
        path = f"{self.path}: " if self.path else ""
        severity = "warning: " if self.severity == "warning" else ""
        return f"{place}{path}{severity}{self.message}"

    def as_json(self) -> dict[str, str | int]:
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "message": self.message,
            "severity": self.severity,
        }


class ContentError(Exception):
    """The library cannot be used as it stands; `problems` are all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
