"""From a draft to a chapter's file that the library accepts, with what its author should still do about it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from anyascii import anyascii

from bot.content.checking import book_findings
from bot.content.examining import examine
from bot.content.fields import GENERATED, LONGEST_ID, SLUG_PATTERN
from bot.content.findings import Finding
from bot.content.folders import LARGEST_FILE
from bot.content.formats.drafts import Draft, DraftQuestion
from bot.content.formats.source_text import printable
from bot.content.formats.yaml_text import yaml_lines
from bot.content.imported import UNEXPLAINED, imported_source
from bot.content.lint import lint_findings
from bot.content.model import ChapterFile
from bot.content.problems import ContentError, Problem, shown_path
from bot.content.scope import BookSheets

LONGEST_LINE = 300
LONGEST_TEXT = 4000
MOST_KEYWORDS = 50
MOST_REMARKS = 200
_FIRST, _LAST = ("kind", "prompt"), ("difficulty", "hint", "explain", "cite")
_TAKEN = {"book", "schema"}
_QUOTED = re.compile(r'"[^"]*"|\d+')
_SECTION = re.compile(r"\[\d+\]")


def chapter_id_of(name: str) -> str:
    """An id for the chapter from the name of its file."""
    found = slug(name.rpartition(".")[0] or name)[:LONGEST_ID].rstrip("-") or "imported"
    return f"imported-{found}" if found in _TAKEN else found


def slug(text: str) -> str:
    """The words of a text as an id; empty where it has none."""
    return "-".join(re.findall("[a-z0-9]+", anyascii(text[: 4 * LONGEST_ID]).lower()))


def to_chapter(draft: Draft, program: str, chapter_id: str) -> tuple[str, tuple[str, ...]]:
    """The chapter's text and the remarks. What no chapter can hold is left out and said."""
    questions = _named(draft.questions, chapter_id)
    while True:
        text = _chapter_text(draft, program, chapter_id, questions)
        warnings, errors = _examined(text, chapter_id)
        wrong = {str(finding.path[1]): finding for finding in reversed(errors) if len(finding.path) > 1}
        wrong = {question: finding for question, finding in wrong.items() if question in questions}
        if not errors:
            break
        if not wrong:
            raise ContentError(_as_problem(draft, finding) for finding in errors)
        for question, finding in wrong.items():
            _leave_out(draft, questions[question], finding)
        questions = {question: drafted for question, drafted in questions.items() if question not in wrong}
        if not questions:
            draft.questions.clear()
            draft.require_sound()
    remarks = draft.remarks
    rest = len(remarks) - MOST_REMARKS
    more = [f"And {rest} more remarks of these kinds."] if rest > 0 else []
    return text, (*remarks[:MOST_REMARKS], *more, *_summed(warnings))


def _named(questions: Iterable[DraftQuestion], chapter_id: str) -> dict[str, DraftQuestion]:
    """Questions by ids that stay the same as long as the chapter's name and the prompt do, or the file's own name."""
    named: dict[str, DraftQuestion] = {}
    for question in questions:
        wanted = _own_id(question) or _id_of(question, chapter_id)
        question_id, number = wanted, 2
        while question_id in named:
            question_id, number = f"{wanted[: LONGEST_ID - 6].rstrip('-')}-{number}", number + 1
        named[question_id] = question
    return named


def _own_id(question: DraftQuestion) -> str | None:
    """The file's own name for a question where it is an id. One word, such as "q1", would soon be used twice."""
    name = question.name or ""
    sound = len(name) <= LONGEST_ID and "-" in name and re.fullmatch(SLUG_PATTERN, name) and any(map(str.isalpha, name))
    return name if sound and not name.startswith(GENERATED) else None


def _id_of(question: DraftQuestion, chapter_id: str) -> str:
    prompt = str(question.fields.get("prompt", ""))
    digest = sha256(f"{chapter_id}/{prompt}".encode()).hexdigest()[:8]
    words = f"q-{chapter_id[:20]}-{slug(prompt)}"[: LONGEST_ID - 9]
    return f"{re.sub('-+', '-', words).rstrip('-')}-{digest}"


