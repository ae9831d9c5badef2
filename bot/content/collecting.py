"""Loading makes millions of objects that stay. Python's collector would go through all of them again and again, and
nothing else could run meanwhile; so it waits, and afterwards leaves them aside.
"""

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

RARELY = (10_000, 20, 50)
_turn = threading.Lock()


def collect_rarely() -> None:
    """Look for garbage when there are more new objects than a crowd of answers makes: hardly any are in a cycle."""
    gc.set_threshold(*RARELY)


@contextmanager
def uncollected() -> Generator[None]:
    """Make something large that stays. Objects that are in no cycle still go when nobody has them any more."""
    with _turn:
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            gc.enable()
