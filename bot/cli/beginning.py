"""`clio run`, from its first moment on: what comes before its own libraries are taken in, which is most of a start."""

from collections.abc import Mapping
from contextlib import suppress

from bot.content import apart
from bot.content.folders import gather
from bot.content.loading import read_at_once, read_book
from bot.content.shipped import named_library
from bot.memory import collect_rarely, share_one_arena, uncollected


def begin(environment: Mapping[str, str]) -> None:
    """Serve on Discord until stopped, with settings from the environment; then exit."""
    collect_rarely()
    share_one_arena()
    with suppress(OSError, RuntimeError):  # which is told when the settings are read
        books = read_at_once(gather(named_library(environment)).books)
        apart.begin(read_book, books)  # while this process takes in its own libraries
    with uncollected():  # what is imported stays, as what is loaded does
        from bot.cli.running import serve_on_discord
    serve_on_discord(environment)
