"""Texts in GIFT: escapes, formats, weights and feedback."""

import re
from collections.abc import Mapping
from typing import Any

from bot.content.formats.drafts import Draft
from bot.content.formats.html_text import has_media, has_tags, plain_text
from bot.content.formats.typed_answers import on_one_line
from bot.frozen import frozen

_ESCAPED = "\\:#={}~n*"
_FIRST = 14
"""Behind the tab and the line end, which stay what they are."""
_ASIDE = {"\\" + sign: chr(number) for number, sign in enumerate(_ESCAPED, start=_FIRST)}
_MEANT = {number: "\n" if sign == "n" else sign for number, sign in enumerate(_ESCAPED, start=_FIRST)}
_ESCAPE = re.compile(r"\\[\\:#={}~n*]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,5})?)%")


def escaped(text: str) -> str:
    """The text with every escape as one control character and a fill, so that places stay."""
    return _ESCAPE.sub(lambda found: _ASIDE[found.group()] + "\x0b", text)


def shown(text: str, format_: str | None = None) -> str:
    """What a reader sees of a text; `format_` is that of the question where the text names none."""
    text = text.strip()
    if named := _FORMAT.match(text):
        format_, text = named[1], text[named.end() :]
    plain = text.replace("\x0b", "").translate(_MEANT)
    if format_ == "html" or (format_ in (None, "moodle") and has_tags(plain)):
        return plain_text(plain)
    return "\n".join(" ".join(line.split()) for line in plain.strip().split("\n"))


@frozen
class GiftAnswer:
    """One answer with its sign, `=` or `~`. `weight` is in per cent, None where none is given."""

    right: bool
    weight: float | None
    text: str
    feedback: str
    has_star: bool = False

    @property
    def worth(self) -> float:
        """What it earns, in per cent."""
        return self.weight if self.weight is not None else 100.0 if self.right else 0.0


@frozen
class GiftQuestion:
    """A question taken apart; texts still hold their escapes."""

    draft: Draft
    index: int
    name: str | None
    prompt: str
    answers: str
    general: str
    tagged: Mapping[str, Any]

    @property
    def format(self) -> str | None:
        """How the question is written, which its answers follow."""
        named = _FORMAT.match(self.prompt)
        return named[1] if named else None

    def shown(self, text: str) -> str:
        return shown(text, self.format)

    def remark(self, sentence: str) -> None:
        self.draft.remark(self.index, sentence)

    def ask(self, *explanations: str, **fields: Any) -> None:
        """Add it as a question, explained by its general feedback or else by these."""
        if has_media(self.prompt):
            self.remark("A picture or sound of this question is left out: only its text is taken.")
        explained = [text for part in (self.general, *explanations) if (text := self.shown(part))]
        explain = "\n\n".join(dict.fromkeys(explained)) or None
        self.draft.ask(self.index, self.name, prompt=self.shown(self.prompt), explain=explain, **self.tagged, **fields)

    def answer(self, sign: str, written: str) -> GiftAnswer:
        """Take one answer apart, without its sign."""
        written = written.strip()
        weight = _WEIGHT.match(written)
        text, _, feedback = (written[weight.end() :] if weight else written).partition("#")
        return GiftAnswer(
            right=sign == "=",
            weight=float(weight[1]) if weight else None,
            text=on_one_line(self.shown(text)),
            feedback=self.shown(feedback),
            has_star="*" in text,
        )

    def parts(self, signs: str) -> list[GiftAnswer]:
        """The answers that begin with any of these signs; what stands before the first counts as one, if it is text."""
        before, *rest = re.split(f"([{signs}])", self.answers)
        found = [self.answer(sign, text) for sign, text in zip(rest[::2], rest[1::2], strict=True)]
        return [self.answer("=", before), *found] if before.strip() else found
