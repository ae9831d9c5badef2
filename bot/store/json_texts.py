"""What the store keeps as JSON in a column of its own: questions, answers, grades, rules and the like.

Rows stay for years, so nothing here is renamed or left out. A field that is added needs a default, with which the rows
of before are read. What cannot be read raises `ValueError`.
"""

from functools import lru_cache
from typing import Any

import orjson

from bot.quiz.deck import Wanted
from bot.quiz.programme import Programme
from bot.quiz.question import (
    Answer,
    Choice,
    Chosen,
    Dated,
    Grade,
    Item,
    KnownName,
    Match,
    Multi,
    Named,
    Option,
    Order,
    Question,
    Shown,
    Typed,
)
from bot.quiz.rules import Mode, Rules
from bot.store.shapes import Read, between, each, number, optional, record, text, told_by, truth, whole
from bot.study.memory import FactKey

Kept = Question | Answer | Grade | Rules | Programme | tuple[FactKey, ...] | tuple[int, ...]


def to_json(value: Kept) -> str:
    return orjson.dumps(value, default=_list_of).decode()


def read_question(written: str) -> Question:
    return _question(orjson.loads(written))


def read_answer(written: str) -> Answer:
    value = orjson.loads(written)
    return _typed(value) if isinstance(value, dict) and "text" in value else _chosen(value)


def read_grade(written: str) -> Grade:
    return _grade(orjson.loads(written))


def read_shown_order(written: str) -> tuple[int, ...]:
    return _wholes(orjson.loads(written))


def read_rules(written: str) -> Rules:
    return _rules(orjson.loads(written))


def read_programme(written: str) -> Programme:
    return _programme(orjson.loads(written))


def read_facts(written: str) -> tuple[FactKey, ...]:
    return _facts(orjson.loads(written))


@lru_cache(maxsize=2_000)
def _shared_name(written: bytes) -> KnownName:
    """The other names of a chapter stand in each of its questions for a name: they are read and held once."""
    return _known_name(orjson.loads(written))


def _other_name(value: Any) -> KnownName:
    return _shared_name(orjson.dumps(value))


def _list_of(value: frozenset[str]) -> list[str]:
    """Sets are written in an order, so that the same value has the same text."""
    return sorted(value)


def _set(value: Any) -> frozenset[str]:
    return frozenset(_texts(value))


_maybe_text = optional(text)
_texts, _wholes = each(text), each(whole)

_options = each(record(Option, {"text": text, "correct": truth, "why": _maybe_text}))
_items = each(record(Item, {"text": text, "date": text}))
_shown = record(Shown, dict.fromkeys(("intro", "text", "image", "alt", "attribution"), _maybe_text))
_known_name = record(KnownName, {"id": text, "spellings": _texts, "family": _maybe_text, "is_person": truth})

_OF_ALL: dict[str, Read[Any]] = {
    "book": text,
    "chapter": text,
    "id": text,
    "prompt": text,
    "shown": optional(_shown),
    "difficulty": whole,
    "skill": text,
    "hint": _maybe_text,
    "explain": text,
    "sources": _texts,
    "tests": _texts,
    "kind": text,
}
_choice = record(Choice, {**_OF_ALL, "options": _options})
_multi = record(Multi, {**_OF_ALL, "options": _options})
_named = record(
    Named,
    {
        **_OF_ALL,
        "accepted": _texts,
        "family": _maybe_text,
        "is_person": truth,
        "exact": truth,
        "others": each(_other_name),
        "accepted_here": _texts,
    },
)
_dated = record(
    Dated,
    {**_OF_ALL, "answer": text, "answer_os": _maybe_text, "tolerance": _maybe_text, "accepted_here": _texts},
)
_order = record(Order, {**_OF_ALL, "items": _items})
_match = record(Match, {**_OF_ALL, "lefts": _texts, "rights": _texts})
_question: Read[Question] = told_by(
    "kind",
    {
        "choice": _choice,
        "true-false": _choice,
        "quote": _choice,
        "multi": _multi,
        "name": _named,
        "date": _dated,
        "order": _order,
        "match": _match,
    },
)

_chosen = record(Chosen, {"indices": _wholes})
_typed = record(Typed, {"text": text})
_grade = record(Grade, {"credit": between(0.0, 1.0, number), "understood": _maybe_text, "remark": _maybe_text})

_rules = record(
    Rules,
    {
        "seconds": whole,
        "pause": whole,
        "mode": Mode,
        "speed": truth,
        "hints": truth,
        "teams": whole,
        "team_roles": _wholes,
        "patience": whole,
        "month_first": truth,
    },
    ignores_others=True,
)
_wanted = record(Wanted, {"count": whole, "kinds": _set, "easiest": whole, "hardest": whole}, ignores_others=True)
_programme = record(
    Programme,
    {"title": text, "about": _maybe_text, "wanted": _wanted, "rules": _rules, "with_generated": truth},
    ignores_others=True,
)
_facts = each(record(FactKey, {"book": text, "fact": text}, ignores_others=True))
