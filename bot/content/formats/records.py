"""Lines of fields: texts between separators, in quotes where they hold a separator, a quote or several lines."""

from collections.abc import Iterator

from bot.frozen import frozen

LONGEST_QUOTED = 20_000


@frozen
class Record:
    """One line's fields. `index` is where it begins; `unclosed` is where a quote opens that never closes."""

    index: int
    fields: tuple[str, ...]
    unclosed: int | None = None


def records(text: str, separator: str, start: int = 0) -> Iterator[Record]:
    """The lines that are not empty. A quote that ends in the middle of a field is part of the text."""
    position = start
    while position < len(text):
        if text[position] == "\n":
            position += 1
            continue
        record, position = _record(text, separator, position)
        if any(field.strip() for field in record.fields):
            yield record


def _record(text: str, separator: str, start: int) -> tuple[Record, int]:
    fields: list[str] = []
    unclosed: int | None = None
    position, line_end = start, _end_of_line(text, start)
    while True:
        field, end = _quoted(text, separator, position)
        if field is None:
            if end < 0:
                unclosed = position if unclosed is None else unclosed
            end = text.find(separator, position, line_end)
            end = line_end if end < 0 else end
            field = text[position:end]
        elif end > line_end:
            line_end = _end_of_line(text, end)
        fields.append(field)
        if end >= line_end:
            return Record(start, tuple(fields), unclosed), end + 1
        position = end + len(separator)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _quoted(text: str, separator: str, start: int) -> tuple[str | None, int]:
    """The text in quotes and where it ends; None where it is not in quotes, with -1 where they never close."""
    if not text.startswith('"', start):
        return None, 0
    position, limit = start + 1, min(len(text), start + LONGEST_QUOTED)
    while (end := text.find('"', position, limit)) >= 0:
        if not text.startswith('"', end + 1):
            behind = end + 1
            if behind == len(text) or text[behind] == "\n" or text.startswith(separator, behind):
                return text[start + 1 : end].replace('""', '"'), behind
            return None, 0
        position = end + 2
    return None, -1
