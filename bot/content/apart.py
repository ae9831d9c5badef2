"""Reading files in a process of their own.

Reading takes pydantic, the parser and much that is soon forgotten. All of that is given back when the process ends;
meanwhile this one goes on with what it does, on another processor where there is one. The two speak in pickles over
the other's standard input and output: files are asked for, and file after file is answered.
"""

import atexit
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from bot.content.folders import File
from bot.content.problems import ContentError, Problem

if TYPE_CHECKING:
    from bot.content.sheets import Examined

IDLE_SECONDS = 10.0
"""Packs are often read one after another, and a process takes a quarter of a second to begin."""

MOST_AHEAD = 64
"""How many files may have been read before anybody has heard of the first."""

log = logging.getLogger(__name__)


def begin(files: Sequence[File]) -> None:
    """Have files read that `read_apart` will soon be asked for."""
    with suppress(OSError):  # which is told where the files are wanted
        reader = _Reader()
        reader.ask(files)
        _idle.add(reader)


def end() -> None:
    """End the processes that wait for files."""
    _idle.end()


def read_apart(files: Sequence[File]) -> "Iterator[Examined[Any]]":
    """Read files, each by itself and in their order, in a process that waits `IDLE_SECONDS` for more of them.

    Where no process can be started they are read in this one. Raises `ContentError` when the process ends too soon.
    """
    if not files:
        return
    try:
        reader = _idle.take(files) or _Reader()
    except OSError as error:
        from bot.content.loading import read_here

        log.warning("the content is read without a process of its own: %s", error)
        yield from read_here(files)
        return
    try:
        yield from reader.examined(files)
    except BaseException:
        reader.end()  # whatever it was asked last, nobody hears the answer
        raise
    _idle.add(reader)


class _Reader:
    """The process, from here. Raises `OSError` when it cannot be started."""

    def __init__(self) -> None:
        self._process = subprocess.Popen[bytes](
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": _where_bot_is()},
            start_new_session=True,  # Ctrl-C is for the one that serves; this one ends when its input does
        )
        self._to, self._from = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._asked: tuple[tuple[str, bytes], ...] = ()

    def is_ready_for(self, files: Sequence[File]) -> bool:
        """Whether it runs, and was asked for nothing else."""
        return self._process.poll() is None and self._asked in ((), _told_apart(files))

    def end(self) -> None:
        self._process.kill()  # it keeps nothing
        self._process.communicate()

    def ask(self, files: Sequence[File]) -> None:
        """Have files read. This waits for nothing; if the process has ended, its answers will be missing."""
        self._asked = _told_apart(files)
        Thread(target=self._send, args=(files,), name="clio-content-asked", daemon=True).start()

    def _send(self, files: Sequence[File]) -> None:
        with suppress(OSError, ValueError):
            pickle.dump(files, self._to, pickle.HIGHEST_PROTOCOL)
            self._to.flush()

    def examined(self, files: Sequence[File]) -> "Iterator[Examined[Any]]":
        """What the files gave, which are asked for unless they were before. Raises `ContentError`."""
        if not self._asked:
            self.ask(files)
        for file in files:
            try:
                yield pickle.load(self._from)  # noqa: S301  # it comes from ourselves
            except (EOFError, OSError, pickle.UnpicklingError):
                message = (
                    f"The process that reads the content ended with code {self._process.wait()} at this file. "
                    "See whether the machine has memory left, and try again."
                )
                raise ContentError([Problem(file.name, 0, 0, "", message)]) from None
        self._asked = ()


def _told_apart(files: Sequence[File]) -> tuple[tuple[str, bytes], ...]:
    return tuple((file.name, file.digest) for file in files)


class _Idle:
    """Processes that are not asked anything just now."""

    def __init__(self) -> None:
        self._readers = list[_Reader]()
        self._changing = Lock()
        self._timer: Timer | None = None

    def take(self, files: Sequence[File]) -> _Reader | None:
        """One that can be asked for these files, or was already; what is of no use is ended."""
        with self._changing:
            while self._readers:
                reader = self._readers.pop()
                if reader.is_ready_for(files):
                    return reader
                reader.end()
        return None

    def add(self, reader: _Reader) -> None:
        with self._changing:
            self._readers.append(reader)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = Timer(IDLE_SECONDS, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        with self._changing:
            while self._readers:
                self._readers.pop().end()


_idle = _Idle()
atexit.register(end)


def _where_bot_is() -> str:
    """The search path by which the other process finds this package before any other."""
    here = str(Path(__file__).parents[2])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))


def _answer() -> None:
    """What the other process does: it reads what it is asked for, further than is heard of it, until nobody asks."""
    import gc

    from bot.content.examining import examine_file

    gc.disable()  # what is made here is sent away, and then the process ends
    answers = Queue["Examined[Any]"](MOST_AHEAD)
    Thread(target=_tell, args=(answers, os.dup(sys.stdout.fileno())), daemon=True).start()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    with suppress(EOFError):
        while True:
            files: Sequence[File] = pickle.load(sys.stdin.buffer)  # noqa: S301  # it comes from ourselves
            for file in files:
                answers.put(examine_file(file))


def _tell(answers: "Queue[Examined[Any]]", output: int) -> None:
    with suppress(BrokenPipeError), os.fdopen(output, "wb") as told:
        while True:
            pickle.dump(answers.get(), told, pickle.HIGHEST_PROTOCOL)
            told.flush()
    os._exit(0)  # nobody hears the answers any more


if __name__ == "__main__":
    _answer()
