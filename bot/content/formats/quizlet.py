"""Quizlet's export: terms and definitions, with separators that whoever exports may choose.

The definition is shown and the term is asked for, because nobody types a definition. Where the terms are questions, it
is the other way round.
"""

from collections.abc import Iterator

from bot.content.formats.drafts import Draft
from bot.content.formats.source_text import SourceText
from bot.content.formats.typed_answers import asked_fields, why_not_typed
from bot.frozen import frozen

_BETWEEN = ("\t", " - ", " – ", " — ", "|", " = ", ": ", ", ", ",", ";")
_ROWS = ("\n\n", "\n", ";", "|")
_SAMPLE = 200_000
_NAMES = {"\t": "a tab", "\n": "a line", "\n\n": "an empty line"}


@frozen
class _Separators:
    between: str
    rows: str

    def __str__(self) -> str:
        return f"{_named(self.between)} between term and definition and {_named(self.rows)} between cards"


def _named(separator: str) -> str:
    return _NAMES.get(separator, f'"{separator}"')


@frozen
class _Card:
    index: int
    term: str
    definition: str


def read_quizlet(source: SourceText) -> Draft:
    """The cards of a file in its order."""
    draft = Draft(source)
    fitting = _fitting(source.text)
    if not fitting:
        message = (
            "No separator stands between term and definition on nearly every line: export with a tab and a new line."
        )
        draft.problem(0, message)
        draft.require_readable()
    if len(fitting) > 1:
        draft.remark(
            None, f"Taken as {fitting[0]}; {fitting[1]} would fit as well: export with a tab, if that is meant."
        )
    _ask(draft, list(_cards(draft, fitting[0])))
    draft.require_sound()
    return draft


def _fitting(text: str) -> list[_Separators]:
    """What could be the separators, the likeliest first. A tab is in no text by chance."""
    sample = text[:_SAMPLE].rpartition("\n")[0] if len(text) > _SAMPLE and "\n" in text[:_SAMPLE] else text[:_SAMPLE]
    tried = ("\t",) if "\t" in sample else _BETWEEN[1:]
    rows = [row for row in _ROWS if row in sample] or ["\n"]
    if "\t" in sample and all(line.count("\t") <= 1 for line in sample.split("\n")):
        rows = ["\n"]
    pairs = [
        _Separators(between, row)
        for between in tried
        for row in rows
        if between.strip() != row.strip() or between == "\t"
    ]
    return [pair for pair in pairs if _fits(sample, pair)]


def _fits(sample: str, separators: _Separators) -> bool:
    """Whether nearly every row has the separator, and with a tab exactly one."""
    rows = [row for row in sample.split(separators.rows) if row.strip()]
    if separators.between == "\t" and separators.rows != "\n":
        return len(rows) > 1 and all(row.count("\t") == 1 for row in rows)
    found = sum(separators.between in row for row in rows)
    return bool(rows) and found >= (0.5 if separators.between == "\t" else 0.9) * len(rows)


def _cards(draft: Draft, separators: _Separators) -> Iterator[_Card]:
    """A line without a separator goes on with the definition above it."""
    index = 0
    pending: _Card | None = None
    for row in draft.source.text.split(separators.rows):
        place = index + len(row) - len(row.lstrip())
        index += len(row) + len(separators.rows)
        term, mark, definition = row.partition(separators.between)
        if not row.strip():
            continue
        if mark:
            if pending:
                yield pending
            pending = _Card(place, term.strip(), definition.replace("\t", " ").strip())
        elif pending:
            pending = _Card(pending.index, pending.term, f"{pending.definition}\n{row.strip()}")
        else:
            draft.remark(place, "This line has no separator and is left out.")
    if pending:
        yield pending


def _ask(draft: Draft, cards: list[_Card]) -> None:
    asks = sum(card.term.endswith("?") for card in cards)
    by_question = asks * 2 > len(cards)
    if by_question:
        draft.remark(None, "The terms are questions: they are asked, and the definitions are the answers.")
    else:
        draft.remark(None, "The definitions are shown, and the terms are the answers.")
    for card in cards:
        prompt, answer = (card.term, card.definition) if by_question else (card.definition, card.term)
        if not prompt:
            draft.remark(card.index, "This card has one side only and is left out.")
        elif "\n" in answer:
            draft.remark(card.index, "The answer has several lines, so nobody could type it: it is left out.")
        elif reason := why_not_typed(answer):
            draft.remark(card.index, f"The answer {reason}: it is left out.")
        else:
            draft.ask(card.index, prompt=prompt, **asked_fields(prompt, [answer]))
