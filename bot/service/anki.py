"""Questions as a text file for Anki: tab-separated, with the headers that Anki 2.1.54 and later read.

The first field is the question's key, so that a second import changes notes instead of doubling them.
"""

import csv
import io
from collections.abc import Iterable

from bot.content.dates import read_edtf
from bot.quiz.question import Choice, Dated, Match, Multi, Named, Order, Question

_HEADERS = (
    "#separator:Tab",
    "#html:false",
    "#notetype:Basic",
    "#deck:Clio",
    "#tags column:4",
    "#columns:Id\tFront\tBack\tTags",
)


def anki_text(questions: Iterable[Question]) -> str:
    """One note a question; the headers come first."""
    written = io.StringIO()
    written.write("\n".join(_HEADERS) + "\n")
    rows = csv.writer(written, delimiter="\t", lineterminator="\n")
    for question in questions:
        rows.writerow([question.key, _front(question), _back(question), f"clio {question.book} {question.chapter}"])
    return written.getvalue()


def _front(question: Question) -> str:
    shown = question.shown
    above = [shown.intro, shown.text and f"“{shown.text}”"] if shown else []
    return "\n\n".join(part for part in (*above, question.prompt, _offered(question)) if part)


def _offered(question: Question) -> str:
    """What there is to choose from, in alphabetical order, which tells nothing."""
    match question:
        case Choice(options=options) | Multi(options=options):
            texts = [option.text for option in options]
        case Order(items=items):
            texts = [item.text for item in items]
        case Match(lefts=lefts, rights=rights):
            return f"{_listed(lefts)}\n\n{_listed(sorted(rights))}"
        case _:
            return ""
    return _listed(texts if question.kind == "true-false" else sorted(texts))


def _back(question: Question) -> str:
    return "\n\n".join([_answer(question), question.explain])


def _answer(question: Question) -> str:
    match question:
        case Choice(options=options) | Multi(options=options):
            return ", ".join(option.text for option in options if option.correct)
        case Named(accepted=accepted):
            return accepted[0]
        case Dated(answer=answer):
            return str(read_edtf(answer))
        case Order(items=items):
            return _listed(f"{item.text} ({read_edtf(item.date)})" for item in items)
        case Match(lefts=lefts, rights=rights):
            return _listed(f"{left} – {right}" for left, right in zip(lefts, rights, strict=False))


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)
