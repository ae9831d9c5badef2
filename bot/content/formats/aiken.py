"""Moodle's Aiken: a prompt, options `A.` or `A)`, and a line `ANSWER:` with the letter of the right one."""

import re
from dataclasses import dataclass, field

from bot.content.formats.drafts import Draft
from bot.content.formats.source_text import SourceText

OPTION = re.compile(r"[ \t]*([A-Za-z])[.)][ \t]+(\S[^\n]*)")
ANSWER = re.compile(r"[ \t]*ANSWER[ \t]*:[ \t]*([^\n]*)", re.IGNORECASE)


@dataclass(slots=True)
class _Question:
    index: int
    prompt: list[str] = field(default_factory=list[str])
    options: dict[str, str] = field(default_factory=dict[str, str])


def read_aiken(source: SourceText) -> Draft:
    """The questions of a file in its order."""
    draft = Draft(source)
    open_: _Question | None = None
    index = 0
    for line in source.text.split("\n"):
        if line.strip():
            open_ = _read_line(draft, open_ or _Question(index + len(line) - len(line.lstrip())), line, index)
        index += len(line) + 1
    if open_ and open_.options:
        draft.problem(open_.index, 'This question has no right answer: add a line like "ANSWER: A" below its options.')
    elif open_:
        draft.problem(open_.index, 'This text has no options: write them below it as "A. …" and "B. …".')
    draft.require_sound()
    return draft


def _read_line(draft: Draft, question: _Question, line: str, index: int) -> _Question | None:
    """The question as it goes on; None where the line ends it."""
    if answer := ANSWER.fullmatch(line):
        _end(draft, question, answer[1].strip(), index)
        return None
    option = OPTION.fullmatch(line)
    if option and (question.options or question.prompt):
        _add_option(draft, question, option[1].upper(), option[2].strip(), index)
    elif question.options:
        draft.problem(index, 'This line is neither an option nor "ANSWER:": put the line "ANSWER: A" before it.')
        return _Question(index, [line.strip()])
    else:
        question.prompt.append(line.strip())
    return question


def _add_option(draft: Draft, question: _Question, letter: str, text: str, index: int) -> None:
    if letter in question.options:
        draft.problem(index, f'There is an option {letter} already: give each a letter of its own, or add "ANSWER:".')
    question.options[letter] = text


def _end(draft: Draft, question: _Question, answer: str, index: int) -> None:
    letter = answer.rstrip(".)").strip().upper()
    if not question.prompt:
        draft.problem(index, "This answer has no question above it: write the question and its options first.")
    elif len(question.options) < 2:
        draft.problem(question.index, 'This question has fewer than two options: write them as "A. …" and "B. …".')
    elif letter not in question.options:
        letters = ", ".join(question.options)
        draft.problem(index, f'"{answer[:20]}" is no option of this question: write one of {letters} behind "ANSWER:".')
    else:
        _ask(draft, question, letter)


def _ask(draft: Draft, question: _Question, right: str) -> None:
    prompt = "\n".join(question.prompt)
    options = question.options
    if sorted(text.lower() for text in options.values()) == ["false", "true"]:
        draft.ask(question.index, kind="true-false", prompt=prompt, answer=options[right].lower() == "true")
        return
    written = [{"text": text} | ({"correct": True} if letter == right else {}) for letter, text in options.items()]
    draft.ask(question.index, kind="choice", prompt=prompt, options=written)
