"""Words that stand both in a picture and beside it."""

from collections.abc import Mapping

from bot.service.timelines import Entry, Timeline
from bot.study.rating import Certainty
from bot.ui.render.written_dates import date_words

SAID: Mapping[Certainty, str] = {
    Certainty.GUESS: "A guess",
    Certainty.FAIRLY: "Fairly sure",
    Certainty.CERTAIN: "Certain",
}


def date_text(entry: Entry) -> str:
    """The date at its precision, with the Old Style day where the content has it."""
    return date_words(entry.date, entry.event.date_os)


def summary(timeline: Timeline, page: int) -> str:
    """How many events of what time, and the page where there are several."""
    count = len(timeline.entries)
    parts = [f"{count} event{'' if count == 1 else 's'}", date_words(timeline.period or timeline.years)]
    if timeline.pages > 1:
        parts.append(f"page {page + 1} of {timeline.pages}")
    return " · ".join(parts)
