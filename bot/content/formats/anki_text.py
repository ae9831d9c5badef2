"""Notes as a text file for Anki, with the headers that Anki 2.1.54 and later read.

The note types are those that every Anki has, under their English names: Basic, and Cloze for a prompt with one gap.
A column says which where a file has both. An Anki in another language offers its own for a file that has only one, and
skips notes whose type a column names; the package (`anki_package`) brings note types of its own.
"""

import csv
import io
from collections.abc import Sequence

from bot.content.formats.anki_cards import AnkiCard, back, blocks, card_of, cloze, extra, front
from bot.content.formats.asked import Asked
from bot.content.formats.written import LeftOut, Written

_NO_HINT = "hints, for which a note of two fields has no place"


def questions_to_anki_text(asked: Sequence[Asked]) -> Written:
    """A note a question, in a deck for each chapter within one for its book."""
    lost = [LeftOut(each.key, _NO_HINT, whole=False) for each in asked if each.question.hint]
    return Written(anki_text([card_of(each) for each in asked]).encode(), len(asked), tuple(lost))


def anki_text(cards: Sequence[AnkiCard]) -> str:
    """One line a note, after the headers. Its key is its GUID, so that a second import changes it, and doubles none."""
    columns = {"guid": [card.key for card in cards]}
    headers: list[str] = []
    for name, values in (("notetype", [_note_type(card) for card in cards]), ("deck", [card.deck for card in cards])):
        if len(set(values)) == 1:
            headers.append(f"#{name}:{values[0]}")
        else:
            columns[name] = values
    places = [f"#{name} column:{number}" for number, name in enumerate(columns, start=1)]
    tags = f"#tags column:{len(columns) + 3}"
    written = io.StringIO()
    written.write("\n".join(("#separator:tab", "#html:true", *headers, *places, tags)) + "\n")
    rows = csv.writer(written, delimiter="\t", lineterminator="\n")
    for *first, card in zip(*columns.values(), cards, strict=True):
        rows.writerow([*first, *_fields(card), " ".join(card.tags)])
    return written.getvalue()


def _note_type(card: AnkiCard) -> str:
    return "Cloze" if card.gap else "Basic"


def _fields(card: AnkiCard) -> tuple[str, str]:
    if card.gap:
        return cloze(card), blocks(extra(card))
    return front(card), back(card)
