"""Loading makes millions of objects that stay. Python's collector would go through all of them again and again, and
nothing else could run meanwhile; so it waits, and afterwards leaves them aside.
"""

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

_turn = threading.Lock()


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
