"""What a review asks: facts that are due first, then new ones."""

from collections.abc import Collection, Iterable, Sequence

from bot.study.memory import FactKey


def queue(
    due: Iterable[FactKey],
    known: Collection[FactKey],
    syllabus: Iterable[FactKey],
    *,
    count: int,
    new_at_most: int,
) -> Sequence[FactKey]:
    """At most `count` facts: those that are due, the longest waiting first, then new ones in the order of reading.

    `known` are the facts that have a card already; `syllabus` limits both to what can be asked.
    """
    askable = dict.fromkeys(syllabus)
    waiting = [fact for fact in due if fact in askable]
    new = [fact for fact in askable if fact not in known]
    return [*waiting, *new[: max(0, new_at_most)]][:count]
