"""Questions as cards for Anki: a front, a back, and a key by which a later import changes a note, and doubles none.

Anki reads fields as HTML, `[sound:…]` and `[latex]` as commands, and `{{c1::…}}` as a gap. Our text is none of that.
"""

import re
from collections.abc import Iterable
from html import escape

from bot.content.formats.asked import Asked, accepted_names, in_order
from bot.content.model import (
    ChoiceQuestion,
    DateQuestion,
    MatchQuestion,
    MultiQuestion,
    NameQuestion,
    OrderQuestion,
    QuoteQuestion,
    TrueFalseQuestion,
)
from bot.frozen import frozen

GAP = re.compile("_{3,}")
_COMMAND = re.compile(r"\[(?=/?(?:sound:|anki:|latex|\$))", re.IGNORECASE)


@frozen
class AnkiCard:
    """One card in plain text. `offered` are lists to choose from, `answer` is one text or a list.

    With `gap` the prompt has one gap, into which the answer goes. `picture` is an address.
    """

    key: str
    deck: str
    tags: tuple[str, ...]
    prompt: str
    answer: tuple[str, ...]
    explain: str
    above: tuple[str, ...] = ()
    picture: str | None = None
    offered: tuple[tuple[str, ...], ...] = ()
    accepted: tuple[str, ...] = ()
    hint: str | None = None
    sources: tuple[str, ...] = ()
    gap: bool = False


def card_of(asked: Asked) -> AnkiCard:
    """The card of a question; options stand in alphabetical order, which tells nothing."""
    question, chapter, passage = asked.question, asked.chapter, asked.passage
    answer, *accepted = _answers(asked)
    return AnkiCard(
        key=asked.key,
        deck=f"{_deck_name(chapter.book.title)}::{_deck_name(chapter.head.title)}",
        tags=("clio", chapter.book.id, chapter.head.id, question.skill, f"difficulty-{question.difficulty}"),
        prompt=question.prompt,
        answer=answer,
        explain=question.explain,
        above=passage.parts if passage else (),
        picture=passage.image if passage else None,
        offered=_offered(asked),
        accepted=tuple(name for names in accepted for name in names),
        hint=question.hint,
        sources=asked.sources,
        gap=isinstance(question, NameQuestion) and len(GAP.findall(question.prompt)) == 1,
    )


def field(text: str) -> str:
    """The text as it stands in a field, where nothing of it is a tag or a command."""
    lines = escape(text, quote=False).splitlines()
    return _COMMAND.sub("&#91;", "<br>".join(lines)).replace("{{", "&#123;&#123;").replace("\t", " ")


def front(card: AnkiCard) -> str:
    """What is asked, as HTML."""
    return blocks([*above(card), field(card.prompt), *offered(card)])


def back(card: AnkiCard) -> str:
    """The answer, why it is right, and where that stands, as HTML."""
    return blocks([answer(card), *extra(card)])


def cloze(card: AnkiCard) -> str:
    """The prompt with the answer in its gap, as HTML."""
    before, after = GAP.split(card.prompt, maxsplit=1)
    hidden = field(card.answer[0]).replace("}", "&#125;").replace("{", "&#123;").replace(":", "&#58;")
    return blocks([*above(card), f"{field(before)}{{{{c1::{hidden}}}}}{field(after)}"])


def extra(card: AnkiCard) -> list[str]:
    """What follows the answer: other forms of it, the explanation and the sources."""
    also = [f"Also right: {'; '.join(card.accepted)}"] if card.accepted else []
    return [*map(field, (*also, card.explain)), *(f"<small>{field(source)}</small>" for source in card.sources)]


def above(card: AnkiCard) -> list[str]:
    picture = [f'<img src="{escape(card.picture)}">'] if card.picture else []
    return [*picture, *map(field, card.above)]


def offered(card: AnkiCard) -> list[str]:
    return [_listed(texts) for texts in card.offered]


def answer(card: AnkiCard) -> str:
    """One text, or a list; and one option that begins like a list is a list of one."""
    one = len(card.answer) == 1 and not (card.offered and card.answer[0].startswith("- "))
    return field(card.answer[0]) if one else _listed(card.answer)


def blocks(parts: Iterable[str]) -> str:
    return "<br><br>".join(parts)


def _listed(texts: Iterable[str]) -> str:
    return "<br>".join(f"- {field(text)}" for text in texts)


def _deck_name(title: str) -> str:
    """Two colons would begin a deck within the deck."""
    return re.sub("::+", ":", title)


def _offered(asked: Asked) -> tuple[tuple[str, ...], ...]:
    match asked.question:
        case ChoiceQuestion(options=options) | MultiQuestion(options=options) | QuoteQuestion(options=options):
            return (tuple(sorted(option.text for option in options)),)
        case TrueFalseQuestion():
            return (("True", "False"),)
        case OrderQuestion() as question:
            return (tuple(sorted(item.text for item in in_order(asked.chapter, question))),)
        case MatchQuestion(pairs=pairs, distractors=distractors):
            rights = sorted((*(pair.right for pair in pairs), *distractors))
            return tuple(pair.left for pair in pairs), tuple(rights)
        case _:
            return ()


def _answers(asked: Asked) -> list[tuple[str, ...]]:
    """The right answer, and then other forms of it."""
    match asked.question:
        case ChoiceQuestion(options=options) | MultiQuestion(options=options) | QuoteQuestion(options=options):
            return [tuple(option.text for option in options if option.correct)]
        case TrueFalseQuestion(answer=right):
            return [("True" if right else "False",)]
        case NameQuestion() as question:
            return [(name,) for name in accepted_names(asked.chapter, question)]
        case DateQuestion(answer=date):
            return [(str(date),)]
        case OrderQuestion() as question:
            return [tuple(f"{item.text} ({item.date})" for item in in_order(asked.chapter, question))]
        case MatchQuestion(pairs=pairs):
            return [tuple(f"{pair.left} – {pair.right}" for pair in pairs)]
