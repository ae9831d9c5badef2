"""What is wanted soon, but not for the first command: it is taken in while Clio serves, so that nobody waits for it."""

import asyncio
from importlib import import_module

from bot.content.giving_way import giving_way

AFTER_SECONDS = 1.5
"""By then the servers are there, and whoever has waited for Clio has been answered."""

_WANTED_SOON = ("bot.quiz.typed_grading", "bot.content.typed_moments", "rapidfuzz.process")


def take_in_soon() -> None:
    """Have it taken in, in a thread, where that was not done before."""
    loop = asyncio.get_running_loop()
    loop.call_later(AFTER_SECONDS, loop.run_in_executor, None, _take_in)


@giving_way()
def _take_in() -> None:
    for module in _WANTED_SOON:
        import_module(module)
