"""How memory is taken and given back: by Python's collector of cycles, and by the C library's allocator."""

import ctypes
import gc
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

RARELY = (10_000, 20, 50)
_NEVER = 1_000_000_000
_ARENA_MAX = -8
"""glibc's `M_ARENA_MAX`; see mallopt(3)."""

_turn = threading.Lock()


def collect_rarely() -> None:
    """Look for garbage when there are more new objects than a crowd of answers makes: hardly any are in a cycle."""
    gc.set_threshold(*RARELY)


def share_one_arena() -> None:
    """Have all threads that are still to come take their memory from one place, where glibc is the allocator.

    It gives each an arena of its own otherwise, and what one has given back serves no other: pictures and queries come
    from any thread of a pool, so a dozen arenas grow to the size that one would have.
    """
    if sys.platform == "linux":
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if set_option is not None:
            set_option(_ARENA_MAX, 1)


@contextmanager
def uncollected() -> Generator[None]:
    """Make something large that stays, before Clio serves: the collector waits, and afterwards leaves all aside."""
    with _turn:
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            gc.enable()


def leave_aside() -> None:
    """Have the collector never again go through what there is, since it stays. Call it in a thread."""
    with _turn:
        gc.freeze()


@contextmanager
def set_aside() -> Generator[None]:
    """Make something large that stays while Clio serves, as a reload does with millions of objects.

    The collector would go through all of them again and again, and nothing else could run meanwhile; so it looks at new
    objects alone, and afterwards leaves all that there are aside. Garbage is collected first: set aside, what is in a
    cycle would stay for ever. Objects that are in no cycle still go when nobody has them any more.
    """
    with _turn:
        thresholds = gc.get_threshold()
        gc.collect()
        gc.set_threshold(RARELY[0], _NEVER, _NEVER)
        try:
            yield
        finally:
            gc.collect(0)
            gc.freeze()
            gc.set_threshold(*thresholds)
