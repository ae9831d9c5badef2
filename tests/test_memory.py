"""Memory that was given back is used again, and garbage is given back."""

import platform
import subprocess
import sys
import weakref

import pytest

from bot.memory import set_aside

ARENAS = """
import ctypes, sys, threading
from bot.memory import share_one_arena

def take():
    kept = [bytes(2_000) for _ in range(100)]
    together.wait()

if sys.argv[1] == "shared":
    share_one_arena()
together = threading.Barrier(9)
threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads:
    thread.start()
together.wait()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def arenas(how: str) -> int:
    """How many glibc has made for a program of nine threads."""
    told = subprocess.run([sys.executable, "-c", ARENAS, how], check=True, capture_output=True, text=True).stdout
    return told.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators have no arenas to share")
def test_threads_share_one_arena() -> None:
    assert arenas("own") > 1
    assert arenas("shared") == 1


class Cyclic:
    """Something that only the collector finds to be garbage."""

    def __init__(self) -> None:
        self.itself = self


def test_no_garbage_is_set_aside_from_before_nor_from_meanwhile() -> None:
    before = weakref.ref(Cyclic())
    with set_aside():
        meanwhile = weakref.ref(Cyclic())
    assert before() is None
    assert meanwhile() is None
