"""Anki's "Notes in Plain Text": headers, then a note a line, with fields between separators.

The front is the prompt. The first paragraph of the back is the answer and the rest explains it; a list of choices at
the end of the front makes it a choice. Each number of a cloze is a question of its own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.formats.anki_clozes import clozes, has_clozes
from bot.content.formats.drafts import Draft
from bot.content.formats.html_text import has_media, plain_text
from bot.content.formats.records import Record, records
from bot.content.formats.source_text import SourceText
from bot.content.formats.tags import take_tags
from bot.content.formats.typed_answers import asked_fields, why_not_typed
from bot.frozen import frozen

HEADER = re.compile(r"#([a-z]+(?: column)?):([^\n]*)\n?", re.IGNORECASE)
_REMARK_LINE = re.compile(r"#[^\n]*\n?")
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_EXPLAINING = ("explanation", "extra", "back extra", "notes", "note", "comment", "comments")
_ID_COLUMNS = ("id", "guid", "key")
_ALSO_RIGHT = re.compile(r"Also right: (.+)")


@dataclass(slots=True)
class _Headers:
    """What stands above the notes. Columns count from 0."""

    separator: str | None = None
    is_html: bool = False
    title: str | None = None
    tags: list[str] = field(default_factory=list[str])
    names: list[str] = field(default_factory=list[str])
    special: dict[str, int] = field(default_factory=dict[str, int])
    end: int = 0


@frozen
class _Columns:
    """Where a note's texts stand, from 0."""

    front: int
    back: int
    explaining: tuple[int, ...]
    id: int | None


def read_anki(source: SourceText) -> Draft:
    """The notes of a file in its order."""
    draft = Draft(source)
    headers = _headers(source.text)
    separator = headers.separator or _guessed_separator(source.text[headers.end :])
    draft.title = headers.title
    draft.keywords |= dict.fromkeys(headers.tags)
    for record in records(source.text, separator, headers.end):
        _read(draft, headers, record)
    draft.require_sound()
    return draft


def _headers(text: str) -> _Headers:
    headers = _Headers()
    while text.startswith("#", headers.end):
        if found := HEADER.match(text, headers.end):
            _take_header(headers, found[1].lower(), found[2].strip("\r"))
        line = found or _REMARK_LINE.match(text, headers.end)
        headers.end = line.end() if line else len(text)
    return headers


def _take_header(headers: _Headers, key: str, value: str) -> None:
    match key.split():
        case ["separator"]:
            headers.separator = _SEPARATORS.get(value.strip().lower(), value[:1] or None)
        case ["html"]:
            headers.is_html = value.strip().lower() == "true"
        case ["deck"]:
            headers.title = value.rpartition("::")[2].strip()
        case ["tags"]:
            headers.tags = value.split()
        case ["columns"]:
            headers.names = [name.strip().lower() for name in value.split(headers.separator or "\t")]
        case [what, "column"] if value.strip().isascii() and value.strip().isdigit():
            headers.special[what] = int(value.strip()[:4]) - 1
        case _:
            pass


def _guessed_separator(text: str) -> str:
    """As Anki guesses it, from the first line."""
    line = text.lstrip("\n").partition("\n")[0]
    return next((sign for sign in "\t|;:," if sign in line), " ")


def _columns(headers: _Headers, count: int) -> _Columns:
    names = {name: column for column, name in enumerate(headers.names)}
    id_ = headers.special.get("guid")
    if id_ is None:
        id_ = next((names[name] for name in _ID_COLUMNS if name in names), None)
    taken = {*headers.special.values(), *(() if id_ is None else (id_,))}
    taken |= {names[name] for name in ("tags", "deck", "notetype") if name in names}
    free = [column for column in range(count) if column not in taken]
    front = next((names[name] for name in ("front", "question", "text") if name in names), free[0] if free else 0)
    others = [column for column in free if column != front]
    named = next((names[name] for name in ("back", "answer") if name in names), None)
    back = named if named is not None else others[0] if others else count
    explaining = tuple(column for name, column in names.items() if name in _EXPLAINING and column != back)
    return _Columns(front, back, explaining, id_)