def _chapter_text(draft: Draft, program: str, chapter_id: str, questions: Mapping[str, DraftQuestion]) -> str:
    source = imported_source(chapter_id)
    lines = [
        "# yaml-language-server: $schema=../schema/chapter.schema.json",
        f"# Imported from {draft.source.name} ({program}). `clio check --strict` tells what they still need.",
        *yaml_lines({"schema": 1, "chapter": _head(draft, program, chapter_id, len(questions))}),
        "",
        *yaml_lines({"sources": {source: _source(draft, program)}}),
        "",
        "questions:",
    ]
    size = 0
    for question_id, question in questions.items():
        of_question = list(yaml_lines({question_id: _written(question.fields, source)}, "  "))
        size += sum(len(line.encode()) + 1 for line in of_question)
        if size > LARGEST_FILE - 100_000:
            raise ContentError([draft.source.problem(question.index, _too_much())])
        lines += of_question
    return "\n".join((*lines, ""))


def _too_much() -> str:
    limit = LARGEST_FILE // 1024 // 1024
    return f"Up to here the questions fill a chapter of {limit} MB, which is the most: divide the file."


def _head(draft: Draft, program: str, chapter_id: str, count: int) -> dict[str, Any]:
    abstract = f"{count} question{'' if count == 1 else 's'} imported from {draft.source.name} ({program})."
    head: dict[str, Any] = {
        "id": chapter_id,
        "title": _line(draft.title or "") or chapter_id.replace("-", " ").capitalize(),
        "author": [{"literal": author} for text in draft.authors if (author := _line(text))],
        "abstract": printable(draft.abstract or "")[:LONGEST_TEXT].strip() or abstract,
        "keywords": [word for text in list(draft.keywords)[:MOST_KEYWORDS] if (word := _line(text))],
    }
    return {key: value for key, value in head.items() if value != []}


def _source(draft: Draft, program: str) -> dict[str, Any]:
    authors = [{"literal": author} for text in draft.authors if (author := _line(text))]
    source: dict[str, Any] = {"type": "document", "title": f"{draft.source.name} ({program})"}
    return source | ({"author": authors} if authors else {})


def _line(text: str) -> str:
    return " ".join(printable(text).split())[:LONGEST_LINE].strip()


def _written(fields: Mapping[str, Any], source: str) -> dict[str, Any]:
    whole = {**_printable(fields), "cite": {"source": source}}
    whole["explain"] = whole.get("explain") or UNEXPLAINED
    return {
        key: whole[key]
        for key in (*_FIRST, *(key for key in whole if key not in _FIRST + _LAST), *_LAST)
        if key in whole
    }


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {str(key): _printable(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        case list() | tuple():
            return [_printable(inner) for inner in value]  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value


def _examined(text: str, chapter_id: str) -> tuple[list[Finding], list[Finding]]:
    """The warnings and the errors of the chapter, as if it stood alone in a book."""
    name = f"{chapter_id}/{chapter_id}.yaml"
    examined = examine(name, text.encode(), ChapterFile)
    found = [*examined.findings, *(Finding((), fault.message) for fault in examined.faults)]
    if examined.sheet:
        sheets = BookSheets(chapter_id, None, (examined.sheet,), has_book_file=False, complete=True)
        found += [finding for _, finding in book_findings(sheets)]
        found += [finding for _, finding in lint_findings(sheets)]
    warnings = [finding for finding in found if finding.severity == "warning"]
    return warnings, [finding for finding in found if finding.severity == "error"]


def _as_problem(draft: Draft, finding: Finding) -> Problem:
    return Problem(draft.source.name, 0, 0, shown_path(finding.path), finding.message)


def _leave_out(draft: Draft, question: DraftQuestion, finding: Finding) -> None:
    where = shown_path(finding.path[2:])
    place = f"{where}: " if where else ""
    draft.remark(question.index, f"This question is left out. {place}{finding.message}")


def _summed(warnings: Iterable[Finding]) -> Iterator[str]:
    """Each kind of warning once, with how often and where first; there may be three for each question."""
    first: dict[tuple[str, str], Finding] = {}
    times: Counter[tuple[str, str]] = Counter()
    for finding in warnings:
        kind = (_QUOTED.sub("", finding.message), _SECTION.sub("", shown_path(finding.path[2:])))
        first.setdefault(kind, finding)
        times[kind] += 1
    for kind, finding in first.items():
        number = times[kind]
        often = f" ({number} times, first here)" if number > 1 else ""
        yield f"{shown_path(finding.path)}: {finding.message}{often}"
