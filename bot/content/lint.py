from collections.abc import Iterator
from bot.content.faults import Finding
from bot.content.scope import BookSheets


def lint_findings(sheets: BookSheets) -> Iterator[tuple[str, Finding]]:
    yield from ()
