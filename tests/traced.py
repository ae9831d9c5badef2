"""`clio run`, which writes down at every SIGUSR1 what Python's objects take, by the line that made them."""

import gc
import os
import signal
import sys
import tracemalloc
from pathlib import Path
from types import FrameType


def tell(_signal: int, _frame: FrameType | None) -> None:
    told = Path(sys.argv[1])
    gc.collect()
    tracemalloc.take_snapshot().dump(str(told.with_suffix(".part")))
    told.with_suffix(".part").rename(told)


if __name__ == "__main__":
    tracemalloc.start()
    signal.signal(signal.SIGUSR1, tell)
    from bot.cli.beginning import begin  # after the start: what it takes counts too

    begin(os.environ)
