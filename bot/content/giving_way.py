"""Reckoning in a thread while the event loop goes on: whoever has Python's lock passes it on sooner than usual.

A thread that reckons is asked for the lock only after it has had it for five milliseconds, and it may be so long again
and again that the event loop waits. For as long as something large is made, half a millisecond is enough.
"""

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

_SOON = 0.0005
_turn = threading.Lock()
_before: list[float] = []
"""What was usual when each of those began who reckon now."""


@contextmanager
def giving_way() -> Generator[None]:
    """Around what takes long in a thread; also of several threads at once."""
    with _turn:
        _before.append(sys.getswitchinterval())
        sys.setswitchinterval(_SOON)
    try:
        yield
    finally:
        with _turn:
            usual = max(_before)
            _before.pop()
            sys.setswitchinterval(_SOON if _before else usual)
