"""A table of questions as CSV, one row each with everything that Clio knows of it, for a spreadsheet or a program.

It follows RFC 4180, in UTF-8 with the mark at the beginning by which Excel knows it.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and would run
what an author, or whoever wrote a pack, put there. Such a cell gets an apostrophe before it, and so does one that
begins with apostrophes and then one of these; so a program gets the text back by taking one apostrophe away from
every cell that begins with apostrophes and then one of these.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from bot.content.formats.asked import Asked, accepted_names, in_order
from bot.content.formats.written import Written
from bot.content.model import (
    ChoiceQuestion,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    Option,
    OrderQuestion,
    QuoteQuestion,
    TrueFalseQuestion,
)

_MOST_OPTIONS = 10
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")

COLUMNS = (
    *("book", "chapter", "set", "id", "kind", "difficulty", "skill", "tests"),
    *("introduction", "passage", "passage source", "picture", "picture in words", "prompt"),
    *("right answer", "also accepted", "right options"),
    *(f"{what} {number}" for number in range(1, _MOST_OPTIONS + 1) for what in ("option", "why not")),
    *("exact", "EDTF", "Old Style", "tolerance", "hint", "explanation", "sources"),
)
"""The header. What is several things in one cell stands a line each; `right options` are numbers from 1; `exact` is a
name that must be typed without a slip."""


def questions_to_csv(asked: Sequence[Asked]) -> Written:
    """The table."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for each in asked:
        table.writerow({column: without_formula(text) for column, text in _row(each).items() if text})
    return Written(written.getvalue().encode("utf-8-sig"), len(asked))


def without_formula(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    return f"'{text}" if _FORMULA.match(text) else text


def _row(asked: Asked) -> dict[str, str]:
    question, passage = asked.question, asked.passage
    row = {
        "book": asked.chapter.book.id,
        "chapter": asked.chapter.head.id,
        "set": asked.set_id or "",
        "id": asked.id,
        "kind": question.kind,
        "difficulty": str(question.difficulty),
        "skill": question.skill,
        "tests": _lines(question.tests),
        "prompt": question.prompt,
        "hint": question.hint or "",
        "explanation": question.explain,
        "sources": _lines(asked.sources),
    }
    if passage:
        row |= {
            "introduction": passage.intro or "",
            "passage": passage.text or "",
            "passage source": passage.attribution or "",
            "picture": passage.image or "",
            "picture in words": passage.alt or "",
        }
    return row | _answer(asked)


def _answer(asked: Asked) -> dict[str, str]:
    match asked.question:
        case ChoiceQuestion(options=options) | MultiQuestion(options=options) | QuoteQuestion(options=options):
            return _chosen(options)
        case TrueFalseQuestion(answer=answer):
            return _chosen((Option(text="True", correct=answer), Option(text="False", correct=not answer)))
        case NameQuestion() as question:
            shown, *others = accepted_names(asked.chapter, question)
            return {
                "right answer": shown,
                "also accepted": _lines(others),
                "exact": "yes" if question.exact else "",
            }
        case DateQuestion() as question:
            return _date(question)
        case OrderQuestion() as question:
            items = in_order(asked.chapter, question)
            dates = _lines(item.date.edtf for item in items)
            return {"right answer": _lines(item.text for item in items), "EDTF": dates}
        case MatchQuestion(pairs=pairs, distractors=distractors):
            offered = _numbered("option", [*(pair.right for pair in pairs), *distractors])
            return {"right answer": _lines(f"{pair.left} = {pair.right}" for pair in pairs)} | offered


def _chosen(options: Sequence[Option]) -> dict[str, str]:
    return {
        "right answer": _lines(option.text for option in options if option.correct),
        "right options": ",".join(str(number) for number, option in enumerate(options, start=1) if option.correct),
        **_numbered("option", [option.text for option in options]),
        **_numbered("why not", [option.why or "" for option in options]),
    }


def _date(question: DateQuestion) -> dict[str, str]:
    return {
        "right answer": str(question.answer),
        "EDTF": question.answer.edtf,
        "Old Style": question.answer_os.edtf if question.answer_os else "",
        "tolerance": str(question.tolerance) if question.tolerance else "",
    }


def _numbered(column: str, texts: Iterable[str]) -> dict[str, str]:
    return {f"{column} {number}": text for number, text in enumerate(texts, start=1)}


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
