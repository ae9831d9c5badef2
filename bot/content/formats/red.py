"""Red-DiscordBot's trivia lists: a YAML mapping from questions to the answers that count.

Red loads them with YAML's own types, which turns `007` into 7, `1:30` into 90 and refuses `1066-10-14`. Here each
answer is the text that was written. Only an unquoted yes or no, true or false, on or off stands for three words, as
Red takes it.
"""

import re
from collections.abc import Iterator

from bot.content.formats.drafts import Draft
from bot.content.formats.source_text import SourceText
from bot.content.formats.typed_answers import typed_fields, why_not_typed
from bot.content.formats.yaml_nodes import Listing, Node, Pairs, Scalar, read_nodes
from bot.content.problems import Fault

MOST_ANSWERS = 1_000
LONGEST_KEY = 1_024
"""In characters, as YAML has it."""
_RESERVED = ("AUTHOR", "DESCRIPTION", "CONFIG", "$schema")
_YES, _NO = ("True", "Yes", "On"), ("False", "No", "Off")
_COMMENT = re.compile(r"[ \t]+#[^\n]*")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEB = re.compile(r"https?://\S")
_Question = tuple[Scalar, Listing]


def read_red(source: SourceText) -> Draft:
    """The questions of a list in its order; of two that are equal the later, as in Red."""
    draft = Draft(source)
    nodes = read_nodes(source.text)
    if nodes.fault:
        _report(draft, nodes.fault)
    elif isinstance(nodes.root, Pairs):
        _read(draft, nodes.root)
    else:
        draft.problem(
            0,
            'A trivia list is made of questions, each with its answers below it as lines that begin with "- ". '
            'A chapter of Clio\'s own begins with "schema: 1".',
        )
    draft.require_sound()
    return draft


def _report(draft: Draft, fault: Fault) -> None:
    """What is wrong with the YAML, which has a limit of its own for keys and speaks of it in riddles."""
    text = draft.source.text
    end = text.find("\n", fault.index)
    line = text[text.rfind("\n", 0, fault.index) + 1 : end if end >= 0 else len(text)]
    message = fault.message
    if len(line) > LONGEST_KEY and not line.startswith("?"):
        message = f'a question of more than {LONGEST_KEY:,} characters stands behind "? ", and ": " before its list'
    draft.problem(fault.index, f"{message[:1].upper()}{message[1:]}.")


def _read(draft: Draft, root: Pairs) -> None:
    questions: dict[str, _Question] = {}
    for key, value in root.pairs:
        if not isinstance(key, Scalar):
            draft.problem(key.index, "A question must be text, not a list or a mapping: put it in quotes.")
        elif key.plain and key.text in _RESERVED:
            _read_head(draft, key, value)
        else:
            _read_question(draft, questions, key, value)
    for prompt, (key, answers) in questions.items():
        if fields := typed_fields_of(draft, answers):
            draft.ask(key.index, kind="name", prompt=prompt, **fields)
    pictures = sum(bool(_WEB.search(prompt)) for prompt in questions)
    if pictures:
        draft.remark(
            None,
            f"{_questions(pictures)} a web address, perhaps of a picture: Clio shows it as text. A picture is "
            'shown as a source with "image", "alt" and "licence".',
        )


def _questions(number: int) -> str:
    return "One question holds" if number == 1 else f"{number} questions hold"


def _read_head(draft: Draft, key: Scalar, value: Node) -> None:
    if key.text == "CONFIG":
        settings = (
            [pair[0].text for pair in value.pairs if isinstance(pair[0], Scalar)] if isinstance(value, Pairs) else []
        )
        named = f" ({', '.join(settings)})" if settings else ""
        draft.remark(key.index, f"CONFIG{named} is left out: in Clio whoever starts a round says how it is played.")
    elif not isinstance(value, Scalar):
        draft.problem(value.index, f"{key.text} must be a text.")
    elif key.text == "AUTHOR":
        draft.authors += [name for part in value.text.split(",") if (name := " ".join(part.split()))]
    elif key.text == "DESCRIPTION":
        draft.abstract = value.text.strip() or None


def _read_question(draft: Draft, questions: dict[str, _Question], key: Scalar, value: Node) -> None:
    prompt = key.text.strip()
    if key.type == "merge":
        draft.problem(key.index, 'Merge keys ("<<") are not used here: write the questions out.')
        return
    if key.type != "str" and prompt:
        draft.remark(
            key.index, f'The question "{prompt}" is no text to YAML and is taken as it is written: put it in quotes.'
        )
    if not prompt:
        draft.remark(key.index, "These answers have no question and are left out.")
    elif isinstance(value, Listing) and len(value.items) > MOST_ANSWERS:
        draft.problem(
            value.index, f"A question has at most {MOST_ANSWERS:,} answers, and this has {len(value.items):,}."
        )
    elif isinstance(value, Listing):
        if prompt in questions:
            line = draft.source.lines.place(questions.pop(prompt)[0].index)[0]
            draft.remark(
                key.index, f'The question "{_short(prompt)}" stands on line {line} too: the later one is taken.'
            )
        questions[prompt] = (key, value)
    elif isinstance(value, Scalar) and not value.text.strip():
        draft.remark(key.index, f'"{_short(prompt)}" has no answer and is left out.')
    else:
        draft.problem(value.index, f'The answers to "{_short(prompt)}" must be a list: begin each with "- ".')


def typed_fields_of(draft: Draft, answers: Listing) -> dict[str, object] | None:
    """The answers as fields of a question; None where none of them can be typed."""
    taken = [text for item in answers.items for text in _answer_texts(draft, item)]
    if not taken and all(isinstance(item, Scalar) for item in answers.items):
        draft.remark(answers.index, "This question has no answer that can be typed and is left out.")
    return typed_fields(taken) if taken else None


def _answer_texts(draft: Draft, item: Node) -> Iterator[str]:
    if not isinstance(item, Scalar):
        message = "An answer must be one text: put it in quotes as a whole, if it holds a colon, a comma or a bracket."
        draft.problem(item.index, message)
        return
    if reason := why_not_typed(item.text):
        draft.remark(item.index, f"An answer {reason}: it is left out.")
        return
    if item.plain:
        _remark_on_lost_text(draft, item)
    yield item.text
    if item.type == "bool":
        yield from _YES if item.text.capitalize() in _YES else _NO


def _remark_on_lost_text(draft: Draft, answer: Scalar) -> None:
    if comment := _COMMENT.match(draft.source.text, answer.end):
        behind = _short(comment.group().strip())
        message = f'The answer "{_short(answer.text)}" ends before "{behind}": if that belongs to it, put it in quotes.'
        draft.remark(answer.index, message)
    if _ISO_DAY.fullmatch(answer.text):
        message = f'The answer "{answer.text}" is taken as a text: with "kind: date" every way to write it counts.'
        draft.remark(answer.index, message)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
