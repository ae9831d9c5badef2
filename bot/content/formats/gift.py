"""Moodle's GIFT: questions divided by empty lines, their answers in braces.

Moodle tells the kinds apart by what stands in the braces, in the order that `_KINDS` follows. Escapes are put aside
first, as characters that no text file holds, so that what remains of `~ = # { } :` is markup.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.content.formats.drafts import Draft
from bot.content.formats.gift_answers import choice, matching, short_answer, true_false
from bot.content.formats.gift_numbers import numerical
from bot.content.formats.gift_text import GiftQuestion, escaped, shown
from bot.content.formats.source_text import SourceText
from bot.content.formats.tags import take_tags
from bot.frozen import frozen

LONGEST_QUESTION = 64_000
_CATEGORY = re.compile(r"\$CATEGORY:[ \t]*([^\n]*)")
_CATEGORIES = re.compile(rf"^{_CATEGORY.pattern}", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*//[^\n]*", re.MULTILINE)
_TAG = re.compile(r"\[tag:([^\]\n]+)\]")
_ID = re.compile(r"\[id:([^\]\n]+)\]")
_NAME = re.compile(r"::([^\n]*?)::")
_BLOCK = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
_END_OF_SENTENCE = re.compile(r"[.?!)\"'”’\s]*")


def read_gift(source: SourceText) -> Draft:
    """The questions of a file in its order."""
    draft = Draft(source)
    text = escaped(source.text)
    categories = list(dict.fromkeys(_category(found[1]) for found in _CATEGORIES.finditer(text)))
    for block in _blocks(_COMMENT.sub(_blanked, text)):
        _read(draft, text, block)
    if len(categories) == 1:
        draft.title = categories[0]
    draft.require_sound()
    return draft


@frozen
class _Block:
    index: int
    text: str


def _blanked(comment: re.Match[str]) -> str:
    """A comment's place stays, so that all that follows stays where it is."""
    return "\0" * len(comment.group())


def _blocks(text: str) -> Iterator[_Block]:
    """Texts without empty lines; an empty line between braces is forgiven."""
    pending: _Block | None = None
    for found in _BLOCK.finditer(text):
        block = _Block(found.start(), found.group())
        if pending and _closes(block.text):
            yield _Block(pending.index, f"{pending.text}\n{block.text}")
            pending = None
            continue
        if pending:
            yield pending
        pending = block if _is_open(block.text) else None
        if pending is None:
            yield block
    if pending:
        yield pending


def _is_open(text: str) -> bool:
    return "{" in text and "}" not in text


def _closes(text: str) -> bool:
    end = text.find("}")
    return end >= 0 and "{" not in text[:end]


def _read(draft: Draft, whole: str, block: _Block) -> None:
    text = block.text.replace("\0", "").strip()
    index = block.index + len(block.text) - len(block.text.lstrip("\0 \t\n"))
    if len(text) > LONGEST_QUESTION:
        draft.problem(
            index, f"This question has more than {LONGEST_QUESTION:,} characters: is an empty line missing in it?"
        )
        return
    if category := _CATEGORY.match(text):
        if name := _category(category[1]):
            draft.keywords.setdefault(name)
        text = text[category.end() :].strip()
    if text:
        comments = whole[block.index : index]
        tagged = take_tags(draft, [shown(tag) for tag in _TAG.findall(comments)])
        _read_question(draft, index, text, _name_in_comments(comments), tagged)


def _category(path: str) -> str:
    """`$course$/top/The revolution` is about "The revolution". A slash within a name is doubled."""
    return shown(path).replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()


def _name_in_comments(comments: str) -> str | None:
    found = _ID.search(comments)
    return shown(found[1]) if found else None


def _read_question(draft: Draft, index: int, text: str, name: str | None, tagged: Mapping[str, Any]) -> None:
    if named := _NAME.match(text):
        name, text = name or shown(named[1]), text[named.end() :].strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        draft.remark(index, "This has no answers in braces, so it is a description and is left out.")
    elif start < 0:
        draft.problem(index, "A } stands in this question without a { before it: add the {, or write \\}.")
    elif end < start:
        message = "A { is opened in this question and not closed: add a }, or write \\{ where it belongs to the text."
        draft.problem(index, message)
    else:
        prompt = _prompt(text[:start].strip(), text[end + 1 :].strip())
        if "{" in text[end:]:
            draft.remark(index, "This question has braces twice, and only the first are read as answers.")
        _answer(GiftQuestion(draft, index, name, prompt, *_feedback(text[start + 1 : end].strip()), tagged))


def _prompt(before: str, after: str) -> str:
    """The text with a gap where the answers stood within it, as Moodle has it."""
    if not after or (before.endswith("?") and _END_OF_SENTENCE.fullmatch(after)):
        return before
    glued = "" if after[0] in ".,;:!?)" else " "
    return f"{before} ___{glued}{after}"


def _feedback(answers: str) -> tuple[str, str]:
    """The answers, and the feedback for all of them."""
    before, mark, general = answers.rpartition("####")
    return (before.strip(), general.strip()) if mark else (answers, "")


_KINDS: tuple[tuple[Callable[[str], bool], Callable[[GiftQuestion], None]], ...] = (
    (lambda answers: answers.startswith("#"), numerical),
    (lambda answers: "~" in answers, choice),
    (lambda answers: "=" in answers and "->" in answers, matching),
    (lambda answers: answers.partition("#")[0].strip().upper() in ("T", "F", "TRUE", "FALSE"), true_false),
    (lambda answers: True, short_answer),
)


def _answer(question: GiftQuestion) -> None:
    if not question.answers:
        question.remark("This asks for an essay, which Clio cannot grade, and is left out.")
        return
    next(read for fits, read in _KINDS if fits(question.answers))(question)
