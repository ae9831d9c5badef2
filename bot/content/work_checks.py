"""Whether works, lives and dates can be as they are written."""

import re
from collections.abc import Iterator

from bot.content.calendars import Day
from bot.content.dates import HistoricalDate, Precision
from bot.content.findings import Finding
from bot.content.model import ChapterHead, Person, Source, Work
from bot.content.problems import Path

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]")
_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)


def work_findings(path: Path, work: Work | ChapterHead) -> Iterator[Finding]:
    if isinstance(work, Work) and work.isbn is not None and (fault := _isbn_fault(work.isbn)):
        yield Finding((*path, "ISBN"), fault)
    if work.doi is not None and not _DOI.fullmatch(work.doi):
        message = f'A DOI looks like 10.1000/182, without "https://doi.org/" before it; "{work.doi}" does not.'
        yield Finding((*path, "DOI"), message)
    if work.url is not None and not _WEB.fullmatch(work.url):
        yield Finding((*path, "URL"), f'A web address begins with https://; "{work.url}" does not.')


def _isbn_fault(written: str) -> str | None:
    isbn = re.sub("[- –]", "", written).upper()
    if not _ISBN.fullmatch(isbn):
        return f'An ISBN has 13 digits and begins with 978 or 979, or has 10; "{written}" does not.'
    if not (_sum_of_13(isbn) % 10 == 0 if len(isbn) == 13 else _sum_of_10(isbn) % 11 == 0):
        return f'The check digit of the ISBN "{written}" is wrong: compare it with the book.'
    return None


def _sum_of_13(isbn: str) -> int:
    """Digits weighted 1 and 3 in turn, as ISO 2108 has it."""
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(isbn))


def _sum_of_10(isbn: str) -> int:
    """Digits weighted 10 down to 1; a last X counts 10."""
    return sum((10 if digit == "X" else int(digit)) * (10 - index) for index, digit in enumerate(isbn))


def source_findings(path: Path, source: Source) -> Iterator[Finding]:
    yield from work_findings(path, source)
    shown = "text" if source.text else "image" if source.image else None
    if shown and not source.licence:
        message = (
            f'What is shown to a group needs a licence: add one, for example "public-domain", or drop the {shown}.'
        )
        yield Finding((*path, "licence"), message, of_key=True)
    if source.image and not _WEB.fullmatch(source.image):
        yield Finding(
            (*path, "image"), f'An image is a web address that begins with https://; "{source.image}" is not.'
        )
    if source.image and not source.alt:
        message = 'An image needs a description for those who cannot see it: add "alt".'
        yield Finding((*path, "alt"), message, of_key=True)
    if source.alt and not source.image:
        yield Finding((*path, "alt"), 'There is no image that this could describe: add "image", or remove "alt".')


def life_findings(path: Path, person: Person) -> Iterator[Finding]:
    if person.born and person.died and person.died.latest < person.born.earliest:
        message = f"This person dies ({person.died}) before being born ({person.born}): correct one of the dates."
        yield Finding((*path, "died"), message)


def old_style_findings(path: Path, date: HistoricalDate, old_style: HistoricalDate | None) -> Iterator[Finding]:
    """The Old Style day must be the same day as the New Style one."""
    if old_style is None:
        return
    if old_style.precision is not Precision.DAY or date.precision is not Precision.DAY:
        if old_style.precision is not date.precision:
            message = "The Old Style date must be as exact as the date itself: give the day in both, or leave it out."
            yield Finding(path, message)
        return
    expected = _old_style(date.earliest)
    if (old_style.earliest.year, old_style.earliest.month, old_style.earliest.day) != date.earliest.julian:
        yield Finding(path, f"{date} is {expected} in the Old Style, not {old_style.edtf}: correct one of them.")


def _old_style(day: Day) -> str:
    year, month, of_month = day.julian
    return f"{year:04}-{month:02}-{of_month:02}" if year > 0 else f"-{-year:04}-{month:02}-{of_month:02}"
