"""Where the program begins. Clio serves for months, so `clio run` alone takes nothing of the command line along."""

import os
import sys
from contextlib import suppress


def main() -> None:
    """The script `clio`."""
    if sys.argv[1:] == ["run"]:
        _run()
    else:
        from bot.cli.commands import cli  # `clio run` does without it

        cli()


def _run() -> None:
    from bot.content import apart
    from bot.content.collecting import collect_rarely, uncollected
    from bot.content.folders import gather
    from bot.content.loading import read_at_once, read_book
    from bot.content.shipped import named_library

    collect_rarely()
    with suppress(OSError, RuntimeError):  # which is told when the settings are read
        books = read_at_once(gather(named_library(os.environ)).books)
        apart.begin(read_book, books)  # while this process takes in its own libraries
    with uncollected():  # what is imported stays, as what is loaded does
        from bot.cli.running import serve_on_discord
    serve_on_discord(os.environ)
