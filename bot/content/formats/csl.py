"""CSL-JSON, which Zotero and other reference managers read."""

import json
from dataclasses import asdict
from typing import Any

from bot.content.calendars import Day
from bot.content.date_points import Point
from bot.content.dates import HistoricalDate, Precision
from bot.content.formats.works import library_works
from bot.content.library import Library
from bot.content.model import Name, Work

_PLAIN_FIELDS = {
    "title": "title",
    "container_title": "container-title",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "event_place": "event-place",
    "isbn": "ISBN",
    "doi": "DOI",
    "url": "URL",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
}


def library_to_csl(library: Library) -> str:
    """All works of a library as one JSON list, in the order of their keys."""
    items = [_item(key, work) for key, work in sorted(library_works(library).items())]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": work.type}
    for field, name in _PLAIN_FIELDS.items():
        if (value := getattr(work, field, None)) is not None:
            item[name] = value
    for role in ("author", "editor", "translator"):
        if names := getattr(work, role):
            item[role] = [_name(name) for name in names]
    for field in ("issued", "accessed"):
        if date := getattr(work, field):
            item[field] = csl_date(date)
    if keywords := getattr(work, "keywords", ()):
        item["keyword"] = ", ".join(keywords)
    return item


def _name(name: Name) -> dict[str, str]:
    return {part: text for part, text in asdict(name).items() if text is not None}


def csl_date(date: HistoricalDate) -> dict[str, Any]:
    """Parts for a day or a range, with circa and season; an open date is written out, as CSL has no form for it."""
    if date.start is None or date.end is None:
        return {"literal": str(date)}
    written: dict[str, Any] = {"date-parts": _date_parts(date.start, date.end)}
    if date.precision is Precision.SEASON:
        written["season"] = date.earliest.month // 3
    if date.approximate or date.uncertain:
        written["circa"] = True
    return written


def _date_parts(start: Point, end: Point) -> list[list[int]]:
    if start is end and start.precision <= Precision.YEAR:
        return [_parts(start, start.earliest)]
    return [_parts(start, start.earliest), _parts(end, end.latest)]


def _parts(point: Point, day: Day) -> list[int]:
    """44 BC is -44 here, which is how CSL processors read it."""
    year = day.year if day.year > 0 else day.year - 1
    return [year, day.month, day.day][: {Precision.DAY: 3, Precision.MONTH: 2}.get(point.precision, 1)]
