"""Memory that threads have given back is used again by others."""

import platform
import subprocess
import sys

import pytest

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
