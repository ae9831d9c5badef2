"""What stands in for an explanation and a source in questions that come from other programs' files.

Such files seldom have either. Nothing is invented: the question says so, and the lint asks for what is missing.
"""

from bot.content.fields import LONGEST_ID

UNEXPLAINED = "The imported file gives no explanation."
_PREFIX = "imported-"


def imported_source(chapter_id: str) -> str:
    """The id of the source that stands for the imported file of a chapter."""
    return _PREFIX + chapter_id[: LONGEST_ID - len(_PREFIX)].rstrip("-")


def is_imported(source_id: str) -> bool:
    """Whether this source is only the file from which the question came."""
    return source_id.startswith(_PREFIX)
