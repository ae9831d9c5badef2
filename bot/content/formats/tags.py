"""Tags of a question: what they say of its difficulty and skill, and otherwise keywords of the chapter."""

import re
from collections.abc import Iterable
from typing import Any, get_args

from bot.content.formats.drafts import Draft
from bot.content.model import Skill

_DIFFICULTY = re.compile(r"difficulty-([1-5])")


def take_tags(draft: Draft, tags: Iterable[str]) -> dict[str, Any]:
    """The fields of the question that its tags give."""
    fields: dict[str, Any] = {}
    for tag in tags:
        if level := _DIFFICULTY.fullmatch(tag):
            fields["difficulty"] = int(level[1])
        elif tag in get_args(Skill):
            fields["skill"] = tag
        elif tag != "clio":
            draft.keywords.setdefault(tag.replace("_", " "))
    return fields
