"""Questions that leave for another program and come back are the same, in what the format carries."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.folders import gather_files
from bot.content.formats.asked import Asked, accepted_names, asked_in
from bot.content.formats.exports import export
from bot.content.formats.imports import convert
from bot.content.formats.known import ExportFormat
from bot.content.library import Chapter
from bot.content.loading import load_gathered
from bot.content.model import DateQuestion, MatchQuestion, NameQuestion, Option, OrderQuestion, TrueFalseQuestion

from .made import HOSTILE, SHIPPED, chapter

BOOK = b"schema: 1\nbook: {id: a-book, title: A book}\n"
Seen = tuple[Any, ...]


def and_back(one: Chapter, to: ExportFormat) -> dict[str, Asked]:
    """The questions by id after they were exported and imported."""
    exported = export([one], to)
    imported = convert(exported.content, exported.file_name)
    assert imported.format == to
    files = {"a-book/book.yaml": BOOK, f"a-book/{_id_in(imported.chapter_yaml)}.yaml": imported.chapter_yaml.encode()}
    (chapter,) = load_gathered(gather_files(files)).library.chapters.values()
    return {asked.id: asked for asked in asked_in([chapter])}


def _id_in(chapter_yaml: str) -> str:
    found = re.search(r"^  id: (\S+)$", chapter_yaml, re.MULTILINE)
    assert found
    return found[1].strip("\"'")


def tidy(text: str) -> str:
    """Spaces at the ends of lines, or several in a row, are not kept by every program, nor are empty lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def prompt(asked: Asked) -> str:
    """With gaps of one length."""
    parts = asked.passage.parts if asked.passage else ()
    return re.sub("_{3,}", "___", tidy("\n".join((*parts, asked.question.prompt))))


def explanation(asked: Asked) -> str:
    return tidy("\n".join((asked.question.explain, *asked.sources)))


def seen(asked: Asked, *, with_why: bool) -> Seen:
    """What a question asks and what is right; a quotation is a choice to other programs."""
    question = asked.question
    match question:
        case TrueFalseQuestion(answer=answer):
            return "true-false", prompt(asked), answer
        case NameQuestion():
            return "name", prompt(asked), {tidy(name).casefold() for name in accepted_names(asked.chapter, question)}
        case MatchQuestion(pairs=pairs, distractors=distractors):
            return "match", prompt(asked), {(tidy(pair.left), tidy(pair.right)) for pair in pairs}, set(distractors)
        case DateQuestion(answer=date):
            return "date", prompt(asked), date.edtf
        case OrderQuestion():
            return "order", prompt(asked)
        case _:
            kind = "multi" if question.kind == "multi" else "choice"
            return kind, prompt(asked), sorted(_option(option, with_why=with_why) for option in question.options)


def _option(option: Option, *, with_why: bool) -> tuple[str, bool, str]:
    return tidy(option.text), option.correct, tidy(option.why or "") if with_why else ""


def assert_same(before: Asked, after: Asked, *, with_why: bool) -> None:
    assert tidy(after.question.explain) == explanation(before)
    if isinstance(before.question, DateQuestion):
        assert_same_date(before, after, before.question)
    else:
        assert seen(after, with_why=with_why) == seen(before, with_why=with_why)


def assert_same_date(before: Asked, after: Asked, question: DateQuestion) -> None:
    """A date whose prompt does not ask for one in so many words comes back as a text to be typed."""
    assert prompt(after) == prompt(before)
    if isinstance(after.question, DateQuestion):
        assert after.question.answer == question.answer
    else:
        assert isinstance(after.question, NameQuestion)
        assert accepted_names(after.chapter, after.question)[0] == str(question.answer)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.head.id)
def test_the_shipped_questions_come_back_from_gift_but_for_orders(one: Chapter) -> None:
    before = {asked.id: asked for asked in asked_in([one]) if asked.question.kind != "order"}
    after = and_back(one, ExportFormat.GIFT)
    assert after.keys() == before.keys()
    for question_id, asked in before.items():
        assert_same(asked, after[question_id], with_why=True)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.head.id)
def test_the_shipped_questions_come_back_from_anki_but_for_orders_and_pairs(one: Chapter) -> None:
    before = {asked.id: asked for asked in asked_in([one]) if asked.question.kind not in ("order", "match")}
    after = and_back(one, ExportFormat.ANKI)
    assert after.keys() == before.keys()
    for question_id, asked in before.items():
        assert_same(asked, after[question_id], with_why=False)


SIGNS = st.sampled_from([*"~=#{}:\\\"'%*<>&[]|;,$/-+@\n\t", *"אבגשсто é🙂蒋", "->", "::", "####", "//", "{{c1::", "}}"])
WORDS = st.sampled_from(["<b>", "&amp;", "[html]", "[plain]", "%50%", "[sound:", "___", "- ", "\\n", "treaty", "1917"])
TEXTS = st.lists(SIGNS | WORDS, max_size=30).map("".join) | st.sampled_from(
    [text for text in HOSTILE if len(text) < 1000]
)
LINES = TEXTS.map(lambda text: " ".join(text.split())[:200])
NAMES = LINES.map(lambda line: line.replace("->", "").replace("*", "")[:100])
"""GIFT has no place for an arrow in an answer, and a star in one may stand there for any letters."""


@st.composite
def hostile_chapters(draw: st.DrawFn) -> Chapter:
    """One question of each kind; a word in each text keeps them apart, as two options of one text are no choice."""

    def text(word: str) -> str:
        return f"{draw(TEXTS)}{word}"

    def line(word: str) -> str:
        return f"{draw(LINES)}{word}"

    def name(word: str) -> str:
        return f"{draw(NAMES)}{word}"

    def said(**question: Any) -> dict[str, Any]:
        return {**question, "explain": text("so"), "cite": {"source": "book"}}

    choices = [
        {"text": line("alpha"), "correct": True},
        {"text": line("beta"), "why": text("no")},
        {"text": line("gamma")},
    ]
    several = [*choices, {"text": line("delta"), "correct": True}]
    pairs = [{"left": name("one"), "right": line("eins")}, {"left": name("two"), "right": line("zwei")}]
    return chapter(
        {
            "q-choice": said(kind="choice", prompt=text("this"), options=choices),
            "q-multi": said(kind="multi", prompt=text("these"), options=several),
            "q-true": said(kind="true-false", prompt=text("sentence"), answer=draw(st.booleans())),
            "q-match": said(kind="match", prompt=text("pairs"), pairs=pairs, distractors=line("drei")),
            "q-quote": said(kind="quote", prompt=text("who"), quote=text("peace"), options=choices),
            "q-name": said(kind="name", prompt=text("name"), answer=name("omega")),
        }
    )


@given(hostile_chapters())
@settings(max_examples=40, deadline=None)
def test_no_text_however_hostile_is_changed_by_gift(one: Chapter) -> None:
    after = and_back(one, ExportFormat.GIFT)
    for asked in asked_in([one]):
        assert_same(asked, after[asked.id], with_why=True)


@given(hostile_chapters())
@settings(max_examples=40, deadline=None)
def test_no_text_however_hostile_is_changed_by_anki(one: Chapter) -> None:
    after = and_back(one, ExportFormat.ANKI)
    for asked in asked_in([one]):
        if asked.question.kind != "match":
            assert_same(asked, after[asked.id], with_why=False)
