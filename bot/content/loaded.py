"""What loading gave, and what the next load need not read again."""

from collections.abc import Mapping

from bot.content.library import Chapter, Library
from bot.content.problems import Problem
from bot.content.scope import BookSheets
from bot.frozen import frozen


@frozen
class LoadedBook:
    """A book's sheets, what they were read from, what deserves a warning in them, and their chapters in reading order,
    each by the name of its file.
    """

    digests: Mapping[str, bytes]
    sheets: BookSheets
    problems: tuple[Problem, ...]
    chapters: Mapping[str, Chapter]


@frozen
class Loaded:
    """A library, what deserves a warning in it, and what the next load need not read again."""

    library: Library
    warnings: tuple[Problem, ...]
    books: Mapping[str, LoadedBook]
