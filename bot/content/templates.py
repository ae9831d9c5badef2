"""Commented files to start a book or a chapter from. As they are written they pass `clio check`."""

import re
from pathlib import Path

from bot.content.fields import LONGEST_ID, SLUG_PATTERN
from bot.content.folders import BOOK_FILE, SCHEMA_FOLDER
from bot.content.json_schema import write_schemas
from bot.errors import OperatorError

_BOOK = """\
# yaml-language-server: $schema=../schema/book.schema.json
schema: 1

# The book as its title page describes it. Leave out, or set to null, what you do not know; never guess a DOI.
book:
  id: {book_id} # the folder's name; it never changes, scores hang on it
  title: {title}
  author:
    - {{family: Family name, given: Given name}}
  # edition: 2
  # issued: 2004
  # publisher: Routledge
  # ISBN: "9780203725580"
  DOI: null
  language: en

# People, terms and sources that several chapters share stand here; those of one chapter stand in its own file.
people:
terms:
sources:
"""

_CHAPTER = """\
# yaml-language-server: $schema=../schema/chapter.schema.json
schema: 1

# Ids are lower-case letters, digits and hyphens, unique in the whole book, and never used again for something else.
# Put text in quotes when it holds ": " or " #", or when it begins with one of [ {{ * & ! | > % @ ` " '.
chapter:
  id: {chapter_id} # the file's name without .yaml
  title: {title}
  # author:
  #   - {{family: Family name, given: Given name}}
  # number: 1 # chapters are listed by it
  # period: 1918/1929 # the time that it covers
  abstract: What the chapter says, in a few sentences of your own.
  keywords: []
  questions-to-discuss:
    - A question to which there is more than one good answer?

people:
  # stalin:
  #   name: Joseph Stalin
  #   aliases: [Stalin, Иосиф Сталин] # other names count as right answers
  #   role: Soviet leader after Lenin.
  #   born: 1878-12-18
  #   died: 1953-03-05

terms:
  # comintern:
  #   term: Comintern
  #   aliases: [Communist International, Third International]
  #   meaning: The International that Lenin set up in March 1919.
  #   not: [] # ids of what it is often confused with

events:
  # Dates: 1927-04-12, 1927-04, 1927, 192X (the 1920s), 1917~ (about 1917), 1918/1921 (from ... to).
  # shanghai-1927:
  #   label: Chiang Kai-shek turns on the Communists in Shanghai
  #   date: 1927-04-12
  #   place: Shanghai
  #   cite: {{source: chapter}}

sources:
  # brest-treaty:
  #   type: treaty
  #   title: Treaty of Peace between Russia and Germany
  #   issued: 1918-03-03

# Each statement says where it stands: a source's id, or "chapter" or "book" for these themselves.
facts:
  f-{stem}-example:
    text: One statement that the group should remember.
    about: [] # ids of people, terms, events or sources
    certainty: certain # or probable, or disputed; then "view" says whose judgement it is
    cite: {{source: chapter}}

# Kinds: choice, multi, true-false, name, date, order, match, quote, set.
questions:
  q-{stem}-example:
    kind: choice
    prompt: What should the first question about this chapter, {chapter_id}, ask?
    options:
      - text: The right answer
        correct: true
      - text: A wrong answer
        why: Say here why it is wrong.
      - text: Another wrong answer
        why: Say here why this one is wrong.
    tests: [f-{stem}-example]
    difficulty: 2 # from 1 to 5
    skill: recall
    hint: null
    explain: Say here what is right, and why it matters.
    cite: {{source: chapter}}
"""


class TemplateError(OperatorError):
    """The file cannot be begun; the sentence says why."""


def new_book(library: Path, book_id: str) -> Path:
    """Begin a book in the library's folder, with the schema files that its first line names."""
    _require_id(book_id)
    path = library / book_id / BOOK_FILE
    _require_absent(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not (library / SCHEMA_FOLDER).is_dir():
        write_schemas(library / SCHEMA_FOLDER)
    path.write_text(_BOOK.format(book_id=book_id, title=_title(book_id)), encoding="utf-8")
    return path


def new_chapter(library: Path, book_id: str, chapter_id: str) -> Path:
    """Begin a chapter of a book that is there already."""
    _require_id(chapter_id)
    folder = library / book_id
    if not (folder / BOOK_FILE).is_file():
        raise TemplateError(f"There is no {folder / BOOK_FILE}: begin the book first with `clio new book {book_id}`.")
    path = folder / f"{chapter_id}.yaml"
    _require_absent(path)
    text = _CHAPTER.format(chapter_id=chapter_id, title=_title(chapter_id), stem=chapter_id[:48].rstrip("-"))
    path.write_text(text, encoding="utf-8")
    return path


def _require_id(written: str) -> None:
    if len(written) > LONGEST_ID or not re.fullmatch(SLUG_PATTERN, written):
        message = f"An id is lower-case letters, digits and hyphens, at most {LONGEST_ID} of them; {written!r} is not."
        raise TemplateError(message)
    if written in (SCHEMA_FOLDER, Path(BOOK_FILE).stem):
        raise TemplateError(f'"{written}" has a meaning of its own in a library: choose another id.')


def _require_absent(path: Path) -> None:
    if path.exists():
        raise TemplateError(f"{path} is there already: choose another id, or edit that file.")


def _title(entry_id: str) -> str:
    return entry_id.replace("-", " ").capitalize()