def _read(draft: Draft, headers: _Headers, record: Record) -> None:
    columns = _columns(headers, len(record.fields))
    names = {name: column for column, name in enumerate(headers.names)}
    if record.unclosed is not None:
        draft.remark(
            record.unclosed, "A quote is opened here and never closed: the note is read to the end of its line."
        )
    raw: Callable[[int | None], str] = lambda column: (  # noqa: E731
        record.fields[column] if column is not None and column < len(record.fields) else ""
    )
    tags = headers.special.get("tags", names.get("tags"))
    tagged = take_tags(draft, raw(tags).split())
    if draft.title is None and (deck := raw(headers.special.get("deck")).strip()):
        draft.title = deck.rpartition("::")[2]
    used = {columns.front, columns.back, columns.id, *columns.explaining, *headers.special.values()}
    extra = [column for column, text in enumerate(record.fields) if text.strip() and column not in used]
    if extra and not headers.names:
        draft.remark(
            record.index, f"This note has more than a front and a back: {len(extra)} more of its fields are left out."
        )
    shown: Callable[[str], str] = plain_text if headers.is_html else str.strip
    note = _Note(
        draft,
        record.index,
        raw(columns.id).strip().rpartition("/")[2] or None,
        _without_sound(raw(columns.front)),
        _without_sound(raw(columns.back)),
        "\n\n".join(text for column in columns.explaining if (text := shown(_without_sound(raw(column))))),
        shown,
        tagged,
    )
    if note.front != raw(columns.front) or (headers.is_html and has_media(note.front)):
        draft.remark(record.index, "A picture or sound of this note is left out: only its text is taken.")
    note.read()


def _without_sound(text: str) -> str:
    return _SOUND.sub("", text)


@frozen
class _Note:
    """A note's texts as they are in the file; `shown` makes plain text of them."""

    draft: Draft
    index: int
    name: str | None
    front: str
    back: str
    explain: str
    shown: Callable[[str], str]
    tagged: Mapping[str, Any]

    def read(self) -> None:
        if has_clozes(self.front):
            self._read_cloze()
            return
        prompt, back = self.shown(self.front), self.shown(self.back)
        if not prompt or not back:
            side = "back" if prompt else "front"
            self.draft.remark(self.index, f"This note has nothing on its {side} and is left out.")
            return
        answer, *rest = back.split("\n\n")
        if not self._read_choice(prompt, answer, rest):
            self._read_name(prompt, answer, rest)

    def _read_cloze(self) -> None:
        found = clozes(self.front, self.shown)
        if not found:
            self.draft.remark(self.index, "The gaps of this note cannot be asked one by one, and it is left out.")
        explain = "\n\n".join(filter(None, (self.shown(self.back), self.explain)))
        accepted, explain = _also_right(explain.split("\n\n"))
        for cloze in found:
            if reason := why_not_typed(cloze.answer):
                self.draft.remark(self.index, f"The answer of a gap {reason}: it is left out.")
                continue
            name = self.name if len(found) == 1 else None
            fields = asked_fields(cloze.prompt, [cloze.answer, *accepted])
            self.draft.ask(
                self.index, name, prompt=cloze.prompt, hint=cloze.hint, explain=explain, **self.tagged, **fields
            )

    def _read_name(self, prompt: str, answer: str, rest: list[str]) -> None:
        accepted, explain = _also_right(rest)
        if reason := "has several lines" if "\n" in answer else why_not_typed(answer):
            self.draft.remark(self.index, f"The back of this note {reason}, so nobody could type it: it is left out.")
            return
        self._ask(explain, prompt=prompt, **asked_fields(prompt, [answer, *accepted]))

    def _read_choice(self, prompt: str, answer: str, rest: list[str]) -> bool:
        """Whether the front ends with a list of which the back has one or several."""
        asked, mark, last = prompt.rpartition("\n\n")
        options, right = _listed(last), _listed(answer) or [answer]
        if not mark or len(options) < 2 or not set(right) <= set(options):
            return False
        explain = "\n\n".join(rest)
        if sorted(options) == ["False", "True"]:
            self._ask(explain, kind="true-false", prompt=asked, answer=right == ["True"])
            return True
        written = [{"text": text} | ({"correct": True} if text in right else {}) for text in options]
        self._ask(explain, kind="choice" if len(right) == 1 else "multi", prompt=asked, options=written)
        return True

    def _ask(self, explain: str, **fields: object) -> None:
        whole = "\n\n".join(filter(None, (explain, self.explain)))
        self.draft.ask(self.index, self.name, explain=whole, **self.tagged, **fields)


def _listed(text: str) -> list[str]:
    lines = text.split("\n")
    return [line[2:].strip() for line in lines] if all(line.startswith("- ") for line in lines) else []


def _also_right(parts: list[str]) -> tuple[list[str], str]:
    """Other forms of the answer, and what explains it."""
    accepted = [name for part in parts if (found := _ALSO_RIGHT.fullmatch(part)) for name in found[1].split("; ")]
    explain = "\n\n".join(part for part in parts if not _ALSO_RIGHT.fullmatch(part))
    return [name for name in accepted if not why_not_typed(name)], explain
